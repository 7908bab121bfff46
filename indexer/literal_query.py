"""A query with nothing left to resolve: every stem, wildcard and expansion written out as the very words it stands for.

It is made from the match that decided the hits, so that it says what was looked for and nothing else. Where it keeps
within the limits of the query language it can be searched again and finds the same reports.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from typing import Final

from corpus.model import SIDES, Side
from indexer.canonical import canonical
from indexer.fields import FIELDS, LineName
from indexer.plan import (
    AllOf,
    AnyWord,
    HasAmount,
    HasValue,
    InARow,
    InUnit,
    Match,
    Nearby,
    NoneOf,
    OneOf,
    YearBetween,
)
from indexer.query import Everything, Near, Not, Pair, Phrase, Quantity, Query, Range
from indexer.query_trees import all_of, any_of

# Rows of words in more forms than this are written with their alternatives in place: a|b c|d.
ROW_FORMS_MAX: Final = 200

_LINE_FIELDS: Final = tuple(field for field in FIELDS if field.lines)
_FILTER_FIELDS: Final = {field.filter: field.name for field in FIELDS if field.filter is not None}


def literal(match: Match) -> str:
    """The match as a query of exact words, in canonical form; the empty text for every report.

    What can match nothing, for no word of the collection is meant, is written as an empty phrase.
    """
    return canonical(_query(match, None))


def _query(match: Match, side: Side | None) -> Query:
    """The node that asks for this; within one side of a pair lines need no name."""
    match match:
        case AnyWord(lines=lines, words=words):
            return _in_fields(sorted(words), lines, side)
        case InARow(lines=lines, words=words):
            return _in_fields(_row_forms(words), lines, side)
        case Nearby():
            return _near(match, side)
        case AllOf(parts=parts):
            return all_of([_query(part, side) for part in parts]) if parts else Everything()
        case OneOf(parts=parts):
            return any_of([_query(part, side) for part in _rejoined(parts)]) if parts else Phrase("")
        case NoneOf(part=part):
            return Not(_query(part, side))
        case InUnit(part=part):
            return _pair(part)
        case HasAmount():
            return _amount(match)
        case YearBetween(low=low, high=high):
            return Range("year", None if low is None else str(low), None if high is None else str(high))
        case HasValue(filter=name, values=values):
            field = _FILTER_FIELDS.get(name, name)
            return any_of([Range(field, value, value) for value in sorted(values)])
    raise TypeError(f"{type(match).__name__} has no literal form")


def _row_forms(words: Sequence[frozenset[str]]) -> list[str]:
    """Every way to write the row, ideographs without spaces between."""
    if prod(map(len, words)) > ROW_FORMS_MAX:
        return [_spaced("|".join(sorted(forms)) for forms in words)]
    return [_spaced(row) for row in product(*(sorted(forms) for forms in words))]


def _spaced(words: Iterable[str]) -> str:
    written = ""
    for word in words:
        joined = not written or not (written[-1].isascii() or word[0].isascii())
        written += word if joined else f" {word}"
    return written


def _in_fields(texts: Sequence[str], lines: tuple[LineName, ...], side: Side | None) -> Query:
    return any_of([Phrase(text, field) for field in _fields(lines, side) for text in texts] or [Phrase("")])


def _fields(lines: Iterable[LineName], side: Side | None = None) -> list[str]:
    """The fewest fields that together are these lines."""
    left = set(lines)
    if side is not None:
        return ["all"]
    fields: list[str] = []
    for field in sorted(_LINE_FIELDS, key=lambda field: -len(field.lines)):
        if left.issuperset(field.lines):
            fields.append(field.name)
            left.difference_update(field.lines)
    return fields


def _rejoined(parts: Sequence[Match]) -> list[Match]:
    """The parts, rows of the same words in different lines as one: hints had set them apart."""
    lines: dict[tuple[frozenset[str], ...], list[LineName]] = {}
    for part in parts:
        if isinstance(part, InARow):
            lines.setdefault(part.words, []).extend(part.lines)
    rows = [InARow(tuple(dict.fromkeys(where)), words) for words, where in lines.items()]
    return [*rows, *(part for part in parts if not isinstance(part, InARow))]


def _near(match: Nearby, side: Side | None) -> Query:
    left, right = (
        _row_forms(one.words) if isinstance(one, InARow) else sorted(one.words) for one in (match.left, match.right)
    )
    nears = [
        Near(Phrase(a, field), Phrase(b, field), match.distance)
        for field in _fields(match.left.lines, side)
        for a, b in product(left, right)
    ]
    return any_of(nears or [Phrase("")])


def _pair(part: Match) -> Query:
    """Each side's own part; what is on neither is on the English."""
    parts = part.parts if isinstance(part, AllOf) else (part,)
    of_sides: dict[Side, list[Query]] = {"en": [], "zh": []}
    for one in parts:
        side = _side_of(one)
        of_sides[side].append(_query(one, side))
    en, zh = (all_of(of_sides[side]) if of_sides[side] else None for side in SIDES)
    return Pair(en, zh)


def _side_of(match: Match) -> Side:
    match match:
        case AnyWord(lines=lines) | InARow(lines=lines) | Nearby(left=AnyWord(lines=lines) | InARow(lines=lines)):
            return "zh" if any(line.endswith(".zh") for line in lines) else "en"
        case AllOf(parts=parts) | OneOf(parts=parts) if parts:
            return _side_of(parts[0])
        case NoneOf(part=part):
            return _side_of(part)
        case HasAmount(sides=sides):
            return sides[0]
    return "en"


def _amount(match: HasAmount) -> Query:
    low, high = (None if end is None else f"{end:.15g}".replace("e+", "e") for end in (match.low, match.high))
    if low is not None and high is not None:
        comparison, value = "=", f"{low}{match.unit}" if low == high else f"{low}..{high}{match.unit}"
    elif low is not None:
        comparison, value = (">" if match.low_open else ">="), f"{low}{match.unit}"
    else:
        comparison, value = ("<" if match.high_open else "<="), f"{high}{match.unit}"
    return Quantity(comparison, value, "dose" if match.doses_only else "", match.flagged_too)
