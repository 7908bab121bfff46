"""The clauses of a query: the words, filters, pairs and quantities that it asks for, each to be looked at by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.model import Side
from indexer.canonical import canonical
from indexer.engine import SearchRequest
from indexer.generations import OpenGeneration
from indexer.plan import Plan
from indexer.planning import make_plan, scope_of
from indexer.query import And, AnyOf, Everything, Not, Or, Query, Range
from indexer.query_trees import all_of, is_switch
from indexer.stop_words import passed_over
from indexer.vocabulary import Vocabulary


class Clause(NamedTuple):
    """One thing asked, in the version that it is asked of; `reason` says why it was added, if it was not typed."""

    query: Query
    scope: Side | None
    reason: str = ""

    @property
    def text(self) -> str:
        """The clause in canonical form."""
        return canonical(self.query)

    def plan(self, vocabulary: Vocabulary) -> Plan:
        """The plan of this clause alone; raises QueryError where it stands for too much."""
        return make_plan(self.query, vocabulary, self.scope).plan


def clauses(
    query: Query, scope: Side | None = None, *, excluded: bool = False, in_groups: bool = False
) -> Iterator[Clause]:
    """What a query asks for, from left to right, without the common words that are passed over; a pair and a NEAR are
    one clause each. With `excluded` so is each exclusion, which is left out otherwise; with `in_groups` what was typed
    is one with its renderings.
    """
    match query:
        case And(parts=parts) | Or(parts=parts):
            inner = scope_of(parts, scope) if isinstance(query, And) else scope
            for part in _asked(parts):
                yield from clauses(part, inner, excluded=excluded, in_groups=in_groups)
        case AnyOf(members=members) if not in_groups:
            for member in members:
                for clause in clauses(member.query, scope):
                    yield clause._replace(reason=clause.reason or member.reason)
        case Everything():
            pass
        case Not() if not excluded:
            pass
        case _:
            yield Clause(query, scope)


def _asked(parts: Sequence[Query]) -> Iterator[Query]:
    stopped = passed_over(parts)
    return (part for part in parts if part not in stopped)


@dataclass(frozen=True, slots=True)
class ClauseHits:
    """A clause as typed, in canonical form, and the reports that it finds alone, with its renderings."""

    text: str
    hits: int


def hits_of_clauses(query: Query, scope: Side | None, generation: OpenGeneration) -> tuple[ClauseHits, ...]:
    """What each clause of an expanded query finds alone, in the order of typing, each once. One that is looked for in
    another version than the whole query, `scope`, has the language beside it.
    """
    counted: dict[str, int] = {}
    for clause in clauses(query, scope, in_groups=True):
        text = canonical(_typed(clause, scope))
        if text not in counted and not is_switch(clause.query):
            request = SearchRequest(plan=clause.plan(generation.vocabulary), limit=0)
            counted[text] = generation.engine.search(request).total
    return tuple(ClauseHits(text, hits) for text, hits in counted.items())


def _typed(clause: Clause, scope: Side | None) -> Query:
    """What was typed of a clause, with its language where the whole query has another."""
    typed = clause.query.members[0].query if isinstance(clause.query, AnyOf) else clause.query
    beside = Range("lang", clause.scope, clause.scope)
    return typed if clause.scope == scope or typed == beside else all_of([beside, typed])
