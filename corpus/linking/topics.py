"""Which one-language reports speak of the same: what a Chinese text may say in English, sought in English ones.

A word weighs the more, the fewer English reports hold it (the inverse document frequency of Spärck Jones, Journal of
Documentation 28:1, 1972); a pair scores the share of both texts' weight that translates into the other.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.alignment.translation import Translator
from corpus.alignment.units import chinese_units, english_units
from corpus.model import Version

Ids: TypeAlias = NDArray[np.int32]
Weights: TypeAlias = NDArray[np.floating[Any]]

# Of a text so many characters are looked at: abstracts whole, articles as far as says what they are about.
CHARACTERS_MAX: Final = 4_000
# A text of fewer words says too little to be told from others.
WORDS_MIN: Final = 20
# A word that a larger share of the English reports holds leads to nobody; a few may always.
SHARE_MAX: Final = 0.02
HOLDERS_MIN: Final = 50
# Words of a Chinese text, the most telling, by which English ones are sought, and mentions of them that are counted.
SOUGHT_MAX: Final = 60
MENTIONS_MAX: Final = 5_000
# English texts that are compared whole with a Chinese one.
COMPARED_MAX: Final = 5
# The share of the weight, of the side that fares worse, from which a pair is worth aligning.
SHARED_MIN: Final = 0.3


class Topics:
    """The words of the one-language reports, by number. Feed it in any fixed order."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._words: dict[str, int] = {}
        self._known: dict[str, tuple[tuple[int, float], ...]] = {}
        self._english: list[tuple[int, Ids]] = []
        self._chinese: list[tuple[int, tuple[str, ...]]] = []

    def add(self, number: int, version: Version) -> None:
        """Take note of a report's text under a number."""
        text = version.text[:CHARACTERS_MAX]
        if version.side == "en":
            held = {self._words.setdefault(unit, len(self._words)) for unit in english_units(text)}
            if len(held) >= WORDS_MIN:
                self._english.append((number, np.array(sorted(held), np.int32)))
        else:
            units = chinese_units(text, self._translator.dictionary)
            if len(units.words) >= WORDS_MIN:
                self._chinese.append((number, tuple(sorted(units.found.union(units.numbers)))))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The numbers of an English and a Chinese report that are worth aligning, the Chinese ones in their order."""
        if not self._english or not self._chinese:
            return
        index = _Index(self._english, len(self._words))
        for number, units in self._chinese:
            said, trust = self._said(units)
            for place in index.nearest(said, trust):
                yield (self._english[place][0], number)

    def _said(self, units: tuple[str, ...]) -> tuple[Ids, Weights]:
        """What a Chinese text may say in English, as numbers in order, with how far each is trusted."""
        said: dict[int, float] = {}
        for unit in units:
            for word, trust in self._renderings(unit):
                if trust > said.get(word, 0.0):
                    said[word] = trust
        words = sorted(said)
        return np.array(words, np.int32), np.array([said[word] for word in words])

    def _renderings(self, unit: str) -> tuple[tuple[int, float], ...]:
        """The English words, by number, that a unit may be; remembered, for the English texts are all here by now."""
        known = self._known.get(unit)
        if known is None:
            english = ((unit, 1.0),) if unit.isascii() else self._translator.english(unit)
            known = tuple((self._words[word], trust) for word, trust in english if word in self._words)
            self._known[unit] = known
        return known


class _Index:
    """The English reports by their words."""

    def __init__(self, english: list[tuple[int, Ids]], word_count: int) -> None:
        self._held = [held for _, held in english]
        words = np.concatenate(self._held) if self._held else np.zeros(0, np.int32)
        places = np.repeat(np.arange(len(self._held), dtype=np.int32), [len(held) for held in self._held])
        order = np.argsort(words, kind="stable")
        self._places = places[order]
        self._counts = np.bincount(words, minlength=word_count)
        self._starts = np.concatenate([[0], np.cumsum(self._counts)])
        self._weights = np.log((len(english) + 1) / (self._counts + 0.5))
        self._totals = np.array([self._weights[held].sum() for held in self._held])
        self._holders_max = max(HOLDERS_MIN, SHARE_MAX * len(english))

    def nearest(self, said: Ids, trust: Weights) -> list[int]:
        """The places of the English texts that share enough with what is said, the nearest first."""
        rare = self._counts[said] <= self._holders_max
        sought, worth = said[rare], (trust * self._weights[said])[rare]
        if not len(sought):
            return []
        best = np.argsort(-worth, kind="stable")[:SOUGHT_MAX]
        best = best[np.cumsum(self._counts[sought[best]]) <= MENTIONS_MAX]
        held = [self._places[self._starts[word] : self._starts[word + 1]] for word in sought[best].tolist()]
        if not held:
            return []
        places, numbers = np.unique(np.concatenate(held), return_inverse=True)
        gains = np.repeat(worth[best], self._counts[sought[best]])
        scores = np.bincount(numbers, gains) / np.sqrt(self._totals[places])
        nearest = places[np.argsort(-scores, kind="stable")[:COMPARED_MAX]].tolist()
        return [place for place in nearest if self._share(place, said, trust) >= SHARED_MIN]

    def _share(self, place: int, said: Ids, trust: Weights) -> float:
        """The share of an English text's weight that is said."""
        _, _, at = np.intersect1d(self._held[place], said, assume_unique=True, return_indices=True)
        return float((trust[at] * self._weights[said[at]]).sum() / max(1e-9, self._totals[place]))
