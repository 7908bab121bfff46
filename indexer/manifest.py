"""The manifest of a generation: what it holds, and the size and SHA-256 of each of its files.

A folder verifies only if it holds exactly the files of its manifest. An extra file is refused like a changed one:
Whoosh would follow the newest table of contents that lies there, and reads it as a pickle.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from indexer.errors import IndexDamaged, IndexStale

MANIFEST_FILE: Final = "MANIFEST.json"
ENGINE_FOLDER: Final = "engine"
VOCABULARY_FILE: Final = "vocabulary.json"

# Raised whenever a generation made before could be misread, in its engine's files too; older ones are to be rebuilt.
FORMAT_VERSION: Final = 5

_CHUNK_BYTES: Final = 1 << 20


class FileSeal(msgspec.Struct, frozen=True):
    """What a file was when its generation was published."""

    size_bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """A generation: `revision` and the number of the `knowledge` are the store's when it was indexed, `files` are paths
    within the generation's folder.
    """

    format: int
    number: int
    engine: str
    revision: int
    knowledge: int
    reports: int
    units: int
    words_fingerprint: str
    built_at: datetime
    duizhao: str
    files: dict[str, FileSeal]

    @property
    def size_bytes(self) -> int:
        """Of all files together, without the manifest."""
        return sum(seal.size_bytes for seal in self.files.values())


def seal_files(folder: Path) -> dict[str, FileSeal]:
    """The seals of all files under the folder, each flushed to the disk, and the folders too."""
    seals = {}
    for path in _files(folder):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        seals[path.relative_to(folder).as_posix()] = FileSeal(path.stat().st_size, _sha256(path))
    for parent, _, _ in os.walk(folder):
        sync_folder(Path(parent))
    return seals


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest durably into the folder; returns its SHA-256."""
    content = msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)
    write_durably(folder / MANIFEST_FILE, content)
    sync_folder(folder)
    return hashlib.sha256(content).hexdigest()


def read_manifest(folder: Path) -> tuple[Manifest, str]:
    """The manifest and its SHA-256; raises IndexDamaged if it cannot be read, IndexStale if it has another format."""
    path = folder / MANIFEST_FILE
    try:
        content = path.read_bytes()
        version = msgspec.json.decode(content, type=_FormatOnly).format
        if version != FORMAT_VERSION:
            raise IndexStale(
                f"{folder} has format {version}, this program reads {FORMAT_VERSION}; run: duizhao index rebuild"
            )
        return msgspec.json.decode(content, type=Manifest), hashlib.sha256(content).hexdigest()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as exc:
        raise _damaged(path, "is missing or cannot be read") from exc


class _FormatOnly(msgspec.Struct):
    format: int


def verify_files(folder: Path, manifest: Manifest, progress: Callable[[int, int], None] | None = None) -> None:
    """Compare the folder with its manifest; raises IndexDamaged naming the first file that differs.

    `progress` is told the bytes read so far and in all.
    """
    present = {path.relative_to(folder).as_posix() for path in _files(folder)} - {MANIFEST_FILE}
    for name in sorted(present - manifest.files.keys()):
        raise _damaged(folder / name, "does not belong to the index")
    done = 0
    for name, seal in sorted(manifest.files.items()):
        path = folder / name
        if name not in present:
            raise _damaged(path, "is missing")
        try:
            if path.stat().st_size != seal.size_bytes:
                raise _damaged(path, f"has {path.stat().st_size} bytes, not {seal.size_bytes}")
            if _sha256(path) != seal.sha256:
                raise _damaged(path, "was changed after it was written")
        except OSError as exc:
            raise _damaged(path, f"cannot be read ({exc.strerror})") from exc
        done += seal.size_bytes
        if progress is not None:
            progress(done, manifest.size_bytes)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it; the caller flushes the folder."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's entries."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _damaged(path: Path, what: str) -> IndexDamaged:
    return IndexDamaged(f"the index is damaged: {path} {what}; run: duizhao index rebuild")


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in sorted(names))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
