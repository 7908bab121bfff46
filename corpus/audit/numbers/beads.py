"""The beads of a report with their numbers compared, and what one bead says of the numbers of another."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from corpus.audit.numbers.disputes import Comparison, compare
from corpus.audit.numbers.figures import Figure, Passage
from corpus.model import Alignment, Side, Version

_Value: TypeAlias = tuple[Decimal, str]  # in base units, with the base unit


class ComparedBead(NamedTuple):
    """A bead whose sides were compared; one with an empty side agrees and disagrees on nothing."""

    en: Passage
    zh: Passage
    confidence: float
    comparison: Comparison

    def passage(self, side: Side) -> Passage:
        """Its sentences on that side."""
        return self.en if side == "en" else self.zh


class ComparedBeads:
    """All beads of an alignment, in reading order."""

    def __init__(self, en: Version, zh: Version, alignment: Alignment) -> None:
        self.parallel_score = alignment.parallel_score
        self.beads = tuple(
            _compared(Passage(en, "en", bead.en), Passage(zh, "zh", bead.zh), bead.confidence)
            for bead in alignment.beads
        )
        self._alone: defaultdict[tuple[Side, _Value], set[int]] = defaultdict(set)
        self._agreed: defaultdict[_Value, set[int]] = defaultdict(set)
        if any(bead.comparison.disputes for bead in self.beads):
            self._look_around()

    def _look_around(self) -> None:
        for place, bead in enumerate(self.beads):
            for side, figure in _alone(bead):
                self._alone[side, (figure.base, figure.dimension)].add(place)
            for figure, _ in bead.comparison.pairs:
                self._agreed[figure.base, figure.dimension].add(place)

    def stands_near(self, figure: Figure, side: Side, place: int) -> bool:
        """Whether a bead next to this one has the number on that side, without a counterpart."""
        places = self._alone.get((side, (figure.base, figure.dimension)), set())
        return place - 1 in places or place + 1 in places

    def is_stated_elsewhere(self, figure: Figure, place: int) -> bool:
        """Whether both sides of another bead have the number."""
        return bool(self._agreed.get((figure.base, figure.dimension), set()) - {place})


def _compared(en: Passage, zh: Passage, confidence: float) -> ComparedBead:
    comparison = compare(en, zh) if en.ranges and zh.ranges else Comparison([], [])
    return ComparedBead(en, zh, confidence, comparison)


def _alone(bead: ComparedBead) -> Iterator[tuple[Side, Figure]]:
    """The numbers of a bead without an equal on its other side."""
    if not bead.en.ranges or not bead.zh.ranges:
        yield from ((passage.side, figure) for passage in (bead.en, bead.zh) for figure in passage.figures)
    for dispute in bead.comparison.disputes:
        yield from dispute.figures()
