"""Files into the store: read, make reports in many processes, write in the order of the records.

What a run leaves does not depend on the number of workers: each record is made into a report alone, and one writer
takes the results in record order; a record whose report is known already is joined to it there. A run that was cut
off is finished by the same command, because records that were taken before are recognised by their SHA-256 and
skipped before any work.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from corpus.errors import StorageFull, WorkerDied
from corpus.intake.chunks import chunks_of, every_item
from corpus.intake.tally import REJECTED_KEPT, IntakeSummary, Tally
from corpus.intake.workers import Result, prepared
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.lexicon.dictionary import load_dictionary
from corpus.model import Rejected
from corpus.readers import RECORD_BYTES_MAX
from corpus.store import Prepared, Store

__all__ = ["REJECTED_KEPT", "IntakeSummary", "take_in"]

# What is committed at a time: a commit waits for the disk, and a cut-off run loses at most this much work.
COMMIT_RECORDS: Final = 256
COMMIT_BYTES: Final = 8_000_000


def take_in(
    paths: Sequence[Path],
    store: Store | None,
    *,
    jobs: int = 1,
    format: str | None = None,
    record_bytes_max: int = RECORD_BYTES_MAX,
    progress: Callable[[int], None] | None = None,
    refused: Callable[[Rejected], None] | None = None,
    remark: Callable[[str], None] | None = None,
    dry_run: bool = False,
) -> IntakeSummary:
    """Take files and folders into the store; what became of their records.

    `progress` is told the number of records dealt with, `refused` each record that was not taken, `remark` what else
    there is to know, a line each. A dry run reads and makes everything and writes nothing; it may do without a store.
    Raises AnotherWriter, StorageFull, WorkerDied or DictionaryUnavailable; what was committed before stays.
    """
    if store is None and not dry_run:
        raise ValueError("only a dry run can do without a store")
    load_dictionary()  # without it nothing can be aligned: told before any work
    tally = Tally(progress, refused, remark)
    with ExitStack() as stack:
        if store is not None and not dry_run:
            stack.enter_context(store.writing())
        taught = store.knowledge() if store is not None else UNTAUGHT
        items = every_item(paths, format, record_bytes_max, passed_over=tally.pass_over, remark=tally.say)
        chunks = chunks_of(items, store)
        results = stack.enter_context(closing(prepared(chunks, jobs, taught)))
        if store is None or dry_run:
            _rehearse(results, store, tally)
        else:
            _write(results, store, taught, tally)
    return tally.summary(store.revision() if store is not None else 0)


def _write(results: Iterable[Result], store: Store, taught: Knowledge, tally: Tally) -> None:
    """Write in record order, a few hundred records to a commit."""
    waiting: list[Prepared] = []
    size_bytes = 0

    def commit() -> None:
        nonlocal size_bytes
        try:
            for item, outcome in zip(waiting, store.write(waiting, taught), strict=True):
                tally.add_record(item, outcome)
        except StorageFull as exc:
            raise StorageFull(f"after {tally.taken} records of this run: {exc}") from exc
        waiting.clear()
        size_bytes = 0

    try:
        for result in results:
            if result.known:
                tally.add("unchanged", result.known)
            for item in result.items:
                if isinstance(item, Rejected):
                    tally.add(item)
                    continue
                waiting.append(item)
                size_bytes += len(item.record) + len(item.report.content)
            if len(waiting) >= COMMIT_RECORDS or size_bytes >= COMMIT_BYTES:
                commit()
    except WorkerDied:
        commit()
        raise
    commit()


def _rehearse(results: Iterable[Result], store: Store | None, tally: Tally) -> None:
    """Count what a run would do; a second record of a report is counted as a change."""
    met: set[int] = set()  # hashes of ids: 8 bytes each instead of the id
    for result in results:
        if result.known:
            tally.add("unchanged", result.known)
        for item in result.items:
            if isinstance(item, Rejected):
                tally.add(item)
                continue
            known = hash(item.report_id) in met or (
                store is not None and store.resolve(item.report_id) == item.report_id
            )
            tally.add_record(item, "changed" if known else "new")
            met.add(hash(item.report_id))
