"""The best sequence of beads through a band around the diagonal.

Row i holds the best scores of having used i English sentences and j Chinese ones, for the j of its window. A row is
computed whole from the rows above it; steps that use Chinese sentences alone run along the row and are resolved with a
running maximum. Cost and memory grow with the number of rows times the width of the band.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.alignment.length import Floats

Choices = NDArray[np.int8]

# English and Chinese sentences of a bead. The first is the step along a row; 2-2 is 2 to 3 % of judged beads.
SHAPES: Final = ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
MERGE_MAX: Final = 3

# Half the band's width in Chinese sentences: everything up to 250 sentences a side is searched whole; beyond, the band
# narrows so that about a million cells are visited, but no further than BAND_MIN.
BAND_MAX: Final = 250
BAND_MIN: Final = 60
CELLS: Final = 500_000

IMPOSSIBLE: Final = -1e18

# (English sentence first, English count, Chinese count, window start, window stop) -> a score for each first Chinese
# sentence in the window
BeadScores = Callable[[int, int, int, int, int], Floats]


class Step(NamedTuple):
    """A bead of the best path: where it begins on both sides, its shape, and what it added."""

    en: int
    zh: int
    shape: tuple[int, int]
    score: float


class Window(NamedTuple):
    """The j of a row, both ends included."""

    low: int
    high: int


def best_path(en_lengths: Floats, zh_lengths: Floats, score: BeadScores) -> list[Step]:
    """The steps of the best path, in reading order; every sentence of both sides is in exactly one."""
    windows = band(en_lengths, zh_lengths)
    alone = np.concatenate([[0.0], np.cumsum(score(0, 0, 1, 0, len(zh_lengths)))])
    rows: list[Floats] = []
    choices: list[Choices] = []
    for i, window in enumerate(windows):
        row = np.full(window.high - window.low + 1, IMPOSSIBLE)
        choice = np.zeros(len(row), np.int8)
        if i == 0:
            row[0] = 0.0
        for number, (a, b) in enumerate(SHAPES):
            if 0 < a <= i:
                _relax(
                    row,
                    choice,
                    number,
                    window,
                    rows[i - a],
                    windows[i - a],
                    score(i - a, a, b, *_starts(windows[i - a], b, len(zh_lengths))),
                )
        steps = alone[window.low : window.high + 1]
        reached = np.maximum.accumulate(row - steps) + steps
        choice[reached > row + 1e-9] = 0
        rows.append(reached)
        choices.append(choice)
    return _trace(rows, choices, windows, len(zh_lengths))


def band(en_lengths: Floats, zh_lengths: Floats) -> list[Window]:
    """A window for each count of English sentences used, around the point where as much of the Chinese text is used."""
    n, m = len(en_lengths), len(zh_lengths)
    half = max(BAND_MIN, min(BAND_MAX, CELLS // max(n, m)))
    en_shares = np.concatenate([[0.0], np.cumsum(en_lengths)]) / max(1.0, en_lengths.sum())
    zh_shares = np.concatenate([[0.0], np.cumsum(zh_lengths)]) / max(1.0, zh_lengths.sum())
    centres = np.searchsorted(zh_shares, en_shares).clip(0, m)
    windows = []
    for i in range(n + 1):
        low = 0 if i == 0 else max(0, int(centres[i - 1]) - half)
        high = m if i == n else min(m, int(centres[min(n, i + 1)]) + half)
        windows.append(Window(low, high))
    return windows


def _starts(window: Window, width: int, zh_count: int) -> tuple[int, int]:
    """The first Chinese sentences, as a half-open range, from which a bead of this width can start in the window."""
    return window.low, max(window.low, min(window.high, zh_count - width) + 1)


def _relax(
    row: Floats, choice: Choices, number: int, window: Window, above: Floats, above_window: Window, scores: Floats
) -> None:
    """Improve a row by one shape of bead from a row above it."""
    width = SHAPES[number][1]
    low = max(window.low, above_window.low + width)
    high = min(window.high, above_window.low + len(scores) - 1 + width)
    if high < low:
        return
    start = low - width - above_window.low
    length = high - low + 1
    offered = above[start : start + length] + scores[start : start + length]
    place = slice(low - window.low, high - window.low + 1)
    better = offered > row[place]
    row[place] = np.where(better, offered, row[place])
    choice[place] = np.where(better, number, choice[place])


def _trace(rows: list[Floats], choices: list[Choices], windows: list[Window], zh_count: int) -> list[Step]:
    """The steps back from the last cell, turned round."""
    i, j = len(rows) - 1, zh_count
    steps: list[Step] = []
    while i or j:
        a, b = shape = SHAPES[choices[i][j - windows[i].low]]
        before = rows[i - a][j - b - windows[i - a].low]
        steps.append(Step(i - a, j - b, shape, float(rows[i][j - windows[i].low] - before)))
        i, j = i - a, j - b
    return steps[::-1]
