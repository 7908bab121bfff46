"""Taking prepared records into the tables: which report each changes, and to what.

A record with a known id replaces the versions of its own languages and keeps the others; the report is made again from
the records that still contribute. A report that says the same afterwards is left alone and takes no revision.
"""

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.errors import CorpusError
from corpus.ingest import make_report
from corpus.knowledge import Knowledge
from corpus.model import Flag, Rejected
from corpus.store.packing import (
    FlagRow,
    PackedReport,
    Prepared,
    Remade,
    flag_rows,
    pack_flags,
    pack_report,
    unpack_record,
    unpack_report,
)
from corpus.store.schema import aliases, counters, flags, links, records, reports, taken

Outcome: TypeAlias = Literal["new", "changed", "unchanged"]

# SQLite allows 32 766 variables in a statement (https://www.sqlite.org/limits.html); a query a batch is enough.
BATCH: Final = 500


class Contribution(NamedTuple):
    """A record that a report is made from, as its row keeps it."""

    sha256: str
    languages: frozenset[str]
    content: bytes


class ReportWriter:
    """Rows of reports inside one transaction; new ones wait for a bulk insert at the end."""

    def __init__(self, connection: Connection, ids: Sequence[str]) -> None:
        self._connection = connection
        self.revision = current_revision(connection)
        query = select(reports.c.report_id, reports.c.digest).where(reports.c.superseded_at.is_(None))
        self._digests: dict[str, str] = {}
        for start in range(0, len(ids), BATCH):
            part = query.where(reports.c.report_id.in_(ids[start : start + BATCH]))
            self._digests.update((report_id, digest) for report_id, digest in connection.execute(part))
        self._rows: dict[Any, list[dict[str, object]]] = {}

    def flush(self) -> None:
        """Write what waits, and the revision reached."""
        for table, rows in self._rows.items():
            self._connection.execute(insert(table), rows)
        self._rows.clear()
        self._connection.execute(update(counters).where(counters.c.name == "revision").values(value=self.revision))

    def _supersede(self, report_id: str) -> None:
        """End the report's current row, and forget its aliases."""
        self._end(report_id)
        self._connection.execute(delete(aliases).where(aliases.c.report_id == report_id))

    def _end(self, report_id: str) -> None:
        """End the report's current row, and the flags that were listed, at the revision that its next row takes."""
        self._connection.execute(
            update(reports)
            .where(reports.c.report_id == report_id, reports.c.superseded_at.is_(None))
            .values(superseded_at=self.revision + 1)
        )
        self._connection.execute(
            update(flags)
            .where(flags.c.report_id == report_id, flags.c.gone_at.is_(None))
            .values(gone_at=self.revision + 1)
        )

    def _insert_report(self, report_id: str, packed: PackedReport) -> None:
        self.revision += 1
        self._digests[report_id] = packed.digest
        row = {"report_id": report_id, "revision": self.revision, "superseded_at": None, "digest": packed.digest}
        self._rows.setdefault(reports, []).append(row | {"content": packed.content, "knowledge": packed.knowledge})
        for alias in dict.fromkeys(packed.aliases):
            self._rows.setdefault(aliases, []).append({"alias": alias, "report_id": report_id})
        self._insert_flags(report_id, packed.flags)

    def _insert_flags(self, report_id: str, found: Sequence[FlagRow]) -> None:
        """List the report's flags; one that its last row had keeps its `since`, one that comes back is new."""
        if not found:
            return
        before = select(flags.c.key, flags.c.since, flags.c.gone_at).where(flags.c.report_id == report_id)
        rows = self._connection.execute(before).all()
        since = {row.key: row.since if row.gone_at == self.revision else self.revision for row in rows}
        for flag in found:
            if flag.key in since:
                self._connection.execute(delete(flags).where(flags.c.key == flag.key))
            row = flag._asdict() | {"report_id": report_id, "since": since.get(flag.key, self.revision)}
            self._rows.setdefault(flags, []).append(row | {"gone_at": None})


class Remaking(ReportWriter):
    """Reports made again from the records that are here already."""

    def put(self, item: Remade) -> bool:
        """Put the report in the place of what it was; False if it says the same and stays."""
        if self._digests.get(item.report_id) in (None, item.report.digest):
            return False
        self._supersede(item.report_id)
        self._insert_report(item.report_id, item.report)
        for sequence, languages in enumerate(item.languages, 1):
            self._connection.execute(
                update(records)
                .where(records.c.report_id == item.report_id, records.c.sequence == sequence)
                .values(languages=" ".join(languages))
            )
        return True


