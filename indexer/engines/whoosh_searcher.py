"""Searches a target's Whoosh index: match, rank, page, count."""

from pathlib import Path

import numpy as np

from indexer.engine import FacetCount, Hit, ResultPage, SearchRequest
from indexer.engines.entry_columns import EntryColumns
from indexer.engines.matching import Mask, Matcher
from indexer.engines.ranking import Ranking
from indexer.engines.whoosh_postings import WhooshPostings
from indexer.fields import FilterName


class WhooshSearcher:
    """The searches of one target; may be shared between threads."""

    def __init__(self, folder: Path) -> None:
        self._postings = WhooshPostings(folder)
        self._columns = EntryColumns(folder)
        self._matcher = Matcher(self._postings, self._columns)
        self._ranking = Ranking(self._postings, self._columns)

    def search(self, request: SearchRequest) -> ResultPage:
        """The page asked for."""
        mask = self._matcher.mask(request.plan.match)
        docs = np.flatnonzero(mask)
        scores = self._ranking.scores(request.plan.score if len(docs) else ())
        shown = self._ranking.page(docs, scores, request.sort, request.offset, request.limit)
        hits = tuple(Hit(self._columns.entry_id(doc), float(scores[doc])) for doc in shown.tolist())
        facets = tuple((name, self._facet(name, mask)) for name in request.facets)
        return ResultPage(len(docs), hits, facets)

    def close(self) -> None:
        """Let go of files and memory."""
        self._postings.close()

    def _facet(self, name: FilterName, mask: Mask) -> tuple[FacetCount, ...]:
        """How many hits hold each value, most frequent first, then by value."""
        column = self._columns.filter(name)
        counts = np.bincount(column.codes[mask[column.owners]], minlength=len(column.values))
        held = np.flatnonzero(counts)
        order = held[np.argsort(-counts[held], kind="stable")]
        return tuple(FacetCount(column.values[code], int(counts[code])) for code in order.tolist())
