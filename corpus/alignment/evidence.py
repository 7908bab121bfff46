"""What each sentence shares with the sentences of the other side, weighed by how telling it is in the document.

A unit weighs log((n + 1) / (k + 0.5)) where it stands in k of a side's n sentences (the inverse document frequency of
Spärck Jones, Journal of Documentation 28:1, 1972). It counts as found as far as a translation of it is trusted.
Everything is kept as coordinates of sparse matrices; a block of sentences is made dense when it is looked at.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.alignment.translation import Translator
from corpus.alignment.units import ChineseUnits, chinese_units, english_units, is_key

Matrix: TypeAlias = NDArray[np.floating[Any]]
Indices: TypeAlias = NDArray[np.intp]

# Sentences of a side that are taken together at most.
MERGE_MAX: Final = 4

# Numbers are more telling than words that are as rare, single characters less.
NUMBER_WEIGHT: Final = 1.3
CHARACTER_WEIGHT: Final = 0.5
WEIGHT_MIN: Final = 0.05
# A unit repeated in a sentence counts so often at most.
REPEATS_MAX: Final = 2

# Keeps a sentence without any unit from dividing by zero.
NOTHING: Final = 1e-3


class Coordinates(NamedTuple):
    """The entries of a sparse matrix of units by sentences, in the order of sentences."""

    units: Indices
    sentences: Indices
    values: Matrix

    def within(self, sentences: slice) -> "Coordinates":
        """The entries of some sentences, which count from the first of them."""
        low, high = np.searchsorted(self.sentences, (sentences.start, sentences.stop))
        return Coordinates(self.units[low:high], self.sentences[low:high] - sentences.start, self.values[low:high])


class Side:
    """One side of a document: the units that each sentence holds, and the weight of each."""

    def __init__(self, sentences: Sequence[Sequence[str]], is_key: Callable[[str], bool]) -> None:
        self.numbers: Final[dict[str, int]] = {}
        held = [
            (self.numbers.setdefault(unit, len(self.numbers)), sentence, min(count, REPEATS_MAX))
            for sentence, units in enumerate(sentences)
            for unit, count in Counter(units).items()
        ]
        units, rows, repeats = np.array(held, np.intp).reshape(-1, 3).T
        frequencies = np.bincount(units, minlength=len(self.numbers))
        weights = np.maximum(WEIGHT_MIN, np.log((len(sentences) + 1) / (frequencies + 0.5)))
        weights *= np.array([_importance(unit) for unit in self.numbers])
        self.held: Final = Coordinates(units, rows, (weights[units] * repeats).astype(np.float32))
        self.totals: Final = _by_sentence(self.held, len(sentences)) + np.float32(NOTHING)
        self.keys: Final = np.array([is_key(unit) for unit in self.numbers], bool)


class Evidence:
    """A document's units on both sides, and where the other side holds a translation of each."""

    def __init__(self, en: Sequence[str], zh: Sequence[str], translator: Translator) -> None:
        chinese = [chinese_units(text, translator.dictionary) for text in zh]
        self.en: Final = Side([english_units(text) for text in en], is_key)
        self.zh: Final = Side([[*units.words, *units.numbers] for units in chinese], str.isascii)
        self._english_in_chinese = _sparse(_english_found(chinese, self.en.numbers, translator))
        self._chinese_in_english = _sparse(_chinese_found(self.en, self.zh.numbers, translator))

    def block(self, rows: slice, columns: slice) -> "Block":
        """What the English sentences `rows` and the Chinese sentences `columns` share."""
        return Block(
            _Matched(self.en, self._english_in_chinese, rows, columns),
            _Matched(self.zh, self._chinese_in_english, columns, rows),
        )


class Block:
    """Matched weights for a stretch of the document, sentences of a side taken together up to MERGE_MAX.

    `english[b][i, j]` is the weight of English sentence i that is found in Chinese j … j + b - 1, `chinese[a][i, j]`
    the weight of Chinese sentence j that is found in English i … i + a - 1; `…_keys` the same of numbers and codes.
    """

    def __init__(self, english: "_Matched", chinese: "_Matched") -> None:
        self.english: Final = english.weights
        self.english_keys: Final = english.key_weights
        self.chinese: Final = {count: matched.T for count, matched in chinese.weights.items()}
        self.chinese_keys: Final = {count: matched.T for count, matched in chinese.key_weights.items()}
        self.en_totals, self.zh_totals = english.totals, chinese.totals
        self.en_key_totals, self.zh_key_totals = english.key_totals, chinese.key_totals


