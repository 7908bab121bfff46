"""How grave a contradiction between numbers is, with the whole report in view."""

from typing import Final

from corpus.audit.numbers.beads import ComparedBeads
from corpus.audit.numbers.disputes import Dispute
from corpus.audit.numbers.figures import Figure
from corpus.audit.numbers.omissions import is_left_out, shows_gap
from corpus.model import Severity, Side

# Below these an alignment is a guess, and so is what depends on it; two numbers that are alike speak for it themselves.
# Our choice; 4 of 456 gold pairs lie below the first.
_CONFIDENCE_MIN: Final = 0.75
_CONFIDENCE_OF_PAIRS_MIN: Final = 0.5
_PARALLEL_MIN: Final = 0.5
# What matters in one digit too.
_DOSED: Final = frozenset(("dose", "concentration", "cell count"))


def severity(dispute: Dispute, place: int, beads: ComparedBeads) -> Severity:
    """High where nothing in the report explains it, medium where something may, low for small numbers and words.

    `place` is that of the bead.
    """
    bead = beads.beads[place]
    figures = dispute.figures()
    grave = dispute.difference in ("unit", "power", "decimal")
    if not grave and not any(bead.passage(side).is_long(figure) for side, figure in figures):
        return "medium" if len(figures) == 2 and all(figure.kind in _DOSED for _, figure in figures) else "low"
    if len(figures) == 1:
        doubtful = _may_be_said(*figures[0], place, beads)
    else:
        doubtful = bead.confidence < _CONFIDENCE_OF_PAIRS_MIN or _is_said_less(figures[0][1], figures[1][1])
    return "medium" if doubtful or beads.parallel_score < _PARALLEL_MIN else "high"


def _is_said_less(one: Figure, other: Figure) -> bool:
    """mg for mg/kg: the amount is the same, what it is for stands on one side only."""
    if one.value != other.value:
        return False
    parts, other_parts = set(one.unit.split("/")), set(other.unit.split("/"))
    return parts < other_parts or other_parts < parts


def _may_be_said(side: Side, figure: Figure, place: int, beads: ComparedBeads) -> bool:
    """Whether the number that one side lacks stands elsewhere, or was left out with what stands around it."""
    bead = beads.beads[place]
    other: Side = "zh" if side == "en" else "en"
    if beads.stands_near(figure, other, place):
        return True
    if shows_gap(bead.passage(other)):
        return False
    if figure.kind == "count" and beads.is_stated_elsewhere(figure, place):
        return True
    return bead.confidence < _CONFIDENCE_MIN or is_left_out(side, figure, bead)
