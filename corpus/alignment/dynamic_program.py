"""Paths of beads through a band around the diagonal: the best one, and how probable each bead is.

A cell (i, j) says that i English and j Chinese sentences are used. Row i holds `width` cells, the j from `lows[i]` on;
a row is computed whole from the rows above it, and the steps that use Chinese sentences alone run along it. With maxima
the sweep finds the best path (Viterbi), with sums of exponentials the weight of all paths (the forward-backward
algorithm; Rabiner, Proceedings of the IEEE 77:2, 1989). Time and memory grow with the number of rows times the width.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from corpus.alignment.evidence import Indices
from corpus.alignment.features import SHAPES, Shape
from corpus.alignment.length import Floats

IMPOSSIBLE: Final = -1e9

# Cells of a band that may be held at a time, about 200 bytes each.
CELLS_MAX: Final = 2_000_000
# A sentence counts for the diagonal as so many median ones at most.
LONGEST_SHARE: Final = 5.0

_ALONG: Final = SHAPES.index((0, 1))


class Step(NamedTuple):
    """A bead of a path: where it begins on both sides, its shape, and its probability."""

    en: int
    zh: int
    shape: Shape
    probability: float


class Lattice:
    """The scores of all beads in a band: `scores[k, i, j - lows[i]]` for a bead of SHAPES[k] that begins at (i, j).

    A score is the logarithm of a weight; a bead that is outside or too large for its place is IMPOSSIBLE. The first row
    begins at 0 and the last row reaches the number of Chinese sentences.
    """

    def __init__(self, scores: Floats, lows: Indices, zh_count: int) -> None:
        self.scores: Final = scores
        self.lows: Final = lows
        self.end: Final = (len(lows) - 1, zh_count)

    def best_path(self) -> list[Step]:
        """The steps of the path with the highest score, in reading order."""
        reached = self._forward(np.maximum)
        forward, backward, total = self.sums()
        i, j = self.end
        steps: list[Step] = []
        while i or j:
            k, i, j = self._came_from(reached, i, j)
            logarithm = forward[i, j - self.lows[i]] + self.scores[k, i, j - self.lows[i]]
            a, b = SHAPES[k]
            logarithm += backward[i + a, j + b - self.lows[i + a]] - total
            steps.append(Step(i, j, SHAPES[k], float(np.exp(min(0.0, logarithm)))))
        return steps[::-1]

    def sums(self) -> tuple[Floats, Floats, float]:
        """Logarithms of the weight of all paths to each cell, from each cell, and from beginning to end."""
        forward = self._forward(np.logaddexp)
        n, m = self.end
        return forward, self._backward(), float(forward[n, m - self.lows[n]])

    def _forward(self, join: np.ufunc) -> Floats:
        rows, width = self.scores.shape[1:]
        reached = np.full((rows, width), IMPOSSIBLE)
        reached[0, 0] = 0.0
        for i in range(rows):
            if i:
                offered = np.full((len(SHAPES), width), IMPOSSIBLE)
                for k, (a, b) in enumerate(SHAPES):
                    if 0 < a <= i:
                        here, above = _overlap(int(self.lows[i - a]) + b - int(self.lows[i]), width)
                        offered[k, here] = reached[i - a, above] + self.scores[k, i - a, above]
                reached[i] = join.reduce(offered)
            along = _running(self.scores[_ALONG, i])
            reached[i] = join.accumulate(reached[i] - along) + along
        return reached

    def _backward(self) -> Floats:
        rows, width = self.scores.shape[1:]
        left = np.full((rows, width), IMPOSSIBLE)
        n, m = self.end
        left[n, m - self.lows[n]] = 0.0
        for i in range(n, -1, -1):
            if i < n:
                offered = np.full((len(SHAPES), width), IMPOSSIBLE)
                for k, (a, b) in enumerate(SHAPES):
                    if 0 < a <= n - i:
                        below, here = _overlap(int(self.lows[i]) + b - int(self.lows[i + a]), width)
                        offered[k, here] = left[i + a, below] + self.scores[k, i, here]
                left[i] = np.logaddexp.reduce(offered)
            along = _running(self.scores[_ALONG, i])
            left[i] = np.logaddexp.accumulate((left[i] + along)[::-1])[::-1] - along
        return left

    def _came_from(self, reached: Floats, i: int, j: int) -> tuple[int, int, int]:
        """The shape of the bead that ends at a cell on the best path, and where it begins."""
        best, chosen = -np.inf, (0, i, j)
        for k, (a, b) in enumerate(SHAPES):
            if a <= i and b <= j:
                place = j - b - int(self.lows[i - a])
                if 0 <= place < reached.shape[1]:
                    score = reached[i - a, place] + self.scores[k, i - a, place]
                    if score > best:
                        best, chosen = score, (k, i - a, j - b)
        return chosen


def _overlap(shift: int, width: int) -> tuple[slice, slice]:
    """Where two windows overlap of which the second one's cell w is the first one's cell w + shift."""
    start, stop = max(0, shift), min(width, width + shift)
    return slice(start, max(start, stop)), slice(start - shift, max(start, stop) - shift)


def _running(along: Floats) -> Floats:
    """The score of going along a row from its first cell to each cell."""
    running = np.empty_like(along)
    running[0] = 0.0
    np.cumsum(np.maximum(along[:-1], -1e4), out=running[1:])
    return running


def diagonal(en_lengths: Floats, zh_lengths: Floats, half: int) -> tuple[Indices, int]:
    """Where each row's window begins, and the width of all: `half` Chinese sentences, or more, before and after the
    place where as much of the Chinese text is used as of the English.

    So wide that each window overlaps the next one by half; the whole row where that is hardly more. Where lengths would
    make it wider than CELLS_MAX allows, numbers of sentences lead instead.
    """
    m = len(zh_lengths)
    en_shares, zh_shares = _shares(en_lengths), _shares(zh_lengths)
    centres = np.searchsorted(zh_shares, en_shares - 1e-9)
    if np.diff(centres).max() > max(half, CELLS_MAX // (2 * len(centres))):
        centres = np.arange(len(centres)) * m // (len(centres) - 1)
    half = max(half, int(np.diff(centres).max()))
    width = 2 * half + 1
    if width >= m:
        return np.zeros(len(centres), np.intp), m + 1
    lows = np.clip(centres - half, 0, m + 1 - width).astype(np.intp)
    return lows, width


def _shares(lengths: Floats) -> Floats:
    """The share of a text that is used after each number of sentences; one huge sentence is not let to skew it."""
    sums = np.concatenate([[0.0], np.cumsum(np.minimum(lengths, LONGEST_SHARE * np.median(lengths)))])
    shares: Floats = sums / sums[-1]
    return shares


def near_edge(steps: Sequence[Step], lows: Indices, width: int, zh_count: int, margin: int) -> bool:
    """Whether a path comes near an edge of its band that is not an edge of the document."""
    for step in steps:
        low = int(lows[step.en])
        if (low > 0 and step.zh - low < margin) or (low + width <= zh_count and low + width - step.zh <= margin):
            return True
    return False
