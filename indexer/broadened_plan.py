"""A query broadened by words that somebody chose to add: found are the reports that hold what was typed or one of them.

What was typed ranks first by its weight. Filters, exclusions, quantities and pairs of the query hold as before, for the
added words too, in whatever groups they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from corpus.model import Side
from corpus.words.folding import has_han
from indexer.plan import AllOf, Ceiling, OneOf, Plan, ScoreGroup
from indexer.planning import make_plan, scope_of
from indexer.query import And, Or, Phrase, Query, Term
from indexer.query_trees import all_of, any_of, is_condition
from indexer.renderings import language_of
from indexer.vocabulary import Vocabulary

# What all added words together count of what was typed: what is met only by them weighs less.
ADDED_WEIGHT: Final = 0.5
_FIELD: Final = "tiab"


def broadened_plan(query: Query, plan: Plan, added: Sequence[str], vocabulary: Vocabulary, scope: Side | None) -> Plan:
    """The plan of a query, which is `plan`, broadened by these words; the plan itself if it asks for no words."""
    if not added or is_condition(query):
        return plan
    inner = scope_of(query.parts, scope) if isinstance(query, And) else scope
    words = [make_plan(added_word(word), vocabulary, inner).plan for word in added]
    more = OneOf(tuple(word.match for word in words))
    conditions = conditions_of(query)
    held = () if conditions is None else (make_plan(conditions, vocabulary, scope).plan.match,)
    ceiling = _ceiling(plan.score, ADDED_WEIGHT / len(added))
    groups = tuple(group for word in words for group in _weighing_less(word.score, ceiling))
    renderings = tuple((*one, *groups) for one in plan.renderings)
    return Plan(OneOf((plan.match, AllOf((more, *held)))), (*plan.score, *groups), renderings)


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


def _ceiling(typed: Sequence[ScoreGroup], share: float) -> Ceiling:
    """The share of what was typed that an added word may be worth; what was typed counts in the bag of its language."""
    bag = language_of("".join(member.term for group in typed for member in group.members))
    own = [group for group in typed if group.bag == bag]
    terms = dict.fromkeys(member.term for group in own for member in group.members)
    return Ceiling(bag, tuple(terms), share * sum(group.weight for group in own))


def _weighing_less(word: Sequence[ScoreGroup], ceiling: Ceiling) -> Iterator[ScoreGroup]:
    """The groups of an added word, which in either bag share what it may be worth."""
    for group in word:
        part = group.weight / sum(other.weight for other in word if other.bag == group.bag)
        most = round(part * ceiling.weight, 6)
        yield replace(group, weight=most, ceiling=ceiling._replace(weight=most))
