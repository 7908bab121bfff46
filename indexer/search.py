"""A search, in a straight line: an inquiry is read once (parsed, expanded, planned), its hits are found, the reports of
the revision that was indexed are loaded, and marked. What is shown beside them is made from the same reading.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from corpus.model import Report, Side
from corpus.store import Store
from indexer.broadened_plan import broadened_plan
from indexer.canonical import canonical
from indexer.engine import FacetCount, Hit, SearchRequest, Sort
from indexer.errors import IndexDamaged
from indexer.expansion import Expanded
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.plan import HasValue, Plan
from indexer.planning import make_plan, plan_bag, with_renderings
from indexer.query import Everything, Note
from indexer.query_parser import Parsed, parse_with_notes
from indexer.reach import check_reach
from indexer.renderings import Expansion
from indexer.snippets import FoundAuthor, FoundTitle, Shower, Snippet

MatchMode: TypeAlias = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a person wants: the text as typed, and what was chosen beside it.

    `lang` means the reports that have that language, found by its words only. `match` "any" joins words that stand
    side by side by OR. With `cross_lingual` words are looked for in the other language too, but for the expansions
    named in `without`. `added` are words that broaden it (indexer.feedback). `filters` must all hold; each leaves
    the counts of its own facet alone. An empty text asks for all reports, if a language or filter is given.
    """

    text: str
    lang: Side | None = None
    match: MatchMode = "all"
    cross_lingual: bool = False
    without: frozenset[str] = frozenset()
    added: tuple[str, ...] = ()
    filters: tuple[HasValue, ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[FilterName, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report that was found, as it was when it was indexed, and what to show of it."""

    report: Report
    score: float
    titles: tuple[FoundTitle, ...]
    authors: tuple[FoundAuthor, ...]
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The stretch of hits that was asked for, and all that makes the search reproducible."""

    query: str  # as typed
    canonical: str
    total: int
    hits: tuple[FoundReport, ...]
    facets: tuple[tuple[FilterName, tuple[FacetCount, ...]], ...]
    notes: tuple[Note, ...]
    expansions: tuple[Expansion, ...]
    removed: tuple[str, ...]  # names of expansions that were taken away
    generation: int
    revision: int
    took_ms: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How an inquiry is read in one generation: as typed, as expanded, its plan without the filters, and all notes."""

    inquiry: Inquiry
    parsed: Parsed
    expanded: Expanded
    plan: Plan
    notes: tuple[Note, ...]
    took_ms: float = 0.0

    @property
    def canonical(self) -> str:
        """What was typed, in canonical form."""
        return canonical(self.parsed.query)


def read_inquiry(inquiry: Inquiry, generation: OpenGeneration, parsed: Parsed | None = None) -> Reading:
    """How an inquiry is read in this generation; `parsed` stands for its text where that was read already.

    Raises QueryError.
    """
    started = time.perf_counter()
    if parsed is None:
        parsed = _parsed(inquiry)
    expanded = generation.expander.query(parsed.query, on=inquiry.cross_lingual, without=inquiry.without)
    plan, notes = make_plan(expanded.query, generation.vocabulary, inquiry.lang)
    reading = Reading(inquiry, parsed, expanded, plan, (*parsed.notes, *notes))
    if inquiry.added:
        reading = broadened(reading, inquiry.added, generation)
    return replace(reading, took_ms=(time.perf_counter() - started) * 1000)


def broadened(reading: Reading, added: tuple[str, ...], generation: OpenGeneration) -> Reading:
    """A reading that asks for these words too."""
    inquiry = replace(reading.inquiry, added=added)
    plan = broadened_plan(reading.expanded.query, reading.plan, added, generation.vocabulary, inquiry.lang)
    return replace(reading, inquiry=inquiry, plan=plan)


def count(reading: Reading, generation: OpenGeneration) -> int:
    """How many reports a reading finds; none is loaded."""
    request = SearchRequest(plan=reading.plan, limit=0, filters=reading.inquiry.filters)
    return generation.engine.search(request).total


def search(inquiry: Inquiry, generation: OpenGeneration, store: Store) -> SearchResult:
    """The answer to an inquiry from one generation; raises what `read_inquiry` and `find` raise."""
    return find(read_inquiry(inquiry, generation), generation, store)


def find(reading: Reading, generation: OpenGeneration, store: Store) -> SearchResult:
    """The answer to an inquiry that was read in this generation.

    Raises QueryError for pages beyond the 10 000th hit, and IndexDamaged for a hit that the store does not have.
    """
    started = time.perf_counter()
    inquiry = reading.inquiry
    check_reach(inquiry.offset, inquiry.limit)
    request = SearchRequest(
        plan=reading.plan,
        offset=inquiry.offset,
        limit=inquiry.limit,
        sort=inquiry.sort,
        facets=inquiry.facets,
        filters=inquiry.filters,
    )
    page = generation.engine.search(request)
    revision = generation.manifest.revision
    reports = store.reports([hit.entry_id for hit in page.hits], revision)
    shower = Shower(reading.plan.match)
    return SearchResult(
        query=inquiry.text,
        canonical=reading.canonical,
        total=page.total,
        hits=tuple(_found(hit, reports, shower) for hit in page.hits),
        facets=page.facets,
        notes=reading.notes,
        expansions=reading.expanded.expansions,
        removed=reading.expanded.removed,
        generation=generation.number,
        revision=revision,
        took_ms=reading.took_ms + (time.perf_counter() - started) * 1000,
    )


def rank(text: str, generation: OpenGeneration, limit: int, *, cross_lingual: bool = False) -> tuple[Hit, ...]:
    """The reports most like a free text, best first, at most `limit`; the text is never parsed, and cut if long."""
    plan = plan_bag(text)
    if cross_lingual:
        plan = with_renderings(plan, generation.expander.free_text(text))
    return generation.engine.search(SearchRequest(plan=plan, limit=limit)).hits


def _parsed(inquiry: Inquiry) -> Parsed:
    """What was typed; without a word all reports of a language or filter that was chosen beside it."""
    if not inquiry.text.strip() and (inquiry.lang is not None or inquiry.filters):
        return Parsed(Everything(), ())
    return parse_with_notes(inquiry.text, any_word=inquiry.match == "any")


def _found(hit: Hit, reports: Mapping[str, Report], shower: Shower) -> FoundReport:
    report = reports.get(hit.entry_id)
    if report is None:  # left out, the hits would be fewer than their total says
        raise IndexDamaged(f"the index finds {hit.entry_id}, which the store does not have; run: duizhao index rebuild")
    return FoundReport(report, hit.score, shower.titles(report), shower.authors(report), shower.snippets(report))
