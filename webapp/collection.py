"""What one process of the server reads: the store and the newest generation of the index, opened when first needed.

Nothing is opened before a worker was forked, because neither SQLite connections nor open indexes survive a fork.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.lexicon.term_list import TermList
from corpus.store import Store, open_store
from indexer.errors import IndexMissing
from indexer.generations import Generations, OpenGeneration
from webapp.settings import Settings
from webapp.user_glossary import glossary_of


class NothingIngested(IndexMissing):
    """There is not even a store yet."""


class Collection:
    """The store and the generations of one data folder; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._open: tuple[Store, Generations] | None = None
        self._terms: TermList | None = None

    def store(self) -> Store:
        """The store; raises NothingIngested while nothing was ingested, StoreError for one that cannot be read."""
        return self._opened()[0]

    @contextmanager
    def lease(self) -> Iterator[tuple[OpenGeneration, Store]]:
        """The newest generation, held until the end of the block, and the store; raises IndexUnavailable."""
        store, generations = self._opened()
        with generations.lease() as generation:
            yield generation, store

    def terms(self) -> TermList:
        """The terms of the newest knowledge and of the user's glossary, made when they are first asked for."""
        store = self.store()
        known = self._terms
        if known is None or known.knowledge != store.studies.knowledge_number():
            known = self._terms = TermList(store.knowledge(), glossary_of(self._settings))
        return known

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            if self._open is not None:
                store, generations = self._open
                self._open = None
                generations.close()
                store.close()

    def _opened(self) -> tuple[Store, Generations]:
        """Both, opened at the first call that finds a store on the disk."""
        with self._lock:
            if self._open is None:
                path = self._settings.database_path()
                if not path.is_file():
                    raise NothingIngested(f"{path.parent}: nothing was ingested yet; run: duizhao ingest PATH")
                store = open_store(path, create=False)
                self._open = (store, Generations(self._settings.index_folder(), store, glossary_of(self._settings)))
            return self._open
