"""A query broadened by words that somebody chose to add: found are the reports that hold what was typed or one of them.

What was typed ranks first by its weight. Filters, exclusions, quantities and pairs of the query hold as before.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.model import Side
from corpus.words.folding import has_han
from indexer.plan import AllOf, OneOf, Plan, ScoreGroup
from indexer.planning import make_plan, scope_of
from indexer.query import And, Not, Pair, Phrase, Quantity, Query, Range, Term
from indexer.query_trees import all_of, any_of
from indexer.vocabulary import Vocabulary

# What an added word counts of a typed one: RM3 mixes query and feedback evenly, and the words added share their half.
ADDED_WEIGHT: Final = 0.3
_FIELD: Final = "tiab"


def broadened_plan(query: Query, plan: Plan, added: Sequence[str], vocabulary: Vocabulary, scope: Side | None) -> Plan:
    """The plan of a query, which is `plan`, broadened by these words; the plan itself if it asks for no words."""
    parts = query.parts if isinstance(query, And) else (query,)
    conditions = [part for part in parts if isinstance(part, Range | Not | Quantity | Pair)]
    words = [part for part in parts if part not in conditions]
    if not (words and added):
        return plan
    scope = scope_of(parts, scope)
    typed, more = (
        make_plan(one, vocabulary, scope).plan for one in (all_of(words), any_of(list(map(added_word, added))))
    )
    match = OneOf((typed.match, more.match))
    held = (match, make_plan(all_of(conditions), vocabulary, scope).plan.match) if conditions else (match,)
    groups = tuple(_weighing_less(group) for group in more.score)
    renderings = tuple((*one, *groups) for one in plan.renderings)
    return Plan(AllOf(held), (*plan.score, *groups), renderings)


def added_word(text: str) -> Query:
    """The node that asks for an added word: in titles and abstracts, a Chinese one as characters in a row."""
    return Phrase(text, _FIELD) if has_han(text) else Term(text, _FIELD)


def _weighing_less(group: ScoreGroup) -> ScoreGroup:
    return replace(group, weight=group.weight * ADDED_WEIGHT)
