"""What a collection teaches: the same for the same records, frozen under a number, and reaching every report."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import AnotherWriter, WorkerDied
from corpus.intake import take_in
from corpus.intake.workers import prepare
from corpus.knowledge import UNTAUGHT, Knowledge, TermPair
from corpus.model import Report
from corpus.reports import bundled_reports
from corpus.store import Store, open_store
from corpus.study import Stage, study, study_due
from tests.corpus.intake_files import write_records
from tests.corpus.processes import children_of
from tests.corpus.store.records import CHINESE, ENGLISH, record, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_records(tmp_path / "a.jsonl", range(100))


def said(store: Store) -> list[Report]:
    """The reports without the revision at which they came."""
    return [replace(report, revision=0) for report in store.every_report()]


def numbers(store: Store) -> set[int | None]:
    """The numbers of the knowledge that alignments name; None stands for reports without one."""
    return {report.alignment.knowledge if report.alignment else None for report in store.every_report()}


def test_a_study_freezes_what_it_learns_and_every_alignment_names_it(store: Store, file: Path) -> None:
    """Number 1, at the revision that it was learnt from; each report is written anew with its number."""
    take_in([file], store)
    assert numbers(store) == {0}
    summary = study(store)
    taught = store.knowledge()
    assert (summary.number, summary.learnt, summary.remade, summary.revision) == (1, True, 100, 200)
    assert (taught.number, taught.revision, taught.report_count) == (1, 100, 100)
    assert taught.pairs
    assert summary.pair_count == len(taught.pairs)
    assert numbers(store) == {1}
    assert store.studies.stale_count(1) == 0


def test_the_same_records_teach_the_same_whatever_the_order_and_the_jobs(tmp_path: Path) -> None:
    """Files in either order, one job or two, all at once or one after the other: equal pairs, number and reports."""
    files = [write_records(tmp_path / f"{start}.jsonl", range(start, start + 60)) for start in (0, 60)]
    kept = []
    for name, order, jobs in (("ab", files, 1), ("ba", files[::-1], 2)):
        with open_store(tmp_path / f"{name}.sqlite3", create=True) as store:
            for file in order:
                take_in([file], store)
            summary = study(store, jobs=jobs)
            kept.append((summary, store.knowledge(), said(store)))
    assert kept[0] == kept[1]


def test_what_was_taught_before_does_not_count(tmp_path: Path, file: Path) -> None:
    """A collection that was studied when it was half as large learns the pairs of one that was not."""
    more = write_records(tmp_path / "b.jsonl", range(100, 180))
    with (
        open_store(tmp_path / "1.sqlite3", create=True) as first,
        open_store(tmp_path / "2.sqlite3", create=True) as two,
    ):
        take_in([file], first)
        study(first)
        take_in([more], first)
        assert numbers(first) == {1}
        assert study(first).number == 2
        take_in([file, more], two)
        assert study(two).number == 1
        assert first.knowledge().pairs == two.knowledge().pairs
        assert numbers(first) == {2}


def test_the_same_pairs_take_no_new_number(store: Store, file: Path) -> None:
    """Nothing is learnt, nothing made again, and the revision stays."""
    take_in([file], store)
    first = study(store)
    again = study(store)
    assert (again.number, again.learnt, again.remade, again.unchanged) == (1, False, 0, 0)
    assert again.revision == first.revision == store.revision()


def test_reports_without_an_alignment_are_never_stale(store: Store, file: Path) -> None:
    """A report in one language keeps its revision when the others are made again."""
    write(store, [record("english", en=ENGLISH)])
    take_in([file], store)
    assert study(store).remade == 100
    report = store.report("english")
    assert report is not None
    assert report.revision == 1
    assert (store.studies.bilingual_count(), store.report_count()) == (100, 101)


def test_an_empty_collection_teaches_nothing(store: Store) -> None:
    """No knowledge is frozen; number 0 stays in force."""
    summary = study(store, jobs=2)
    assert (summary.number, summary.learnt, summary.pair_count, summary.revision) == (0, False, 0, 0)


class Stopped(Exception):
    """What stops a run in these tests."""


def test_a_study_that_was_cut_off_is_finished_by_the_same_call(tmp_path: Path) -> None:
    """Stopped after the first commit: part is made again, a study is due; the next leads to the undisturbed store."""
    file = write_records(tmp_path / "a.jsonl", range(600))

    def stop(stage: Stage, done: int, _total: int | None) -> None:
        if stage == "making again" and done:
            raise Stopped

    with (
        open_store(tmp_path / "1.sqlite3", create=True) as cut,
        open_store(tmp_path / "2.sqlite3", create=True) as whole,
    ):
        take_in([file], cut)
        with pytest.raises(Stopped):
            study(cut, progress=stop)
        assert numbers(cut) == {0, 1}
        assert study_due(cut)
        summary = study(cut, jobs=2)
        assert (summary.number, summary.learnt) == (1, False)
        assert 0 < summary.remade < 600
        assert not study_due(cut)

        take_in([file], whole)
        study(whole)
        assert list(cut.every_report()) == list(whole.every_report())


def test_a_worker_that_is_killed_is_an_error_in_words(store: Store, tmp_path: Path) -> None:
    """WorkerDied names the reports it was near; the store stays whole, and the same call goes on."""
    take_in([write_records(tmp_path / "a.jsonl", range(900))], store)

    def kill(stage: Stage, _done: int, _total: int | None) -> None:
        if stage == "making again":
            for child in children_of(os.getpid()):
                os.kill(child, signal.SIGKILL)

    with pytest.raises(WorkerDied, match=r"near r\d+ to r\d+"):
        study(store, jobs=2, progress=kill)
    assert store.report_count() == len(list(store.every_report())) == 900
    assert study(store).number == 1
    assert numbers(store) == {1}


def test_progress_tells_each_stage(store: Store, file: Path) -> None:
    """Reading and making again rise to the number of reports; mining is told once."""
    take_in([file], store)
    told: list[tuple[Stage, int, int | None]] = []
    study(store, progress=lambda *step: told.append(step))
    assert [stage for stage, *_ in told] == sorted((stage for stage, *_ in told), key=STAGES.index)
    assert ("reading", 100, 100) in told
    assert ("mining", 0, None) in told
    assert ("making again", 100, 100) in told


STAGES = ["reading", "mining", "making again", "linking", "auditing"]


def test_a_study_is_due_when_bilingual_reports_have_grown_by_a_tenth(store: Store, tmp_path: Path) -> None:
    """Any are enough at first; then 100 must become 110; those in one language do not count."""
    assert not study_due(store)
    write(store, [record("english", en=ENGLISH)])
    assert not study_due(store)
    take_in([write_records(tmp_path / "a.jsonl", range(100))], store)
    assert study_due(store)
    study(store)
    assert not study_due(store)
    take_in([write_records(tmp_path / "b.jsonl", range(100, 109))], store)
    assert not study_due(store)
    take_in([write_records(tmp_path / "c.jsonl", range(109, 110))], store)
    assert study_due(store)


def test_a_small_collection_without_pairs_is_not_due_for_ever(store: Store) -> None:
    """One report teaches nothing, and is not studied again before there are more."""
    write(store, [record("a", en=ENGLISH, zh=CHINESE)])
    study(store)
    assert not study_due(store)


def test_remaking_reaches_reports_that_older_code_read(store: Store, file: Path) -> None:
    """A report and its aliases and languages as older code left them are made again from the records; others stay."""
    take_in([file], store)
    study(store)
    before = said(store)
    old = prepare(record("old", doi="10.1000/new", en=ENGLISH, fr="Les plaquettes ont augmenté."), UNTAUGHT)
    stale = prepare(record("old", doi="10.1000/old", en="As older code read it."), UNTAUGHT)
    with store.writing():
        store.write([old._replace(report=stale.report, languages=("en",))])
    assert store.resolve("doi:10.1000/old") == "old"
    assert study(store).remade == 0

    summary = study(store, remake=True)
    assert (summary.number, summary.learnt, summary.remade, summary.unchanged) == (1, False, 1, 100)
    report = store.report("old")
    assert report is not None
    assert [version.language for version in report.versions] == ["en", "fr"]
    assert (store.resolve("doi:10.1000/old"), store.resolve("doi:10.1000/new")) == (None, "old")
    assert [one for one in said(store) if one.report_id != "old"] == before
    write(store, [record("old", en="Later words in English alone.")])
    assert len(store.records("old")) == 2  # the first still gives the French


def test_a_study_links_and_aligns_links_with_what_it_learnt(store: Store, file: Path) -> None:
    """Two reports in one language each, of one DOI: linked, and the alignment names the number; none is made again."""
    write(store, [record("e", doi="10.1000/one", en=ENGLISH), record("z", doi="10.1000/one", zh=CHINESE)])
    take_in([file], store)
    summary = study(store)
    link = store.links.of("e")
    assert link is not None
    assert (link.second, link.reason, link.alignment.knowledge) == ("z", "doi", 1)
    assert (summary.links.total, summary.links.made, summary.remade) == (1, 1, 100)
    assert study(store).links.made == 0


def test_a_report_that_cannot_be_made_stays_as_it_was(store: Store, file: Path) -> None:
    """It is named with its reason, once; the others are made again, and the study comes to its end."""
    take_in([file], store)
    store.learn(Knowledge(1, 0, 0, (TermPair("platelet", "血小板", 0.9, 3),)))
    break_report(store)
    summary = study(store)
    assert (summary.remade, summary.failed_count) == (100, 1)
    assert [unmade.report_id for unmade in summary.failed] == ["broken"]
    assert store.report("broken") is not None
    assert not study_due(store)


def break_report(store: Store) -> None:
    """Keep a bilingual report whose record can no longer be read."""
    broken = prepare(record("broken", en=ENGLISH, zh=CHINESE), UNTAUGHT)
    with store.writing():
        store.write([broken._replace(record=b"no record")])


@pytest.mark.parametrize("remake", [False, True])
def test_nothing_is_learnt_while_a_report_cannot_be_read(store: Store, file: Path, remake: bool) -> None:
    """What was learnt before stays in force, and the summary says why; good pairs are never replaced by worse."""
    take_in([file], store)
    study(store)
    before = store.knowledge()
    break_report(store)
    summary = study(store, remake=remake)
    assert (summary.learnt, summary.number, summary.pair_count) == (False, 1, len(before.pairs))
    assert (summary.unread, summary.failed_count) == (1, 1)
    assert store.knowledge() == before


def test_knowledge_is_never_overwritten(store: Store, file: Path) -> None:
    """A study after knowledge of another kind takes the next number, and both are kept."""
    store.learn(Knowledge(7, 0, 0, (TermPair("platelet", "血小板", 0.9, 3),)))
    take_in([file], store)
    assert numbers(store) == {7}
    assert study(store).number == 8
    assert numbers(store) == {8}


def test_a_study_needs_the_writers_lock(store: Store) -> None:
    """While another writes it is refused before any work."""
    with store.writing(), open_store(store.path) as second, pytest.raises(AnotherWriter):
        study(second)


def test_a_study_keeps_the_abbreviations_that_a_report_defines_in_both_languages(tmp_path: Path) -> None:
    """ITP, BTK and BTKi of the bundled bilingual report, with both long forms."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        take_in(bundled_reports(), store)
        study(store)
        known = {pair.short: (pair.en, pair.zh) for pair in store.knowledge().abbreviations}
    assert known["ITP"] == ("immune thrombocytopenia", "免疫性血小板减少症")
    assert known["BTKi"] == ("bruton's tyrosine kinase inhibitors", "布鲁顿酪氨酸激酶抑制剂")
