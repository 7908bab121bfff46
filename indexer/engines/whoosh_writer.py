"""Writes a target's entries into a Whoosh index: one segment, not compound, in Whoosh's own format.

Postings do not go through Whoosh's pool, which handles every token as a Python tuple (two thirds of a build, measured
on 100 000 abstracts), but are sorted by columns and written term by term.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from whoosh import index

from corpus.model import SIDES
from indexer.engine import SECTION_GAP
from indexer.engines.amount_columns import AmountColumnsWriter
from indexer.engines.entry_columns import EntryColumnsWriter
from indexer.engines.posting_arrays import bag_field
from indexer.engines.posting_runs import PostingRuns
from indexer.engines.whoosh_codec import ColumnCodec
from indexer.engines.whoosh_schema import make_schema
from indexer.entries import Entry, LineSections
from indexer.fields import LineName

_RUNS: Final = "runs.tmp"
_LOCK: Final = "MAIN_WRITELOCK"


class WhooshWriter:
    """Takes the entries of one target; `finish` makes the index in `folder`, which must not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        runs_folder = folder / _RUNS
        runs_folder.mkdir(parents=True)
        self._runs = PostingRuns(runs_folder)
        self._columns = EntryColumnsWriter(folder)
        self._amounts = AmountColumnsWriter(folder)
        codec = ColumnCodec()
        self._writer = index.create_in(folder, make_schema()).writer(codec=codec, compound=False)

    def add(self, entry: Entry) -> None:
        """Take one entry."""
        number = self._columns.add(entry)
        self._amounts.add(number, entry.amounts)
        self._writer.add_document()
        for side in SIDES:
            self._runs.add(bag_field(side), number, entry.bags.get(side, ()))
        self._add_lines(number, entry.lines)

    def finish(self) -> None:
        """Sort and write everything; the folder then holds the whole index and nothing else."""
        fields = self._runs.fields()
        field_writer, schema = self._writer.fieldwriter, self._writer.schema
        for field in fields:
            field_writer.start_field(field, schema[field])
            for postings in self._runs.merged(field):
                field_writer.add_term(postings)
            field_writer.finish_field()
        self._writer.commit(merge=False)
        self._columns.finish()
        self._amounts.finish()
        self._sweep()

    def abandon(self) -> None:
        """Stop without an index; on a full disk Whoosh's own cancel fails too, and there is nothing left to save."""
        with suppress(Exception):  # Whoosh raises anything here, and the cause is already on its way
            self._writer.cancel()
        self._sweep()

    def _add_lines(self, number: int, lines: Mapping[LineName, LineSections]) -> None:
        for line, sections in lines.items():
            place = 0
            for section in sections:
                self._runs.add(line, number, section, first_place=place)
                place += len(section) - 1 + SECTION_GAP if section else 0

    def _sweep(self) -> None:
        shutil.rmtree(self._folder / _RUNS, ignore_errors=True)
        with suppress(OSError):
            (self._folder / _LOCK).unlink()
