"""Searches a target's Whoosh index: match, rank, page, count."""

from collections.abc import Callable
from functools import reduce
from pathlib import Path

import numpy as np

from indexer.engine import FacetCount, Hit, ResultPage, SearchRequest
from indexer.engines.amount_columns import AmountColumns
from indexer.engines.entry_columns import EntryColumns
from indexer.engines.matching import Mask, Matcher
from indexer.engines.ranking import Ranking
from indexer.engines.whoosh_postings import WhooshPostings
from indexer.fields import FilterName
from indexer.plan import Match, OneOf, Plan

_UNRANKED = Plan(OneOf(()), ())


class WhooshSearcher:
    """The searches of one target; may be shared between threads.

    `with_unit` gives the mask of the reports of which a unit matches; None where the entries are units themselves.
    """

    def __init__(self, folder: Path, with_unit: Callable[[Match], Mask] | None = None) -> None:
        self._postings = WhooshPostings(folder)
        self.columns = EntryColumns(folder)
        self._matcher = Matcher(self._postings, self.columns, AmountColumns(folder), with_unit or self.mask)
        self._ranking = Ranking(self._postings, self.columns)

    def mask(self, match: Match) -> Mask:
        """True for every entry that matches."""
        return self._matcher.mask(match)

    def search(self, request: SearchRequest) -> ResultPage:
        """The page asked for."""
        filters: dict[FilterName, Mask] = {}
        for held in request.filters:
            kept = self._matcher.mask(held)
            filters[held.filter] = filters[held.filter] & kept if held.filter in filters else kept
        matching = self._matcher.mask(request.plan.match)
        mask = reduce(np.logical_and, filters.values(), matching)
        docs = np.flatnonzero(mask)
        scores = self._ranking.scores(request.plan if len(docs) else _UNRANKED)
        shown = self._ranking.page(docs, scores, request.sort, request.offset, request.limit)
        hits = tuple(Hit(self.columns.entry_id(doc), float(scores[doc])) for doc in shown.tolist())
        facets = []
        for name in request.facets:
            others = (kept for other, kept in filters.items() if other != name)
            facets.append((name, self._facet(name, reduce(np.logical_and, others, matching))))
        return ResultPage(len(docs), hits, tuple(facets))

    def close(self) -> None:
        """Let go of files and memory."""
        self._postings.close()

    def _facet(self, name: FilterName, mask: Mask) -> tuple[FacetCount, ...]:
        """How many of these entries hold each value, most frequent first, then by value."""
        column = self.columns.filter(name)
        counts = np.bincount(column.codes[mask[column.owners]], minlength=len(column.values))
        held = np.flatnonzero(counts)
        order = held[np.argsort(-counts[held], kind="stable")]
        return tuple(FacetCount(column.values[code], int(counts[code])) for code in order.tolist())
