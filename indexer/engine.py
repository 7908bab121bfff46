"""The port: what every engine can do, and nothing more.

An engine is given entries and answers with ids, scores and counts. `match` decides hits, totals and facets, exactly
alike on every engine; `score` ranks them by BM25 (k1 1.5, b .75, idf ln(1 + (N - df + .5) / (df + .5)), N the number
of entries of the target whose bag is not empty, length against that bag's mean over those entries), where a group has a
ceiling no higher than that (indexer.plan). Ties fall in order of entry id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

from indexer.entries import Entry, Target
from indexer.fields import FilterName
from indexer.plan import HasValue, Plan

BM25_K1: Final = 1.5
BM25_B: Final = 0.75

# Positions between the last token of a section and the first of the next; NEAR never reaches so far.
SECTION_GAP: Final = 100

Sort: TypeAlias = Literal["relevance", "newest", "oldest", "title.en", "title.zh"]


class Hit(NamedTuple):
    """An entry that matched, and its score."""

    entry_id: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is wanted: entries of `target` that match, from `offset`, at most `limit`, and counts for `facets`.

    Every one of `filters` must hold too. The counts of a facet are those of the entries that match and hold all filters
    but the facet's own, so that they say what another choice would find.

    Sorted by year, entries without one come last; by title in a language, those without one in it come last, in the
    order of their title in the other language, then those without any. What is equal in this falls by score, then id.
    """

    plan: Plan
    target: Target = "reports"
    offset: int = 0
    limit: int = 10
    sort: Sort = "relevance"
    facets: tuple[FilterName, ...] = ()
    filters: tuple[HasValue, ...] = ()


class FacetCount(NamedTuple):
    """A value of a filter and how many entries hold it."""

    value: str
    hits: int


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The wanted stretch of the hits, how many there are in all, and the facets, most frequent value first."""

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[tuple[FilterName, tuple[FacetCount, ...]], ...] = ()


class Engine(Protocol):
    """A search engine over the folder of one generation.

    `rebuild` writes all entries into the empty `folder` and returns when they are durable in its files; `search` may
    be called from many threads at once; `close` lets go of files.
    """

    def __init__(self, folder: Path) -> None: ...

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Write a new index of these entries; the folder must be empty."""

    def search(self, request: SearchRequest) -> ResultPage:
        """Answer the request from the index in the folder."""

    def close(self) -> None:
        """Let go of files and memory."""
