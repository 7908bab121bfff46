"""The phrases of a bead that may be terms: rows of words that do not begin or end in the middle of something.

An English phrase has one to four words, a Chinese one up to six words of the segmenter. A mark between words, a number,
or a word that only holds a sentence together ends it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from corpus.lexicon.glosses import singular_of
from corpus.lexicon.shipped import shipped_terms
from corpus.lexicon.term_pairs.edges import (
    ENGLISH_INSIDE,
    ENGLISH_NEVER,
    ENGLISH_NOT_FIRST,
    ENGLISH_NOT_LAST,
    HAN_INSIDE,
    HAN_NEVER,
    HAN_NOT_FIRST,
    HAN_NOT_LAST,
)
from corpus.words.folding import HAN, fold
from corpus.words.segmentation import running_words
from corpus.words.spelling import american

# Between tokens that are no neighbours.
BREAK: Final = ""

ENGLISH_WORDS_MAX: Final = 4
HAN_WORDS_MAX: Final = 6
HAN_CHARACTERS_MAX: Final = 14
TERM_LETTERS_MAX: Final = 80

# Words of the segmenter that a word of the lists that ship may be cut into.
JOINED_MAX: Final = 3

# A sentence says its terms well before this many characters.
LOOKED_AT_MAX: Final = 1_500

_ENGLISH: Final = re.compile(r"[^\W\d_][\w'+]*(?:-[\w']+)*\+?|[0-9]+(?:-[^\W\d_][\w']*)+|[0-9]{1,2}(?![0-9.])|[^\s]")
_CHINESE: Final = re.compile(
    rf"[{HAN}]+|[A-Za-zα-ωΑ-Ω][A-Za-z0-9α-ωΑ-Ω+]*(?:-[A-Za-z0-9α-ωΑ-Ω]+)*|(?P<number>(?<![0-9.])[0-9]{{1,2}})(?=[型期级度])|\s|."
)
_HAN_RUN: Final = re.compile(f"[{HAN}]+")
# 四种, 六个: how many of what follows.
_COUNTED: Final = re.compile("[一二三四五六七八九十两几多各每]+[个种项例名组次位类大]")
# Behind these a number is a part of the name: type 2 diabetes, stage III, factor VIII.
_NUMBERED: Final = frozenset("type stage grade phase class factor".split())
_ADJECTIVES: Final = ("ous", "ive", "ical", "able", "ible", "ful", "less", "ly")
_ADJECTIVE_ENDINGS: Final = ("al", "ic", "ary", "ory", "ive", "ous", "free", "like", "related", "based", "ible", "able")
_NOT_ADJECTIVES: Final = frozenset(
    """
    trial survival interval hospital animal signal arousal removal approval referral withdrawal journal mineral capital
    clinic antibiotic characteristic epidemic pandemic topic statistic diuretic anesthetic analgesic cosmetic library
    summary memory laboratory category history theory factory olive incentive objective perspective initiative variable
    goal meal crystal canal oral-canal reversal retrieval appraisal potential individual professional adjuvant pill
    """.split()
)
_BEHIND_ADVERBS: Final = ("ed", "ant", "ent", "ive", "ical", "able", "ible", "high", "low", "ous")
_NO_ADVERBS: Final = frozenset("family assembly anomaly fly early elderly daily weekly monthly".split())
_LETTER: Final = re.compile(r"[^\W\d_]")


class Phrase(NamedTuple):
    """A row of tokens; `key` is what it is counted by, [start, end) its tokens."""

    key: str
    start: int
    end: int


def english_tokens(text: str) -> tuple[str, ...]:
    """The words as they are written, those of mere letters that a sentence begins with in lower case, and BREAK."""
    tokens: list[str] = []
    at_start = True
    for match in _ENGLISH.finditer(fold(text[:LOOKED_AT_MAX])):
        word = match[0].rstrip("'")
        if _LETTER.search(word) is None:
            numbered = word.isdigit() and tokens and tokens[-1].lower() in _NUMBERED
            tokens.append(word if numbered else BREAK)
            at_start = at_start or word in ".?!"
            continue
        tokens.append(word.lower() if at_start and word.istitle() else word)
        at_start = False
    return tuple(tokens)


def chinese_tokens(text: str) -> tuple[str, ...]:
    """The segmenter's words, words in Latin letters, and BREAK; a blank between the two scripts is nothing."""
    tokens: list[str] = []
    for match in _CHINESE.finditer(fold(text[:LOOKED_AT_MAX])):
        piece = match[0]
        if _HAN_RUN.match(piece):
            tokens.extend(_joined(running_words(piece)))
        elif not piece.isspace():
            numbers = piece.isdigit() and match.lastgroup == "number"
            tokens.append(piece if numbers or _LETTER.match(piece) else BREAK)
    return tuple(tokens)


