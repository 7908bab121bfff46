"""The links of a store: which two reports are one work, and what curators decided about them."""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select

from corpus.model import Alignment, Link, Report
from corpus.store.packing import unpack_report
from corpus.store.schema import counters, decisions, links, reports
from corpus.store.writing import as_of

# The ids of the English and of the Chinese report.
Pair: TypeAlias = tuple[str, str]

# Rows in memory, and ids in a query, at a time.
BATCH: Final = 100

Opening: TypeAlias = Callable[[], AbstractContextManager[Connection]]


class LookedAt(NamedTuple):
    """The revision at which links were last made automatically, and the reports without an alignment then."""

    linked_revision: int = 0
    linked_count: int = 0


class Links:
    """The links of an open store. Every method raises StoreError if the file fails."""

    def __init__(self, reading: Opening, changing: Opening) -> None:
        self._reading = reading
        self._changing = changing

    def of(self, report_id: str) -> Link | None:
        """The link that a report is in; None if it is in none."""
        return self.among([report_id]).get(report_id)

    def among(self, ids: Sequence[str]) -> dict[str, Link]:
        """For each of the ids that is linked, its link."""
        found: dict[str, Link] = {}
        for link in self._rows(ids):
            found[link.first] = found[link.second] = link
        return {report_id: found[report_id] for report_id in ids if report_id in found}

    def every(self) -> Iterator[Link]:
        """Every link in the order of the English ids; memory holds a page of them."""
        query, last = select(links).order_by(links.c.first).limit(BATCH), ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(links.c.first > last)).all()
            yield from map(_link, rows)
            if len(rows) < BATCH:
                return
            last = rows[-1].first

    def pairs(self) -> Iterator[Pair]:
        """The ids of every linked pair, in the order of the English ones."""
        with self._reading() as connection:
            rows = connection.execute(select(links.c.first, links.c.second).order_by(links.c.first)).all()
        yield from ((row.first, row.second) for row in rows)

    def unaligned_reports(self) -> Iterator[Report]:
        """Every report without an alignment of its own, in the order of ids; memory holds a page of them."""
        query = select(reports.c.report_id, reports.c.revision, reports.c.content, reports.c.collection_flags)
        query = query.where(as_of(None), reports.c.knowledge.is_(None)).order_by(reports.c.report_id).limit(BATCH)
        last = ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(reports.c.report_id > last)).all()
            for _, written_at, content, collection_flags in rows:
                yield unpack_report(content, written_at, collection_flags)
            if len(rows) < BATCH:
                return
            last = rows[-1].report_id

    def unaligned_count(self) -> int:
        """The number of reports without an alignment of their own."""
        query = select(func.count()).select_from(reports).where(as_of(None), reports.c.knowledge.is_(None))
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())

    def looked_at(self) -> LookedAt:
        """What automatic linking saw when it last came to its end; zeros before."""
        query = select(counters.c.name, counters.c.value).where(counters.c.name.in_(LookedAt._fields))
        with self._reading() as connection:
            return LookedAt(**{row.name: row.value for row in connection.execute(query)})

    def note_looked_at(self, seen: LookedAt) -> None:
        """Remember what automatic linking saw."""
        with self._changing() as connection:
            connection.execute(delete(counters).where(counters.c.name.in_(LookedAt._fields)))
            connection.execute(insert(counters), [{"name": n, "value": v} for n, v in seen._asdict().items()])

    def keep(self, kept: Sequence[Link], *, without: Sequence[Pair] = ()) -> None:
        """Write links over those of the same reports, and remove the pairs `without`; all of it or nothing."""
        with self._changing() as connection:
            for first, second in without:
                connection.execute(delete(links).where(links.c.first == first, links.c.second == second))
            for link in kept:
                connection.execute(delete(links).where(or_(links.c.first == link.first, links.c.second == link.second)))
            if kept:
                connection.execute(insert(links), list(map(_row, kept)))

    def decided(self) -> Mapping[Pair, str]:
        """For each pair that a curator spoke of, "link" or "unlink", whichever came last."""
        query = select(decisions.c.target, decisions.c.action).where(decisions.c.action.in_(("link", "unlink")))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(decisions.c.number)).all()
        last: dict[Pair, str] = {}
        for target, action in rows:
            first, _, second = target.partition(" ")
            last[first, second] = action
        return last

    def _rows(self, ids: Sequence[str]) -> Iterator[Link]:
        wanted = list(dict.fromkeys(ids))
        for start in range(0, len(wanted), BATCH):
            part = wanted[start : start + BATCH]
            with self._reading() as connection:
                query = select(links).where(or_(links.c.first.in_(part), links.c.second.in_(part)))
                yield from map(_link, connection.execute(query).all())


def _row(link: Link) -> dict[str, object]:
    return {
        "first": link.first,
        "second": link.second,
        "reason": link.reason,
        "first_revision": link.first_revision,
        "second_revision": link.second_revision,
        "content": zlib.compress(msgspec.json.encode(link.alignment)),
    }


def _link(row: Any) -> Link:
    alignment = msgspec.json.decode(zlib.decompress(row.content), type=Alignment)
    return Link(row.first, row.second, row.reason, alignment, row.first_revision, row.second_revision)
