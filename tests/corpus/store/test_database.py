"""Which files are opened as a store, what their schema is, and how failures read."""

import multiprocessing
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from corpus.errors import AnotherWriter, StorageFull, StoreError
from corpus.store import open_store
from corpus.store.database import SCHEMA_VERSIONS
from corpus.store.migrations import config, upgrade
from corpus.store.schema import METADATA
from corpus.study import study_due
from tests.corpus.store.records import CHINESE, ENGLISH, record, write


def test_a_missing_store_is_an_error_that_names_the_remedy(tmp_path: Path) -> None:
    """And nothing is created."""
    with pytest.raises(StoreError, match="duizhao ingest"):
        open_store(tmp_path / "home" / "corpus.sqlite3", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"a plain text that is longer than a header", b"x", bytes(8192)])
def test_a_file_that_is_no_database_is_never_written_to(tmp_path: Path, content: bytes) -> None:
    """StoreError, and the bytes stay."""
    path = tmp_path / "corpus.sqlite3"
    path.write_bytes(content)
    for create in (True, False):
        with pytest.raises(StoreError, match="not a SQLite database"):
            open_store(path, create=create)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_never_written_to(tmp_path: Path) -> None:
    """A SQLite file with tables of its own."""
    path = tmp_path / "corpus.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE reports (title TEXT)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path, create=True)
    assert path.read_bytes() == before


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """With the schema's number and what to install."""
    path = tmp_path / "corpus.sqlite3"
    open_store(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StoreError, match=r"later version of duizhao \(schema 9999\)"):
        open_store(path, create=True)


def test_a_folder_in_the_place_of_the_database_is_an_error(tmp_path: Path) -> None:
    """In words, not IsADirectoryError."""
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path, create=True)


def test_a_damaged_database_is_an_error_in_words(tmp_path: Path) -> None:
    """Pages overwritten behind the header: StoreError with a remedy when they are read."""
    path = tmp_path / "corpus.sqlite3"
    with open_store(path, create=True) as store:
        write(store, [record(f"r{number}", en=ENGLISH * 20) for number in range(200)])
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * (size - 4096))
    with pytest.raises(StoreError, match="damaged"), open_store(path, create=False) as store:
        list(store.every_report())


def test_the_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    """Alembic finds no difference between the tables in the file and those in the code, and knows no later version."""
    path = tmp_path / "corpus.sqlite3"
    open_store(path, create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        script = ScriptDirectory.from_config(config(connection))
    engine.dispose()
    assert script.get_current_head() == SCHEMA_VERSIONS[-1]
    assert tuple(entry.revision for entry in script.walk_revisions())[::-1] == SCHEMA_VERSIONS


def test_a_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """Every row says afterwards which knowledge its alignment names, superseded rows too; what was there stays."""
    path = tmp_path / "corpus.sqlite3"
    with open_store(tmp_path / "new.sqlite3", create=True) as store:
        write(store, [record(f"r{number:03}", en=ENGLISH, zh=CHINESE) for number in range(150)])
        write(store, [record("english", en=ENGLISH), record("r000", zh="12例患者血小板均降低。")])
        expected = list(store.every_report())
    _copy_as_first_schema(tmp_path / "new.sqlite3", path)
    with open_store(path) as store:
        assert list(store.every_report()) == expected
        assert (store.report_count(), store.studies.bilingual_count()) == (151, 150)
        assert (store.studies.stale_count(0), store.studies.stale_count(1)) == (0, 150)
        assert store.studies.studied_count() == 0
        assert study_due(store)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM reports WHERE knowledge = 0").fetchone() == (151,)
        (plan,) = connection.execute(
            "EXPLAIN QUERY PLAN SELECT report_id FROM reports WHERE superseded_at IS NULL AND knowledge != 1 "
            "AND report_id > 'r' ORDER BY report_id LIMIT 9"
        )
        assert "COVERING INDEX reports_by_superseded_at" in plan[3]


def _copy_as_first_schema(new: Path, path: Path) -> None:
    """The rows of a store in the tables that the first version made."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, SCHEMA_VERSIONS[0])
    engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ATTACH DATABASE ? AS new", (str(new),))
        connection.execute("DELETE FROM counters")
        for table in ("reports", "records", "taken", "aliases", "counters"):
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            condition = "name = 'revision'" if table == "counters" else "1"
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM new.{table} WHERE {condition}")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """As SQLite has it: an empty file is an empty database."""
    path = tmp_path / "corpus.sqlite3"
    path.touch()
    with open_store(path, create=True) as store:
        assert store.revision() == 0


def test_a_current_store_opens_without_alembic(tmp_path: Path) -> None:
    """Starting a command does not pay for migrations that it does not need."""
    path = tmp_path / "corpus.sqlite3"
    open_store(path, create=True).close()
    program = f"""
import sys
from pathlib import Path
from corpus.store import open_store
with open_store(Path({str(path)!r}), create=False) as store:
    store.revision()
print("alembic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_two_processes_make_one_store(tmp_path: Path) -> None:
    """Both find a whole schema, whoever was first."""
    path = tmp_path / "corpus.sqlite3"
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_revision_of_new_store, [path, path]) == [0, 0]


def _revision_of_new_store(path: Path) -> int:
    with open_store(path, create=True) as store:
        return store.revision()


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path) -> None:
    """AnotherWriter names the process; afterwards the lock is free again; reading goes on all the while."""
    path = tmp_path / "corpus.sqlite3"
    with open_store(path, create=True) as first, open_store(path, create=False) as second:
        with first.writing():
            with pytest.raises(AnotherWriter, match=r"process \d+ is writing"), second.writing():
                pass
            assert second.report_count() == 0
        assert write(second, [record("a", en=ENGLISH)]) == ["new"]


def test_writing_needs_the_lock(tmp_path: Path) -> None:
    """A caller that forgot it is told at once."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store, pytest.raises(RuntimeError, match="writing"):
        store.write([])


def _write_until_full(path: Path, size_bytes_max: int) -> str:
    """In a process that may not make a file larger than that."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes_max, size_bytes_max))
    with open_store(path, create=False) as store:
        try:
            for number in range(1000):
                write(store, [record(f"full{number}", en=f"{number} {ENGLISH * 50}")])
        except StorageFull as exc:
            return str(exc)
    return ""


def test_a_full_disk_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    """StorageFull with a remedy; the store can be read and, with room again, written."""
    path = tmp_path / "corpus.sqlite3"
    with open_store(path, create=True) as store:
        write(store, [record(f"r{number}", en=ENGLISH) for number in range(100)])
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        message = pool.apply(_write_until_full, (path, 400_000))
    assert "no room" in message
    assert "same command again" in message
    with open_store(path, create=False) as store:
        kept = store.report_count()
        assert store.revision() == kept >= 100
        assert len(list(store.every_report())) == kept
        assert write(store, [record("after", en=ENGLISH)]) == ["new"]


def test_a_copied_store_is_a_store(tmp_path: Path) -> None:
    """Closed, everything is in the one file."""
    path = tmp_path / "corpus.sqlite3"
    with open_store(path, create=True) as store:
        write(store, [record("a", en=ENGLISH)])
    shutil.copy(path, tmp_path / "copy.sqlite3")
    with open_store(tmp_path / "copy.sqlite3", create=False) as store:
        assert store.report("a") is not None
