"""The flags of a store: which there are by rule, what the collection gives its reports, what curators decided."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, or_, select

from corpus.model import SEVERITIES, Decision, Flag, Severity
from corpus.store.packing import pack_flags
from corpus.store.schema import counters, decisions, flags, reports
from corpus.store.writing import Reflagging, as_of

Opening: TypeAlias = Callable[[], AbstractContextManager[Connection]]

# Ids in a query, and rows in memory, at a time.
BATCH: Final = 500

# What is said of a flag; "undo" takes back what was said last.
FLAG_ACTIONS: Final = ("accept", "dismiss", "undo")


class FlagCount(NamedTuple):
    """The flags of a rule: how many there are now, and how many came and went after a revision."""

    rule: str
    severity: Severity
    current: int
    new: int
    gone: int


class ListedFlag(NamedTuple):
    """A flag as it is listed; the report has the flag itself. `since` is the revision that had it first."""

    key: str
    report_id: str
    rule: str
    severity: Severity
    since: int


class Audited(NamedTuple):
    """What the collection's rules saw when they last ran: revision and knowledge; links and glossary as a hash."""

    audited_revision: int = 0
    audited_knowledge: int = 0
    audited_hash: int = 0


class Flags:
    """The flags of an open store. Every method raises StoreError if the file fails."""

    def __init__(self, reading: Opening, changing: Opening) -> None:
        self._reading = reading
        self._changing = changing

    # ---- listing ------------------------------------------------------------------------------------------------

    def counts(self, since: int = 0) -> tuple[FlagCount, ...]:
        """The flags by rule and severity, and what changed after the revision `since`; in the order of rules."""
        here = flags.c.gone_at.is_(None)
        columns = (
            func.count().filter(here),
            func.count().filter(here & (flags.c.since > since)),
            func.count().filter((flags.c.gone_at > since) & (flags.c.since <= since)),
        )
        query = select(flags.c.rule, flags.c.severity, *columns).group_by(flags.c.rule, flags.c.severity)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(flags.c.rule, flags.c.severity)).all()
        return tuple(count for count in (FlagCount(*row) for row in rows) if count.current or count.gone)

    def listed(
        self, *, rule: str = "", severity: str = "", since: int = 0, start: int = 0, limit: int
    ) -> tuple[ListedFlag, ...]:
        """The flags of a rule or of its family, of a severity, new after a revision; the most serious first."""
        query = select(*(flags.c[name] for name in ListedFlag._fields)).where(
            flags.c.gone_at.is_(None), flags.c.since > since, *_narrowed(rule, severity)
        )
        weight = case({severity: place for place, severity in enumerate(SEVERITIES)}, value=flags.c.severity)
        query = query.order_by(weight, flags.c.report_id, flags.c.position).offset(start).limit(limit)
        with self._reading() as connection:
            return tuple(ListedFlag(*row) for row in connection.execute(query))

    def flagged_ids(self, since: int = 0) -> Iterator[str]:
        """The ids of the reports that have flags and were written after a revision, in order; a page in memory."""
        query = (
            select(flags.c.report_id)
            .join(reports, (reports.c.report_id == flags.c.report_id) & reports.c.superseded_at.is_(None))
            .where(flags.c.gone_at.is_(None), reports.c.revision > since)
            .distinct()
            .order_by(flags.c.report_id)
            .limit(BATCH)
        )
        last = ""
        while True:
            with self._reading() as connection:
                ids = connection.execute(query.where(flags.c.report_id > last)).scalars().all()
            yield from ids
            if len(ids) < BATCH:
                return
            last = ids[-1]

    def keys_starting_with(self, prefix: str, limit: int) -> tuple[str, ...]:
        """At most `limit` keys of flags, gone ones too, that begin with `prefix`."""
        query = select(flags.c.key).where(flags.c.key >= prefix, flags.c.key < f"{prefix}g").order_by(flags.c.key)
        with self._reading() as connection:
            return tuple(connection.execute(query.limit(limit)).scalars())

    def report_of(self, key: str) -> str | None:
        """The id of the report that has, or had, the flag with this key."""
        with self._reading() as connection:
            return connection.execute(select(flags.c.report_id).where(flags.c.key == key)).scalar_one_or_none()

    # ---- what the collection gives its reports ------------------------------------------------------------------

    def given_by_collection(self) -> dict[str, bytes]:
        """The packed flags of each report that the collection's rules gave any."""
        query = select(reports.c.report_id, reports.c.collection_flags)
        with self._reading() as connection:
            rows = connection.execute(query.where(as_of(None), reports.c.collection_flags.is_not(None)))
            return {row.report_id: row.collection_flags for row in rows}

    def give(self, found: Mapping[str, Sequence[Flag]]) -> int:
        """Give each report these flags, and every other report none; the number of reports that changed.

        All in one transaction; a report that changes takes the next revision. Needs the store's lock.
        """
        given = self.given_by_collection()
        wanted = {report_id: pack_flags(tuple(found.get(report_id, ()))) for report_id in given.keys() | found.keys()}
        changed = sorted(report_id for report_id, packed in wanted.items() if packed != given.get(report_id))
        if not changed:
            return 0
        with self._changing() as connection:
            writer = Reflagging(connection, changed)
            count = sum(writer.put(report_id, tuple(found.get(report_id, ()))) for report_id in changed)
            writer.flush()
        return count

    def audited(self) -> Audited:
        """What the collection's rules saw when they last ran; zeros before."""
        query = select(counters.c.name, counters.c.value).where(counters.c.name.in_(Audited._fields))
        with self._reading() as connection:
            return Audited(**{row.name: row.value for row in connection.execute(query)})

    def note_audited(self, seen: Audited) -> None:
        """Remember what the collection's rules saw."""
        self._note(seen._asdict())

    def checked_revision(self) -> int:
        """The revision that `duizhao check` last saw; 0 before."""
        with self._reading() as connection:
            query = select(counters.c.value).where(counters.c.name == "checked")
            return connection.execute(query).scalar_one_or_none() or 0

    def note_checked(self, revision: int) -> None:
        """Remember that everything up to a revision was checked."""
        self._note({"checked": revision})

    def _note(self, values: Mapping[str, int]) -> None:
        with self._changing() as connection:
            connection.execute(delete(counters).where(counters.c.name.in_(values)))
            connection.execute(insert(counters), [{"name": name, "value": value} for name, value in values.items()])

    # ---- decisions ----------------------------------------------------------------------------------------------

    def decided(self, keys: Sequence[str]) -> dict[str, Decision]:
        """For each flag that a curator accepted or dismissed, and did not take back, what was said last."""
        found: dict[str, Decision] = {}
        for start in range(0, len(keys), BATCH):
            found.update(self._last(decisions.c.target.in_(keys[start : start + BATCH])))
        return found

    def every_decision(self) -> tuple[Decision, ...]:
        """Every decision on a flag that stands, in the order of keys."""
        last = self._last(decisions.c.action.in_(FLAG_ACTIONS))
        return tuple(last[key] for key in sorted(last))

    def take_over(self, given: Iterable[Decision]) -> int:
        """Keep what was decided elsewhere: of each flag the last, if it is later than all that was decided here.

        Here what was taken back counts, too. All in one transaction; the number of decisions kept.
        """
        latest: dict[str, Decision] = {}
        for decision in given:
            if decision.target not in latest or latest[decision.target].decided_at <= decision.decided_at:
                latest[decision.target] = decision
        with self._changing() as connection:
            here = _decided_at(connection, list(latest))
            new = [one for one in latest.values() if one.target not in here or here[one.target] < one.decided_at]
            keep_decisions(connection, new)
        return len(new)

    def _last(self, which: ColumnElement[bool]) -> dict[str, Decision]:
        query = select(decisions).where(which, decisions.c.action.in_(FLAG_ACTIONS)).order_by(decisions.c.number)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        last = {row.target: _decision(row) for row in rows}
        return {key: decision for key, decision in last.items() if decision.action != "undo"}


