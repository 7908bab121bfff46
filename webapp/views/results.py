"""The answer to a search: hits on the shared grid, facets, and all that makes it reproducible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from corpus.linking.pairs import linked_ids
from corpus.model import Citation, Side
from corpus.store import Store
from indexer.clauses import ClauseHits
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.limits import RESULTS_REACH_MAX
from indexer.query import Note
from indexer.search import FoundReport, Reading, SearchResult, find
from indexer.why import Explainer
from webapp.addresses import report_path
from webapp.query_messages import note_in_words
from webapp.request_args import SearchForm
from webapp.views.aligned import AlignmentSummary, summary_of
from webapp.views.broaden import AddedWord, added_words, reading_of
from webapp.views.expansions import Refused, ShownExpansion, refused_expansions, shown_expansions
from webapp.views.facets import Facet, facet_of
from webapp.views.flag_groups import FamilyCount, counted_families
from webapp.views.meant import MeantQuery, clause_hits, meant_queries
from webapp.views.other_searches import Offer, Way, offers_of, ways_of
from webapp.views.passages import ShownTitle, shown_titles
from webapp.views.reasons import Reasons, shown_reasons
from webapp.views.snippets import ShownSnippet, snippets_of
from webapp.views.unmet import unmet


@dataclass(frozen=True, slots=True)
class HitView:
    """A report that was found. `url` is its own address, `page_url` one that leads back to this search. `flagged` are
    the flags that nobody dismissed, by family.

    `linked` is the id of a report of the same work in the other language, None where there is none. `why` says of each
    clause of the query what it matched.
    """

    rank: int
    id: str
    url: str
    page_url: str
    score: float
    titles: tuple[ShownTitle, ...]
    citation: Citation
    snippets: tuple[ShownSnippet, ...]
    languages: tuple[str, ...]
    alignment: AlignmentSummary | None
    flagged: tuple[FamilyCount, ...]
    linked: str | None
    why: Reasons

    @property
    def linked_side(self) -> Side:
        """The side of the linked report: the other than this report's own."""
        return "zh" if any(language.partition("-")[0] == "en" for language in self.languages) else "en"


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A page of results, of which `reachable` can be paged through. `ways` are other searches and `clauses` the hits of
    each clause alone, where this one found nothing; `offers` say in both languages what was asked in one; `added` are
    the words by which it was broadened; `meant` are queries that may have been meant where it found little.
    """

    query: str
    canonical: str
    total: int
    page: int
    pages: int
    reachable: int
    hits: tuple[HitView, ...]
    facets: tuple[Facet, ...]
    notes: tuple[Note, ...]
    expansions: tuple[ShownExpansion, ...]
    refused: tuple[Refused, ...]
    ways: tuple[Way, ...]
    offers: tuple[Offer, ...]
    added: tuple[AddedWord, ...]
    meant: tuple[MeantQuery, ...]
    clauses: tuple[ClauseHits, ...]
    generation: int
    revision: int
    took_ms: float


class Chosen(NamedTuple):
    """A value the results are narrowed by, and the address without it."""

    facet: FilterName
    value: str
    url: str


def found_view(
    form: SearchForm, page_size: int, facets: tuple[FilterName, ...], generation: OpenGeneration, store: Store
) -> ResultsView:
    """The view of what the form asks, searched in one generation; raises QueryError."""
    return view_of(reading_of(form, page_size, facets, generation, store), form, page_size, generation, store)


def view_of(
    reading: Reading, form: SearchForm, page_size: int, generation: OpenGeneration, store: Store
) -> ResultsView:
    """The view of a form that was read in this generation; raises QueryError."""
    result = find(reading, generation, store)
    inquiry = reading.inquiry
    explainer = Explainer(reading.expanded.query, inquiry.lang, generation.vocabulary, inquiry.added)
    view = results_view(result, form, page_size, explainer, _linked(result, store), _dismissed(result, store))
    return replace(
        view,
        added=added_words(inquiry, form),
        ways=() if result.total else ways_of(form, generation),
        offers=offers_of(form, reading, generation),
        meant=meant_queries(form, reading, result.total, generation),
        clauses=() if result.total else clause_hits(reading, generation),
    )


def results_view(
    result: SearchResult,
    form: SearchForm,
    page_size: int,
    explainer: Explainer | None = None,
    linked: Mapping[str, str] = MappingProxyType({}),
    dismissed: frozenset[str] = frozenset(),
) -> ResultsView:
    """The view of a search's result, its hits explained if somebody can; `linked` leads from a report's id to that of
    the one it is linked to, `dismissed` are keys of flags that are not counted.
    """
    size = form.size or page_size
    return ResultsView(
        query=result.query,
        canonical=result.canonical,
        total=result.total,
        page=form.page,
        pages=pages_of(result.total, size),
        reachable=min(result.total, pages_of(result.total, size) * size),
        hits=tuple(
            _hit(hit, rank, form, linked, dismissed, shown_reasons(explainer, hit.report, result.expansions))
            for rank, hit in enumerate(result.hits, (form.page - 1) * size + 1)
        ),
        facets=tuple(facet_of(name, counts, form) for name, counts in result.facets),
        expansions=shown_expansions(result.expansions, form),
        refused=refused_expansions(result.removed, form),
        notes=tuple(map(note_in_words, (*result.notes, *unmet(form, pages_of(result.total, size), result.removed)))),
        ways=(),
        offers=(),
        added=(),
        meant=(),
        clauses=(),
        generation=result.generation,
        revision=result.revision,
        took_ms=round(result.took_ms, 2),
    )


def chosen_of(form: SearchForm) -> tuple[Chosen, ...]:
    """The values that the form narrows by."""
    return tuple(Chosen(name, value, form.no_longer_having(name, value).path()) for name, value in form.chosen)


def pages_of(total: int, size: int) -> int:
    """The pages of so many hits that can be reached: none goes beyond the RESULTS_REACH_MAXth hit."""
    return min(-(-total // size), RESULTS_REACH_MAX // size)


def page_numbers(page: int, pages: int) -> tuple[int | None, ...]:
    """The pages to offer: the first, the last, and those around this one; None where some are left out."""
    wanted = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and number - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(number)
    return tuple(numbers)


def _linked(result: SearchResult, store: Store) -> dict[str, str]:
    """For the hits that are linked, the report at the other end: as their pages show it."""
    return linked_ids(store, [hit.report.report_id for hit in result.hits if hit.report.alignment is None])


def _dismissed(result: SearchResult, store: Store) -> frozenset[str]:
    """The keys of the hits' flags that a curator dismissed."""
    decided = store.flags.decided([flag.key for hit in result.hits for flag in hit.report.flags])
    return frozenset(key for key, decision in decided.items() if decision.action == "dismiss")


def _hit(
    hit: FoundReport, rank: int, form: SearchForm, linked: Mapping[str, str], dismissed: frozenset[str], why: Reasons
) -> HitView:
    report = hit.report
    return HitView(
        rank=rank,
        id=report.report_id,
        url=report_path(report.report_id),
        page_url=report_path(report.report_id, form.arguments()),
        score=round(hit.score, 6),
        titles=shown_titles(hit.titles),
        citation=report.citation,
        snippets=snippets_of(hit),
        languages=tuple(dict.fromkeys(version.language for version in report.versions)),
        alignment=summary_of(report.alignment),
        flagged=counted_families(report.flags, dismissed),
        linked=linked.get(report.report_id),
        why=why,
    )
