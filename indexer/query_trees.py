"""Trees of query nodes: joined, looked through, put into a field."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from indexer.fields import Field
from indexer.query import (
    NOWHERE,
    And,
    AnyOf,
    Everything,
    Near,
    Not,
    Or,
    Pair,
    Phrase,
    Place,
    Prefix,
    Quantity,
    Query,
    Range,
    Term,
    Wildcard,
)

_Word = TypeVar("_Word", bound=Term | Phrase | Prefix | Wildcard)


def all_of(parts: Sequence[Query]) -> Query:
    """And of the parts, an And among them opened up; one part alone is itself."""
    return _joined(And, parts)


def any_of(parts: Sequence[Query]) -> Query:
    """Or of the parts, an Or among them opened up; one part alone is itself."""
    return _joined(Or, parts)


def _joined(node: type[And] | type[Or], parts: Sequence[Query]) -> Query:
    opened = tuple(inner for part in parts for inner in (part.parts if isinstance(part, node) else (part,)))
    return opened[0] if len(opened) == 1 else node(opened)


def leaves(query: Query) -> Iterator[Term | Phrase | Prefix | Wildcard | Range | Quantity | Pair]:
    """The words and filters of a query, from left to right; a pair is one of them."""
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from leaves(part)
        case Not(part=part):
            yield from leaves(part)
        case Near(left=left, right=right):
            yield left
            yield right
        case AnyOf(members=members):
            for member in members:
                yield from leaves(member.query)
        case Everything():
            pass
        case _:
            yield query


def depth_of(query: Query) -> int:
    """How many levels of AND, OR and NOT lie above the deepest leaf."""
    match query:
        case And(parts=parts) | Or(parts=parts):
            return 1 + max(map(depth_of, parts))
        case Not(part=part):
            return 1 + depth_of(part)
    return 0


def in_field(query: Query, field: Field) -> Query:
    """The same with all words that name no field in this one."""
    match query:
        case And(parts=parts):
            return And(tuple(in_field(part, field) for part in parts))
        case Or(parts=parts):
            return Or(tuple(in_field(part, field) for part in parts))
        case Not(part=part):
            return replace(query, part=in_field(part, field))
        case Near(left=left, right=right):
            return replace(query, left=_word_in_field(left, field), right=_word_in_field(right, field))
        case Term() | Phrase() | Prefix() | Wildcard():
            return _word_in_field(query, field)
    return query


def _word_in_field(word: _Word, field: Field) -> _Word:
    return replace(word, field=field.name) if word.field == "all" else word


def is_condition(query: Query) -> bool:
    """Whether a query asks for no words: filters, exclusions, quantities, pairs, and groups of nothing but these. Where
    words are loosened or broadened, conditions hold all the same.
    """
    match query:
        case Range() | Not() | Quantity() | Pair():
            return True
        case And(parts=parts) | Or(parts=parts):
            return all(map(is_condition, parts))
    return False


def negated(part: Query, place: Place = NOWHERE) -> Query:
    """NOT before a part; before another NOT the two are nothing."""
    return part.part if isinstance(part, Not) else Not(part, place)


def is_switch(part: Query) -> bool:
    """Whether this says how the search is done, not what is searched."""
    return isinstance(part, Range) and part.field == "xl"