def keep_decisions(connection: Connection, given: Iterable[Decision]) -> None:
    """Write decisions, the later ones last."""
    rows = [
        {"target": one.target, "action": one.action, "who": one.who, "reason": one.reason}
        | {"decided_at": one.decided_at.isoformat()}
        for one in given
    ]
    if rows:
        connection.execute(insert(decisions), rows)


def _decided_at(connection: Connection, keys: Sequence[str]) -> dict[str, datetime]:
    """When the latest decision on each flag was made, or taken back."""
    found: dict[str, datetime] = {}
    for start in range(0, len(keys), BATCH):
        query = select(decisions.c.target, decisions.c.decided_at)
        for key, text in connection.execute(query.where(decisions.c.target.in_(keys[start : start + BATCH]))):
            when = datetime.fromisoformat(text)
            found[key] = max(when, found.get(key, when))
    return found


def _narrowed(rule: str, severity: str) -> list[ColumnElement[bool]]:
    """The conditions for a rule, or for all rules of a family, and for a severity."""
    conditions: list[ColumnElement[bool]] = []
    if rule:
        family = flags.c.rule.startswith(f"{rule}.", autoescape=True)
        conditions.append(or_(flags.c.rule == rule, family))
    if severity:
        conditions.append(flags.c.severity == severity)
    return conditions


def _decision(row: Any) -> Decision:
    return Decision(row.target, row.action, row.who, datetime.fromisoformat(row.decided_at), row.reason)
