"""Judged documents as examples to learn weights from: every bead near the gold path, and what the gold allows."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from alignment_documents import Document
from numpy.typing import NDArray

from corpus.alignment.dynamic_program import IMPOSSIBLE, Lattice, diagonal
from corpus.alignment.features import SHAPES
from corpus.alignment.scoring import read_texts, shape_name, stretches
from corpus.alignment.translation import translator_of
from corpus.knowledge import Knowledge

# Half the band that is learnt from, in Chinese sentences.
HALF_BAND: Final = 14

Array: TypeAlias = NDArray[np.float64]


class Lesson(NamedTuple):
    """A document to learn from: its set, how much it counts, and what is known when it is aligned."""

    document: Document
    weight: float
    knowledge: Knowledge


class Names:
    """The number of every weight: shapes and their features in order of appearance."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def columns(self, shape: str, features: Iterable[str]) -> list[int]:
        """The numbers of a shape's features."""
        return [self.numbers.setdefault((shape, feature), len(self.numbers)) for feature in features]

    def table(self, weights: Array) -> dict[str, dict[str, float]]:
        """The weights by shape and feature."""
        table: dict[str, dict[str, float]] = {}
        for (shape, feature), number in self.numbers.items():
            table.setdefault(shape, {})[feature] = round(float(weights[number]), 4)
        return table


class Example:
    """A document's lattice with the features of each bead, and which of them the gold allows."""

    def __init__(self, lesson: Lesson, names: Names) -> None:
        document = lesson.document
        self.weight = lesson.weight
        read = read_texts(document.en, document.zh, translator_of(lesson.knowledge))
        self.count = len(document.zh)
        self.lows, self.width = diagonal(read.en.lengths, read.zh.lengths, HALF_BAND)
        self.shapes: list[tuple[int, list[int], NDArray[np.intp], Array]] = []
        parts = stretches(read, self.lows, self.width)
        for k, shape in enumerate(SHAPES):
            places, values, columns = [], [], []
            for rows, stretch in parts:
                features = list(stretch.features(shape))
                if features:
                    columns = names.columns(shape_name(shape), (name for name, _ in features))
                    block = np.stack([value for _, value in features], -1)
                    for place, value in self._cells(block, shape, rows, stretch.size):
                        places.append(place)
                        values.append(value)
            if places:
                self.shapes.append((k, columns, np.concatenate(places, 1), np.concatenate(values)))
        self.allowed = self._allowed(document)

    def _cells(
        self, block: Any, shape: tuple[int, int], rows: slice, size: tuple[int, int]
    ) -> Iterator[tuple[NDArray[np.intp], Array]]:
        """The band's cells of a block: (row, place in the window), and their features."""
        n, first = len(self.lows) - 1, int(self.lows[rows.start])
        if shape[0] == 0:
            block = np.broadcast_to(block, (size[0] + 1, *block.shape))
        elif shape[1] == 0:
            block = np.broadcast_to(block[:, None], (block.shape[0], size[1] + 1, block.shape[1]))
        last = rows.stop if rows.stop < n or shape[0] else n + 1
        for i in range(rows.start, min(last, rows.start + len(block))):
            low = int(self.lows[i]) - first
            values = block[i - rows.start, low : low + self.width]
            yield np.stack([np.full(len(values), i), np.arange(len(values))]), values.astype(np.float64)

    def _allowed(self, document: Document) -> Array:
        """0 for beads that agree with the gold, IMPOSSIBLE for others; inside a bead that no shape has, all do."""
        mask = np.full((len(SHAPES), len(self.lows), self.width), IMPOSSIBLE)
        i = j = 0
        for a, b, whole in _spans(document):
            for k, (u, v) in enumerate(SHAPES):
                exact = (u, v) == (a, b) and whole
                if not exact and (a, b) in SHAPES and whole:
                    continue
                for x in range(i, i + a - u + 1):
                    for y in range(j, j + b - v + 1):
                        place = y - int(self.lows[x])
                        if 0 <= place < self.width:
                            mask[k, x, place] = 0.0
            i, j = i + a, j + b
        return mask

    def possible(self) -> bool:
        """Whether the gold path stays within the band."""
        return Lattice(self.allowed, self.lows, self.count).sums()[2] > IMPOSSIBLE / 2

    def loss(self, weights: Array) -> tuple[float, Array]:
        """The negative log-likelihood of the gold, and its gradient."""
        scores = np.full(self.allowed.shape, IMPOSSIBLE)
        for k, columns, (rows, places), values in self.shapes:
            scores[k, rows, places] = values @ weights[columns]
        free = Lattice(scores, self.lows, self.count)
        bound = Lattice(np.maximum(scores + self.allowed, IMPOSSIBLE), self.lows, self.count)
        gradient = np.zeros_like(weights)
        totals = []
        for sign, lattice in ((1.0, free), (-1.0, bound)):
            forward, backward, total = lattice.sums()
            totals.append(total)
            for k, columns, (rows, places), values in self.shapes:
                a, b = SHAPES[k]
                ends = places + self.lows[rows] + b - self.lows[rows + a]
                inside = (ends >= 0) & (ends < self.width)
                logs = lattice.scores[k, rows, places] + forward[rows, places] - total
                logs += np.where(inside, backward[rows + a, np.clip(ends, 0, self.width - 1)], IMPOSSIBLE)
                gradient[columns] += sign * np.exp(np.clip(logs, -60, 0)) @ values
        return self.weight * (totals[0] - totals[1]), self.weight * gradient


def _spans(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The gold as sizes of consecutive beads; False for one with gaps, whose span holds other beads too.

    Raises ValueError if the gold goes backwards.
    """
    i = j = 0
    by_en = {link[0][0]: link for link in document.links if link[0]}
    by_zh = {link[1][0]: link for link in document.links if not link[0]}
    while i < len(document.en) or j < len(document.zh):
        link = by_zh.get(j) or by_en.get(i)
        if link is None or any(side and side[0] != place for side, place in zip(link, (i, j), strict=True)):
            raise ValueError(f"{document.id}: the gold goes backwards")
        a, b = (side[-1] - side[0] + 1 if side else 0 for side in link)
        if min(a, b) == 0:  # a gap of several sentences is as many omissions
            yield from ((min(a, 1), min(b, 1), True) for _ in range(max(a, b)))
        else:
            yield a, b, (a, b) == (len(link[0]), len(link[1]))
        i, j = i + a, j + b


def examples_of(taken: Iterable[Lesson], names: Names) -> list[Example]:
    """What can be learnt from: the gold goes forwards and stays in the band."""
    examples = []
    for lesson in taken:
        try:
            example = Example(lesson, names)
        except ValueError as fault:
            print(fault)
            continue
        if example.possible():
            examples.append(example)
    return examples
