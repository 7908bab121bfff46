"""The renderings of a query's words in the other language, from every source, longest phrase first.

What the collection defines and has taught is trusted most, then a user's glossary, then dictionaries; what no source
knows is put together from parts. docs/lexicon.md says how.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.knowledge import Knowledge
from corpus.lexicon.covering import cover
from corpus.lexicon.dictionary import load_dictionary
from corpus.lexicon.glosses import PHRASE_WORDS_MAX, phrase_units, renderings
from corpus.lexicon.inverse import load_inverse
from corpus.lexicon.terms import TermTable, Translation, ranked
from corpus.words.folding import fold
from corpus.words.segmentation import word_count
from corpus.words.stems import STOP_WORDS

__all__ = ["Rendered", "Translation", "Translations"]

# The name that the reason of a dictionary's translation gives.
CC_CEDICT: Final = "CC-CEDICT"

# What a definition of the collection's own is worth, and the dictionary's best. Our choice, not calibrated.
DEFINED: Final = 1.0
DICTIONARY: Final = 0.9

# A headword that running text counts this often is a common word; of those that name the same it is the better one.
COMMON: Final = 1_000
RARE_WEIGHT: Final = 0.5

# Longer runs are looked at piece by piece.
RUN_MAX: Final = 200

# Only for a word that nothing renders with at least this weight are parts put together.
SURE: Final = 0.5


class Rendered(NamedTuple):
    """A range of what was asked for (words or characters) with its renderings, the best first, at least one."""

    start: int
    end: int
    translations: tuple[Translation, ...]


class Translations:
    """Renders words and runs; made once for a state of knowledge, safe to share between threads.

    `holds` says whether the collection has an English phrase or a Han run at all: what is put together from parts is
    kept only where it does, and without `holds` always.
    """

    def __init__(
        self, knowledge: Knowledge, glossary: TermTable | None = None, holds: Callable[[str], bool] | None = None
    ) -> None:
        self._taught = _table_of(knowledge)
        self._glossary = glossary if glossary is not None else TermTable()
        self._holds = holds
        self._tables = (self._taught, self._glossary)
        self._longest_phrase = max(PHRASE_WORDS_MAX, *(table.longest_phrase for table in self._tables))
        self._longest_run = max(load_dictionary().longest, *(table.longest_run for table in self._tables))
        self._chinese = lru_cache(maxsize=1 << 14)(self._to_chinese)
        self._english = lru_cache(maxsize=1 << 14)(self._to_english)

    def of_english(self, words: Sequence[str]) -> list[Rendered]:
        """Chinese renderings of a query's words (folded line words; capitals may stay), in order and apart from each
        other; words without one are left out.
        """
        plain = [fold(word).lower() for word in words]
        found: list[Rendered] = []
        start = 0
        while start < len(plain):
            end, translations = self._longest_english(plain, start)
            if translations:
                found.append(Rendered(start, end, translations))
            start = end
        return found

    def of_chinese(self, run: str) -> list[Rendered]:
        """English renderings of a run of Han characters, in order and apart from each other; characters without one are
        left out.
        """
        plain = fold(run).lower()
        found: list[Rendered] = []
        for first in range(0, len(plain), RUN_MAX):
            part = plain[first : first + RUN_MAX]
            for piece in cover(part, lambda text: bool(self._english(text)), self._longest_run):
                if piece.known:
                    translations = self._english(part[piece.start : piece.end])
                    found.append(Rendered(first + piece.start, first + piece.end, translations))
        return found

    def _longest_english(self, words: Sequence[str], start: int) -> tuple[int, tuple[Translation, ...]]:
        for end in range(min(len(words), start + self._longest_phrase), start, -1):
            phrase = tuple(words[start:end])
            at_edge = phrase[0] in STOP_WORDS or phrase[-1] in STOP_WORDS
            translations = () if at_edge else self._chinese(phrase)
            if translations:
                return end, translations
        return start + 1, ()

    def _to_chinese(self, words: tuple[str, ...]) -> tuple[Translation, ...]:
        units = phrase_units(words)
        known = [one for table in self._tables for one in table.chinese(units)]
        for headword in load_inverse().chinese(units):
            weight = DICTIONARY * headword.weight * _commonness(headword.han)
            known.append(Translation(headword.han, weight, "dictionary", (CC_CEDICT, headword.gloss)))
        return ranked(known)

    def _to_english(self, run: str) -> tuple[Translation, ...]:
        known = [one for table in self._tables for one in table.english(run)]
        known += _of_headword(run)
        return ranked(known)


def _table_of(knowledge: Knowledge) -> TermTable:
    """What the collection defines and has taught."""
    table = TermTable()
    for one in knowledge.abbreviations:
        table.add(one.en, one.zh, DEFINED, "abbreviation", (one.short, str(one.occurrences)))
        table.add(one.short, one.zh, DEFINED, "abbreviation", (one.short, str(one.occurrences)))
    for pair in knowledge.pairs:
        table.add(pair.en, pair.zh, pair.probability, "mined", (str(pair.occurrences),))
    for pair in knowledge.terms:
        table.add(pair.en, pair.zh, pair.probability, "term", (str(pair.occurrences),))
    return table


def _of_headword(run: str) -> Iterator[Translation]:
    """The renderings of a word of CC-CEDICT."""
    for phrase in renderings(load_dictionary().glosses(run)):
        if not all(word in STOP_WORDS for word in phrase.words):
            yield Translation(phrase.text, DICTIONARY * phrase.weight, "dictionary", (CC_CEDICT, run))


def _commonness(han: str) -> float:
    """From RARE_WEIGHT for a word that running text never had, to 1 for a common one."""
    return RARE_WEIGHT + (1 - RARE_WEIGHT) * math.sqrt(min(1.0, word_count(han) / COMMON))
