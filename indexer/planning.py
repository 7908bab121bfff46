"""From a query to the plan that every engine answers alike: what must hold, and what ranks.

`lang:zh X` joined by AND means the Chinese version only: the report must have one, and X is looked for in its lines.
What names its own side or line (`title.en:`, `kw:`) keeps it, and authors, affiliations and journals belong to both.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from corpus.model import SIDES, Side
from corpus.words.tokens import EXACT, bag_terms
from indexer.amounts import read_amount
from indexer.fields import FIELDS, LineName
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.plan import (
    AllOf,
    BagTerm,
    HasAmount,
    HasValue,
    InBag,
    InUnit,
    Match,
    NoneOf,
    OneOf,
    Plan,
    YearBetween,
)
from indexer.publication_types import type_name
from indexer.query import (
    And,
    AnyOf,
    Everything,
    Near,
    Not,
    Note,
    Or,
    Pair,
    Phrase,
    Prefix,
    Quantity,
    Query,
    Range,
    Term,
    Wildcard,
)
from indexer.query_trees import is_switch, leaves
from indexer.renderings import RenderedWords, by_language, language_of
from indexer.scoring import Scored, score_groups, weighed_groups
from indexer.stop_words import note_of, passed_over
from indexer.term_weights import is_pair
from indexer.vocabulary import LISTED_FILTERS, Vocabulary
from indexer.word_matches import WordMatches

_FIELDS: Final = {field.name: field for field in FIELDS}
# Lines of neither side in which people are named, whatever the language.
_NAMES: Final = frozenset[LineName](("author", "affiliation", "journal"))


class Planned(NamedTuple):
    """A plan, and what a person should know about it."""

    plan: Plan
    notes: tuple[Note, ...]


def make_plan(query: Query, vocabulary: Vocabulary, scope: Side | None = None) -> Planned:
    """The plan of a query over the words of one generation; raises QueryError where it stands for too much.

    With `scope` it is of the entries that have this language, and by its words only.
    """
    planner = _Planner(vocabulary)
    match = planner.match(query, scope, positive=True)
    if scope is not None:
        match = AllOf((HasValue("lang", frozenset((scope,))), match))
    typed = score_groups(planner.scored)
    return Planned(Plan(match, typed, by_language(typed, planner.rendered)), tuple(planner.notes))


def scope_of(parts: Sequence[Query], scope: Side | None) -> Side | None:
    """The version in which parts joined by AND are looked for: the one that `lang:` among them names, else `scope`."""
    asked = {part.low for part in parts if isinstance(part, Range) and part.field == "lang"} & set(SIDES)
    return next(side for side in SIDES if side in asked) if len(asked) == 1 else scope


def with_renderings(plan: Plan, rendered: Sequence[RenderedWords]) -> Plan:
    """The plan of free text, of which the renderings match and rank too."""
    renderings = by_language(plan.score, rendered)
    added = {
        BagTerm(group.bag, member.term): None for groups in renderings for group in groups for member in group.members
    }
    return Plan(OneOf((plan.match, InBag(tuple(added)))), plan.score, renderings) if added else plan


def plan_bag(text: str, sides: Iterable[Side] = SIDES) -> Plan:
    """The plan of free text, cut at 1 000 characters: every entry that holds one of its terms, ranked by all."""
    terms = bag_terms(text[:QUERY_CHARACTERS_MAX])
    # An exact word is implied by its stem, a pair of ideographs by each of them.
    found_by = [term for term in dict.fromkeys(terms) if not (term.startswith(EXACT) or is_pair(term))]
    groups = {side: weighed_groups(side, terms) for side in sides}
    match = InBag(tuple(BagTerm(side, term) for side in groups for term in found_by))
    return Plan(match, tuple(group for of_side in groups.values() for group in of_side))


class _Planner:
    """Goes through one query, and gathers on the way what ranks and what is to be noted."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.notes: list[Note] = []
        self.scored: list[Scored] = []
        self.rendered: list[RenderedWords] = []
        self._vocabulary = vocabulary
        self._words = WordMatches(vocabulary)

    # ---- nodes -------------------------------------------------------------------------------------------------

    def match(self, query: Query, scope: Side | None, *, positive: bool) -> Match:
        """What must hold; what is not `positive` ranks nothing."""
        match query:
            case And(parts=parts):
                return self._and(parts, scope, positive)
            case Or(parts=parts):
                kept = self._without_stop_words(parts)
                return OneOf(tuple(self.match(part, scope, positive=positive) for part in kept))
            case Not(part=part):
                return NoneOf(self.match(part, scope, positive=False))
            case Range():
                return self._range(query)
            case Quantity():
                return _amount(query, scope)
            case Pair():
                return self._pair(query, positive)
            case Near():
                return self._near(query, scope, positive)
            case Term() | Phrase() | Prefix() | Wildcard():
                return self._word(query, scope, positive)
            case AnyOf():
                return self._any_of(query, scope, positive, typed=positive)
            case Everything():
                return AllOf(())
        raise TypeError(f"{type(query).__name__} cannot be planned")

    def _and(self, parts: Sequence[Query], scope: Side | None, positive: bool) -> Match:
        scope = scope_of(parts, scope)
        kept = self._without_stop_words(parts)
        return AllOf(tuple(self.match(part, scope, positive=positive) for part in kept))

    def _without_stop_words(self, parts: Sequence[Query]) -> Sequence[Query]:
        stopped = passed_over(parts)
        self.notes.extend(map(note_of, stopped))
        return [part for part in parts if part not in stopped]

    def _word(self, query: Term | Phrase | Prefix | Wildcard, scope: Side | None, positive: bool) -> Match:
        lines = lines_of(query.field, scope)
        if positive:
            self.scored.append(self._scored_word(query, lines))
        match query:
            case Term():
                return self._words.term(query, lines)
            case Phrase():
                return self._words.phrase(query, lines)
            case Prefix():
                return self._words.prefix(query, lines)
            case Wildcard():
                return self._words.wildcard(query, lines)

    def _scored_word(self, query: Term | Phrase | Prefix | Wildcard, lines: tuple[LineName, ...]) -> Scored:
        match query:
            case Prefix():
                return Scored(query.text, lines, self._words.expansion(query))
            case Wildcard():
                return Scored(query.pattern, lines, self._words.expansion(query))
        return Scored(query.text, lines)

    def _any_of(self, group: AnyOf, scope: Side | None, positive: bool, *, typed: bool) -> Match:
        """What was typed, ranked as such where it is `typed` here, or a rendering, all of which rank as one word."""
        found: list[Match] = []
        renderings: dict[Side, list[tuple[str, float]]] = {}
        said: list[str] = []
        for member in group.members:
            query = member.query
            if not member.reason:
                found.append(self.match(query, scope, positive=typed))
                said = [leaf.text for leaf in leaves(query) if isinstance(leaf, Term)]
            elif isinstance(query, And):  # the parts of a word, some of them groups themselves
                parts = (
                    self._any_of(part, scope, positive, typed=False)
                    if isinstance(part, AnyOf)
                    else self.match(part, scope, positive=False)
                    for part in query.parts
                )
                found.append(AllOf(tuple(parts)))
            elif isinstance(query, Term | Phrase) and (lines := lines_of(query.field, scope)):
                found.append(self._word(query, scope, positive=False))
                if (side := language_of(query.text)) in {line[-2:] for line in lines}:
                    renderings.setdefault(side, []).append((query.text, member.weight))
        if positive:
            self.rendered.extend(
                RenderedWords(" ".join(said), len(said), side, tuple(texts)) for side, texts in renderings.items()
            )
        return OneOf(tuple(found))

    def _near(self, query: Near, scope: Side | None, positive: bool) -> Match:
        left, right = (lines_of(side.field, scope) for side in (query.left, query.right))
        if positive:
            self.scored.append(self._scored_word(query.left, left))
            self.scored.append(self._scored_word(query.right, right))
        return self._words.near(query, left, right)

    def _pair(self, query: Pair, positive: bool) -> Match:
        """A unit of which each side holds what was asked of it; sides of a unit have no other lines than their own."""
        sides: tuple[tuple[Side, Query | None], ...] = (("en", query.en), ("zh", query.zh))
        parts = (self.match(part, side, positive=positive) for side, part in sides if part is not None)
        return InUnit(AllOf(tuple(parts)))

    # ---- filters -----------------------------------------------------------------------------------------------

    def _range(self, query: Range) -> Match:
        if query.field == "year":
            return YearBetween(*(None if year is None else int(year) for year in (query.low, query.high)))
        if is_switch(query):
            return AllOf(())
        name = _FIELDS[query.field].filter
        assert name is not None  # a Range stands in a filter field
        assert query.low is not None  # only years have open ends
        if name not in LISTED_FILTERS:
            return HasValue(name, frozenset((query.low,)))
        known = self._vocabulary.values(name)
        same = str if name == "journal" else str.casefold  # a journal's name is asked for as printed
        wanted = same(type_name(query.low) if name == "type" else query.low)
        values = frozenset(value for value in known if same(value) == wanted)
        if not values:
            listed = ", ".join(known[:10]) or "none"
            message = f"No report has {query.field} “{query.low}”; there are: {listed}."
            arguments = (("field", query.field), ("value", query.low), ("known", listed))
            self.notes.append(Note("unknown-value", message, *query.place, arguments))
        return HasValue(name, values or frozenset((query.low,)))


def _amount(query: Quantity, scope: Side | None) -> HasAmount:
    """The amounts asked for, on the side in whose scope they are asked."""
    asked = read_amount(query.value)
    assert asked is not None  # the parser refuses what is no amount
    low, high = asked.low, asked.high
    below, above = query.comparison.startswith("<"), query.comparison.startswith(">")
    return HasAmount(
        sides=SIDES if scope is None else (scope,),
        unit=asked.unit,
        low=None if below else low,
        high=None if above else high,
        low_open=query.comparison == ">",
        high_open=query.comparison == "<",
        flagged_too=query.flagged_too,
        doses_only=query.of == "dose",
    )


def lines_of(field: str, scope: Side | None) -> tuple[LineName, ...]:
    """The lines where a field counts; in the scope of a side those of that side and of names."""
    lines = _FIELDS[field].lines
    sided = [line for line in lines if line.endswith((".en", ".zh"))]
    if scope is None or len({line[-2:] for line in sided}) < 2:
        return lines
    return tuple(line for line in lines if line.endswith(f".{scope}") or line in _NAMES)
