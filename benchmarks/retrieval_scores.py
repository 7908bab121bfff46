"""Figures of ranked retrieval, a number a query, and a paired test of two systems."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from retrieval_sets import Grades

SHUFFLES: Final = 10_000
_BLOCK: Final = 500


class QueryScores(NamedTuple):
    """One query's figures, as trec_eval defines them, the gain linear."""

    ndcg_10: float
    recall_100: float
    mrr_10: float


def score(ranked: Sequence[str], grades: Grades) -> QueryScores:
    """The figures of one ranking, best first."""
    best = sorted(grades.values(), reverse=True)
    return QueryScores(
        _gain([grades.get(document, 0) for document in ranked[:10]]) / _gain(best[:10]),
        sum(document in grades for document in ranked[:100]) / len(grades),
        next((1 / rank for rank, document in enumerate(ranked[:10], 1) if document in grades), 0.0),
    )


def means(scores: Sequence[QueryScores]) -> QueryScores:
    """The mean of each figure over the queries."""
    return QueryScores(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))


def p_value(ours: Sequence[float], theirs: Sequence[float], seed: int) -> float:
    """How likely chance alone makes the means differ as much: a randomisation test in which the two systems swap their
    figures query by query (Smucker, Allan and Carterette, CIKM 2007), two-sided.
    """
    differences = np.array(ours) - np.array(theirs)
    seen = abs(differences.sum()) - 1e-9
    rng = np.random.default_rng(seed)
    as_much = sum(
        int((np.abs(rng.choice((-1.0, 1.0), (_BLOCK, len(differences))) @ differences) >= seen).sum())
        for _ in range(SHUFFLES // _BLOCK)
    )
    return (as_much + 1) / (SHUFFLES + 1)


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
