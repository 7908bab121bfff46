"""A search, in a straight line: text, query, plan, hits, reports of the revision that was indexed, marks."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from corpus.model import Report, Side
from corpus.store import Store
from indexer.broadened_plan import broadened_plan
from indexer.canonical import canonical
from indexer.engine import FacetCount, Hit, SearchRequest, Sort
from indexer.errors import IndexDamaged, QueryError
from indexer.expansion import Expanded
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.limits import RESULTS_REACH_MAX
from indexer.plan import HasValue, Plan
from indexer.planning import make_plan, plan_bag, with_renderings
from indexer.query import Everything, Note
from indexer.query_parser import Parsed, parse_with_notes
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


class Reading(NamedTuple):
    """The query of an inquiry, its plan without the filters, all notes, and the query as expanded."""

    parsed: Parsed
    plan: Plan
    notes: tuple[Note, ...]
    expanded: Expanded


def search(inquiry: Inquiry, generation: OpenGeneration, store: Store, parsed: Parsed | None = None) -> SearchResult:
    """The answer to an inquiry from one generation; `parsed` stands for its text where that was read already.

    Raises QueryError, also for pages beyond the 10 000th hit, and IndexDamaged for a hit that the store does not have.
    """
    started = time.perf_counter()
    parsed, plan, notes, expanded = expand_inquiry(inquiry, generation, parsed)
    request = SearchRequest(
        plan=plan,
        offset=inquiry.offset,
        limit=inquiry.limit,
        sort=inquiry.sort,
        facets=inquiry.facets,
        filters=inquiry.filters,
    )
    page = generation.engine.search(request)
    revision = generation.manifest.revision
    reports = store.reports([hit.entry_id for hit in page.hits], revision)
    shower = Shower(plan.match)
    return SearchResult(
        query=inquiry.text,
        canonical=canonical(parsed.query),
        total=page.total,
        hits=tuple(_found(hit, reports, shower) for hit in page.hits),
        facets=page.facets,
        notes=notes,
        expansions=expanded.expansions,
        removed=expanded.removed,
        generation=generation.number,
        revision=revision,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def read_inquiry(
    inquiry: Inquiry, generation: OpenGeneration, parsed: Parsed | None = None
) -> tuple[Parsed, Plan, tuple[Note, ...]]:
    """The query, its plan in this generation without the filters, and all notes; raises QueryError."""
    reading = expand_inquiry(inquiry, generation, parsed)
    return reading.parsed, reading.plan, reading.notes


def expand_inquiry(inquiry: Inquiry, generation: OpenGeneration, parsed: Parsed | None = None) -> Reading:
    """How an inquiry is read in this generation; raises QueryError."""
    if inquiry.offset < 0 or inquiry.limit < 0:
        raise ValueError("offset and limit are not negative")
    if inquiry.offset + inquiry.limit > RESULTS_REACH_MAX:
        message = f"Only the first {RESULTS_REACH_MAX} hits can be paged through; narrow the search or export it."
        raise QueryError("beyond-reach", message, 0, 0, arguments=(("most", str(RESULTS_REACH_MAX)),))
    chosen = inquiry.lang is not None or bool(inquiry.filters)
    if parsed is None:
        everything = chosen and not inquiry.text.strip()
        any_word = inquiry.match == "any"
        parsed = Parsed(Everything(), ()) if everything else parse_with_notes(inquiry.text, any_word=any_word)
    expanded = generation.expander.query(parsed.query, on=inquiry.cross_lingual, without=inquiry.without)
    plan, notes = make_plan(expanded.query, generation.vocabulary, inquiry.lang)
    if inquiry.added:
        plan = broadened_plan(expanded.query, plan, inquiry.added, generation.vocabulary, inquiry.lang)
    return Reading(parsed, plan, (*parsed.notes, *notes), expanded)


def rank(text: str, generation: OpenGeneration, limit: int, *, cross_lingual: bool = False) -> tuple[Hit, ...]:
    """The reports most like a free text, best first, at most `limit`; the text is never parsed, and cut if long."""
    plan = plan_bag(text)
    if cross_lingual:
        plan = with_renderings(plan, generation.expander.free_text(text))
    return generation.engine.search(SearchRequest(plan=plan, limit=limit)).hits


def _found(hit: Hit, reports: Mapping[str, Report], shower: Shower) -> FoundReport:
    report = reports.get(hit.entry_id)
    if report is None:  # left out, the hits would be fewer than their total says
        raise IndexDamaged(f"the index finds {hit.entry_id}, which the store does not have; run: duizhao index rebuild")
    return FoundReport(report, hit.score, shower.titles(report), shower.authors(report), shower.snippets(report))
