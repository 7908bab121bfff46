"""What a study of the collection needs: which reports are bilingual, and with which knowledge each was made."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, func, select, update

from corpus.store.schema import counters, knowledge, records, reports
from corpus.store.writing import as_of

Opening: TypeAlias = Callable[[], AbstractContextManager[Connection]]

# Ids fetched at a time: they come out of an index, without their reports.
IDS: Final = 1000


class Studies:
    """What a study asks of an open store. Every method raises StoreError if the file fails."""

    def __init__(self, reading: Opening, changing: Opening) -> None:
        self._reading = reading
        self._changing = changing

    def studied_count(self) -> int:
        """The bilingual reports that there were when a study last came to its end; 0 before, and while one goes on."""
        with self._reading() as connection:
            query = select(counters.c.value).where(counters.c.name == "studied")
            return int(connection.execute(query).scalar_one())

    def note_studied(self, bilingual_count: int) -> None:
        """Remember how many bilingual reports a finished study saw; 0 where one begins."""
        with self._changing() as connection:
            connection.execute(update(counters).where(counters.c.name == "studied").values(value=bilingual_count))

    def knowledge_number(self) -> int:
        """The number of the newest knowledge; 0 if nothing was learnt."""
        with self._reading() as connection:
            return int(connection.execute(select(func.max(knowledge.c.number))).scalar_one() or 0)

    def bilingual_count(self) -> int:
        """The number of reports that have an alignment."""
        return self._count(reports.c.knowledge.is_not(None))

    def stale_count(self, number: int) -> int:
        """The number of reports whose alignment was made with other knowledge than that of this number."""
        return self._count(reports.c.knowledge != number)

    def bilingual_ids(self) -> Iterator[str]:
        """The ids of the reports that have an alignment, in order."""
        return self._ids(reports.c.knowledge.is_not(None))

    def stale_ids(self, number: int) -> Iterator[str]:
        """The ids of the reports whose alignment was made with other knowledge, in order."""
        return self._ids(reports.c.knowledge != number)

    def packed_records(self, ids: Sequence[str]) -> list[tuple[str, tuple[bytes, ...]]]:
        """The records that each of these reports is made from, packed, in the order they came."""
        query = select(records.c.report_id, records.c.content).where(records.c.report_id.in_(ids))
        found: dict[str, list[bytes]] = {report_id: [] for report_id in sorted(ids)}
        with self._reading() as connection:
            for row in connection.execute(query.order_by(records.c.report_id, records.c.sequence)):
                found[row.report_id].append(row.content)
        return [(report_id, tuple(contents)) for report_id, contents in found.items()]

    def _count(self, which: ColumnElement[bool]) -> int:
        with self._reading() as connection:
            query = select(func.count()).select_from(reports).where(as_of(None), which)
            return int(connection.execute(query).scalar_one())

    def _ids(self, which: ColumnElement[bool]) -> Iterator[str]:
        """Ids in order, a page of them in memory; reports may be written between two pages."""
        condition: Any = as_of(None) & which
        query = select(reports.c.report_id).where(condition).order_by(reports.c.report_id).limit(IDS)
        last = ""
        while True:
            with self._reading() as connection:
                ids = connection.execute(query.where(reports.c.report_id > last)).scalars().all()
            yield from ids
            if len(ids) < IDS:
                return
            last = ids[-1]
