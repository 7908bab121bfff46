"""Files into a store: the same result whatever the workers, the order, or the interruptions."""

import gzip
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.alignment.translation import translator_of
from corpus.errors import AnotherWriter, DictionaryUnavailable, UnknownFormat, WorkerDied
from corpus.intake import REJECTED_KEPT, take_in
from corpus.intake.chunks import chunks_of, every_item
from corpus.intake.workers import prepared
from corpus.knowledge import UNTAUGHT
from corpus.lexicon import dictionary
from corpus.model import Rejected, Report
from corpus.reports import bundled_reports
from corpus.store import Store, open_store
from tests.corpus.intake_files import write_records
from tests.corpus.processes import children_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


def said(store: Store) -> list[Report]:
    """The reports without the revision at which they came."""
    return [replace(report, revision=0) for report in store.every_report()]


def test_the_same_file_twice_is_the_same_store(store: Store, tmp_path: Path) -> None:
    """The second time everything is unchanged and the revision stays."""
    file = write_records(tmp_path / "a.jsonl", range(100))
    first = take_in([file], store)
    assert (first.new, first.changed, first.unchanged, first.revision) == (100, 0, 0, 100)
    second = take_in([file], store)
    assert (second.new, second.changed, second.unchanged, second.revision) == (0, 0, 100, 100)


def test_workers_do_not_change_the_store(tmp_path: Path) -> None:
    """One job or three: equal reports at equal revisions."""
    file = write_records(tmp_path / "a.jsonl", range(200))
    kept = []
    for jobs in (1, 3):
        with open_store(tmp_path / f"{jobs}.sqlite3", create=True) as store:
            assert take_in([file], store, jobs=jobs).new == 200
            kept.append(list(store.every_report()))
    assert kept[0] == kept[1]


def test_the_order_of_files_does_not_change_the_reports(tmp_path: Path) -> None:
    """Files in either order give the same reports."""
    files = [write_records(tmp_path / f"{start}.jsonl", range(start, start + 50)) for start in (0, 50)]
    kept = []
    for name, order in (("ab", files), ("ba", files[::-1])):
        with open_store(tmp_path / f"{name}.sqlite3", create=True) as store:
            take_in(order, store)
            kept.append(said(store))
    assert kept[0] == kept[1]
    assert len(kept[0]) == 100


def test_the_bundled_reports_are_taken(store: Store) -> None:
    """Three reports of three files."""
    summary = take_in(bundled_reports(), store)
    assert (summary.new, summary.rejected_count) == (3, 0)
    assert store.report_count() == 3


def test_bad_records_are_refused_and_the_good_around_them_kept(store: Store, tmp_path: Path) -> None:
    """Each with its place, a reason and a remedy; all are counted and handed on, the first are in the summary."""
    file = write_records(tmp_path / "a.jsonl", range(10))
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(["{", *lines[:5], *["not json"] * 150, *lines[5:]]), encoding="utf-8")
    refused: list[Rejected] = []
    summary = take_in([file], store, refused=refused.append)
    assert (summary.new, summary.rejected_count, len(summary.rejected)) == (10, 151, REJECTED_KEPT)
    assert [item.number for item in refused] == [1, *range(7, 157)]
    assert all(item.reason and item.remedy and item.file == str(file) for item in refused)


def test_a_record_of_which_nothing_is_left_is_refused(store: Store, tmp_path: Path) -> None:
    """A saved page of menus only, and a text of markup only: bad records with a remedy, not reports without a word."""
    (tmp_path / "menus.txt").write_text("Home\nLogin\nShare\n", encoding="utf-8")
    lines = ['{"id": "T2", "lang": "en", "text": "<p></p>"}', '{"id": "T3", "lang": "en", "title": "Platelets"}']
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    summary = take_in([tmp_path / "menus.txt", tmp_path / "records.jsonl"], store)
    assert [(Path(item.file).name, item.number) for item in summary.rejected] == [
        ("menus.txt", 1),
        ("records.jsonl", 1),
    ]
    assert all("neither a title nor a text" in item.reason and item.remedy for item in summary.rejected)
    assert [report.report_id for report in store.every_report()] == ["T3"]


