"""What a quantity is: a place in a text, a value, a unit in its one form, and how it is meant."""

from decimal import Context, Decimal
from typing import Final, Literal, NamedTuple, TypeAlias

# What the number is of. `dose`: an amount of something, also per body weight, surface or time; `concentration`: per
# volume; `cell count`: things per volume or body weight; `measure`: every other unit.
Kind: TypeAlias = Literal[
    "number", "count", "percent", "fraction", "ratio", "fold", "interval", "confidence", "p value", "ordinal", "grade",
    "dose", "concentration", "cell count", "measure", "temperature", "duration", "age", "frequency",
    "date", "year", "decade", "century",
]  # fmt: skip

Comparator: TypeAlias = Literal["=", "<", "≤", ">", "≥", "~", "±"]

# Sixteen digits would do for everything printed; 28 is the decimal module's own precision. A context of our own, so
# that nobody else's settings change a value.
ARITHMETIC: Final = Context(prec=28)


class Quantity(NamedTuple):
    """A quantity at text[start:end], the comparator and the unit inside the range.

    `value` is in `unit`; of a range it is the lower end and `high` the upper. `spread` is what follows "±". A date is
    written as the number yyyymmdd, zeros for what is not said. Where `damaged`, the power of ten was lost in print, and
    the value is the likely one. `counted` is the classifier or noun of a count, as printed but for width and case.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    kind: Kind = "number"
    comparator: Comparator = "="
    high: Decimal | None = None
    spread: Decimal | None = None
    damaged: bool = False
    counted: str = ""