class _Matched:
    """The weight of each sentence in a stretch of one side that is found in sentences of the other, taken together."""

    def __init__(self, side: Side, found: Coordinates, own: slice, other: slice) -> None:
        self.totals = side.totals[own]
        held = side.held.within(own)
        units, numbers = np.unique(held.units, return_inverse=True)
        weights = np.zeros((own.stop - own.start, len(units)), np.float32)
        weights[held.sentences, numbers] = held.values
        together = first = _dense(found.within(other), units, len(side.numbers), other.stop - other.start)
        keys = side.keys[units]
        key_weights = weights[:, keys]
        self.key_totals = key_weights.sum(1)
        self.weights: dict[int, Matrix] = {}
        self.key_weights: dict[int, Matrix] = {}
        for count in range(1, min(MERGE_MAX, first.shape[1]) + 1):
            if count > 1:
                together = np.maximum(together[:, :-1], first[:, count - 1 :])
            self.weights[count] = weights @ together
            self.key_weights[count] = key_weights @ together[keys]


def _english_found(
    chinese: Iterable[ChineseUnits], numbers: dict[str, int], translator: Translator
) -> Iterator[tuple[int, int, float]]:
    """(English unit, Chinese sentence, trust) wherever a sentence holds a translation of the unit."""
    known: dict[str, list[tuple[int, float]]] = {}
    for sentence, units in enumerate(chinese):
        for word in units.found:
            if word not in known:
                rendered = [(numbers[unit], trust) for unit, trust in translator.english(word) if unit in numbers]
                known[word] = rendered + ([(numbers[word], 1.0)] if word in numbers else [])
            for unit_number, trust in known[word]:
                yield unit_number, sentence, trust
        for value in units.numbers:
            if value in numbers:
                yield numbers[value], sentence, 1.0


def _chinese_found(english: Side, numbers: dict[str, int], translator: Translator) -> Iterator[tuple[int, int, float]]:
    """(Chinese unit, English sentence, trust) wherever a sentence holds a translation of the unit."""
    places: dict[int, list[int]] = {}
    for unit, sentence in zip(english.held.units.tolist(), english.held.sentences.tolist(), strict=True):
        places.setdefault(unit, []).append(sentence)
    for chinese, number in numbers.items():
        if chinese in english.numbers:
            yield from ((number, sentence, 1.0) for sentence in places[english.numbers[chinese]])
        for unit, trust in translator.english(chinese):
            if unit in english.numbers:
                yield from ((number, sentence, trust) for sentence in places[english.numbers[unit]])


def _sparse(entries: Iterable[tuple[int, int, float]]) -> Coordinates:
    """Entries of (unit, sentence, value) in the order of sentences."""
    values = np.fromiter(chain.from_iterable(entries), np.float64).reshape(-1, 3)
    values = values[np.argsort(values[:, 1], kind="stable")]
    return Coordinates(values[:, 0].astype(np.intp), values[:, 1].astype(np.intp), values[:, 2].astype(np.float32))


def _dense(entries: Coordinates, units: Indices, unit_count: int, sentence_count: int) -> Matrix:
    """A matrix of the chosen units by sentences; of two entries at one place the greater counts."""
    position = np.full(unit_count, -1, np.intp)
    position[units] = np.arange(len(units))
    places = position[entries.units]
    chosen = places >= 0
    matrix = np.zeros((len(units), sentence_count), np.float32)
    np.maximum.at(matrix, (places[chosen], entries.sentences[chosen]), entries.values[chosen])
    return matrix


def _by_sentence(entries: Coordinates, sentence_count: int) -> Matrix:
    """The sum of the values of each sentence."""
    return np.bincount(entries.sentences, entries.values, minlength=sentence_count).astype(np.float32)


def _importance(unit: str) -> float:
    if unit[0] == "#":
        return NUMBER_WEIGHT
    return CHARACTER_WEIGHT if len(unit) == 1 else 1.0
