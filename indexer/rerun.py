"""A recorded search run again: which reports it finds now and did not then, which no longer, and why."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from corpus.model import Report
from corpus.store import Store
from indexer.generations import OpenGeneration
from indexer.search import read_inquiry
from indexer.search_record import SearchRecord, make_record

# new: the report was not there then. changed: its text, citation or versions are others now. realigned: only which
# sentences translate each other was learnt anew. reflagged: only what is flagged in it is other than it was.
# new-or-changed: one of these; the state of then is no longer kept. gone: the report is no longer there. analysis:
# words are told apart by other rules. expansions: other words were added to the query. program: another version of it
# answered.
Why: TypeAlias = Literal[
    "new",
    "changed",
    "realigned",
    "reflagged",
    "new-or-changed",
    "gone",
    "analysis",
    "expansions",
    "program",
    "unexplained",
]
# Members of a record on which its answer depends, but for the state of the collection.
Basis: TypeAlias = Literal["knowledge", "glossary", "words_fingerprint", "engine", "duizhao"]
BASES: Final[tuple[Basis, ...]] = get_args(Basis)


@dataclass(frozen=True, slots=True)
class Change:
    """A report that was found in one of two searches only, and why."""

    id: str
    why: Why


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the answer depends on and that is not what it was."""

    basis: Basis
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Rerun:
    """The record of then, that of now, and what is different, in the order of the ids.

    `behind` is how many changes of the collection are not in the index yet, and so in neither.
    """

    before: SearchRecord
    now: SearchRecord
    differences: tuple[Difference, ...]
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    behind: int


def rerun(before: SearchRecord, generation: OpenGeneration, store: Store) -> Rerun:
    """Run a recorded search in this generation; raises QueryError for a query that can no longer be read."""
    now = make_record(read_inquiry(before.inquiry(), generation), generation)
    judge = _Judge(before, now, store)
    added, removed = set(now.ids) - set(before.ids), set(before.ids) - set(now.ids)
    return Rerun(
        before,
        now,
        tuple(_differences(before, now)),
        judge.changes(added),
        judge.changes(removed),
        max(0, store.revision() - now.revision),
    )


def _differences(before: SearchRecord, now: SearchRecord) -> list[Difference]:
    values = ((basis, str(getattr(before, basis)), str(getattr(now, basis))) for basis in BASES)
    return [Difference(basis, old, new) for basis, old, new in values if old != new]


class _Judge:
    """Tells why a report is in one search only."""

    def __init__(self, before: SearchRecord, now: SearchRecord, store: Store) -> None:
        self._before = before
        self._now = now
        self._store = store
        # The states of then can be compared only while all of them are kept.
        self._kept = before.revision <= now.revision and store.report_count(before.revision) == before.reports

    def changes(self, ids: set[str]) -> tuple[Change, ...]:
        return tuple(Change(one, self._why(one)) for one in sorted(ids))

    def _why(self, report_id: str) -> Why:
        report = self._store.report(report_id, self._now.revision)
        if report is None:
            return "gone"
        if report.revision > self._before.revision:
            old = self._store.report(report_id, self._before.revision) if self._kept else None
            if old is not None:
                return _what_changed(old, report)
            return "new" if self._kept else "new-or-changed"
        if self._before.words_fingerprint != self._now.words_fingerprint:
            return "analysis"
        if _added_words(self._before) != _added_words(self._now):
            return "expansions"
        return "program" if self._before.duizhao != self._now.duizhao else "unexplained"


def _added_words(record: SearchRecord) -> set[tuple[str, str]]:
    """What decides hits of the expansions, without their weights and reasons."""
    return {(one.said, one.rendering) for one in record.expansions}


def _what_changed(old: Report, new: Report) -> Why:
    """What a report says, else what was derived from comparing its versions: beads, and from them flags."""
    if (old.citation, old.versions) != (new.citation, new.versions):
        return "changed"
    if old.alignment != new.alignment:
        return "realigned"
    return "reflagged" if old.flags != new.flags else "changed"
