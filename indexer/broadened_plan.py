"""A query broadened by words that somebody chose to add: found are the reports that hold what was typed or one of them.

What was typed ranks first by its weight. Filters, exclusions, quantities and pairs of the query hold as before, for the
added words too, in whatever groups they stand.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.model import Side
from corpus.words.folding import has_han
from indexer.plan import AllOf, OneOf, Plan, ScoreGroup
from indexer.planning import make_plan, scope_of
from indexer.query import And, Or, Phrase, Query, Term
from indexer.query_trees import all_of, any_of, is_condition
from indexer.vocabulary import Vocabulary

# What an added word counts of a typed one: RM3 mixes query and feedback evenly, and the words added share their half.
ADDED_WEIGHT: Final = 0.3
_FIELD: Final = "tiab"


def broadened_plan(query: Query, plan: Plan, added: Sequence[str], vocabulary: Vocabulary, scope: Side | None) -> Plan:
    """The plan of a query, which is `plan`, broadened by these words; the plan itself if it asks for no words."""
    if not added or is_condition(query):
        return plan
    inner = scope_of(query.parts, scope) if isinstance(query, And) else scope
    more = make_plan(any_of(list(map(added_word, added))), vocabulary, inner).plan
    conditions = conditions_of(query)
    held = () if conditions is None else (make_plan(conditions, vocabulary, scope).plan.match,)
    groups = tuple(_weighing_less(group) for group in more.score)
    renderings = tuple((*one, *groups) for one in plan.renderings)
    return Plan(OneOf((plan.match, AllOf((more.match, *held)))), (*plan.score, *groups), renderings)


def added_word(text: str) -> Query:
    """The node that asks for an added word: in titles and abstracts, a Chinese one as characters in a row."""
    return Phrase(text, _FIELD) if has_han(text) else Term(text, _FIELD)


def conditions_of(query: Query) -> Query | None:
    """What a query asks of a report whose words are all those that it asks for; None if that is nothing.

    Of `(a AND year:2024) OR (b AND year:2025)` it is `year:2024 OR year:2025`, of `a OR year:2025` nothing.
    """
    if is_condition(query):
        return query
    match query:
        case And(parts=parts):
            held = [one for part in parts if (one := conditions_of(part)) is not None]
            return all_of(held) if held else None
        case Or(parts=parts):
            each = [one for part in parts if (one := conditions_of(part)) is not None]
            return any_of(each) if len(each) == len(parts) else None
    return None


def _weighing_less(group: ScoreGroup) -> ScoreGroup:
    return replace(group, weight=group.weight * ADDED_WEIGHT)
