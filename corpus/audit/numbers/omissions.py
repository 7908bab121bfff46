"""Numbers that were left out on purpose: with the brackets or the clause around them, or as the number of all."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from corpus.audit.numbers.beads import ComparedBead
from corpus.audit.numbers.figures import Figure, Passage
from corpus.model import Side
from corpus.words.folding import fold

# Where so many numbers are without counterpart, and more than have one, a clause was left out. Our choice.
_CLAUSE_MIN: Final = 4
# All patients: their number may go unsaid.
_ALL: Final = re.compile(r"\ball\b|\bboth\b|均|全部|所有|全组")
_BRACKETS: Final = re.compile(r"\(([^()]{0,300})\)|\[([^\[\]]{0,300})\]")
_DIGIT: Final = re.compile("[0-9]")
_SHARE: Final = re.compile("[0-9]{1,9}/[0-9]{1,9}")
# What stood around a number, without it: (%), P < ), ± 7
_GAP: Final = re.compile(r"[<>≤≥=]\s*[),;。、]|[(,:]\s*[),]|[<>≤≥=(]\s*%|(?:^|[^0-9\s])\s*±\s*[0-9]")


class _Bracket(NamedTuple):
    """Brackets at text[start:end]."""

    start: int
    end: int
    numeric: bool


def shows_gap(passage: Passage) -> bool:
    """Whether signs that ask for a number stand there without one."""
    return _GAP.search(passage.words) is not None


def is_left_out(side: Side, figure: Figure, bead: ComparedBead) -> bool:
    """Whether the other side may leave out a number of this side, with what stands around it."""
    own, other = bead.passage(side), bead.passage("zh" if side == "en" else "en")
    if figure.kind == "count" and (_ALL.search(other.words) or _is_sum(figure, own)):
        return True
    matched = [pair[side == "zh"] for pair in bead.comparison.pairs]
    kept = {each.start for each in matched if own.is_long(each)}
    if _is_in_left_out_brackets(figure, own, other, kept):
        return True
    alone = [dispute.figures()[0] for dispute in bead.comparison.disputes if len(dispute.figures()) == 1]
    lacking = sum(1 for lonely_side, _ in alone if lonely_side == side)
    return lacking >= _CLAUSE_MIN and lacking > len(matched)


def _is_sum(figure: Figure, passage: Passage) -> bool:
    """Whether it is the sum of the counts after it: 39 patients, 7 of this, 8 of that and 24 of another kind."""
    total = Decimal(0)
    for other in passage.figures:
        if other.start > figure.start and other.kind == "count":
            total += other.value
            if total >= figure.value:
                return total == figure.value
    return False


def _is_in_left_out_brackets(figure: Figure, own: Passage, other: Passage, kept: set[int]) -> bool:
    """Whether the number is in brackets of which nothing is on the other side, and that has fewer of them.

    `kept` are the places of the numbers that both sides have. Of (17/38, 44.7%) the share alone may be left out.
    """
    brackets = list(_brackets(own))
    around = next((bracket for bracket in brackets if bracket.start <= figure.start < bracket.end), None)
    if around is None:
        return False
    others = list(_brackets(other))
    if len(others) >= len(brackets) or sum(each.numeric for each in others) >= sum(each.numeric for each in brackets):
        return False
    if not any(around.start <= place < around.end for place in kept):
        return True
    shares = _SHARE.finditer(own.text, around.start, around.end)
    return any(share.start() <= figure.start < share.end() for share in shares)


def _brackets(passage: Passage) -> Iterator[_Bracket]:
    for start, end in passage.ranges:
        for match in _BRACKETS.finditer(fold(passage.text[start:end])):
            yield _Bracket(start + match.start(), start + match.end(), _DIGIT.search(match.group()) is not None)
