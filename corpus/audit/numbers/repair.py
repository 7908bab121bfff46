"""What would repair a number, where that is sure: a power of ten that one side lost in print and the other kept."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from corpus.audit.numbers.figures import Figure, Passage, power_between
from corpus.model import Span
from corpus.words.folding import fold

_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# 50 × 10/L and 50×109/L; 3109/L
_WITH_SIGN: Final = re.compile(r"(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<times>\s?[×✕⨯xX*·⋅•]\s?)10[0-9]{0,2}(?=\s?/)")
_WITHOUT: Final = re.compile(r"(?P<digits>[0-9]+?(?:\.[0-9]+?)?)(?P<times>)10[0-9]{1,2}(?=\s?/)")


class Repair(NamedTuple):
    """A place and the text that should stand there."""

    span: Span
    text: str


def repair(damaged: Figure, whole: Figure, passage: Passage) -> Repair | None:
    """The damaged number with the power of ten that gives the value of the whole one; None if no power does."""
    printed = fold(passage.text[damaged.start : damaged.end])
    match = _WITH_SIGN.search(printed) or _WITHOUT.search(printed)
    if match is None or not damaged.base:
        return None
    wanted = whole.base * damaged.value / damaged.base
    power = power_between(Decimal(match["digits"]), wanted)
    if power is None:
        return None
    start, end = damaged.start + match.start(), damaged.start + match.end()
    times = match["times"] or "×"
    text = f"{match['digits']}{times}10{str(power).translate(_RAISED)}{passage.text[end : damaged.end]}"
    return Repair(Span(passage.side, start, damaged.end), text)
