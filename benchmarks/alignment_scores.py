"""Figures of sentence alignment: F1 of beads, omissions found, calibration, and telling translations from others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from alignment_documents import Link

# A confidence, and whether it was right.
Judgement: TypeAlias = tuple[float, bool]

BINS: Final = 10


class Scores(NamedTuple):
    """Shares from 0 to 1, over all documents together."""

    strict_f1: float
    lax_f1: float
    null_precision: float
    null_recall: float


class Tally:
    """Counts of beads over documents.

    Strict and lax F1 are of beads with two sides (Sennrich and Volk, 2010; lax: a bead is right that shares a sentence
    on both sides with one of the other set, as Thompson and Koehn, 2019, count). Omissions are counted by sentence.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, gold: Iterable[Link], found: Iterable[Link]) -> None:
        """Count a document."""
        gold, found = list(gold), list(found)
        gold_pairs, pairs = ({link for link in links if all(link)} for links in (gold, found))
        gold_null, null = omitted(gold), omitted(found)
        self._counts.update(
            right=len(gold_pairs & pairs),
            found=len(pairs),
            gold=len(gold_pairs),
            near=sum(_overlaps(link, gold_pairs) for link in pairs),
            reached=sum(_overlaps(link, pairs) for link in gold_pairs),
            null_right=len(gold_null & null),
            null_found=len(null),
            null_gold=len(gold_null),
        )

    def scores(self) -> Scores:
        """The figures so far; a precision or recall of nothing is 0."""
        counts = self._counts
        return Scores(
            _f1(_share(counts["right"], counts["found"]), _share(counts["right"], counts["gold"])),
            _f1(_share(counts["near"], counts["found"]), _share(counts["reached"], counts["gold"])),
            _share(counts["null_right"], counts["null_found"]),
            _share(counts["null_right"], counts["null_gold"]),
        )


def omitted(links: Iterable[Link]) -> set[tuple[str, int]]:
    """The sentences without a counterpart."""
    alone = [link for link in links if not all(link)]
    return {("en", n) for en, _ in alone for n in en} | {("zh", n) for _, zh in alone for n in zh}


def is_right(link: Link, gold: frozenset[Link]) -> bool:
    """Whether a bead is in the gold; of an omission, whether all its sentences are omitted there."""
    return link in gold if all(link) else omitted([link]) <= omitted(gold)


def calibration_error(judgements: Sequence[Judgement]) -> float:
    """Expected calibration error in ten bins of equal width (Guo et al., 2017); 0 is perfect."""
    bins: list[list[Judgement]] = [[] for _ in range(BINS)]
    for confidence, right in judgements:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    gaps = (abs(sum(confidence for confidence, _ in held) - sum(right for _, right in held)) for held in bins)
    return sum(gaps) / max(1, len(judgements))


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that a positive has a higher score than a negative, ties counting half (Mann and Whitney, 1947)."""
    if not positive or not negative:
        return None
    values = sorted([(value, 1) for value in positive] + [(value, 0) for value in negative])
    wins = 0.0
    below = start = 0
    while start < len(values):
        stop = start
        while stop < len(values) and values[stop][0] == values[start][0]:
            stop += 1
        ups = sum(kind for _, kind in values[start:stop])
        downs = stop - start - ups
        wins += ups * (below + downs / 2)
        below += downs
        start = stop
    return wins / (len(positive) * len(negative))


def _overlaps(link: Link, others: set[Link]) -> bool:
    return any(set(link[0]) & set(other[0]) and set(link[1]) & set(other[1]) for other in others)


def _share(part: int, whole: int) -> float:
    return part / max(1, whole)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
