"""How hits are ranked: exact BM25 over the bags, in numpy.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the idf of Lucene, which is
never negative; several terms that count as one word after Pirkola (SIGIR 1998): frequencies summed by weight, the
document frequency that of the union.
"""

from math import inf, log1p
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.model import SIDES, Side
from indexer.engine import BM25_B, BM25_K1, Sort
from indexer.engines.entry_columns import NO_YEAR, EntryColumns
from indexer.engines.posting_arrays import PostingSource, bag_field
from indexer.plan import Ceiling, Plan, ScoreGroup

Scores: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.int64]

# Scores equal to this many decimals are a tie: sums of floats differ in the last bits by the order of summing.
SCORE_DECIMALS: Final = 9


class Ranking:
    """Scores and orders the entries of one index."""

    def __init__(self, source: PostingSource, columns: EntryColumns) -> None:
        self._source = source
        self._columns = columns
        self._filled = {side: int(np.count_nonzero(columns.lengths[side])) for side in SIDES}
        self._norms = {
            side: _norms(columns.lengths[side], int(columns.lengths[side].sum(dtype=np.int64)) / max(1, filled))
            for side, filled in self._filled.items()
        }

    def scores(self, plan: Plan) -> Scores:
        """The score of every entry by a plan, rounded to SCORE_DECIMALS."""
        scores = self._sums(plan.score)
        for rendering in plan.renderings:
            np.maximum(scores, self._sums(rendering), out=scores)
        return np.round(scores, SCORE_DECIMALS)

    def _sums(self, groups: tuple[ScoreGroup, ...]) -> Scores:
        scores = np.zeros(self._columns.count, dtype=np.float64)
        for group in groups:
            docs, frequencies = self._frequencies(group)
            if len(docs):
                worth = group.weight * self._idf(group.bag, len(docs))
                if group.ceiling is not None:
                    worth = min(worth, self._most(group.ceiling))
                norms = self._norms[group.bag][docs]
                scores[docs] += worth * (BM25_K1 + 1) * frequencies / (frequencies + norms)
        return scores

    def _idf(self, bag: Side, held_by: int) -> float:
        """What a term that so many entries hold tells."""
        return log1p((self._filled[bag] - held_by + 0.5) / (held_by + 0.5))

    def _most(self, ceiling: Ceiling) -> float:
        """What a group under the ceiling may be worth; without bound where none of its terms occurs."""
        held_by = [len(self._source.postings(bag_field(ceiling.bag), term).docs) for term in ceiling.terms]
        occurring = [self._idf(ceiling.bag, count) for count in held_by if count]
        return ceiling.weight * max(occurring) if occurring else inf

    def _frequencies(self, group: ScoreGroup) -> tuple[npt.NDArray[np.int64], Scores]:
        """The entries that hold a member, ascending, and their weighted frequencies."""
        found = [(self._source.postings(bag_field(group.bag), term), weight) for term, weight in group.members]
        found = [(postings, weight) for postings, weight in found if len(postings.docs)]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.float64)
        docs = np.concatenate([postings.docs for postings, _ in found])
        weighted = np.concatenate([postings.counts.astype(np.float64) * weight for postings, weight in found])
        if len(found) == 1:
            return docs.astype(np.int64), weighted
        union, inverse = np.unique(docs, return_inverse=True)
        return union.astype(np.int64), np.bincount(inverse, weights=weighted, minlength=len(union)).astype(np.float64)

    def page(self, docs: Numbers, scores: Scores, sort: Sort, offset: int, limit: int) -> Numbers:
        """The stretch of `docs` (ascending) that the page shows, best first; ties fall in the order of entry ids."""
        end = min(offset + limit, len(docs))
        if offset >= end:
            return np.empty(0, np.int64)
        keys = scores[docs]
        if sort == "relevance" and end < len(docs):
            at_least = np.partition(keys, len(keys) - end)[len(keys) - end]
            docs = docs[keys >= at_least]
            keys = scores[docs]
        order: list[npt.NDArray[np.generic]] = [self._columns.ranks[docs], -keys, *self._before_score(docs, sort)]
        return docs[np.lexsort(order)][offset:end]

    def _before_score(self, docs: Numbers, sort: Sort) -> list[npt.NDArray[np.generic]]:
        """What sorts before the score, the most important last, as numpy's lexsort wants it."""
        if sort in ("newest", "oldest"):
            years = self._columns.years[docs].astype(np.int64)
            return [-years if sort == "newest" else years, years == NO_YEAR]
        titles = self._columns.titles
        if sort == "title.en":
            return [titles["zh"][docs], titles["en"][docs]]
        return [titles["en"][docs], titles["zh"][docs]] if sort == "title.zh" else []


def _norms(lengths: npt.NDArray[np.int32], mean: float) -> Scores:
    """BM25's length norm of each bag; where no bag holds anything the mean is nought and nothing is ever scored."""
    ratio = lengths / mean if mean else np.zeros(len(lengths))
    return np.asarray(BM25_K1 * (1 - BM25_B + BM25_B * ratio), dtype=np.float64)
