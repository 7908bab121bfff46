"""What an engine is asked: `match` decides which entries are hits, `score` ranks them.

Both speak of an entry's tokens only: exact words at positions of lines, values of filters, terms of bags. All that
needs languages, stems or the vocabulary was resolved before, so that every engine finds exactly the same entries, and
the highlighter can mark what matched by comparing the same words with the same lines.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, Union

from corpus.model import Side
from indexer.fields import FilterName, LineName

# ---- match: nodes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One of these words stands in one of these lines."""

    lines: tuple[LineName, ...]
    words: frozenset[str]


class BagTerm(NamedTuple):
    """A term of one of the two bags."""

    bag: Side
    term: str


@dataclass(frozen=True, slots=True)
class InARow:
    """At consecutive positions of one section of one line: a word of words[0], then one of words[1], …

    `hints` are bag terms of which every matching entry holds at least one per group: an engine may use them to narrow
    its candidates and may as well ignore them.
    """

    lines: tuple[LineName, ...]
    words: tuple[frozenset[str], ...]
    hints: tuple[tuple[BagTerm, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Nearby:
    """Both in one section of one line, not overlapping, with at most `distance` positions between, in either order."""

    left: AnyWord | InARow
    right: AnyWord | InARow
    distance: int


@dataclass(frozen=True, slots=True)
class InBag:
    """Holds at least one of these bag terms; of none: no entry. What free text matches by."""

    terms: tuple[BagTerm, ...]


@dataclass(frozen=True, slots=True)
class HasValue:
    """The filter holds one of these values."""

    filter: FilterName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class YearBetween:
    """The year lies between these, both included; None leaves an end open. An entry without a year never matches."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class HasAmount:
    """Holds an amount of this unit on one of these sides, from `low` to `high` in base units; None leaves an end open.

    A bound counts itself unless `low_open` or `high_open` leaves it out. Flagged amounts count only with `flagged_too`;
    with `doses_only` nothing but doses does.
    """

    sides: tuple[Side, ...]
    unit: str
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    flagged_too: bool = False
    doses_only: bool = False


@dataclass(frozen=True, slots=True)
class InUnit:
    """Of a report: one of its units matches the part, all of it. Of a unit: it matches itself.

    A unit belongs to the report whose entry id is among the values of its filter `id`.
    """

    part: "Match"


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of them; of nothing: every entry."""

    parts: "tuple[Match, ...]"


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of them; of nothing: no entry."""

    parts: "tuple[Match, ...]"


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Every entry that this does not match."""

    part: "Match"


Match: TypeAlias = Union[
    AnyWord, InARow, Nearby, InBag, HasValue, YearBetween, HasAmount, InUnit, AllOf, OneOf, NoneOf
]  # fmt: skip

EVERY_ENTRY = AllOf(())

# ---- score -----------------------------------------------------------------------------------------------------


class Weighted(NamedTuple):
    """A bag term and how much of a whole word it counts."""

    term: str
    weight: float


class Ceiling(NamedTuple):
    """What a group stands for, terms of one bag, and how much of the rarest of them it may be worth."""

    bag: Side
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Terms of one bag that are ranked as one word: frequencies add up by weight, the document frequency is that of
    the union (Pirkola, SIGIR 1998). A group of one term is plain BM25. `weight` multiplies the group's score.

    Under a `ceiling` of which a term occurs in its bag, weight times idf is at most the ceiling's weight times the
    highest idf of its terms that occur: being rare in one language makes a rendering worth no more than what was typed.
    """

    bag: Side
    members: tuple[Weighted, ...]
    weight: float = 1.0
    ceiling: Ceiling | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What must hold, and what ranks: the sum over the groups of `score`, 0 without groups.

    `renderings` are the same words said in one language each. An entry's score is the best of all these sums, so that
    a report in two languages is not worth more than one in one.
    """

    match: Match
    score: tuple[ScoreGroup, ...]
    renderings: tuple[tuple[ScoreGroup, ...], ...] = ()
