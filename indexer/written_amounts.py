"""Amounts in base units as `qty:` takes them, the reverse of `indexer.amounts.read_amount`."""

from decimal import Decimal
from typing import Final

from indexer.plan import HasAmount
from indexer.query import Quantity

# Base units that are not read back as they are called: how people write them.
_TYPED: Final = {
    "A": "安培",
    "Cel": "°C",
    "deg": "°",
    "eq": "Eq",
    "pack-a": "pack-years",
    "person-a": "person-years",
}  # fmt: skip


def written_amount(match: HasAmount) -> Quantity:
    """The node that asks for these amounts, on whichever side."""
    low, high = (None if end is None else _plain(end) for end in (match.low, match.high))
    unit = "/".join(_TYPED.get(part, part) for part in match.unit.split("/"))
    if low is not None and high is not None:
        comparison, value = "=", f"{low}{unit}" if low == high else f"{low}..{high}{unit}"
    elif low is not None:
        comparison, value = (">" if match.low_open else ">="), f"{low}{unit}"
    else:
        comparison, value = ("<" if match.high_open else "<="), f"{high}{unit}"
    return Quantity(comparison, value, "dose" if match.doses_only else "", match.flagged_too)


def _plain(value: float) -> str:
    """In digits without an exponent; amounts are compared after twelve of them."""
    return format(Decimal(f"{value:.12g}"), "f")
