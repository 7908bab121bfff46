"""The one way to write a query: what the page echoes, what a permalink holds, what two equal queries share.

`parse(canonical(query)) == query` for every query that the parser can yield.
"""

import re
from typing import Final

from indexer.query import (
    And,
    Everything,
    Near,
    Not,
    Or,
    Pair,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Range,
    Term,
    Wildcard,
)  # fmt: skip

# Values that need no quotation marks.
_PLAIN_VALUE: Final = re.compile(r"[^\W_](?:[\w./:+\-]*[\w/+\-])?")
_PLAIN_RANGE: Final = re.compile(r"[0-9][\w.]*\.\.[0-9][\w./]*\w")
_QUOTATIONS: Final = (('"', '"'), ("“", "”"), ("「", "」"), ("『", "』"))


def canonical(query: Query) -> str:
    """The query written in its canonical form; the empty text for every report."""
    return _written(query, inside=False)


def _written(query: Query, *, inside: bool) -> str:
    match query:
        case Term(text=text, field=field, literal=literal, other_language_only=marked):
            return f"{_prefix(field)}{'=' if literal else '~' if marked else ''}{text}"
        case Phrase(text=text, field=field):
            return f"{_prefix(field)}{_quoted(text)}"
        case Prefix(text=text, field=field):
            return f"{_prefix(field)}{text}*"
        case Wildcard(pattern=pattern, field=field):
            return f"{_prefix(field)}{pattern}"
        case Near(left=left, right=right, distance=distance):
            return f"{canonical(left)} NEAR/{distance} {canonical(right)}"
        case Range():
            return _range(query)
        case Quantity():
            return _quantity(query)
        case Pair(en=en, zh=zh):
            sides = [_side(name, part) for name, part in (("en", en), ("zh", zh)) if part is not None]
            return f"{{{' '.join(sides)}}}"
        case Not(part=Not(part=part)):
            return _written(part, inside=inside)
        case Not(part=part):
            return f"NOT {_written(part, inside=True)}"
        case And(parts=parts) | Or(parts=parts):
            joint = " AND " if isinstance(query, And) else " OR "
            written = joint.join(_written(part, inside=True) for part in parts)
            return f"({written})" if inside and len(parts) > 1 else written
        case Everything():
            return ""
    raise TypeError(f"{type(query).__name__} has no written form")


def _prefix(field: str) -> str:
    return "" if field == "all" else f"{field}:"


def _quoted(text: str) -> str:
    """The text between the first marks that do not occur in it."""
    opening, closing = next(
        (pair for pair in _QUOTATIONS if pair[0] not in text and pair[1] not in text), _QUOTATIONS[0]
    )
    return f"{opening}{text}{closing}"


def _range(query: Range) -> str:
    if query.field == "year" and query.low != query.high:
        return f"year:{query.low or ''}..{query.high or ''}"
    value = query.low or ""
    return f"{query.field}:{value if _PLAIN_VALUE.fullmatch(value) else _quoted(value)}"


def _quantity(query: Quantity) -> str:
    name = f"{query.of or 'qty'}{'~' if query.flagged_too else ''}"
    comparison = "" if query.comparison == "=" else query.comparison
    plain = _PLAIN_VALUE.fullmatch(query.value) is not None and ".." not in query.value
    return f"{name}:{comparison}{query.value if plain or _PLAIN_RANGE.fullmatch(query.value) else _quoted(query.value)}"


def _side(name: str, part: Query) -> str:
    """One side of a pair, an exclusion before its name; what is more than a word stands in parentheses."""
    said = part.part if isinstance(part, Not) else part
    simple = isinstance(said, Term | Phrase | Prefix | Wildcard | Quantity)
    return f"{'NOT ' if said is not part else ''}{name}:{canonical(said) if simple else f'({canonical(said)})'}"
