"""Which files there are below what was named, and how one is opened: only ordinary files, never a pipe or a device."""

import os
import stat
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path

from corpus.errors import UnreadableInput


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those below the folders named, in sorted order at every level.

    Hidden files and folders are left out unless named themselves; a folder that links lead to again is walked once.
    What cannot be walked or is no ordinary file is yielded too: `read` says what is wrong with it.
    """
    seen: set[tuple[int, int]] = set()
    waiting = list(paths)[::-1]
    while waiting:
        path = waiting.pop()
        identity = _folder_identity(path)
        if identity is None:
            yield path
        elif identity not in seen:
            seen.add(identity)
            try:
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            except OSError:
                yield path
            else:
                waiting.extend(path / name for name in reversed(names))


def open_file(path: Path) -> FileIO:
    """The ordinary file, open for reading bytes, unbuffered; raises UnreadableInput with the reason.

    A pipe or device is not opened, and does not block even if it takes the file's place in between.
    """
    try:
        _refuse_special(path, path.stat().st_mode)
        stream = FileIO(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), closefd=True)
    except OSError as exc:
        raise UnreadableInput(f"{displayed(path)}: {exc.strerror or exc}; {_remedy(exc)}") from exc
    except ValueError as exc:  # U+0000 in a path
        raise UnreadableInput(f"{displayed(path)}: no file can have this name") from exc
    try:
        _refuse_special(path, os.fstat(stream.fileno()).st_mode)
    except UnreadableInput:
        stream.close()
        raise
    return stream


def displayed(path: Path) -> str:
    """The path as text that any encoding takes: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _folder_identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a folder, links followed; None for everything else."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


def _refuse_special(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableInput(f"{displayed(path)}: a folder whose files cannot be listed; check its permissions")
    if not stat.S_ISREG(mode):
        raise UnreadableInput(f"{displayed(path)}: a pipe, socket or device, not a file; copy its content to a file")


def _remedy(exc: OSError) -> str:
    if isinstance(exc, FileNotFoundError):
        return "check the spelling, or where the link leads"
    if isinstance(exc, PermissionError):
        return "make it readable for this user"
    return "check the path and the disk"
