"""Records into reports, in this process or in many, always in the order of the records."""

import multiprocessing
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import NamedTuple

from corpus.errors import WorkerDied
from corpus.ingest import make_report
from corpus.intake.chunks import Chunk
from corpus.knowledge import Knowledge
from corpus.model import Record, Rejected
from corpus.processes import end_with_parent
from corpus.readers.refusals import BadRecord
from corpus.store import Prepared, rejected
from corpus.store.packing import pack_record, pack_report
from corpus.text.language import language_key


class Result(NamedTuple):
    """A chunk after its work."""

    items: tuple[Prepared | Rejected, ...]
    known: int


def prepared(chunks: Iterator[Chunk], jobs: int, taught: Knowledge) -> Generator[Result, None, None]:
    """The chunks in their order, worked on by `jobs` processes; in this one if there is one job or one chunk."""
    head = list(islice(chunks, 2))
    if jobs <= 1 or len(head) < 2:
        for chunk in chain(head, chunks):
            yield Result(_prepare_all(chunk.items, taught), chunk.known)
        return
    # Spawned, not forked: a fork would inherit the writer's lock and the database connection.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=end_with_parent)
    pending: deque[tuple[Chunk, Future[tuple[Prepared | Rejected, ...]]]] = deque()
    try:
        for chunk in chain(head, chunks):
            try:
                pending.append((chunk, pool.submit(_prepare_all, chunk.items, taught)))
            except BrokenProcessPool as exc:
                raise _worker_died(chunk) from exc
            if len(pending) > 2 * jobs:
                yield _finished(*pending.popleft())
        while pending:
            yield _finished(*pending.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(chunk: Chunk, future: Future[tuple[Prepared | Rejected, ...]]) -> Result:
    try:
        return Result(future.result(), chunk.known)
    except BrokenProcessPool as exc:
        raise _worker_died(chunk) from exc


def _worker_died(chunk: Chunk) -> WorkerDied:
    places = [_place(item) for item in chunk.items] or ["records that were known"]
    return WorkerDied(
        f"a worker process died, perhaps for want of memory, near {places[0]} to {places[-1]}; what was committed "
        "before is kept. Give the same command again, with --jobs 1 if it happens twice"
    )


def _place(item: Record | Rejected) -> str:
    source = item.source if isinstance(item, Record) else item
    return f"{source.file}:{source.number}"


def _prepare_all(items: Sequence[Record | Rejected], taught: Knowledge) -> tuple[Prepared | Rejected, ...]:
    """Each record's report; a record without any text, and one that our own code fails on, is refused, not a crash."""
    return tuple(item if isinstance(item, Rejected) else _prepare_one(item, taught) for item in items)


def _prepare_one(record: Record, taught: Knowledge) -> Prepared | Rejected:
    try:
        return prepare(record, taught)
    except BadRecord as fault:
        return Rejected(record.source.file, record.source.number, fault.reason, fault.remedy)
    except Exception as exc:  # noqa: BLE001 - whatever it is, the records around it are to be kept
        return rejected(record.source.file, record.source.number, exc)


def prepare(record: Record, knowledge: Knowledge) -> Prepared:
    """Everything about a record that needs no store; pure, so that it may run in any process.

    Raises BadRecord if reading leaves neither a title nor a text of the record.
    """
    report = make_report([record], knowledge)
    if not report.versions and not report.citation.titles:
        raise BadRecord(
            "nothing is left but what a site prints around a report, or markup: neither a title nor a text",
            "fetch or export it again with its text, or leave it out",
        )
    languages = sorted({language_key(version.language) for version in report.versions})
    source = record.source
    packed = pack_report(report)
    return Prepared(
        report.report_id, source.sha256, source.file, source.number, tuple(languages), pack_record(record), packed
    )
