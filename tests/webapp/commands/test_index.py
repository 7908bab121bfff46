"""`duizhao index` as a process: what it prints, its exit codes, and what a failure leaves."""

import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from indexer.publishing import rebuild_lock
from tests.corpus.intake_files import write_records
from tests.webapp.commands.running import DUIZHAO, duizhao, environment


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of twelve bilingual reports without an index."""
    folder = tmp_path / "home"
    assert duizhao("ingest", "--no-study", write_records(tmp_path / "a.jsonl", range(12)), home=folder).returncode == 0
    return folder


def test_rebuild_then_status_then_verify(home: Path, tmp_path: Path) -> None:
    """Each says what it saw in a line or two, and status counts what was ingested since."""
    built = duizhao("index", "rebuild", home=home)
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.startswith("generation 1: 12 reports, 36 units, ")
    status = duizhao("index", "status", home=home)
    assert status.returncode == 0
    assert "of store revision 12, up to date" in status.stdout
    duizhao("ingest", "--no-study", write_records(tmp_path / "b.jsonl", range(12, 15)), home=home)
    assert "3 changes since: run `duizhao index rebuild`" in duizhao("index", "status", home=home).stdout
    verified = duizhao("index", "verify", home=home)
    assert verified.returncode == 0
    assert verified.stdout.startswith("generation 1: ")
    assert verified.stdout.endswith("all intact\n")


def test_status_as_json(home: Path) -> None:
    """One object with every number of the lines, and whether the words are this program's."""
    rebuilt = json.loads(duizhao("index", "rebuild", "--json", "--jobs", "2", home=home).stdout)
    status = json.loads(duizhao("index", "status", "--json", home=home).stdout)
    assert status == rebuilt
    assert status.pop("size_bytes") > 0
    assert status.pop("built_at").endswith("Z")
    assert status.pop("duizhao")
    assert status == {
        "generation": 1, "engine": "whoosh", "revision": 12, "store_revision": 12, "changes_since": 0,
        "reports": 12, "units": 36, "words_current": True,
    }  # fmt: skip


@pytest.mark.parametrize("command", ["status", "verify"])
def test_without_an_index_the_command_that_makes_one_is_named(home: Path, command: str) -> None:
    """Exit 3."""
    done = duizhao("index", command, home=home)
    assert (done.returncode, done.stdout) == (3, "")
    assert "duizhao index rebuild" in done.stderr


def test_without_a_store_ingest_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    """Exit 3; the data folder does not come into being by asking."""
    done = duizhao("index", "rebuild", home=tmp_path / "home")
    assert done.returncode == 3
    assert "duizhao ingest" in done.stderr
    assert not (tmp_path / "home").exists()


def test_verify_names_the_damaged_file(home: Path) -> None:
    """Exit 3; one bit is enough."""
    duizhao("index", "rebuild", home=home)
    victim = next((home / "index" / "gen-000001").rglob("*.pst"))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    done = duizhao("index", "verify", home=home)
    assert (done.returncode, done.stdout) == (3, "")
    assert str(victim) in done.stderr
    assert "duizhao index rebuild" in done.stderr


def test_a_second_rebuild_waits_its_turn(home: Path) -> None:
    """Exit 75 while another process holds the lock."""
    with rebuild_lock(home / "index"):
        done = duizhao("index", "rebuild", home=home)
    assert done.returncode == 75
    assert "wait until it is done" in done.stderr


def test_a_full_disk_leaves_the_old_index(home: Path, tmp_path: Path) -> None:
    """Exit 3 and a sentence when no file may grow beyond 300 kB; the old index answers, and with room all goes on."""
    duizhao("index", "rebuild", home=home)
    duizhao("ingest", "--no-study", write_records(tmp_path / "b.jsonl", range(12, 800)), home=home)
    assert (home / "corpus.sqlite3").stat().st_size > 300_000  # it is only read beyond that
    command = ["bash", "-c", 'ulimit -f 300; exec "$@"', "bash", str(DUIZHAO), "index", "rebuild", "--jobs", "1"]
    done = subprocess.run(command, env=environment(home), cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "the new index could not be built: no room left on the disk" in done.stderr
    assert duizhao("search", "platelets", home=home).stderr.startswith("12 hits")
    assert not list((home / "index").glob("*.building"))
    assert duizhao("index", "rebuild", home=home).stdout.startswith("generation 2: 800 reports")
    assert duizhao("search", "platelets", home=home).stderr.startswith("800 hits")


def test_ctrl_c_stops_a_rebuild_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    """Exit 130 in a moment, no half generation, no process that goes on; the same command then does the work."""
    duizhao("ingest", "--no-study", write_records(tmp_path / "b.jsonl", range(12, 2000)), home=home)
    rebuild = subprocess.Popen(
        [DUIZHAO, "index", "rebuild", "--jobs", "2"], env=environment(home), stderr=subprocess.PIPE
    )
    while not list((home / "index").glob("*.building/engine/reports")):
        assert rebuild.poll() is None
        time.sleep(0.05)
    rebuild.send_signal(signal.SIGINT)
    _, said = rebuild.communicate(timeout=4)
    assert rebuild.returncode == 130
    assert b"Traceback" not in said
    assert [path.name for path in (home / "index").iterdir()] == ["LOCK"]
    assert duizhao("index", "rebuild", home=home).stdout.startswith("generation 1: 2000 reports")


def test_an_unknown_engine_is_named_with_the_setting(home: Path) -> None:
    """Exit 3, before anything is touched."""
    done = duizhao("index", "rebuild", home=home, DUIZHAO_ENGINE="lucene")
    assert done.returncode == 3
    assert "DUIZHAO_ENGINE" in done.stderr
    assert not (home / "index").exists()


def test_a_deleted_index_is_built_again(home: Path) -> None:
    """Everything derived can be thrown away: the same numbers come back."""
    duizhao("index", "rebuild", home=home)
    shutil.rmtree(home / "index")
    assert duizhao("index", "rebuild", home=home).stdout.startswith("generation 1: 12 reports, 36 units, ")
    assert duizhao("search", "platelets", home=home).stderr.startswith("12 hits")
