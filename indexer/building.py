"""The work of a rebuild, in a process of its own: reports from the store, entries from many workers, one writer.

A full disk can leave Whoosh's writer in a state that nothing gets it out of; here it ends with its process. What is
built does not depend on the number of workers: entries reach the writer in the order of reports.
"""

import errno
import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, TypeAlias

from corpus.errors import CorpusError
from corpus.model import Report
from corpus.processes import end_with_parent
from corpus.store import open_store
from indexer.engines import open_engine
from indexer.entries import Entry, make_entries
from indexer.errors import IndexerError, RebuildFailed
from indexer.manifest import ENGINE_FOLDER, VOCABULARY_FILE
from indexer.vocabulary import VocabularyBuilder

# Reports handed to a worker at a time, and the least number for which starting workers pays (a second each).
CHUNK_REPORTS: Final = 32
PARALLEL_REPORTS_MIN: Final = 200

# A full disk, a used-up quota, a limit on the size of files.
FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))

_TELL_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Job:
    """What to build and where; plain values, for they go to another process."""

    database_path: Path
    revision: int
    report_count: int
    folder: Path
    engine: str
    jobs: int


@dataclass(frozen=True, slots=True)
class Built:
    """The entries that were written."""

    reports: int
    units: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing was built, in words."""

    reason: str


# What the process says: reports done so far, and in the end one of the others.
Message: TypeAlias = int | Built | Failed


def build(job: Job, connection: Connection) -> None:
    """Build what the job says, telling progress and outcome over the connection; the target of a process."""
    end_with_parent()
    teller = _Teller(connection)
    try:
        outcome: Built | Failed = _build(job, teller)
    except OSError as exc:
        outcome = Failed(disk_trouble(exc))
    except MemoryError:
        outcome = Failed("there is not enough memory")
    except (CorpusError, IndexerError) as exc:
        outcome = Failed(str(exc))
    connection.send(outcome)


def disk_trouble(exc: OSError) -> str:
    """What the disk refused, in words; of a full one what helps."""
    said = f"{exc.filename}: {exc.strerror or exc}" if exc.filename else str(exc.strerror or exc)
    return f"no room left on the disk ({said}); free some and rebuild again" if exc.errno in FULL else said


class _Teller:
    """Tells how many reports are done, a few times a second at most."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told = time.monotonic()

    def done(self, reports: int) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL_SECONDS:
            self._told = now
            self._connection.send(reports)


def _build(job: Job, teller: _Teller) -> Built:
    vocabulary = VocabularyBuilder()
    counts = {"reports": 0, "units": 0}

    def counted(entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            vocabulary.add(entry)
            counts[entry.target] += 1
            yield entry
            if entry.target == "reports":
                teller.done(counts["reports"])

    engine_folder = job.folder / ENGINE_FOLDER
    engine_folder.mkdir()
    with open_store(job.database_path, create=False) as store:
        jobs = job.jobs if job.report_count >= PARALLEL_REPORTS_MIN else 1
        entries = every_entry(store.every_report(job.revision), jobs)
        engine = open_engine(job.engine, engine_folder)
        engine.rebuild(counted(entries))
        engine.close()
    vocabulary.save(job.folder / VOCABULARY_FILE)
    return Built(counts["reports"], counts["units"])


def every_entry(reports: Iterator[Report], jobs: int) -> Iterator[Entry]:
    """The entries of the reports in their order, made by `jobs` processes; a bounded number of reports is held."""
    if jobs <= 1:
        for report in reports:
            yield from make_entries(report)
        return
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=end_with_parent)
    pending: deque[Future[list[Entry]]] = deque()
    try:
        while chunk := list(islice(reports, CHUNK_REPORTS)):
            pending.append(pool.submit(_entries_of, chunk))
            if len(pending) > 2 * jobs:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as exc:
        raise RebuildFailed("a worker process died, perhaps for want of memory; try again with --jobs 1") from exc
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _entries_of(reports: list[Report]) -> list[Entry]:
    return [entry for report in reports for entry in make_entries(report)]
