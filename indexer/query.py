"""The nodes of a query: what a person asked, as data without behaviour.

`place` is where the node stands in the query as typed; it never counts when nodes are compared, so that a query and
its canonical form are equal. `field` is a canonical name of `indexer.fields`.
"""

import dataclasses
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, Union


class Place(NamedTuple):
    """A half-open range of code points in the query as typed."""

    start: int
    end: int


NOWHERE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about how the query was read: a word ignored, a habit of another system met.

    `code` and `arguments` serve translations; `start` and `end` are code points of the query as typed.
    """

    code: str
    message: str
    start: int
    end: int
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a run of Han characters; English by stem, Han by its words as runs of characters.

    `literal` (`=term`): no expansion. `other_language_only` (`~term`): expand this one although expansion is off.
    """

    text: str
    field: str = "all"
    literal: bool = False
    other_language_only: bool = False
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words or characters in a row, by surface form."""

    text: str
    field: str = "all"
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Both within one section, with at most `distance` words (Chinese: characters) between, in either order."""

    left: "Term | Phrase | Prefix | Wildcard"
    right: "Term | Phrase | Prefix | Wildcard"
    distance: int
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word of the collection that begins so."""

    text: str
    field: str = "all"
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every word of the collection of this shape: `*` any characters, `?` one character or none."""

    pattern: str
    field: str = "all"
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Range:
    """Values of a filter field from `low` to `high`, both included; one value where they are equal.

    `low` or `high` None leaves that end open (years only).
    """

    field: str
    low: str | None
    high: str | None
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured value, compared across notations. `value` is as typed: 50e9/L, or a range, 10..20mg.

    `of` is "dose" where only doses count, empty for every amount. `flagged_too` takes doubtful values as well.
    """

    comparison: str  # one of = < > <= >=
    value: str
    of: str = ""
    flagged_too: bool = False
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of one aligned unit at once; a side left None is not constrained."""

    en: "Query | None"
    zh: "Query | None"
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """None of these."""

    part: "Query"
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


class Member(NamedTuple):
    """One way to say the same: `reason` is why it was added, empty for what was typed."""

    query: "Query"
    weight: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A group of words that stand for one: found as OR, ranked as one word (Pirkola, SIGIR 1998)."""

    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every report."""


Query: TypeAlias = Union[
    Term, Phrase, Near, Prefix, Wildcard, Range, Quantity, Pair, And, Or, Not, AnyOf, Everything
]  # fmt: skip
