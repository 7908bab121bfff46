"""What to say where little was found: the hits of each clause, and queries that may have been meant."""

from dataclasses import dataclass

from indexer.clauses import ClauseHits, hits_of_clauses
from indexer.did_you_mean import Correction, did_you_mean
from indexer.generations import OpenGeneration
from indexer.search import Reading
from webapp.request_args import SearchForm


@dataclass(frozen=True, slots=True)
class MeantQuery:
    """A query that may have been meant: as it would be typed, its address, its hits, the words put right in it."""

    query: str
    url: str
    hits: int
    corrections: tuple[Correction, ...]


def meant_queries(form: SearchForm, reading: Reading, total: int, generation: OpenGeneration) -> tuple[MeantQuery, ...]:
    """Queries that find more than `total`, what the reading finds; none where that is not little."""
    found = did_you_mean(reading, total, generation) if form.q.strip() else ()
    return tuple(MeantQuery(one.query, form.asking(one.query).path(), one.hits, one.corrections) for one in found)


def clause_hits(reading: Reading, generation: OpenGeneration) -> tuple[ClauseHits, ...]:
    """What each clause finds alone; of a single clause nothing, for it was all that was asked."""
    counted = hits_of_clauses(reading.expanded.query, reading.inquiry.lang, generation)
    return counted if len(counted) > 1 else ()
