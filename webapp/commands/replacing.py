"""An output file that appears whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

# What stands here is not ours to replace, even where it is a file: /dev/stdout that is sent to one leads to it.
_SYSTEM: Final = (Path("/dev"), Path("/proc"))


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose file takes the target's place when all of it is on the disk; if anything fails it is removed.

    A link stays, and what it leads to is replaced. What is no ordinary file, as /dev/stdout, is written to directly.
    """
    resolved = target.resolve()
    if _is_special(target) or _is_special(resolved):
        with target.open("wb") as stream:
            yield stream
        return
    if not resolved.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "no such folder", str(resolved.parent))
    descriptor, name = tempfile.mkstemp(prefix=f".{resolved.name}.", dir=resolved.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            os.fchmod(stream.fileno(), resolved.stat().st_mode & 0o777 if resolved.exists() else 0o644)
        os.replace(name, resolved)
    except BaseException:
        os.unlink(name)
        raise


def _is_special(path: Path) -> bool:
    """Whether a path leads to something that cannot be replaced by a file."""
    if any(path.absolute().is_relative_to(folder) for folder in _SYSTEM):
        return True
    return path.exists() and not path.is_file()
