"""Generations of the index: read here, one at a time, always a whole one.

    index/gen-000012/       MANIFEST.json, vocabulary.json, engine/…; never written to again
    index/CURRENT           the name of the one in force and the SHA-256 of its manifest
    index/LOCK              held by a rebuild

A generation is opened only if the store remembers its manifest and every file verifies, once in a process. While a
newer one cannot be opened, the one already open goes on serving.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from corpus.errors import CorpusError
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.store import Store
from corpus.words.segmentation import words_fingerprint
from indexer.engine import Engine, SearchRequest
from indexer.engines import open_engine
from indexer.errors import IndexDamaged, IndexerError, IndexMissing, IndexStale
from indexer.expansion import Expander
from indexer.manifest import ENGINE_FOLDER, VOCABULARY_FILE, Manifest, read_manifest, verify_files
from indexer.planning import make_plan
from indexer.query import Query
from indexer.vocabulary import Vocabulary

CURRENT_FILE: Final = "CURRENT"

# A generation that could not be opened is tried again only so often: trying reads all of its files.
RETRY_SECONDS: Final = 10.0


class Pointer(NamedTuple):
    """What CURRENT says."""

    name: str
    manifest_sha256: str


@dataclass(frozen=True, slots=True)
class OpenGeneration:
    """A generation that was verified and can be searched. Its expander knows what the collection had taught when it
    was built, and the user's glossary, of which `glossary` is the hash, empty without one.
    """

    number: int
    manifest: Manifest
    engine: Engine
    vocabulary: Vocabulary
    expander: Expander
    glossary: str

    @property
    def knowledge(self) -> int:
        """The number of what its expander knows."""
        return self.manifest.knowledge


class _Held:
    """An open generation and how many searches are in it."""

    def __init__(self, pointer: Pointer, generation: OpenGeneration) -> None:
        self.pointer = pointer
        self.generation = generation
        self.leases = 0
        self.retired = False


class Generations:
    """The generations in `folder`; safe to share between threads, not across a fork."""

    def __init__(self, folder: Path, store: Store, glossary: Glossary = NO_GLOSSARY) -> None:
        """Searches of the generations are said in the other language by the glossary too."""
        self.folder: Final = folder
        self._store = store
        self._glossary = glossary
        self._changed = threading.Condition()
        self._held: _Held | None = None
        self._opening = False
        self._failure: tuple[Pointer, float, IndexerError | CorpusError] | None = None

    @contextmanager
    def lease(self) -> Iterator[OpenGeneration]:
        """The generation in force, open until the end of the block; raises IndexMissing, IndexDamaged or IndexStale.

        A newer one is noticed by itself; the first lease after a swap opens it while others go on with the old one.
        """
        held = self._take()
        try:
            yield held.generation
        finally:
            self._give_back(held)

    def pointer(self) -> Pointer:
        """What is in force; raises IndexMissing, or IndexDamaged if CURRENT says nothing sensible."""
        path = self.folder / CURRENT_FILE
        try:
            words = path.read_text(encoding="ascii").split()
        except FileNotFoundError as exc:
            raise IndexMissing(f"no index was built yet in {self.folder}; run: duizhao index rebuild") from exc
        except (OSError, UnicodeDecodeError) as exc:
            raise IndexDamaged(f"{path} cannot be read; run: duizhao index rebuild") from exc
        if len(words) != 2 or number_of(words[0]) is None:
            raise IndexDamaged(f"{path} names no generation; run: duizhao index rebuild")
        return Pointer(*words)

    def manifest(self) -> Manifest:
        """The manifest in force, known to the store but its files not verified; raises as `lease` does."""
        return self._known_manifest(self.pointer())

    def path_of(self, manifest: Manifest) -> Path:
        """The folder of a generation."""
        return self.folder / generation_name(manifest.number)

    def close(self) -> None:
        """Let go of the open generation; one that is leased is closed when its last lease ends."""
        with self._changed:
            held, self._held = self._held, None
        self._retire(held)

    # ---- leases ------------------------------------------------------------------------------------------------

    def _take(self) -> _Held:
        """A lease on what is in force, or on what is open while that is being opened or cannot be."""
        with self._changed:
            while True:
                # Read under the lock: whoever read it before a swap would open the older generation again after it.
                held, pointer = self._held, self._readable_pointer()
                if pointer is None or (held is not None and (held.pointer == pointer or self._opening)):
                    assert held is not None
                    held.leases += 1
                    return held
                if self._opening:
                    self._changed.wait()
                    continue
                failure = self._recent_failure(pointer)
                if failure is None:
                    self._opening = True
                    break
                if held is None:
                    raise failure
                held.leases += 1
                return held
        return self._renew(pointer)

    def _readable_pointer(self) -> Pointer | None:
        """What is in force; None if that cannot be told and an open generation can go on serving."""
        try:
            return self.pointer()
        except IndexerError:
            if self._held is None:
                raise
            return None

    def _renew(self, pointer: Pointer) -> _Held:
        """Open what is in force, outside the lock; on failure go on with the old one, if there is one."""
        opened: _Held | None = None
        failure: IndexerError | CorpusError | None = None
        try:
            opened = _Held(pointer, self._open(pointer))
        except (IndexerError, CorpusError) as exc:
            failure = exc
        except BaseException:  # Ctrl-C: others must not wait for this thread
            self._end_opening()
            raise
        with self._changed:
            self._end_opening()
            old = None
            if opened is not None:
                old, self._held = self._held, opened
            if failure is not None:
                self._failure = (pointer, time.monotonic(), failure)
            current = self._held
            if current is not None:
                current.leases += 1
        self._retire(old)
        if current is None:
            assert failure is not None
            raise failure
        return current

    def _end_opening(self) -> None:
        with self._changed:
            self._opening = False
            self._changed.notify_all()

    def _recent_failure(self, pointer: Pointer) -> IndexerError | CorpusError | None:
        if self._failure is None or self._failure[0] != pointer:
            return None
        _, failed_at, failure = self._failure
        return failure if time.monotonic() - failed_at < RETRY_SECONDS else None

    def _give_back(self, held: _Held) -> None:
        with self._changed:
            held.leases -= 1
            last = held.retired and not held.leases
        if last:
            held.generation.engine.close()

    def _retire(self, held: _Held | None) -> None:
        if held is None:
            return
        with self._changed:
            held.retired = True
            free = not held.leases
        if free:
            held.generation.engine.close()

    # ---- opening -----------------------------------------------------------------------------------------------

    def _known_manifest(self, pointer: Pointer) -> Manifest:
        """The manifest, if it is the one that CURRENT names and the store remembers."""
        folder = self.folder / pointer.name
        manifest, sha256 = read_manifest(folder)
        if sha256 != pointer.manifest_sha256 or self._store.generation_revision(sha256) != manifest.revision:
            raise IndexDamaged(
                f"the index is damaged: {folder} was not published from this store; run: duizhao index rebuild"
            )
        return manifest

    def _open(self, pointer: Pointer) -> OpenGeneration:
        folder = self.folder / pointer.name
        manifest = self._known_manifest(pointer)
        if manifest.words_fingerprint != words_fingerprint():
            raise IndexStale(
                f"{folder} was built with other words than this program makes (another version of duizhao or of a "
                "library); run: duizhao index rebuild"
            )
        verify_files(folder, manifest)
        try:
            vocabulary = Vocabulary.load(folder / VOCABULARY_FILE)
        except (OSError, ValueError) as exc:
            raise IndexDamaged(f"{folder / VOCABULARY_FILE} cannot be read; run: duizhao index rebuild") from exc
        knowledge = self._store.knowledge(manifest.knowledge)
        engine = open_engine(manifest.engine, folder / ENGINE_FOLDER)

        def finds(query: Query) -> bool:
            return engine.search(SearchRequest(make_plan(query, vocabulary).plan, limit=0)).total > 0

        expander = Expander(knowledge, vocabulary, finds, self._glossary)
        return OpenGeneration(manifest.number, manifest, engine, vocabulary, expander, self._glossary.sha256)


def generation_name(number: int) -> str:
    """The name of a generation's folder."""
    return f"gen-{number:06d}"


def number_of(name: str) -> int | None:
    """The number of a generation's folder, None for any other name."""
    digits = name.removeprefix("gen-")
    return int(digits) if name.startswith("gen-") and digits.isascii() and digits.isdigit() else None
