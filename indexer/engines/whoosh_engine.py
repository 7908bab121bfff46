"""The default engine: Whoosh's files, searched by numpy."""

import threading
from collections.abc import Iterable
from pathlib import Path

from indexer.engine import ResultPage, SearchRequest
from indexer.engines.matching import Mask
from indexer.engines.unit_owners import UnitOwners
from indexer.engines.whoosh_schema import TARGETS
from indexer.engines.whoosh_searcher import WhooshSearcher
from indexer.engines.whoosh_writer import WhooshWriter
from indexer.entries import Entry, Target
from indexer.plan import Match


class WhooshEngine:
    """An index for each target in a folder of its own; see `indexer.engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searchers: dict[Target, WhooshSearcher] = {}
        self._owners: UnitOwners | None = None
        self._lock = threading.Lock()

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Write a new index of these entries; the folder must be empty."""
        writers: dict[Target, WhooshWriter] = {}
        try:
            for target in TARGETS:
                writers[target] = WhooshWriter(self._folder / target)
            for entry in entries:
                writers[entry.target].add(entry)
            for target in TARGETS:
                writers[target].finish()
                del writers[target]  # and its memory
        except BaseException:
            for writer in writers.values():
                writer.abandon()
            raise

    def search(self, request: SearchRequest) -> ResultPage:
        """Answer the request from the index in the folder."""
        return self._searcher(request.target).search(request)

    def close(self) -> None:
        """Let go of files and memory."""
        with self._lock:
            for searcher in self._searchers.values():
                searcher.close()
            self._searchers.clear()
            self._owners = None

    def _searcher(self, target: Target) -> WhooshSearcher:
        with self._lock:
            if target not in self._searchers:
                with_unit = self._reports_with_unit if target == "reports" else None
                self._searchers[target] = WhooshSearcher(self._folder / target, with_unit)
            return self._searchers[target]

    def _reports_with_unit(self, match: Match) -> Mask:
        """True for every report of which a unit matches."""
        reports, units = self._searcher("reports"), self._searcher("units")
        if self._owners is None:  # made twice by two threads at worst
            self._owners = UnitOwners(reports.columns, units.columns)
        return self._owners.reports_of(units.mask(match))
