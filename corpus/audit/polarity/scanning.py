"""The words of a sentence that turn a statement round, and where they stand."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.audit.polarity.table import NEGATION, Meaning, Phrase, Sense, meaning_of, phrases_of, table
from corpus.model import Sentence
from corpus.words.folding import fold

# "No. 5" is a number, and "May" a month. Other words of an English text, with what is left of "not" at their end.
_WORD: Final = re.compile(r"[Nn]os?\.\s?[0-9]|[A-Za-z]{2,}(?:['’]t\b)?|[<>≤≥＜＞]")
_CONTRACTED: Final = ("n't", "n’t")
# No word of the table is longer.
WORD_MAX: Final = 40

# What a fixed word says where nothing on the other side explains it.
_LEFT_OVER: Final = Sense(NEGATION, "not", False)


class Cue(NamedTuple):
    """An expression in a text, with what it says."""

    start: int
    end: int
    meaning: Meaning


def sides_cues(
    en: str, en_ranges: Iterable[Sentence], zh: str, zh_ranges: Iterable[Sentence]
) -> tuple[list[Cue], list[Cue]]:
    """The cues of the two sides of a bead; fixed words of Chinese say nothing where the English explains them."""
    english = [cue for start, end in en_ranges for cue in english_cues(en, start, end)]
    chinese = [cue for start, end in zh_ranges for cue in chinese_cues(zh, start, end)]
    hints = frozenset().union(*(cue.meaning.fixed for cue in english))
    return (english, [_settled(cue, hints) if cue.meaning.fixed else cue for cue in chinese])


def english_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues in text[start:end], in order; a phrase takes the words it is made of."""
    words = list(_WORD.finditer(text, start, end))
    taken = 0
    for place, match in enumerate(words):
        phrases = _phrases(match[0])
        if phrases and place >= taken:
            for phrase in phrases:
                if not phrase.rest or _continues(words, place, phrase.rest):
                    taken = place + len(phrase.rest) + 1
                    yield Cue(match.start(), words[taken - 1].end(), phrase.meaning)
                    break


def chinese_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues in text[start:end], in order; at each place the longest expression counts, in either script."""
    known = table()
    meanings = known.chinese
    for match in known.pattern.finditer(fold(text[start:end])):
        meaning = meanings[match[0]]
        if meaning.senses or meaning.fixed:
            yield Cue(start + match.start(), start + match.end(), meaning)


@lru_cache(maxsize=1 << 14)
def _phrases(written: str) -> tuple[Phrase, ...]:
    """The phrases that may begin with a word as it is written."""
    if written == "May":
        return ()
    word = written.lower()
    return phrases_of("not" if word.endswith(_CONTRACTED) else word[:WORD_MAX])


def _settled(cue: Cue, hints: frozenset[int]) -> Cue:
    """A fixed word of Chinese: explained by the other side, or else a weak negation."""
    senses = tuple(sense for sense in cue.meaning.senses if sense.concept != NEGATION)
    left = () if hints & cue.meaning.fixed else (_LEFT_OVER,)
    return cue._replace(meaning=meaning_of((sense, 0) for sense in senses + left))


def _continues(words: list[re.Match[str]], place: int, rest: tuple[str, ...]) -> bool:
    """Whether the words of a phrase follow, with one character between each two."""
    following = words[place + 1 : place + 1 + len(rest)]
    if len(following) < len(rest):
        return False
    last = words[place].end()
    for match, part in zip(following, rest, strict=True):
        word = match[0].lower()
        if match.start() != last + 1 or not (word.startswith(part[:-1]) if part.endswith("*") else word == part):
            return False
        last = match.end()
    return True
