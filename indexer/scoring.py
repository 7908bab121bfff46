"""What ranks the hits of a query: the bag terms of all that it asks for, never of what it excludes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.model import SIDES, Side
from corpus.words.folding import fold, is_han
from corpus.words.tokens import bag_terms
from indexer.fields import LineName
from indexer.plan import ScoreGroup, Weighted


class Scored(NamedTuple):
    """Words that were asked for, and the lines they were asked for in. `words` rank as one word (of a wildcard)."""

    text: str
    lines: tuple[LineName, ...]
    words: tuple[str, ...] | None = None


def score_groups(scored: Iterable[Scored]) -> tuple[ScoreGroup, ...]:
    """A group for every term of every bag that is asked, counted as often as it was typed, in the order of typing."""
    counts: Counter[tuple[Side, tuple[str, ...]]] = Counter()
    for asked in scored:
        for side in _sides(asked.lines):
            counts.update((side, group) for group in _groups(asked))
    return tuple(
        ScoreGroup(side, tuple(Weighted(term, 1.0) for term in terms), float(count))
        for (side, terms), count in counts.items()
    )


def _groups(asked: Scored) -> Iterator[tuple[str, ...]]:
    if asked.words is None or any(map(is_han, fold(asked.text))):
        for term in bag_terms(asked.text):
            yield (term,)
    elif members := tuple(dict.fromkeys(term for word in asked.words for term in bag_terms(word))):
        yield members


def _sides(lines: tuple[LineName, ...]) -> tuple[Side, ...]:
    """The bags that rank what was asked in these lines: those of their sides, both for lines of neither."""
    sides = tuple(side for side in SIDES if any(line.endswith(f".{side}") for line in lines))
    return sides or SIDES
