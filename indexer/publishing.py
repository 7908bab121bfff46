"""Generations of the index: made here, beside the one in force, and put in force in one step.

A generation is built in `gen-000012.building`, sealed, renamed, remembered by the store, and only then named in
CURRENT. Whenever a rebuild is killed, CURRENT names a whole generation; what it left behind, the next one sweeps.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from corpus.errors import AnotherWriter, CorpusError
from corpus.store import Store
from indexer.errors import IndexerError
from indexer.generations import CURRENT_FILE, Generations, generation_name, number_of
from indexer.manifest import Manifest, sync_folder, verify_files, write_durably, write_manifest

LOCK_FILE: Final = "LOCK"
BUILDING: Final = ".building"

# The one in force, and the one before it, which a server may still be reading.
KEPT_GENERATIONS: Final = 2


@contextmanager
def rebuild_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of rebuilds, which the system releases when its holder dies; raises AnotherWriter."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK_FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            who = f"process {holder}" if holder.isdigit() else "another process"
            raise AnotherWriter(f"{who} is rebuilding the index in {folder}: wait until it is done") from exc
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


class Draft:
    """A generation that is being built. The store keeps the reports of its revision from the start."""

    def __init__(self, folder: Path, number: int, store: Store) -> None:
        self.number: Final = number
        self.name: Final = generation_name(number)
        self.folder: Final = folder / f"{self.name}{BUILDING}"
        self._store = store

    @classmethod
    def begin(cls, folder: Path, store: Store, revision: int) -> "Draft":
        """Make the folder of the next generation in `folder`, and have the store keep the reports of the revision."""
        number = 1 + max((_number(name) for name in os.listdir(folder)), default=0)
        draft = cls(folder, number, store)
        draft.folder.mkdir()
        # There is no manifest yet. What stands for its hash is no hash, so that the folder is never taken for a
        # published generation, and differs from draft to draft, as the store wants.
        store.remember_generation(draft.folder.name, f"{draft.folder.name} of revision {revision}", revision)
        return draft

    def publish(self, manifest: Manifest) -> None:
        """Put the generation in force; its files must be sealed in the manifest."""
        sha256 = write_manifest(self.folder, manifest)
        verify_files(self.folder, manifest)
        root = self.folder.parent
        self.folder.rename(root / self.name)
        sync_folder(root)
        self._store.remember_generation(self.name, sha256, manifest.revision)
        fresh = root / f"{CURRENT_FILE}.{os.getpid()}.tmp"
        write_durably(fresh, f"{self.name} {sha256}\n".encode("ascii"))
        fresh.replace(root / CURRENT_FILE)
        sync_folder(root)
        self._store.forget_generation(self.folder.name)

    def discard(self) -> None:
        """Remove what was built; what cannot be removed now, the next rebuild sweeps."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(CorpusError):
            self._store.forget_generation(self.folder.name)


def sweep(generations: Generations, store: Store) -> None:
    """Remove all that is neither in force nor one of the newest, and the reports that only it needed.

    Call it only under the lock of rebuilds.
    """
    folder = generations.folder
    try:
        current = generations.pointer().name
    except IndexerError:
        current = ""
    names = sorted(os.listdir(folder), key=lambda name: _number(name) or 0, reverse=True)
    published = [name for name in names if number_of(name) is not None]
    kept = {current, *[name for name in published if _number(name) <= (_number(current) or 0)][:KEPT_GENERATIONS]}
    for name in names:
        if _number(name) and name not in kept:
            store.forget_generation(name)
            shutil.rmtree(folder / name, ignore_errors=True)
        elif name.startswith(f"{CURRENT_FILE}.") and name.endswith(".tmp"):
            (folder / name).unlink(missing_ok=True)
    store.sweep()


def _number(name: str) -> int:
    """The number of a generation's folder, built or building; 0 for any other name."""
    return number_of(name.removesuffix(BUILDING)) or 0
