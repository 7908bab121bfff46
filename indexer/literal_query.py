"""A query with nothing left to resolve: every stem, wildcard and expansion written out as the very words it stands for.

It is made from the match that decided the hits, so that it says what was looked for and nothing else. Searched again,
without words of the other language, it finds the same reports; what is longer than a query may be is refused.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from typing import Final

from corpus.model import SIDES, Side
from corpus.words.tokens import MARK, is_han_token
from indexer.canonical import canonical
from indexer.fields import FIELDS, LineName
from indexer.plan import (
    EVERY_ENTRY,
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
from indexer.planning import lines_of
from indexer.query import And, Near, Not, Or, Pair, Phrase, Query, Range, Term
from indexer.query_trees import all_of, any_of
from indexer.simplified_match import NO_ENTRY, simplified
from indexer.vocabulary import Vocabulary
from indexer.written_amounts import written_amount

# A row of words in more forms than this, or a pair of such rows near each other, is written with its alternatives in
# place, a|b c|d, which no query may be: it is to be read, and searched again it is refused. Together they would be
# longer than any query.
ROW_FORMS_MAX: Final = 200
# Far more than a query may have, so that what was cut is refused when it is searched again, and not misread.
LITERAL_CHARACTERS_MAX: Final = 100_000
_CUT: Final = " …"

_LINE_FIELDS: Final = tuple(field for field in FIELDS if field.lines)
_FILTER_FIELDS: Final = {field.filter: field.name for field in FIELDS if field.filter is not None}
# All reports and none, said by a filter that each of them meets or not.
_SOME: Final = Range("has", "parallel", "parallel")
_ALL: Final = Or((_SOME, Not(_SOME)))
_NONE: Final = And((_SOME, Not(_SOME)))
# The same of a unit, in which words alone may be asked.
_ANY_UNIT: Final = Or((Phrase("a"), Not(Phrase("a"))))


def literal(match: Match, vocabulary: Vocabulary) -> str:
    """The match as a query of exact words, in canonical form.

    What every report meets, or none, for no word of the collection is meant, is written as a filter and its opposite.
    """
    least = simplified(match, vocabulary)
    if least == EVERY_ENTRY:
        return canonical(_ALL)
    return canonical(_NONE if least == NO_ENTRY else _query(least, None))


def literal_cut(match: Match, vocabulary: Vocabulary) -> str:
    """The literal query, of one that is too long for anybody to read its beginning, with … at the end."""
    whole = literal(match, vocabulary)
    return whole if len(whole) <= LITERAL_CHARACTERS_MAX else whole[: LITERAL_CHARACTERS_MAX - len(_CUT)] + _CUT


def filter_text(match: HasValue) -> str:
    """A condition that was chosen beside a query, as a query of its own."""
    return canonical(any_of(_values(match)))


def _query(match: Match, scope: Side | None) -> Query:
    """The node that asks for this where words are looked for in the version `scope`."""
    match match:
        case AnyWord(lines=lines, words=words):
            return any_of([Phrase(word, field) for field in _fields(lines, scope) for word in sorted(words)])
        case InARow(lines=lines, words=words):
            rows = _rows(words)
            return any_of([_row(row, field) for field in _fields(lines, scope) for row in rows])
        case Nearby():
            return _near(match, scope)
        case AllOf(parts=parts):
            return _all_of(parts, scope)
        case OneOf(parts=parts):
            return any_of([_query(part, scope) for part in parts])
        case NoneOf(part=part):
            return Not(_query(part, scope))
        case InUnit(part=part):
            return _pair(part)
        case HasAmount():
            return _amount(match, scope)
        case YearBetween(low=low, high=high):
            return Range("year", None if low is None else f"{low:04}", None if high is None else f"{high:04}")
        case HasValue():
            return any_of(_values(match))
    raise TypeError(f"{type(match).__name__} has no literal form")


# ---- words -------------------------------------------------------------------------------------------------------


def _rows(words: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """Every way to write the row."""
    if prod(map(len, words)) > ROW_FORMS_MAX:
        return [_alternatives(words)]
    return list(product(*(sorted(forms) for forms in words)))


def _alternatives(words: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple("|".join(sorted(forms)) for forms in words)


def _row(words: Sequence[str], field: str) -> Term | Phrase:
    if any("|" in word for word in words):
        return Term("-".join(words), field)
    if field == "author" and len(words) == 2 and not any(map(is_han_token, words)):
        return Term("-".join(words), field, literal=True)  # as a phrase the two would be a name in either order
    return Phrase(_spaced(words), field)


def _spaced(words: Iterable[str]) -> str:
    """The words as a text, ideographs without spaces between."""
    written, before_han = "", False
    for word in words:
        han = word == MARK or is_han_token(word)
        written += f"{' ' if written and not (han and before_han) else ''}{',' if word == MARK else word}"
        before_han = han
    return written


def _near(match: Nearby, scope: Side | None) -> Query:
    left, right = (one.words if isinstance(one, InARow) else (one.words,) for one in (match.left, match.right))
    if prod(map(len, (*left, *right))) > ROW_FORMS_MAX:
        pairs = [(_alternatives(left), _alternatives(right))]
    else:
        pairs = list(product(_rows(left), _rows(right)))
    return any_of(
        [
            Near(_row(a, field), _row(b, field), match.distance)
            for field in _fields(match.left.lines, scope)
            for a, b in pairs
        ]
    )


def _fields(lines: Iterable[LineName], scope: Side | None) -> list[str]:
    """The fewest fields that together are these lines where words are looked for in the version `scope`."""
    left = set(lines)
    fields: list[str] = []
    for field in sorted(_LINE_FIELDS, key=lambda field: -len(lines_of(field.name, scope))):
        covered = lines_of(field.name, scope)
        if covered and left.issuperset(covered):
            fields.append(field.name)
            left.difference_update(covered)
    return fields


# ---- versions and units ------------------------------------------------------------------------------------------


def _all_of(parts: Sequence[Match], scope: Side | None) -> Query:
    """The parts joined; a language among them narrows where words are looked for, and must not where it was a filter
    beside the query: it is then written twice, joined by OR.
    """
    asked = {side for side in SIDES if HasValue("lang", frozenset((side,))) in parts}
    if len(asked) != 1:
        return all_of([_query(part, scope) for part in parts])
    (side,) = asked
    if any(_looks_beyond(part, side) for part in parts):
        beside = HasValue("lang", frozenset((side,)))
        return all_of([any_of(_values(beside) * 2) if part == beside else _query(part, scope) for part in parts])
    return all_of([_query(part, side) for part in parts])


def _looks_beyond(match: Match, side: Side) -> bool:
    """Whether words or amounts are looked for in the other version too."""
    match match:
        case AnyWord(lines=lines) | InARow(lines=lines) | Nearby(left=AnyWord(lines=lines) | InARow(lines=lines)):
            return any(line.endswith((".en", ".zh")) and not line.endswith(f".{side}") for line in lines)
        case HasAmount(sides=sides):
            return set(sides) != {side}
        case AllOf(parts=parts) | OneOf(parts=parts):
            return any(_looks_beyond(part, side) for part in parts)
        case NoneOf(part=part):
            return _looks_beyond(part, side)
    return False


def _amount(match: HasAmount, scope: Side | None) -> Query:
    """The amounts; of another version than that of the scope, beside the language that they are looked for in."""
    amount = written_amount(match)
    if set(match.sides) == set(SIDES if scope is None else (scope,)):
        return amount
    sided: list[Query] = [And((Range("lang", side, side), amount)) for side in match.sides]
    return any_of(sided if len(sided) > 1 else sided * 2)


def _values(match: HasValue) -> list[Query]:
    field = _FILTER_FIELDS[match.filter]
    values = sorted(value.zfill(4) if match.filter == "year" else value for value in match.values)
    return [Range(field, value, value) for value in values]


def _pair(part: Match) -> Query:
    """Each side's own part; of a pair that asks for nothing, something that is always so."""
    parts = part.parts if isinstance(part, AllOf) else (part,)
    of_sides: dict[Side, list[Match]] = {"en": [], "zh": []}
    for one in parts:
        of_sides[_side_of(one)].append(one)
    en, zh = (_query(AllOf(tuple(of_sides[side])), side) if of_sides[side] else None for side in SIDES)
    return Pair(en, zh) if en or zh else Pair(_ANY_UNIT, None)


def _side_of(match: Match) -> Side:
    """The side of a unit on which this is asked; all words and amounts of a part are asked of one side."""
    match match:
        case AnyWord(lines=lines) | InARow(lines=lines) | Nearby(left=AnyWord(lines=lines) | InARow(lines=lines)):
            return "zh" if any(line.endswith(".zh") for line in lines) else "en"
        case AllOf(parts=parts) | OneOf(parts=parts):
            return _side_of(parts[0])
        case NoneOf(part=part):
            return _side_of(part)
        case HasAmount(sides=sides):
            return sides[0]
    raise TypeError(f"{type(match).__name__} is asked of no side")
