"""The SQLite file: opening it only if it is ours, its schema, its transactions, and its errors in our words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from corpus.errors import StorageFull, StoreError

# Migrations in order; a test holds them to what Alembic finds. The last is the schema of corpus.store.schema.
SCHEMA_VERSIONS: Final = ("0001", "0002", "0003", "0004")

# https://www.sqlite.org/fileformat.html#magic_header_string
HEADER: Final = b"SQLite format 3\x00"

# A write waits this long for another process's transaction; ours last well under a second.
BUSY_SECONDS: Final = 30.0

# https://www.sqlite.org/rescode.html; a quota or file size limit shows as a failed write, not as a full disk.
NO_ROOM: Final = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")
DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def open_database(path: Path, *, create: bool) -> Engine:
    """An engine on a database of the current schema; older ones are migrated.

    Raises StoreError if the file is missing (unless `create`), is no SQLite database, holds something else, is
    damaged, or was written by a later version. Nothing that is not ours is ever written to.
    """
    _check_file(path, create=create)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    try:
        with translated(path):
            _bring_up_to_date(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    """Raise StoreError unless SQLite may open the file; make its folder if `create`."""
    try:
        if path.exists() and not path.is_file():
            raise StoreError(
                f"{path}: a folder or device stands where the database should be; name another DUIZHAO_HOME"
            )
        if not path.exists() and not create:
            raise StoreError(f"{path}: no collection here yet; make one with `duizhao ingest PATH...`")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            return
        with path.open("rb") as stream:
            header = stream.read(len(HEADER))
    except OSError as exc:
        raise StoreError(f"{path}: cannot be opened ({exc.strerror}); check the folder and its permissions") from exc
    if header and header != HEADER:
        raise StoreError(f"{path}: not a SQLite database; it is left as it is. Move it away, then ingest again")


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    """Set up a new connection. Transactions are begun by `_begin`, so that schema changes are inside them too."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk when it returns, in WAL mode too


def _begin(connection: Connection) -> None:
    """Begin a transaction; a writing one takes the write lock at once, since a reader's could not be upgraded."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one writing transaction: all of it is kept, or nothing."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    """Migrate an older or empty database; raise StoreError for a later or a foreign one."""
    with engine.connect() as connection:
        version = _schema_version(connection, path)
    if version == SCHEMA_VERSIONS[-1]:
        return
    # Alembic takes a fifth of a second to import and is needed only here.
    from corpus.store import migrations  # noqa: PLC0415

    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA journal_mode = WAL")  # impossible inside a transaction
    with writing(engine) as connection:
        if _schema_version(connection, path) != SCHEMA_VERSIONS[-1]:  # another process may have been faster
            migrations.upgrade(connection)


def _schema_version(connection: Connection, path: Path) -> str | None:
    """The version in the database, None for an empty one."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    version = None
    if "alembic_version" in tables:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is None:
        raise StoreError(f"{path}: a database of another program; it is left as it is. Name another DUIZHAO_HOME")
    if version not in SCHEMA_VERSIONS:
        raise StoreError(f"{path}: written by a later version of duizhao (schema {version}); install that version")
    return str(version)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn failures of SQLite and of the file system into StoreError or StorageFull."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as exc:
        cause: Any = exc.orig if isinstance(exc, DBAPIError) else exc
        name = getattr(cause, "sqlite_errorname", "")
        if name in NO_ROOM or (isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)):
            raise StorageFull(
                f"{path}: no room left on the disk or in its quota; what was committed before is kept. "
                "Make room, then give the same command again"
            ) from exc
        if name in DAMAGED:
            raise StoreError(
                f"{path}: the database is damaged ({cause}). Move it away and ingest again, or restore a backup"
            ) from exc
        raise StoreError(f"{path}: {cause}") from exc
