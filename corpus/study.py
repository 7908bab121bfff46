"""What the collection teaches: pairs of units mined from its own beads, and its reports made again with them.

What is learnt follows from the set of records alone. Bilingual reports are made once more with what ships, so that
neither earlier knowledge nor the order of arrival counts; which of them are looked at, if there are very many, is drawn
by the hash of their ids; and mining does not heed the order of beads.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.collection_audit import CollectionAudit, audit_whole_collection
from corpus.errors import CorpusError, WorkerDied
from corpus.ingest import languages_of, make_report
from corpus.knowledge import UNTAUGHT, Knowledge, TermPair
from corpus.lessons import Defined, Lesson, lesson_of
from corpus.lexicon.abbreviations import pairs_of
from corpus.lexicon.dictionary import load_dictionary
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.lexicon.mining import BeadUnits, mine
from corpus.lexicon.term_pairs import TERM_BEADS_MAX, Evidence, TermBead, mine_terms
from corpus.lexicon.term_pairs.defined import fitted
from corpus.lexicon.transliteration import joined_names
from corpus.linking import LinkSummary, link_automatically
from corpus.model import Report
from corpus.processes import in_order
from corpus.store import Remade, Store
from corpus.store.packing import pack_report, unpack_record

# More beads than mining looks at: it stops at a number of events that some twenty thousand beads of abstracts make.
READ_BEADS_MAX: Final = 50_000

# Bilingual reports are studied again when they have become more by this share.
GROWTH: Final = 0.1

# What a worker is given at a time, and what is committed at a time: a cut-off run loses at most that much work.
CHUNK_REPORTS: Final = 32
COMMIT_REPORTS: Final = 256
COMMIT_BYTES: Final = 8_000_000

# Failures that a summary holds.
FAILED_KEPT: Final = 100

Stage: TypeAlias = Literal["reading", "mining", "making again", "linking", "auditing"]
Progress: TypeAlias = Callable[[Stage, int, int | None], None]

# Reports by id, each with its records, packed.
Chunk: TypeAlias = Sequence[tuple[str, tuple[bytes, ...]]]


class Unmade(NamedTuple):
    """A report that could not be made again, by a fault of our own code; it stays as it was."""

    report_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class StudySummary:
    """What a study learnt and changed. `number` is that of the knowledge in force, `learnt` says whether it is new.

    `report_count` counts the bilingual reports; of the reports made again, `remade` say something else than before
    and `unchanged` do not. `failed` holds the first of the `failed_count` that could not be made; if `unread` of them
    failed when they were to be learnt from, nothing is learnt. `links` says what became of the links between reports in
    one language, which are made with the same knowledge, `audit` what the rules of the whole collection found.
    """

    number: int
    learnt: bool
    pair_count: int
    report_count: int
    remade: int
    unchanged: int
    failed_count: int
    failed: tuple[Unmade, ...]
    unread: int
    links: LinkSummary
    audit: CollectionAudit
    revision: int


def study_due(store: Store) -> bool:
    """Whether bilingual reports have become more by a tenth since a study last came to its end."""
    studied, count = store.studies.studied_count(), store.studies.bilingual_count()
    return count > studied and count - studied >= GROWTH * studied


def study(
    store: Store,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    remake: bool = False,
    glossary: Glossary = NO_GLOSSARY,
) -> StudySummary:
    """Learn from the collection, freeze what is learnt under the next number, make again what is stale, link, audit.

    What equals the frozen knowledge takes no new number. From a collection of which a report could not be read nothing
    is learnt, since what it taught would not follow from the records alone. Stale is a report whose alignment names
    another number than the newest; with `remake` every report is made again, so that better reading reaches it, and
    learnt from as it is read now. `progress` is told the stage, the reports done and, where known, those in all. Raises
    AnotherWriter, StorageFull, WorkerDied or DictionaryUnavailable; what was committed before stays, and the same call
    goes on.
    """
    tell = progress if progress is not None else _say_nothing
    load_dictionary()  # without it nothing can be aligned: told before any work
    with store.writing():
        store.studies.note_studied(0)
        before = store.knowledge()
        report_count = store.studies.bilingual_count()
        tally = _Tally()
        learnt = _learnt(store, store.every_id() if remake else store.studies.bilingual_ids(), jobs, tell, tally)
        unread, taught = tally.failed_count, before
        if not unread and not learnt.same_as(before):
            taught = replace(learnt, number=before.number + 1, revision=store.revision(), report_count=report_count)
            store.learn(taught)
        ids = store.every_id() if remake else store.studies.stale_ids(taught.number)
        total = store.report_count() if remake else store.studies.stale_count(taught.number)
        _make_again(store, ids, total, taught, jobs, tell, tally)
        links = link_automatically(store, progress=lambda done: tell("linking", done, None))
        tell("auditing", 0, None)
        audit = audit_whole_collection(store, glossary)
        report_count = store.studies.bilingual_count()
        store.studies.note_studied(report_count)
        return StudySummary(
            number=taught.number,
            learnt=taught is not before,
            pair_count=len(taught.pairs),
            report_count=report_count,
            remade=tally.remade,
            unchanged=tally.unchanged,
            failed_count=tally.failed_count,
            failed=tuple(tally.failed),
            unread=unread,
            links=links,
            audit=audit,
            revision=store.revision(),
        )


def _say_nothing(stage: Stage, done: int, total: int | None) -> None:
    """Progress for nobody."""


# ---- learning ----------------------------------------------------------------------------------------------------


def _learnt(store: Store, ids: Iterable[str], jobs: int, tell: Progress, tally: "_Tally") -> Knowledge:
    """What these reports teach, aligned with what ships; of very many, those that are drawn. Without a number yet."""
    drawn = sorted(ids, key=_draw)
    beads: list[BeadUnits] = []
    definitions: Counter[Defined] = Counter()
    names: list[TermPair] = []
    term_beads: list[TermBead] = []
    once: dict[str, str] = {}  # each unit is in memory once, however many beads have it
    done = 0
    tell("reading", 0, len(drawn))
    with closing(in_order(_lesson_of, UNTAUGHT, _chunks(store, drawn), jobs=jobs, place=_place)) as results:
        for chunk, (lesson, unmade) in results:
            beads.extend((_same(en, once), _same(zh, once)) for en, zh in lesson.beads)
            definitions.update(lesson.definitions)
            names.extend(lesson.names)
            if len(term_beads) < TERM_BEADS_MAX:
                term_beads.extend(
                    bead._replace(en=_same(bead.en, once), zh=_same(bead.zh, once)) for bead in lesson.term_beads
                )
            for fault in unmade:
                tally.fail(fault)
            done += len(chunk)
            tell("reading", done, len(drawn))
            if len(beads) >= READ_BEADS_MAX:
                break
    if tally.failed_count:
        return UNTAUGHT
    tell("mining", 0, None)
    pairs = mine(beads)
    evidence = Evidence(pairs)
    return replace(
        UNTAUGHT,
        pairs=pairs,
        abbreviations=fitted(pairs_of(definitions), evidence),
        terms=joined_names(names),
        term_pairs=mine_terms(term_beads, evidence),
    )


def _same(units: Iterable[str], once: dict[str, str]) -> tuple[str, ...]:
    """Equal units, as the strings that are in memory already."""
    return tuple(once.setdefault(unit, unit) for unit in units)


def _draw(report_id: str) -> bytes:
    """A place in a draw that depends on the id alone."""
    return hashlib.sha256(report_id.encode()).digest()


def _lesson_of(knowledge: Knowledge, chunk: Chunk) -> tuple[Lesson, list[Unmade]]:
    """What reports teach, and the reports that our own code fails on."""
    made = [_made(report_id, records, knowledge) for report_id, records in chunk]
    reports = (report for report in made if isinstance(report, Report))
    return lesson_of(reports), [unmade for unmade in made if isinstance(unmade, Unmade)]


# ---- making again ------------------------------------------------------------------------------------------------


class _Tally:
    """What became of the reports made again, counted as they are committed; a failed one counts once."""

    def __init__(self) -> None:
        self.remade = self.unchanged = 0
        self.failed: list[Unmade] = []
        self._failed_ids: set[str] = set()

    @property
    def failed_count(self) -> int:
        return len(self._failed_ids)

    def fail(self, unmade: Unmade) -> None:
        if unmade.report_id not in self._failed_ids and len(self.failed) < FAILED_KEPT:
            self.failed.append(unmade)
        self._failed_ids.add(unmade.report_id)


def _make_again(
    store: Store, ids: Iterable[str], total: int, taught: Knowledge, jobs: int, tell: Progress, tally: _Tally
) -> None:
    """Make reports from their records with the knowledge, and write those that say something else, in their order."""
    waiting: list[Remade] = []
    done = 0
    tell("making again", 0, total)

    def commit() -> None:
        changed = store.rewrite(waiting)
        tally.remade += changed
        tally.unchanged += len(waiting) - changed
        waiting.clear()
        tell("making again", done, total)

    with closing(in_order(_make_chunk, taught, _chunks(store, ids), jobs=jobs, place=_place)) as results:
        try:
            for _, items in results:
                done += len(items)
                for item in items:
                    if isinstance(item, Unmade):
                        tally.fail(item)
                    else:
                        waiting.append(item)
                size_bytes = sum(len(item.report.content) for item in waiting)
                if len(waiting) >= COMMIT_REPORTS or size_bytes >= COMMIT_BYTES:
                    commit()
        except WorkerDied:
            commit()
            raise
        commit()


def _make_chunk(knowledge: Knowledge, chunk: Chunk) -> list[Remade | Unmade]:
    made: list[Remade | Unmade] = []
    for report_id, records in chunk:
        report = _made(report_id, records, knowledge)
        made.append(report if isinstance(report, Unmade) else _packed(report, records))
    return made


def _packed(report: Report, records: tuple[bytes, ...]) -> Remade:
    """The report as the store takes it."""
    languages = tuple(languages_of(unpack_record(record)) for record in records)
    return Remade(report.report_id, pack_report(report), languages)


# ---- both --------------------------------------------------------------------------------------------------------


def _chunks(store: Store, ids: Iterable[str]) -> Iterator[Chunk]:
    """The records of the reports, some reports at a time."""
    rest = iter(ids)
    while part := tuple(islice(rest, CHUNK_REPORTS)):
        yield store.studies.packed_records(part)


def _place(chunk: Chunk) -> str:
    return f"{chunk[0][0]} to {chunk[-1][0]}"


def _made(report_id: str, records: Sequence[bytes], knowledge: Knowledge) -> Report | Unmade:
    """The report that its records make; what is no fault of the report (no dictionary, no memory) is raised."""
    try:
        report = make_report([unpack_record(record) for record in records], knowledge)
    except (CorpusError, MemoryError):
        raise
    except Exception as exc:  # noqa: BLE001 - one report's fault must not stop the others
        return Unmade(report_id, f"{type(exc).__name__}: {str(exc)[:200]}")
    if report.report_id != report_id:
        return Unmade(report_id, f"its records are now called {report.report_id}")
    return report
