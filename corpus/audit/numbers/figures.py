"""The numbers of one side of a bead, each end of a range and each part of a date for itself."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from corpus.model import Side, Span, Version
from corpus.quantities import Quantity, bounds, quantities
from corpus.words.folding import fold

# A number in digits as a reader sees it: groups of thousands belong together, a power of ten does not.
_PRINTED: Final = re.compile(r"[0-9]{1,3}(?:, ?[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]*[.·]?[0-9]+")
_NOT_DIGITS: Final = re.compile(r"[,\s]")
# Longer runs of digits are sequences and identifiers.
_PRINTED_LENGTH_MAX: Final = 24
# Kind, dimension, and where it stands in yyyymmdd. The third month is no count of three.
_DATE_PARTS: Final = (("year", "", 10_000, 10_000), ("month", "month", 100, 100), ("day", "day", 1, 100))


class Figure(NamedTuple):
    """A value at text[start:end], there with its comparator and unit.

    `value` is in `unit`, `base` the same in `dimension`, the base unit; both without their sign.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    base: Decimal
    dimension: str
    kind: str  # a quantity's kind; of the parts of a date "year", "month", "day"
    comparator: str
    damaged: bool  # its power of ten was lost in print


class Printed(NamedTuple):
    """A number in digits at text[start:end], without scale, power of ten and unit; its decimals are those printed."""

    start: int
    end: int
    value: Decimal


class Passage:
    """One side of a bead: its sentences, and the numbers in them."""

    def __init__(self, version: Version, side: Side, sentences: Sequence[int]) -> None:
        self.side = side
        self.text = version.text
        self.ranges = tuple(version.sentences[number] for number in sentences)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers, in the order of the text."""
        return tuple(
            figure
            for start, end in self.ranges
            for quantity in quantities(self.text[start:end], self.side)
            for figure in _figures(quantity, start)
        )

    def span(self) -> Span:
        """All of it, from the first sentence to the last."""
        return Span(self.side, self.ranges[0].start, self.ranges[-1].end)

    @cached_property
    def words(self) -> str:
        """The sentences, folded and in lower case."""
        return fold("\n".join(self.text[start:end] for start, end in self.ranges)).lower()

    def printed(self) -> list[Printed]:
        """Every number in digits, those in names and references too."""
        return [printed for start, end in self.ranges for printed in printed_in(self.text, start, end)]

    def digits_of(self, figure: Figure) -> Printed | None:
        """The number of a figure as it is printed; None if it is in words."""
        wanted = significant(figure.value)
        everything = printed_in(self.text, figure.start, figure.end)
        return next((printed for printed in everything if significant(printed.value) == wanted), None)

    def is_long(self, figure: Figure) -> bool:
        """Whether a number is printed in two digits or more: 12, 0.5, 4.0. Others may be said in many ways."""
        digits = self.digits_of(figure)
        return digits is not None and digits.end - digits.start > 1


def printed_in(text: str, start: int, end: int) -> Iterator[Printed]:
    """The numbers in digits of a stretch of text; a point behind a word is a stop: words.12, c.750."""
    folded = fold(text[start:end])
    for match in _PRINTED.finditer(folded):
        first, last = match.span()
        if folded[first] in ".·" and first and (folded[first - 1].isalpha() or folded[first - 1] in ")]/"):
            first += 1
        if last - first <= _PRINTED_LENGTH_MAX:
            value = Decimal(_NOT_DIGITS.sub("", folded[first:last]).replace("·", "."))
            yield Printed(start + first, start + last, value)


def significant(value: Decimal) -> tuple[int, ...]:
    """The digits of a value without the zeros at its ends: those that a power of ten leaves as they are."""
    return value.normalize().as_tuple().digits if value else ()


def power_between(one: Decimal, other: Decimal) -> int | None:
    """The power of ten that makes the other number of the one; None if none does."""
    if not one or significant(one) != significant(other):
        return None
    return other.adjusted() - one.adjusted()


def meaning(figure: Figure) -> tuple[Decimal, str, str]:
    """What a number says: equal where it is said twice."""
    return figure.base, figure.dimension, figure.comparator


def _figures(quantity: Quantity, offset: int) -> Iterator[Figure]:
    start, end = offset + quantity.start, offset + quantity.end
    if quantity.kind == "date":
        yield from _dates(quantity, start, end)
        return
    low, high, dimension = bounds(quantity)
    yield _figure(quantity, start, end, quantity.value, low, dimension)
    if quantity.high is not None:
        yield _figure(quantity, start, end, quantity.high, high, dimension)
    if quantity.spread is not None:
        spread = bounds(quantity._replace(value=quantity.spread, high=None)).low
        yield _figure(quantity, start, end, quantity.spread, spread, dimension)


def _figure(quantity: Quantity, start: int, end: int, value: Decimal, base: Decimal, dimension: str) -> Figure:
    return Figure(
        start,
        end,
        abs(value),
        quantity.unit,
        abs(base),
        dimension,
        quantity.kind,
        quantity.comparator,
        quantity.damaged,
    )


def _dates(quantity: Quantity, start: int, end: int) -> Iterator[Figure]:
    """Year, month and day of a date, or of two: what languages join and repeat differently."""
    for date in (quantity.value, quantity.high):
        if date is None:
            continue
        for kind, dimension, divisor, modulus in _DATE_PARTS:
            part = Decimal(int(date) // divisor % modulus)
            if part:
                yield Figure(start, end, part, "", part, dimension, kind, "=", False)
