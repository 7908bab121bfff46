"""A rebuild: the same whatever the number of workers, never in the way of the old index, safe to kill."""

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import AnotherWriter
from indexer.errors import IndexUnavailable, RebuildFailed
from indexer.publishing import rebuild_lock
from indexer.rebuild import rebuild
from tests.indexer.made_collections import add_reports, collection, reindex, total

# Rebuilds the index of the data folder given, in a process that can be killed.
REBUILD = """
import sys
from pathlib import Path
from corpus.store import open_store
from indexer.generations import Generations
from indexer.rebuild import rebuild
home = Path(sys.argv[1])
with open_store(home / "corpus.sqlite3") as store:
    rebuild(store, Generations(home / "index", store), engine="whoosh", jobs=1, progress=lambda done, of: None)
"""


def contents(generation: Path) -> dict[str, str]:
    """The hash of every file but the manifest; without the random names of Whoosh's segments."""
    found = {}
    for path in sorted(generation.rglob("*")):
        if path.is_file() and path.name != "MANIFEST.json" and path.suffix != ".toc":
            name = path.relative_to(generation).as_posix()
            if "MAIN_" in name:
                name = f"{path.parent.name}/segment{path.suffix}"
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_a_rebuild_counts_what_it_indexed(tmp_path: Path) -> None:
    """The manifest says what the engine then finds, and tells how far it is on the way."""
    told: list[tuple[int, int | None]] = []
    with collection(tmp_path, 5) as (store, generations):
        manifest = rebuild(store, generations, engine="whoosh", jobs=1, progress=lambda *where: told.append(where))
        assert (manifest.number, manifest.revision, manifest.reports, manifest.units) == (1, 5, 5, 10)
        with generations.lease() as generation:
            assert total(generation) == 5
            assert generation.vocabulary.report_count == 5
            assert generation.manifest == manifest
    assert all(done <= 5 and of == 5 for done, of in told)


def test_an_empty_store_makes_an_index_that_finds_nothing(tmp_path: Path) -> None:
    with collection(tmp_path, 0) as (store, generations):
        assert reindex(store, generations).reports == 0
        with generations.lease() as generation:
            assert total(generation) == 0


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    """Byte for byte, with more reports than a chunk holds."""
    with collection(tmp_path, 230) as (store, generations):
        reindex(store, generations, jobs=1)
        reindex(store, generations, jobs=3)
        assert contents(tmp_path / "index" / "gen-000001") == contents(tmp_path / "index" / "gen-000002")


def test_a_second_rebuild_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    with (
        collection(tmp_path) as (store, generations),
        rebuild_lock(tmp_path / "index"),
        pytest.raises(AnotherWriter, match=r"process \d+ is rebuilding"),
    ):
        reindex(store, generations)


def test_an_unknown_engine_changes_nothing(tmp_path: Path) -> None:
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        with pytest.raises(IndexUnavailable, match="lucene"):
            rebuild(store, generations, engine="lucene", jobs=1, progress=lambda _done, _of: None)
        with generations.lease() as generation:
            assert generation.number == 1


def test_a_store_that_cannot_be_read_leaves_the_old_index(tmp_path: Path) -> None:
    """A damaged report ends the rebuild with a reason, and what was built of it is gone."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
        add_reports(store, range(3, 4))
        subprocess.run(
            [sys.executable, "-c", "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
             "db.execute(\"UPDATE reports SET content = x'00' WHERE report_id = 'r0003'\"); db.commit()",
             str(tmp_path / "corpus.sqlite3")],
            check=True,
        )  # fmt: skip
        with pytest.raises(RebuildFailed, match="The old one, if any, goes on serving"):
            reindex(store, generations)
        assert sorted(path.name for path in (tmp_path / "index").iterdir()) == ["CURRENT", "LOCK", "gen-000001"]
        with generations.lease() as generation:
            assert total(generation) == 3


def test_killed_at_any_moment_the_index_is_whole(tmp_path: Path) -> None:
    """Eight rebuilds are killed while this process searches: no search fails or miscounts, and the next one ends."""
    chance = random.Random(8)
    with collection(tmp_path, 40) as (store, generations):
        reindex(store, generations)
        killed = 0
        for number in range(8):
            add_reports(store, range(1), f"word{number}")
            process = subprocess.Popen([sys.executable, "-c", REBUILD, str(tmp_path)], stderr=subprocess.PIPE)
            deadline = time.monotonic() + chance.uniform(0.2, 3.0)
            while time.monotonic() < deadline and process.poll() is None:
                with generations.lease() as generation:
                    assert total(generation) == 40
            process.send_signal(signal.SIGKILL)
            _, said = process.communicate()
            killed += process.returncode == -signal.SIGKILL
            assert process.returncode == -signal.SIGKILL or (process.returncode == 0 and not said)
            with generations.lease() as generation:
                assert total(generation, f"word{number}") in (0, 1)
        assert killed >= 3
        reindex(store, generations)
        with generations.lease() as generation:
            assert total(generation, "word7") == 1
        names = sorted(path.name for path in (tmp_path / "index").iterdir())
        assert len([name for name in names if name.startswith("gen-")]) == 2
        assert not [name for name in names if name.endswith((".building", ".tmp"))]


def test_manifests_are_plain_json(tmp_path: Path) -> None:
    """Anybody can read what a generation holds."""
    with collection(tmp_path) as (store, generations):
        reindex(store, generations)
    manifest = json.loads((tmp_path / "index" / "gen-000001" / "MANIFEST.json").read_text(encoding="utf-8"))
    assert manifest["reports"] == 3
    assert manifest["files"]["vocabulary.json"]["size_bytes"] > 0
