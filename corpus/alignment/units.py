"""The units of a sentence that can be recognised in its translation: words, numbers by value, terms in Latin letters.

An English word is its unit (corpus.words.stems), a number "#1045", whichever the language and script; a Chinese word
is written folded. Words that say nothing of the content are left out.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.alignment.keys import ENGLISH_NUMBERS, NUMBER, NUMERAL, SCALED, number_key, scaled_key
from corpus.lexicon.dictionary import Dictionary
from corpus.quantities.numerals import numeral_value
from corpus.words.folding import HAN, fold
from corpus.words.stems import english_unit

# A sentence says what it is about well before its end: of longer ones this many characters are looked at.
LOOKED_AT_MAX: Final = 5_000

_ENGLISH: Final = re.compile(rf"[a-z]+(?:[0-9]+[a-z0-9]*)?|{NUMBER.pattern}")
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_HAN_RUN: Final = re.compile(f"[{HAN}]+")

_ROUND: Final = {"zero": 0, "one": 1, "hundred": 100, "thousand": 1000}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_VALUES: Final = ENGLISH_NUMBERS | _ROUND | _ORDINALS

_EMPTY_WORDS: Final = """
    a about after all also an and another any are as at be because been before being between both but by can could did
    do does down during each for from had has have he her here him his how i if in into is it its just may me might more
    most much my no not of off on one's only or other our out over per same she should so some such than that the their
    them then there these they this those through to too under up upon use used very via was we were what when where
    which while who whom why will with would you your
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())

# Function words of one character; longer ones are as informative as the dictionary thinks.
_EMPTY_HAN: Final = frozenset(
    "的了是在和与及或为对于有中等也不一个这那上下到由被并以所从其之而则但将可因此把向还就都很又着过们我你他她它者"
)


class ChineseUnits(NamedTuple):
    """The units of a Chinese sentence: its words in order, each as long as the dictionary allows, then terms in Latin
    letters; its numbers; and every unit that may be rendered, dictionary words inside words too.
    """

    words: list[str]
    numbers: list[str]
    found: set[str]


def english_units(text: str) -> list[str]:
    """The units of an English sentence, in order, repetitions kept."""
    plain = _POSSESSIVE.sub("", fold(text[:LOOKED_AT_MAX]).lower())
    return [unit for word in _ENGLISH.findall(plain) if (unit := _english_unit(word))]


def chinese_units(text: str, dictionary: Dictionary) -> ChineseUnits:
    """The units of a Chinese sentence."""
    plain = fold(text[:LOOKED_AT_MAX]).lower()
    words: list[str] = []
    found: set[str] = set()
    for run in _HAN_RUN.findall(plain):
        _take_words(run, dictionary, words, found)
    units = [unit for word in _ENGLISH.findall(plain) if (unit := _english_unit(word))]
    terms = [unit for unit in units if unit[0] != "#"]
    numbers = [unit for unit in units if unit[0] == "#"] + _numerals(plain)
    return ChineseUnits(words + terms, numbers, found.union(terms))


def is_key(unit: str) -> bool:
    """Whether a unit passes through translation as it is: a number, or a code with digits."""
    return unit[0] == "#" or any(character.isdigit() for character in unit)


def _take_words(run: str, dictionary: Dictionary, words: list[str], found: set[str]) -> None:
    """Add what a run of Han characters holds: words from left to right, the longest first, and all that is found."""
    size, longest, beginnings = len(run), dictionary.longest, dictionary.beginnings
    word_end = 0
    for start in range(size):
        best = start + 1
        last = min(size, start + longest) if run[start : start + 2] in beginnings else best
        for end in range(start + 2, last + 1):
            part = run[start:end]
            if part in dictionary:
                found.add(part)
                best = end
        if start >= word_end:
            word_end = best
            word = run[start:best]
            if word not in _EMPTY_HAN:
                words.append(word)
                found.add(word)


def _numerals(plain: str) -> list[str]:
    """Numbers that Chinese writes in characters: 1.2万 gives 12 000, 四 gives 4."""
    scaled = [scaled_key(amount, scale) for amount, scale in SCALED.findall(plain)]
    return scaled + [f"#{numeral_value(numeral)}" for numeral in NUMERAL.findall(plain)]


@lru_cache(maxsize=1 << 17)
def _english_unit(word: str) -> str:
    """The unit of a word or number; an empty string for what says nothing of the content."""
    if word[0].isdigit():
        return number_key(word)
    if word in _VALUES:
        return f"#{_VALUES[word]}"
    return "" if word in _EMPTY or len(word) < 2 else english_unit(word)
