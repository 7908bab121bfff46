"""Amounts: the measured values of reports as the index holds them, and those that a query asks for.

Both come from the same reading of quantities and stand in base units, so that 50 × 10⁹/L and 5万/μL are one value.
Either end of a range in a text is a value; plain numbers, counts and dates have no unit and are words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from corpus.model import Report, Side, Version
from corpus.quantities import Quantity, bounds, quantities
from indexer.plan import HasAmount

_SPAN_TO: Final = re.compile(r"\s*\.\.\s*")
_DOSE: Final = "dose"
# The rules whose place is a value that may be wrong. Not one that the other side leaves out, nor raised digits on the
# line: in `mg/m2` no value is lost, and where a power reads as another value the quantity itself is damaged.
_DOUBTING: Final = frozenset(
    (
        "numbers.changed",
        "numbers.decimal",
        "numbers.power",
        "numbers.unit",
        "damage.exponent",
        "damage.replaced",
        "damage.character",
        "damage.mojibake",
    )
)


class Amount(NamedTuple):
    """A measured value of a text in base units, so that equal amounts are equal whatever the notation.

    `flagged` where the place is damaged or an audit doubts it. `dose`: an amount of something that is given.
    """

    side: Side
    unit: str
    value: float
    flagged: bool = False
    dose: bool = False


class PlacedAmount(NamedTuple):
    """An amount and where in the text it stands."""

    start: int
    end: int
    amount: Amount


class AskedAmount(NamedTuple):
    """From the lowest to the highest value asked for, in base units; `both` are ends of a range."""

    unit: str
    low: float
    high: float


def amounts_of(text: str, side: Side, doubtful: Sequence[tuple[int, int]] = ()) -> tuple[PlacedAmount, ...]:
    """The amounts of a text in the order of reading; flagged where damaged or within a doubtful range."""
    return tuple(placed for quantity in quantities(text, side) for placed in _placed(quantity, side, doubtful))


def report_amounts(report: Report, version: Version) -> tuple[PlacedAmount, ...]:
    """The amounts of one version, none of a third language's. Doubtful are those at the place of a flag that says
    so of the value itself; its counterpart on the other side, which may be a whole sentence, is what the doubt was
    raised by.
    """
    if version.side is None:
        return ()
    places = (flag.spans[0] for flag in report.flags if flag.spans and flag.rule in _DOUBTING)
    doubtful = [(place.start, place.end) for place in places if place.side == version.side]
    return amounts_of(version.text, version.side, doubtful)


def amounts_within(
    placed: Sequence[PlacedAmount], version: Version, numbers: Iterable[int]
) -> tuple[PlacedAmount, ...]:
    """Of the amounts of a version those that begin in these sentences."""
    ranges = ([bisect_left(placed, edge, key=_start) for edge in version.sentences[number]] for number in numbers)
    return tuple(found for first, last in ranges for found in placed[first:last])


def is_asked(amount: Amount, asked: HasAmount) -> bool:
    """Whether an amount of a text is one of those asked for."""
    if (
        amount.side not in asked.sides
        or amount.unit != asked.unit
        or (amount.flagged and not asked.flagged_too)
        or (asked.doses_only and not amount.dose)
    ):
        return False
    above = asked.low is None or amount.value > asked.low or (amount.value == asked.low and not asked.low_open)
    below = asked.high is None or amount.value < asked.high or (amount.value == asked.high and not asked.high_open)
    return above and below


def _start(placed: PlacedAmount) -> int:
    return placed.start


def _placed(quantity: Quantity, side: Side, doubtful: Iterable[tuple[int, int]]) -> Iterable[PlacedAmount]:
    low, high, unit = bounds(quantity)
    if not unit:
        return
    flagged = quantity.damaged or any(start < quantity.end and quantity.start < end for start, end in doubtful)
    dose = quantity.kind == _DOSE
    for value in dict.fromkeys((low, high)):
        yield PlacedAmount(quantity.start, quantity.end, Amount(side, unit, float(value), flagged, dose))


def read_amount(value: str) -> AskedAmount | None:
    """What a typed value stands for, `50e9/L` or the range `10..20mg`; None if it is no single value with a unit."""
    written = _SPAN_TO.sub(" to ", value.strip(), count=1)
    ranged = written != value.strip()
    sides: tuple[Side, ...] = ("en", "zh")
    for side in sides:
        found = quantities(written, side)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(written)) and found[0].comparator == "=":
            low, high, unit = bounds(found[0])
            if unit and low <= high and (found[0].high is not None or not ranged):
                return AskedAmount(unit, float(low), float(high))
    return None
