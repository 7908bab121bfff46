"""One number or two joined ones with what was read around them, on the way to a quantity."""

from decimal import Decimal
from typing import Final, NamedTuple

from corpus.quantities.context import Before
from corpus.quantities.numeral import Numeral
from corpus.quantities.quantity import Comparator, Kind, Quantity
from corpus.quantities.units import Reading

_YEAR_DIGITS: Final = 4


class Amount(NamedTuple):
    """One number or two joined ones, with the unit after them; `end` is the last number's."""

    numeral: Numeral
    start: int
    end: int
    value: Decimal
    unit: Reading | None
    before: Before
    high: Decimal | None = None
    spread: Decimal | None = None
    more: bool = False
    floor: int = 0  # the quantity before ends here


def quantity_of(amount: Amount, end: int, unit: str, kind: Kind, counted: str = "") -> Quantity:
    """The quantity of an amount; its comparator is what stands before, ± with a spread, > with 余 or 多."""
    comparator: Comparator = amount.before.comparator
    if amount.spread is not None:
        comparator = "±"
    elif amount.more and comparator == "=":
        comparator = ">"
    return Quantity(
        amount.start,
        end,
        amount.value,
        unit,
        kind,
        comparator,
        amount.high,
        amount.spread,
        amount.numeral.damaged,
        counted,
    )


def times_power(amount: Amount, power: int) -> Amount:
    """The amount, both numbers of it, times a power of ten."""
    high = None if amount.high is None else amount.high.scaleb(power)
    spread = None if amount.spread is None else amount.spread.scaleb(power)
    return amount._replace(value=amount.value.scaleb(power), high=high, spread=spread)


def is_numbered(text: str, amount: Amount) -> bool:
    """Whether 第 stands before the number."""
    start = amount.numeral.start
    return start > amount.floor and text[start - 1] == "第"


def is_year(amount: Amount) -> bool:
    """Whether the number has the shape of a year: four digits, nothing between them, no scale."""
    numeral = amount.numeral
    return (
        numeral.end - numeral.start == _YEAR_DIGITS
        and (not numeral.grouped or numeral.form == "han")
        and not amount.more
        and 1000 <= amount.value < 3000
    )
