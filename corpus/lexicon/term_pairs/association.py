"""Which English and Chinese phrases stand together in beads more often than chance would have it.

Dunning's log-likelihood ratio (1993, Accurate Methods for the Statistics of Surprise and Coincidence, Computational
Linguistics 19:1, 61-74) and Dice's coefficient over the beads that hold each phrase.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Two phrases of which one is this many times as frequent as the other cannot reach DICE_MIN.
DICE_MIN: Final = 0.25
LIKELIHOOD_MIN: Final = 6.0
TOGETHER_MIN: Final = 2
# Phrases standing together in a bead: of more, those of the first beads count. A merge every so many keeps memory low.
EVENTS_MAX: Final = 16_000_000
MERGE_EVENTS: Final = 2_000_000


class Association(NamedTuple):
    """How many beads hold both phrases of a pair, and how closely they go together."""

    together: int
    dice: float
    likelihood: float


def associated(
    beads: Sequence[tuple[Sequence[int], Sequence[int]]], en_counts: Ints, zh_counts: Ints
) -> dict[tuple[int, int], Association]:
    """The pairs of phrases, by number, that stand together in at least two beads and more than by chance.

    Each bead gives the distinct numbers of its English and its Chinese phrases; the counts are the beads of each.
    """
    keys, counts = _together(beads, en_counts, zh_counts)
    often = counts >= TOGETHER_MIN
    keys, counts = keys[often], counts[often]
    en, zh = np.divmod(keys, max(1, len(zh_counts)))
    dice = 2 * counts / (en_counts[en] + zh_counts[zh])
    likelihood = log_likelihood(counts, en_counts[en], zh_counts[zh], len(beads))
    kept = np.flatnonzero((dice >= DICE_MIN) & (likelihood >= LIKELIHOOD_MIN))
    return {(int(en[n]), int(zh[n])): Association(int(counts[n]), float(dice[n]), float(likelihood[n])) for n in kept}


def log_likelihood(together: Ints, first: Ints, second: Ints, beads: int) -> Floats:
    """-2 log λ that two phrases are independent, from the beads with both, with each, and in all."""
    both = together.astype(np.float64)
    a, b, n = first.astype(np.float64), second.astype(np.float64), float(max(1, beads))
    table = np.stack([both, a - both, b - both, n - a - b + both])
    expected = np.stack([a * b, a * (n - b), (n - a) * b, (n - a) * (n - b)]) / n
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(table > 0, table * np.log(table / expected), 0.0)
    result: Floats = 2 * terms.sum(axis=0)
    return result


def _together(
    beads: Sequence[tuple[Sequence[int], Sequence[int]]], en_counts: Ints, zh_counts: Ints
) -> tuple[Ints, Ints]:
    """Distinct pairs as numbers (English times the number of Chinese phrases plus Chinese), and the beads of each."""
    keys, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    waiting: list[Ints] = []
    size = events = 0
    for en, zh in beads:
        pairs = _comparable(np.array(en, np.int64), np.array(zh, np.int64), en_counts, zh_counts)
        waiting.append(pairs)
        size += len(pairs)
        events += len(pairs)
        if size >= MERGE_EVENTS:
            keys, counts = _merged(keys, counts, waiting)
            waiting, size = [], 0
        if events >= EVENTS_MAX:
            break
    return _merged(keys, counts, waiting)


def _comparable(en: Ints, zh: Ints, en_counts: Ints, zh_counts: Ints) -> Ints:
    """The pairs of a bead whose phrases are frequent enough, one beside the other, to belong together."""
    a, b = en_counts[en][:, None], zh_counts[zh][None, :]
    rows, columns = np.nonzero(2 * np.minimum(a, b) >= DICE_MIN * (a + b))
    result: Ints = en[rows] * len(zh_counts) + zh[columns]
    return result


def _merged(keys: Ints, counts: Ints, waiting: list[Ints]) -> tuple[Ints, Ints]:
    new, new_counts = np.unique(np.concatenate(waiting or [np.empty(0, np.int64)]), return_counts=True)
    distinct, numbers = np.unique(np.concatenate([keys, new]), return_inverse=True)
    total = np.bincount(numbers, np.concatenate([counts, new_counts]), minlength=len(distinct)).astype(np.int64)
    return distinct, total
