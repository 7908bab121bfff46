"""Where a match is found in a report: whether it holds, and the places that are meant, as every engine decides it.

Words are compared line by line, amounts by value. What one unit must hold is looked for in the units that hold all of
it, and nowhere else; what a NOT excludes is nowhere.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.model import SIDES, Side
from indexer.amounts import is_asked
from indexer.fields import LINES, LineName
from indexer.highlight import Marker, Ranges, merged
from indexer.plan import (
    AllOf,
    AnyWord,
    HasAmount,
    HasValue,
    InARow,
    InBag,
    InUnit,
    Match,
    Nearby,
    NoneOf,
    OneOf,
    YearBetween,
)
from indexer.report_reading import Reading, UnitReading


class FoundPlace(NamedTuple):
    """A range that is meant, as printed, and its line; counted in the text of the version of `side`, or without a side
    in a value of the citation. `particular` where an amount or a unit was asked for, which words elsewhere are not.
    """

    line: LineName
    text: str
    side: Side | None
    start: int
    end: int
    particular: bool = False


class Finder:
    """Finds one match in reports, or in units by themselves."""

    def __init__(self, match: Match) -> None:
        self._match = match
        leaves = tuple(_positive(match))
        words = OneOf(tuple(leaf for leaf in leaves if isinstance(leaf, AnyWord | InARow | Nearby)))
        self._markers = {line: marker for line in LINES if (marker := Marker(words, (line,))).may_mark}
        self._amounts = tuple(leaf for leaf in leaves if isinstance(leaf, HasAmount))
        self._in_units = tuple(Finder(leaf.part) for leaf in leaves if isinstance(leaf, InUnit))
        self._tests: dict[AnyWord | InARow | Nearby, Marker] = {}

    # ---- what holds --------------------------------------------------------------------------------------------

    def holds(self, reading: Reading) -> bool:
        """Whether the match holds."""
        return self._holds(self._match, reading)

    def units(self, reading: Reading) -> Iterator[UnitReading]:
        """The units that hold all that was asked of one unit, in order for each thing that was asked so."""
        for finder in self._in_units:
            yield from (unit for unit in reading.units if finder.holds(unit))

    def _holds(self, match: Match, reading: Reading) -> bool:
        match match:
            case AllOf(parts=parts):
                return all(self._holds(part, reading) for part in parts)
            case OneOf(parts=parts):
                return any(self._holds(part, reading) for part in parts)
            case NoneOf(part=part):
                return not self._holds(part, reading)
            case InUnit(part=part):
                return any(self._holds(part, unit) for unit in reading.units)
            case HasValue() | YearBetween():
                return reading.passes(match)
            case HasAmount():
                return any(is_asked(placed.amount, match) for placed in reading.amounts)
            case InBag():
                return False  # free text, of which no place is known
            case AnyWord() | InARow() | Nearby():
                lines = match.left.lines if isinstance(match, Nearby) else match.lines
                marker = self._test(match)
                return any(text.said.line in lines and marker.mark_tokens(text.tokens) for text in reading.texts)

    def _test(self, leaf: AnyWord | InARow | Nearby) -> Marker:
        """The marker of one leaf, made once: units are many."""
        if leaf not in self._tests:
            self._tests[leaf] = Marker(leaf, LINES)
        return self._tests[leaf]

    # ---- places ------------------------------------------------------------------------------------------------

    def places(self, reading: Reading) -> Iterator[FoundPlace]:
        """The places that are meant, words line by line, then amounts, then what stands in units that match."""
        for said, tokens in reading.texts if self._markers else ():
            if said.line in self._markers:
                for start, end in self._markers[said.line].mark_tokens(tokens):
                    at = said.start
                    yield FoundPlace(said.line, said.text[start:end], said.side, at + start, at + end)
        for side, start, end in self._asked_amounts(reading):
            line, text = reading.printed(side, start, end)
            yield FoundPlace(line, text, side, start, end, particular=True)
        for finder in self._in_units:
            for unit in reading.units:
                if finder.holds(unit):
                    yield from (place._replace(particular=True) for place in finder.places(unit))

    def _asked_amounts(self, reading: Reading) -> Iterable[tuple[Side, int, int]]:
        """Where amounts stand that were asked for; a range, which is two amounts, once."""
        found = (
            (placed.amount.side, placed.start, placed.end)
            for placed in (reading.amounts if self._amounts else ())
            if any(is_asked(placed.amount, asked) for asked in self._amounts)
        )
        return dict.fromkeys(found)

    def mark(self, text: str, line: LineName) -> Ranges:
        """The words meant in any text of that line, as ranges of it."""
        return self._markers[line].mark(text) if line in self._markers else ()


def _positive(match: Match) -> Iterator[Match]:
    """What is asked and not excluded, words and amounts one by one, units whole."""
    if isinstance(match, AllOf | OneOf):
        for part in match.parts:
            yield from _positive(part)
    elif isinstance(match, AnyWord | InARow | Nearby | HasAmount | InUnit):
        yield match


def ranges_by_side(places: Iterable[FoundPlace]) -> dict[Side, Ranges]:
    """The places that stand in versions as ranges of their texts; in order, disjoint, not touching."""
    ranges: dict[Side, list[tuple[int, int]]] = {side: [] for side in SIDES}
    for place in places:
        if place.side is not None:
            ranges[place.side].append((place.start, place.end))
    return {side: merged(sorted(found)) for side, found in ranges.items()}
