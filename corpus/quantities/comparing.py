"""Quantities in base units, and which of them can be compared."""

from decimal import Context, Decimal
from typing import Final, NamedTuple

from corpus.quantities.quantity import Quantity
from corpus.quantities.units import conversion

# Values are compared after rounding to so many digits: conversions by 7, 12 or 133.322 end nowhere.
_COMPARED: Final = Context(prec=12)
_FAHRENHEIT_ZERO: Final = Decimal(32)
_FAHRENHEIT_STEP: Final = Decimal("1.8")


class Base(NamedTuple):
    """A value in the base unit of its dimension."""

    value: Decimal
    unit: str


class Bounds(NamedTuple):
    """Both ends of a quantity in the base unit of its dimension; of a single value both are the same."""

    low: Decimal
    high: Decimal
    unit: str


def base(quantity: Quantity) -> Base:
    """The value (of a range the lower end) in base units, rounded to 12 digits: 50 G/L and 5万/μL are both 5E10 /L."""
    return Base(_convert(quantity, quantity.value), _base_unit(quantity))


def bounds(quantity: Quantity) -> Bounds:
    """Both ends in base units."""
    low = _convert(quantity, quantity.value)
    high = low if quantity.high is None else _convert(quantity, quantity.high)
    return Bounds(low, high, _base_unit(quantity))


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same thing, so that their base values may be compared."""
    return _base_unit(one) == _base_unit(other)


def _base_unit(quantity: Quantity) -> str:
    if quantity.kind == "fraction" and not quantity.unit:
        return "%"
    if quantity.unit == "[degF]":
        return "Cel"
    return conversion(quantity.unit).base if quantity.unit else ""


def _convert(quantity: Quantity, value: Decimal) -> Decimal:
    if quantity.kind == "fraction" and not quantity.unit:
        value = _COMPARED.multiply(value, Decimal(100))
    elif quantity.unit == "[degF]":
        value = _COMPARED.divide(_COMPARED.subtract(value, _FAHRENHEIT_ZERO), _FAHRENHEIT_STEP)
    elif quantity.unit:
        value = _COMPARED.multiply(value, conversion(quantity.unit).factor)
    return _COMPARED.plus(value)