def test_unreadable_files_are_refused_and_the_others_read(store: Store, tmp_path: Path) -> None:
    """Missing, empty, binary, a folder's link to itself, a gzip that is cut off: one refusal each, no traceback."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_records(folder / "good.jsonl", range(3))
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(128, 256)) * 40)
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"id": "z", "lang": "en", "text": "' + os.urandom(999))[:200])
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe")
    refused: list[Rejected] = []
    summary = take_in([folder, tmp_path / "missing"], store, refused=refused.append)
    assert summary.new == 3
    names = {Path(item.file).name for item in refused}
    assert names == {"empty.txt", "binary.txt", "cut.jsonl.gz", "dangling.txt", "pipe", "missing"}
    assert all(item.reason and item.remedy for item in refused)


def test_an_unknown_format_is_an_error_before_anything_is_read(store: Store, tmp_path: Path) -> None:
    """Not one refusal a file."""
    with pytest.raises(UnknownFormat, match="nope"):
        take_in([write_records(tmp_path / "a.jsonl", range(3))], store, format="nope")


def test_a_second_record_of_a_report_in_the_same_run(store: Store, tmp_path: Path) -> None:
    """English and Chinese of one id in two files become one report, whoever made them."""
    (tmp_path / "1.jsonl").write_text('{"id": "a", "lang": "en", "text": "Platelets rose."}\n')
    (tmp_path / "2.jsonl").write_text('{"id": "a", "lang": "zh", "text": "血小板升高了很多。"}\n')
    summary = take_in([tmp_path / "1.jsonl", tmp_path / "2.jsonl"], store)
    assert (summary.new, summary.changed) == (1, 1)
    report = store.report("a")
    assert report is not None
    assert report.alignment is not None
    assert {version.side for version in report.versions} == {"en", "zh"}


def test_a_dry_run_counts_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    """With a store and without one, also while another process writes."""
    file = write_records(tmp_path / "a.jsonl", range(20))
    take_in([write_records(tmp_path / "b.jsonl", range(5))], store)
    with store.writing():
        summary = take_in([file], store, dry_run=True)
    assert (summary.new, summary.unchanged, summary.revision) == (15, 5, 5)
    assert store.report_count() == 5
    assert take_in([file], None, dry_run=True).new == 20


def test_a_second_intake_is_refused(store: Store, tmp_path: Path) -> None:
    """The lock is taken before anything is read."""
    with store.writing(), open_store(store.path) as second, pytest.raises(AnotherWriter):
        take_in([tmp_path], second)


def test_progress_tells_every_record(store: Store, tmp_path: Path) -> None:
    """Rising, and ending at the number of records dealt with, refused ones too."""
    file = write_records(tmp_path / "a.jsonl", range(40))
    file.write_text(file.read_text(encoding="utf-8") + "bad\n", encoding="utf-8")
    told: list[int] = []
    take_in([file], store, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 41


def test_a_dictionary_that_goes_missing_midway_is_no_fault_of_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making the report raises it; the record is not refused."""
    monkeypatch.setattr(dictionary, "PACKAGE", "no_such_package_here")
    dictionary.load_dictionary.cache_clear()
    translator_of.cache_clear()
    chunks = chunks_of(every_item([write_records(tmp_path / "a.jsonl", range(2))], None, 10_000), None)
    with pytest.raises(DictionaryUnavailable, match="pip install"):
        list(prepared(chunks, 1, UNTAUGHT))


def test_a_worker_that_is_killed_is_an_error_in_words(tmp_path: Path) -> None:
    """WorkerDied names the records it may have been, and what to do."""
    file = write_records(tmp_path / "a.jsonl", range(2000))
    results = prepared(chunks_of(every_item([file], None, 1_000_000), None), 2, UNTAUGHT)
    next(results)
    for child in children_of(os.getpid()):
        os.kill(child, signal.SIGKILL)
    with pytest.raises(WorkerDied, match=r"a\.jsonl:\d+ to .*--jobs 1"):
        list(results)


def test_no_worker_outlives_the_run(store: Store, tmp_path: Path) -> None:
    """After the intake returns its processes are gone."""
    take_in([write_records(tmp_path / "a.jsonl", range(200))], store, jobs=2)
    deadline = time.monotonic() + 10
    while children_of(os.getpid()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children_of(os.getpid()) == []
