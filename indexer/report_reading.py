"""A report read as it was indexed, whole and unit by unit: its texts in tokens, its amounts, the values of its filters.

Each is made when it is first asked for.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from corpus.model import Bead, Report, Side, Version
from corpus.words.tokens import Token, line_tokens
from indexer.amounts import PlacedAmount, amounts_within, report_amounts
from indexer.entries import filter_values
from indexer.fields import TEXT_LINES, TITLE_LINES, FilterName, LineName
from indexer.plan import HasValue, YearBetween
from indexer.report_texts import LineText, report_texts
from indexer.units import stretches


class ReadText(NamedTuple):
    """A text and its line tokens."""

    said: LineText
    tokens: Sequence[Token]


class ReportReading:
    """A whole report."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def texts(self) -> tuple[ReadText, ...]:
        """All texts."""
        return tuple(ReadText(said, line_tokens(said.text)) for said in report_texts(self.report))

    @cached_property
    def amounts_by_side(self) -> dict[Side, tuple[PlacedAmount, ...]]:
        """The amounts of each version in the order of reading."""
        return {version.side: report_amounts(self.report, version) for version in self.report.versions if version.side}

    @property
    def amounts(self) -> tuple[PlacedAmount, ...]:
        """The amounts of both versions."""
        return tuple(placed for of_side in self.amounts_by_side.values() for placed in of_side)

    @cached_property
    def units(self) -> "tuple[UnitReading, ...]":
        """The units in order; none of a report that is not aligned."""
        alignment = self.report.alignment
        return tuple(
            UnitReading(self, number, bead) for number, bead in enumerate(alignment.beads if alignment else (), 1)
        )

    def printed(self, side: Side, start: int, end: int) -> tuple[LineName, str]:
        """A range of a version as printed, and the line that it is of."""
        version = self.report.version(side)
        assert version is not None, "what has a side stands in a version"
        titled = any(section.kind == "TITLE" and section.start <= start < section.end for section in version.sections)
        return (TITLE_LINES if titled else TEXT_LINES)[side], version.text[start:end]

    def passes(self, condition: HasValue | YearBetween) -> bool:
        """Whether the report has such a value."""
        if isinstance(condition, HasValue):
            return not condition.values.isdisjoint(self._values.get(condition.filter, ()))
        year, low, high = self.report.citation.year, condition.low, condition.high
        return year is not None and (low is None or low <= year) and (high is None or year <= high)

    @cached_property
    def _values(self) -> dict[FilterName, tuple[str, ...]]:
        return filter_values(self.report)


class UnitReading:
    """One unit of a report, `number` from 1. Of the report it has the filters; its only unit is itself."""

    def __init__(self, whole: ReportReading, number: int, bead: Bead) -> None:
        self.number = number
        self._whole = whole
        sides: tuple[tuple[Side, tuple[int, ...]], ...] = (("en", bead.en), ("zh", bead.zh))
        versions = ((whole.report.version(side), numbers) for side, numbers in sides)
        self._sides: list[tuple[Version, tuple[int, ...]]] = [
            (version, numbers) for version, numbers in versions if version is not None and numbers
        ]

    @cached_property
    def texts(self) -> tuple[ReadText, ...]:
        """The stretches of its sentences."""
        return tuple(
            ReadText(said, line_tokens(said.text))
            for version, numbers in self._sides
            for said in _line_texts(version, numbers)
        )

    @cached_property
    def amounts(self) -> tuple[PlacedAmount, ...]:
        """The amounts that begin in its sentences."""
        of_sides = self._whole.amounts_by_side
        return tuple(
            placed
            for version, numbers in self._sides
            if version.side
            for placed in amounts_within(of_sides[version.side], version, numbers)
        )

    @property
    def units(self) -> "tuple[UnitReading, ...]":
        """Itself."""
        return (self,)

    def printed(self, side: Side, start: int, end: int) -> tuple[LineName, str]:
        """A range of its report's version as printed, and the line that it is of."""
        return self._whole.printed(side, start, end)

    def passes(self, condition: HasValue | YearBetween) -> bool:
        """Whether its report has such a value."""
        return self._whole.passes(condition)


Reading: TypeAlias = ReportReading | UnitReading


def _line_texts(version: Version, numbers: tuple[int, ...]) -> list[LineText]:
    assert version.side is not None, "an aligned version has its side"
    lines = {True: TITLE_LINES[version.side], False: TEXT_LINES[version.side]}
    return [
        LineText(lines[titled], version.text[start:end], version.side, start)
        for start, end, titled in stretches(version, numbers)
    ]