def _joined(words: Sequence[str]) -> Iterator[str]:
    """The words, those together that are one on the lists that ship: 顺 and 铂 are 顺铂."""
    listed = shipped_terms()
    start = 0
    while start < len(words):
        end = min(len(words), start + JOINED_MAX)
        while end > start + 1 and "".join(words[start:end]) not in listed:
            end -= 1
        yield "".join(words[start:end])
        start = end


def english_phrases(tokens: Sequence[str]) -> Iterator[Phrase]:
    """The phrases of an English sentence, those that begin first before others, short ones before long ones."""
    for start, first in enumerate(tokens):
        if not _may_begin(first):
            continue
        for end in range(start + 1, min(len(tokens), start + ENGLISH_WORDS_MAX) + 1):
            last = tokens[end - 1]
            if last == BREAK:
                break
            following = tokens[end] if end < len(tokens) else BREAK
            if _may_end(last) and _is_whole(tokens[start:end]) and not _dangles(last, following):
                key = english_key(tokens[start:end])
                if 3 <= len(key) <= TERM_LETTERS_MAX:
                    yield Phrase(key, start, end)
            if not _may_stand_inside(last):
                break


def chinese_phrases(tokens: Sequence[str]) -> Iterator[Phrase]:
    """The phrases of a Chinese sentence, in the same order."""
    for start, first in enumerate(tokens):
        if first == BREAK or first in HAN_NEVER or first in HAN_NOT_FIRST or _COUNTED.fullmatch(first):
            continue
        size = 0
        for end in range(start + 1, min(len(tokens), start + HAN_WORDS_MAX) + 1):
            last = tokens[end - 1]
            size += len(last)
            if last == BREAK or last in HAN_INSIDE or size > HAN_CHARACTERS_MAX:
                break
            if _han_may_end(last) and not _two_latin(tokens[start:end]):
                key = chinese_key(tokens[start:end])
                if len(key) >= 2 and _HAN_RUN.search(key) is not None:
                    yield Phrase(key, start, end)


def english_key(words: Sequence[str]) -> str:
    """What an English phrase is counted by: American spelling, lower case, singular, without hyphens."""
    return " ".join([*map(_plain, words[:-1]), _singular(_plain(words[-1]))])


def chinese_key(words: Sequence[str]) -> str:
    """What a Chinese phrase is counted by."""
    return "".join(words).lower()


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    return " ".join(american(part) for part in word.lower().removesuffix("'").split("-") if part)


@lru_cache(maxsize=1 << 16)
def _singular(words: str) -> str:
    before, blank, last = words.rpartition(" ")
    return before + blank + singular_of(last)


@lru_cache(maxsize=1 << 16)
def _may_begin(word: str) -> bool:
    lower = word.lower()
    return len(word) > 1 and (_is_name(word) or (lower not in ENGLISH_NEVER and lower not in ENGLISH_NOT_FIRST))


@lru_cache(maxsize=1 << 16)
def _may_end(word: str) -> bool:
    lower = word.lower()
    if _is_name(word):
        return True
    if lower in ENGLISH_NEVER or lower in ENGLISH_NOT_LAST or lower.endswith("ly"):
        return False
    return not (lower.endswith("ed") and len(lower) > 4 and not lower.endswith("eed"))


def _is_whole(words: Sequence[str]) -> bool:
    """Whether an adverb has the adjective that it belongs to: newly diagnosed myeloma, not rapidly change. Alone, an
    adjective is no term.
    """
    if len(words) == 1:
        return not words[0].endswith(_ADJECTIVES)
    return all(
        follower.endswith(_BEHIND_ADVERBS)
        for word, follower in pairwise(words)
        if word.endswith("ly") and word.lower() not in _NO_ADVERBS
    )


@lru_cache(maxsize=1 << 16)
def _dangles(last: str, following: str) -> bool:
    """Whether an adjective at the end waits for its noun: independent prognostic | factor."""
    lower = last.lower()
    adjective = lower.endswith(_ADJECTIVE_ENDINGS) and singular_of(lower) not in _NOT_ADJECTIVES
    return adjective and following != BREAK and following.lower() not in ENGLISH_NEVER


@lru_cache(maxsize=1 << 16)
def _han_may_end(word: str) -> bool:
    return word not in HAN_NEVER and word not in HAN_NOT_LAST and _COUNTED.fullmatch(word) is None


def _may_stand_inside(word: str) -> bool:
    return word.lower() in ENGLISH_INSIDE or word.lower() not in ENGLISH_NEVER


def _is_name(word: str) -> bool:
    """ALL, WHO, MET: an abbreviation, however its letters read in lower case."""
    return len(word) > 1 and word.isupper()


def _two_latin(tokens: Sequence[str]) -> bool:
    """Whether Latin words stand side by side: two names, of which the blank between them is lost."""
    return any(a.isascii() and b.isascii() for a, b in pairwise(tokens))
