"""What ranks the hits of a query: the bag terms of all that it asks for, never of what it excludes."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from corpus.model import SIDES, Side
from corpus.words.folding import fold, is_han
from corpus.words.tokens import EXACT, bag_terms
from indexer.fields import LineName
from indexer.plan import ScoreGroup, Weighted
from indexer.term_weights import term_weights


class Scored(NamedTuple):
    """Words that were asked for, and the lines they were asked for in. `words` rank as one word (of a wildcard)."""

    text: str
    lines: tuple[LineName, ...]
    words: tuple[str, ...] | None = None


def score_groups(scored: Iterable[Scored]) -> tuple[ScoreGroup, ...]:
    """A group for every term of every bag that is asked, weighed by term_weights, in the order of typing."""
    terms: dict[Side, list[str]] = {}
    families: Counter[tuple[Side, tuple[str, ...]]] = Counter()
    for asked in scored:
        family = _family(asked)
        for side in _sides(asked.lines):
            if family is None:
                terms.setdefault(side, []).extend(bag_terms(asked.text))
            elif family:
                families[side, family] += 1
    return (
        *(group for side in SIDES for group in weighed_groups(side, terms.get(side, ()))),
        *(ScoreGroup(side, _ones(members), count**0.5) for (side, members), count in families.items()),
    )


def weighed_groups(side: Side, terms: Iterable[str]) -> tuple[ScoreGroup, ...]:
    """A group for every distinct term of a bag, weighed by term_weights."""
    return tuple(ScoreGroup(side, _ones((term,)), weight) for term, weight in term_weights(terms).items())


def _ones(terms: Iterable[str]) -> tuple[Weighted, ...]:
    return tuple(Weighted(term, 1.0) for term in terms)


def _family(asked: Scored) -> tuple[str, ...] | None:
    """The stems that rank as one word, of a wildcard; None for what ranks word by word."""
    if asked.words is None or any(map(is_han, fold(asked.text))):
        return None
    stems = (term for word in asked.words for term in bag_terms(word) if not term.startswith(EXACT))
    return tuple(dict.fromkeys(stems))


def _sides(lines: tuple[LineName, ...]) -> tuple[Side, ...]:
    """The bags that rank what was asked in these lines: those of their sides, both for lines of neither."""
    sides = tuple(side for side in SIDES if any(line.endswith(f".{side}") for line in lines))
    return sides or SIDES
