"""Files into the store: read, make reports in many processes, write in the order of the records.

What a run leaves does not depend on the number of workers: each record is made into a report alone, and one writer
takes the results in record order; a record whose report is known already is joined to it there. A run that was cut
off is finished by the same command, because records that were taken before are recognised by their SHA-256 and
skipped before any work.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.errors import StorageFull, WorkerDied
from corpus.intake.chunks import chunks_of, every_item
from corpus.intake.workers import Result, prepared
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.lexicon.dictionary import load_dictionary
from corpus.model import Rejected
from corpus.readers import RECORD_BYTES_MAX
from corpus.store import Prepared, Store

# What is committed at a time: a commit waits for the disk, and a cut-off run loses at most this much work.
COMMIT_RECORDS: Final = 256
COMMIT_BYTES: Final = 8_000_000

# Refused records that a summary holds; each of them is handed to `refused` when it happens.
REJECTED_KEPT: Final = 100


@dataclass(frozen=True, slots=True)
class IntakeSummary:
    """What became of the records of a run; `rejected` holds the first of the `rejected_count` refused ones."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected_count: int = 0
    rejected: tuple[Rejected, ...] = ()
    revision: int = 0

    @property
    def taken(self) -> int:
        """Records that could be read and made into reports."""
        return self.new + self.changed + self.unchanged


def take_in(
    paths: Sequence[Path],
    store: Store | None,
    *,
    jobs: int = 1,
    format: str | None = None,
    record_bytes_max: int = RECORD_BYTES_MAX,
    progress: Callable[[int], None] | None = None,
    refused: Callable[[Rejected], None] | None = None,
    dry_run: bool = False,
) -> IntakeSummary:
    """Take files and folders into the store; what became of their records.

    `progress` is told the number of records dealt with, `refused` each record that was not taken. A dry run reads and
    makes everything and writes nothing; it may do without a store. Raises AnotherWriter, StorageFull, WorkerDied or
    DictionaryUnavailable; what was committed before stays.
    """
    if store is None and not dry_run:
        raise ValueError("only a dry run can do without a store")
    load_dictionary()  # without it nothing can be aligned: told before any work
    tally = _Tally(progress, refused)
    with ExitStack() as stack:
        if store is not None and not dry_run:
            stack.enter_context(store.writing())
        taught = store.knowledge() if store is not None else UNTAUGHT
        chunks = chunks_of(every_item(paths, format, record_bytes_max), store)
        results = stack.enter_context(closing(prepared(chunks, jobs, taught)))
        if store is None or dry_run:
            _rehearse(results, store, tally)
        else:
            _write(results, store, taught, tally)
    return tally.summary(store.revision() if store is not None else 0)


class _Tally:
    """Counts as the run goes on."""

    def __init__(self, progress: Callable[[int], None] | None, refused: Callable[[Rejected], None] | None) -> None:
        self._progress = progress
        self._refused = refused
        self._rejected: list[Rejected] = []
        self._rejected_count = 0
        self.outcomes = {"new": 0, "changed": 0, "unchanged": 0}

    def add(self, outcome: str | Rejected, count: int = 1) -> None:
        if isinstance(outcome, Rejected):
            self._rejected_count += 1
            if len(self._rejected) < REJECTED_KEPT:
                self._rejected.append(outcome)
            if self._refused is not None:
                self._refused(outcome)
        else:
            self.outcomes[outcome] += count
        if self._progress is not None:
            self._progress(self.taken + self._rejected_count)

    @property
    def taken(self) -> int:
        return sum(self.outcomes.values())

    def summary(self, revision: int) -> IntakeSummary:
        kept = tuple(self._rejected)
        return IntakeSummary(**self.outcomes, rejected_count=self._rejected_count, rejected=kept, revision=revision)


def _write(results: Iterable[Result], store: Store, taught: Knowledge, tally: _Tally) -> None:
    """Write in record order, a few hundred records to a commit."""
    waiting: list[Prepared] = []
    size_bytes = 0

    def commit() -> None:
        nonlocal size_bytes
        try:
            for outcome in store.write(waiting, taught):
                tally.add(outcome)
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


def _rehearse(results: Iterable[Result], store: Store | None, tally: _Tally) -> None:
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
            tally.add("changed" if known else "new")
            met.add(hash(item.report_id))
