"""The store: every report at every revision that is still needed, and the records that all of it is made from.

Reading is safe from many threads and while another process writes. Each changed report takes the next revision, so
that a revision names one state of the whole collection, whatever the workers or batches that led to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec
from sqlalchemy import Connection, Engine, delete, exists, func, insert, select

from corpus.errors import StoreError
from corpus.identifiers import normal_doi, normal_pmid
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.model import Decision, Record, Rejected, Report
from corpus.store.database import open_database, translated, writing
from corpus.store.flags import Flags, keep_decisions
from corpus.store.links import Links
from corpus.store.lock import WriterLock
from corpus.store.packing import Prepared, Remade, unpack_record, unpack_report
from corpus.store.schema import aliases, decisions, generations, knowledge, records, reports
from corpus.store.studies import Studies
from corpus.store.writing import BATCH, Batch, Outcome, Remaking, as_of, count_current, current_revision, known_sha256

# Reports fetched at a time by `every_report`: a page of long reports stays in the megabytes.
PAGE: Final = 100

LOCK_FILE: Final = "corpus.lock"

# A report's id, and what `unpack_report` takes.
PACKED: Final = (reports.c.report_id, reports.c.content, reports.c.revision, reports.c.collection_flags)


def open_store(path: Path, *, create: bool = False) -> "Store":
    """The store in a SQLite file; raises StoreError if it is missing (unless `create`), damaged, foreign or later."""
    return Store(path, open_database(path, create=create))


class Store:
    """An open store. Every method raises StoreError if the file fails, StorageFull if the disk has no room."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path: Final = path
        self._engine = engine
        self._lock_held = False
        self.links: Final = Links(self._reading, self._changing)
        self.studies: Final = Studies(self._reading, self._changing)
        self.flags: Final = Flags(self._reading, self._changing)

    # ---- reading ------------------------------------------------------------------------------------------------

    def revision(self) -> int:
        """The number of changes so far; 0 for an empty store."""
        with self._reading() as connection:
            return current_revision(connection)

    def report(self, report_id: str, revision: int | None = None) -> Report | None:
        """The report with this id, now or as of a revision; None if there was none."""
        return self.reports([report_id], revision).get(report_id)

    def reports(self, ids: Iterable[str], revision: int | None = None) -> dict[str, Report]:
        """The reports among `ids` that exist, in the order of `ids`."""
        wanted = [report_id for report_id in dict.fromkeys(ids) if _storable(report_id)]
        query = select(*PACKED).where(as_of(revision))
        found: dict[str, Report] = {}
        with self._reading() as connection:
            for start in range(0, len(wanted), BATCH):
                part = query.where(reports.c.report_id.in_(wanted[start : start + BATCH]))
                for report_id, *packed in connection.execute(part):
                    found[report_id] = unpack_report(*packed)
        return {report_id: found[report_id] for report_id in wanted if report_id in found}

    def every_report(self, revision: int | None = None) -> Iterator[Report]:
        """Every report in the order of ids, as of one revision: the one given, or the one at the first step.

        Memory holds a page of them. Reports written meanwhile are not seen, as long as nobody sweeps.
        """
        revision = self.revision() if revision is None else revision
        query = select(*PACKED).where(as_of(revision))
        query, last = query.order_by(reports.c.report_id).limit(PAGE), ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(reports.c.report_id > last)).all()
            for _, *packed in rows:
                yield unpack_report(*packed)
            if len(rows) < PAGE:
                return
            last = rows[-1].report_id

    def every_id(self) -> Iterator[str]:
        """The id of every report there is now, in order; memory holds a page of them."""
        last = ""
        while ids := self._ids_after(last):
            yield from ids
            last = ids[-1]

    def report_count(self, revision: int | None = None) -> int:
        """The number of reports, now or as of a revision."""
        with self._reading() as connection:
            return count_current(connection, revision)

    def resolve(self, name: str) -> str | None:
        """The id that a report's id or alias leads to; of several with one alias, the first in order."""
        return next(iter(self.named(name, 1)), None)

    def named(self, name: str, limit: int) -> tuple[str, ...]:
        """At most `limit` ids that an id or an alias, in any common form, leads to, in order; an id goes before."""
        if not _storable(name):
            return ()
        with self._reading() as connection:
            query = select(reports.c.report_id).where(reports.c.report_id == name).limit(1)
            if connection.execute(query).first() is not None:
                return (name,)
            alias = select(aliases.c.report_id).where(aliases.c.alias == _alias(name)).distinct()
            return tuple(connection.execute(alias.order_by(aliases.c.report_id).limit(limit)).scalars())

    def ids_starting_with(self, prefix: str, limit: int) -> tuple[str, ...]:
        """At most `limit` ids that begin with `prefix`, in order."""
        if not _storable(prefix):
            return ()
        query = select(reports.c.report_id).where(
            reports.c.superseded_at.is_(None),
            reports.c.report_id >= prefix,
            func.substr(reports.c.report_id, 1, len(prefix)) == prefix,
        )
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(reports.c.report_id).limit(limit)).scalars())

    def records(self, report_id: str) -> tuple[Record, ...]:
        """The records that the report is made from, in the order they came."""
        query = select(records.c.content).where(records.c.report_id == report_id).order_by(records.c.sequence)
        with self._reading() as connection:
            return tuple(unpack_record(content) for content in connection.execute(query).scalars())

    def known_sha256(self, hashes: Iterable[str]) -> frozenset[str]:
        """Those of the hashes whose record was taken before."""
        with self._reading() as connection:
            return frozenset(known_sha256(connection, list(hashes)))

    def knowledge(self, number: int | None = None) -> Knowledge:
        """The knowledge of this number, or the newest; what ships for 0, or if nothing was learnt.

        Raises StoreError for a number that was never learnt.
        """
        query = select(knowledge.c.content).order_by(knowledge.c.number.desc()).limit(1)
        if number is not None:
            query = query.where(knowledge.c.number == number)
        with self._reading() as connection:
            content = connection.execute(query).scalar_one_or_none()
        if content is None and number:
            raise StoreError(f"{self.path} has no knowledge of number {number}; run: duizhao index rebuild")
        return UNTAUGHT if content is None else msgspec.json.decode(content, type=Knowledge)

    def decisions(self, target: str) -> tuple[Decision, ...]:
        """What was decided on a flag or a link, the latest last."""
        query = select(decisions).where(decisions.c.target == target).order_by(decisions.c.number)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Decision(row.target, row.action, row.who, datetime.fromisoformat(row.decided_at), row.reason)
            for row in rows
        )

    # ---- writing ------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; raises AnotherWriter if a process, this one included, holds it already."""
        with ExitStack() as stack:
            with translated(self.path):
                stack.enter_context(WriterLock(self.path.with_name(LOCK_FILE)))
            self._lock_held = True
            try:
                yield
            finally:
                self._lock_held = False

    def write(self, prepared: Sequence[Prepared], taught: Knowledge = UNTAUGHT) -> tuple[Outcome | Rejected, ...]:
        """Take the records in order, all in one transaction; what became of each. Needs the lock of `writing`."""
        self._need_lock()
        with self._changing() as connection:
            batch = Batch(connection, prepared, taught)
            outcomes = tuple(batch.take(item) for item in prepared)
            batch.flush()
        return outcomes

    def rewrite(self, remade: Sequence[Remade]) -> int:
        """Put reports that were made again in the place of what they were, in order, all in one transaction.

        Each that says something else takes the next revision; their number. Needs the lock of `writing`.
        """
        self._need_lock()
        with self._changing() as connection:
            batch = Remaking(connection, [item.report_id for item in remade])
            changed = sum(batch.put(item) for item in remade)
            batch.flush()
        return changed

    def decide(self, decision: Decision) -> None:
        """Keep a decision."""
        self.decide_all([decision])

    def decide_all(self, given: Iterable[Decision]) -> None:
        """Keep decisions, the later ones last, all in one transaction."""
        with self._changing() as connection:
            keep_decisions(connection, given)

    def learn(self, taught: Knowledge) -> None:
        """Keep knowledge under its number, which must be new."""
        with self._changing() as connection:
            connection.execute(insert(knowledge), {"number": taught.number, "content": msgspec.json.encode(taught)})

    # ---- generations of the index -------------------------------------------------------------------------------

    def remember_generation(self, name: str, manifest_sha256: str, revision: int) -> None:
        """Keep the hash of a published generation, and from now on the rows of its revision."""
        values = {"name": name, "manifest_sha256": manifest_sha256, "revision": revision}
        with self._changing() as connection:
            connection.execute(delete(generations).where(generations.c.name == name))
            connection.execute(insert(generations), values)

    def generation_revision(self, manifest_sha256: str) -> int | None:
        """The revision that a published generation holds; None for a manifest that was never published here."""
        with self._reading() as connection:
            query = select(generations.c.revision).where(generations.c.manifest_sha256 == manifest_sha256)
            return connection.execute(query).scalar_one_or_none()

    def forget_generation(self, name: str) -> None:
        """Forget a generation that is gone; `sweep` may then remove the rows that only it needed."""
        with self._changing() as connection:
            connection.execute(delete(generations).where(generations.c.name == name))

    def sweep(self) -> int:
        """Remove the superseded rows that no remembered generation shows; the number of rows removed."""
        needed = exists().where(
            generations.c.revision >= reports.c.revision, generations.c.revision < reports.c.superseded_at
        )
        with self._changing() as connection:
            return connection.execute(delete(reports).where(reports.c.superseded_at.is_not(None), ~needed)).rowcount

    # ---- opening and closing ------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close every connection; the store may not be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _need_lock(self) -> None:
        if not self._lock_held:
            raise RuntimeError("reports are written inside `with store.writing()`")

    def _ids_after(self, last: str) -> Sequence[str]:
        query = select(reports.c.report_id).where(as_of(None), reports.c.report_id > last)
        with self._reading() as connection:
            return connection.execute(query.order_by(reports.c.report_id).limit(PAGE)).scalars().all()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with translated(self.path), writing(self._engine) as connection:
            yield connection


def _alias(name: str) -> str:
    """An identifier in the form in which aliases are kept: DOI:10.1/X and https://doi.org/10.1/x are doi:10.1/x."""
    if doi := normal_doi(name):
        return f"doi:{doi}"
    if name.lower().startswith("pmid") and (pmid := normal_pmid(name)):
        return f"pmid:{pmid}"
    return name


def _storable(name: str) -> bool:
    """Whether SQLite can be asked for the name: lone surrogates have no UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in name)