class Reflagging(ReportWriter):
    """Reports that say the same as before, of which the collection now tells something else."""

    def put(self, report_id: str, found: Sequence[Flag]) -> bool:
        """Give the report these flags of the collection instead of those it has; False if there is no such report."""
        current = select(reports).where(reports.c.report_id == report_id, reports.c.superseded_at.is_(None))
        row = self._connection.execute(current).mappings().one_or_none()
        if row is None:
            return False
        own = unpack_report(row["content"], 0).flags
        self._end(report_id)
        self.revision += 1
        for end, made_from in ((links.c.first, links.c.first_revision), (links.c.second, links.c.second_revision)):
            same_text = (end == report_id) & (made_from == row["revision"])
            self._connection.execute(update(links).where(same_text).values({made_from: self.revision}))
        changed = {"revision": self.revision, "collection_flags": pack_flags(found)}
        self._rows.setdefault(reports, []).append(dict(row) | changed)
        self._insert_flags(report_id, flag_rows((*own, *found)))
        return True


class Batch(ReportWriter):
    """A run of prepared records inside one transaction."""

    def __init__(self, connection: Connection, prepared: Sequence[Prepared], knowledge: Knowledge) -> None:
        super().__init__(connection, sorted({item.report_id for item in prepared}))
        self._knowledge = knowledge
        self._taken = known_sha256(connection, [item.sha256 for item in prepared])

    def take(self, item: Prepared) -> Outcome | Rejected:
        """Take one record; Rejected if no report can be made of it and the records it joins."""
        if item.sha256 in self._taken:
            return "unchanged"
        if item.report_id not in self._digests:
            self._insert_report(item.report_id, item.report)
            self._insert_records(item.report_id, [_contribution(item)])
            self._note_taken(item)
            return "new"
        self.flush()
        return self._fold(item)

    def _fold(self, item: Prepared) -> Outcome | Rejected:
        """Join a record to those its report was made from."""
        kept = contributing([*self._contributions(item.report_id), _contribution(item)])
        packed = item.report
        if len(kept) > 1:
            try:
                packed = pack_report(make_report([unpack_record(row.content) for row in kept], self._knowledge))
            except (CorpusError, MemoryError):  # no fault of the record
                raise
            except Exception as exc:  # noqa: BLE001 - one record's fault must not stop the others
                return rejected(item.file, item.number, exc)
        self._note_taken(item)
        if packed.digest == self._digests[item.report_id]:
            return "unchanged"
        self._supersede(item.report_id)
        self._connection.execute(delete(records).where(records.c.report_id == item.report_id))
        self._insert_report(item.report_id, packed)
        self._insert_records(item.report_id, kept)
        return "changed"

    def _contributions(self, report_id: str) -> list[Contribution]:
        query = select(records.c.sha256, records.c.languages, records.c.content)
        rows = self._connection.execute(query.where(records.c.report_id == report_id).order_by(records.c.sequence))
        return [Contribution(sha256, frozenset(languages.split()), content) for sha256, languages, content in rows]

    def _insert_records(self, report_id: str, contributions: Sequence[Contribution]) -> None:
        for sequence, row in enumerate(contributions, 1):
            values = {"report_id": report_id, "sequence": sequence, "languages": " ".join(sorted(row.languages))}
            self._rows.setdefault(records, []).append(values | {"sha256": row.sha256, "content": row.content})

    def _note_taken(self, item: Prepared) -> None:
        self._taken |= {item.sha256}
        self._rows.setdefault(taken, []).append({"sha256": item.sha256, "report_id": item.report_id})


def contributing(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Those of which a language survives: a later record replaces its own languages in the earlier ones."""
    kept: list[Contribution] = []
    replaced: frozenset[str] = frozenset()
    for row in reversed(contributions):
        if not kept or not row.languages <= replaced:
            kept.append(row)
            replaced |= row.languages
    return kept[::-1]


def current_revision(connection: Connection) -> int:
    """The number of changes so far."""
    return int(connection.execute(select(counters.c.value).where(counters.c.name == "revision")).scalar_one())


def known_sha256(connection: Connection, hashes: Sequence[str]) -> set[str]:
    """Those of the hashes whose record was taken before."""
    known: set[str] = set()
    for start in range(0, len(hashes), BATCH):
        known.update(
            connection.execute(
                select(taken.c.sha256).where(taken.c.sha256.in_(hashes[start : start + BATCH]))
            ).scalars()
        )
    return known


def rejected(file: str, number: int, fault: Exception) -> Rejected:
    """A record that our own code failed on, named so that its owner can set it aside."""
    reason = f"cannot be made into a report ({type(fault).__name__}: {str(fault)[:200]})"
    return Rejected(file, number, reason, "this is a fault of duizhao: please report it with this record")


def _contribution(item: Prepared) -> Contribution:
    return Contribution(item.sha256, frozenset(item.languages), item.record)


def count_current(connection: Connection, revision: int | None) -> int:
    """The number of reports as of a revision."""
    return int(connection.execute(select(func.count()).select_from(reports).where(as_of(revision))).scalar_one())


def as_of(revision: int | None) -> Any:
    """The condition that a row of `reports` is current, at a revision or now."""
    current = reports.c.superseded_at.is_(None)
    if revision is None:
        return current
    return (reports.c.revision <= revision) & (current | (reports.c.superseded_at > revision))
