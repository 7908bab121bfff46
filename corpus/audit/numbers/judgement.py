"""How grave a contradiction between numbers is, with the whole report in view."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.numbers.beads import ComparedBeads
from corpus.audit.numbers.disputes import Dispute
from corpus.audit.numbers.figures import Figure, Passage
from corpus.model import Severity, Side
from corpus.words.folding import fold

# Below these an alignment is a guess, and so is what depends on it. Our choice; 4 of 456 gold pairs lie below.
_CONFIDENCE_MIN: Final = 0.75
_PARALLEL_MIN: Final = 0.5
# Where so many numbers are without counterpart, and more than have one, a clause was left out. Our choice.
_LEFT_OUT_MIN: Final = 4
_BRACKETS: Final = re.compile(r"\(([^()]{0,300})\)|\[([^\[\]]{0,300})\]")
_DIGIT: Final = re.compile("[0-9]")
# What was before or after a number, without it: (%), P < ), ± 7
_GAP: Final = re.compile(r"(?:^|[^0-9\s])\s*[%±]|[<>≤≥±=]\s*(?![\s0-9.<>≤≥±=+-])|[(,]\s*[),]")


def severity(dispute: Dispute, place: int, beads: ComparedBeads) -> Severity:
    """High where nothing in the report explains it, medium where something may, low for small numbers and words.

    `place` is that of the bead.
    """
    bead = beads.beads[place]
    figures = dispute.figures()
    grave = dispute.difference in ("unit", "power", "decimal")
    if not grave and not any(bead.passage(side).is_long(figure) for side, figure in figures):
        return "low"
    if bead.confidence < _CONFIDENCE_MIN or beads.parallel_score < _PARALLEL_MIN:
        return "medium"
    if len(figures) == 1:
        return "medium" if _may_be_left_out(*figures[0], place, beads) else "high"
    return "medium" if dispute.difference == "unit" and _is_said_less(figures[0][1], figures[1][1]) else "high"


def _is_said_less(one: Figure, other: Figure) -> bool:
    """mg for mg/kg: the amount is the same, what it is for stands on one side only."""
    parts, other_parts = set(one.unit.split("/")), set(other.unit.split("/"))
    return parts < other_parts or other_parts < parts


def _may_be_left_out(side: Side, figure: Figure, place: int, beads: ComparedBeads) -> bool:
    """Whether the number stands in a neighbouring bead, or was left out together with the words around it."""
    bead = beads.beads[place]
    other: Side = "zh" if side == "en" else "en"
    if beads.stands_near(figure, other, place):
        return True
    if figure.kind == "count" and beads.is_stated_elsewhere(figure, place):
        return True  # "all patients" for 39例患者
    if _is_in_left_out_brackets(figure, bead.passage(side), bead.passage(other)):
        return True
    alone = sum(
        1 for dispute in bead.comparison.disputes if dispute.figures()[0][0] == side and len(dispute.figures()) == 1
    )
    return alone >= _LEFT_OUT_MIN and alone > len(bead.comparison.pairs)


def _is_in_left_out_brackets(figure: Figure, own: Passage, other: Passage) -> bool:
    """Whether the number is in brackets, of which the other side has fewer, and shows no gap where it would stand."""
    brackets = list(_brackets(own))
    if not any(start <= figure.start < end for start, end, _ in brackets) or _GAP.search(other.words):
        return False
    numeric = sum(numeric for _, _, numeric in brackets)
    others = [numeric for _, _, numeric in _brackets(other)]
    return len(others) < len(brackets) and sum(others) < numeric


def _brackets(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Where brackets stand, and whether there are numbers in them."""
    for start, end in passage.ranges:
        for match in _BRACKETS.finditer(fold(passage.text[start:end])):
            yield start + match.start(), start + match.end(), _DIGIT.search(match.group()) is not None
