"""The words of a sentence that turn a statement round, and where they stand."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.audit.polarity.table import FIXED, Phrase, Sense, phrases_of, table
from corpus.model import Sentence
from corpus.words.folding import fold

# "No. 5" is a number, and "May" a month. Other words of an English text, with what is left of "not" at their end.
_WORD: Final = re.compile(r"[Nn]os?\.\s?[0-9]|\bMay\b|[A-Za-z]+(?:['’]t\b)?|[<>≤≥＜＞]")
_CONTRACTED: Final = ("n't", "n’t")


# No word of the table is longer.
WORD_MAX: Final = 40
# What a fixed word says where nothing on the other side explains it.
_LEFT_OVER: Final = Sense("negation", "not", False, -1)


class Cue(NamedTuple):
    """An expression in a text, with what it says."""

    start: int
    end: int
    senses: tuple[Sense, ...]


def sides_cues(
    en: str, en_ranges: Iterable[Sentence], zh: str, zh_ranges: Iterable[Sentence]
) -> tuple[list[Cue], list[Cue]]:
    """The cues of the two sides of a bead; fixed words of Chinese say nothing where the English explains them."""
    english = [cue for start, end in en_ranges for cue in english_cues(en, start, end)]
    chinese = [cue for start, end in zh_ranges for cue in chinese_cues(zh, start, end)]
    hints = {sense.row for cue in english for sense in cue.senses if sense.concept == FIXED}
    return (english, [_settled(cue, hints) for cue in chinese])


def english_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues in text[start:end], in order; a phrase takes the words it is made of."""
    words = list(_WORD.finditer(text, start, end))
    taken = 0
    for place, match in enumerate(words):
        phrases = _phrases(match.group())
        if not phrases or place < taken:
            continue
        found = [phrase for phrase in phrases if not phrase.rest or _continues(words, place, phrase)]
        if found:
            size = len(found[0].rest)
            taken = place + size + 1
            senses = tuple(phrase.sense for phrase in found if len(phrase.rest) == size)
            yield Cue(match.start(), words[place + size].end(), senses)


def chinese_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """The cues in text[start:end], in order; at each place the longest expression counts, in either script."""
    known = table()
    for match in known.pattern.finditer(fold(text[start:end])):
        yield Cue(start + match.start(), start + match.end(), known.chinese[match.group()])


@lru_cache(maxsize=1 << 14)
def _phrases(written: str) -> tuple[Phrase, ...]:
    """The phrases that may begin with a word as it is written."""
    if written == "May":
        return ()
    word = written.lower()
    return phrases_of("not" if word.endswith(_CONTRACTED) else word[:WORD_MAX])


def _settled(cue: Cue, hints: set[int]) -> Cue:
    """A Chinese cue whose fixed senses are explained, or else a weak negation."""
    fixed = [sense.row for sense in cue.senses if sense.concept == FIXED]
    if not fixed:
        return cue
    others = tuple(s for s in cue.senses if s.concept not in (FIXED, "negation"))
    return cue._replace(senses=others if hints.intersection(fixed) else (*others, _LEFT_OVER))


def _continues(words: list[re.Match[str]], place: int, phrase: Phrase) -> bool:
    """Whether the words of a phrase follow, with one character between each two."""
    following = words[place + 1 : place + 1 + len(phrase.rest)]
    if len(following) < len(phrase.rest):
        return False
    last = words[place].end()
    for match, part in zip(following, phrase.rest, strict=True):
        word = match.group().lower()
        if match.start() != last + 1 or not (word.startswith(part[:-1]) if part.endswith("*") else word == part):
            return False
        last = match.end()
    return True
