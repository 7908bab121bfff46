"""The clauses of a query: the words, filters, pairs and quantities that it asks for, each to be looked at by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus.model import Side
from indexer.canonical import canonical
from indexer.engine import SearchRequest
from indexer.generations import OpenGeneration
from indexer.plan import Plan
from indexer.planning import make_plan, scope_of
from indexer.query import And, AnyOf, Everything, Not, Or, Query
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


def clauses(query: Query, scope: Side | None = None, *, excluded: bool = False) -> Iterator[Clause]:
    """What a query asks for, from left to right; a pair and a NEAR are one clause each. With `excluded` so is each
    exclusion, which is left out otherwise.
    """
    match query:
        case And(parts=parts):
            inner = scope_of(parts, scope)
            for part in parts:
                yield from clauses(part, inner, excluded=excluded)
        case Or(parts=parts):
            for part in parts:
                yield from clauses(part, scope, excluded=excluded)
        case AnyOf(members=members):
            for member in members:
                for clause in clauses(member.query, scope):
                    yield clause._replace(reason=clause.reason or member.reason)
        case Everything():
            pass
        case Not() if not excluded:
            pass
        case _:
            yield Clause(query, scope)


@dataclass(frozen=True, slots=True)
class ClauseHits:
    """A clause in canonical form and the reports that it finds alone."""

    text: str
    hits: int


def hits_of_clauses(query: Query, scope: Side | None, generation: OpenGeneration) -> tuple[ClauseHits, ...]:
    """What each clause finds alone, in the order of typing, each once."""
    counted: dict[str, int] = {}
    for clause in clauses(query, scope):
        if not clause.reason and clause.text not in counted:
            request = SearchRequest(plan=clause.plan(generation.vocabulary), limit=0)
            counted[clause.text] = generation.engine.search(request).total
    return tuple(ClauseHits(text, hits) for text, hits in counted.items())
