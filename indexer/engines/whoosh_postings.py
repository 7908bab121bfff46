"""Whoosh's postings as numpy arrays, kept in a cache of bounded size that all threads share.

Whoosh's readers are not safe to share (measured: four threads on one searcher gave 29-49 wrong of 72 answers), so
each read borrows one from a pool. The `.toc` of an index is a pickle: open only a folder whose manifest was verified.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from whoosh import index
from whoosh.reading import TermNotFound

from indexer.engines.posting_arrays import ENTRY_SHIFT, PlaceNumbers, Postings

# Memory for decoded postings. Searches of 100 000 abstracts keep about 100 MB warm; twice that leaves room.
CACHE_BYTES: Final = 256 << 20
_ITEM_BYTES: Final = 300  # of a cached posting list beside its arrays


NOWHERE: Final = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class WhooshPostings:
    """The postings of the index in `folder`."""

    def __init__(self, folder: Path, cache_bytes: int = CACHE_BYTES) -> None:
        self._index = index.open_dir(folder, readonly=True)
        self._lock = threading.Lock()
        self._idle: list[Any] = []
        self._cache: OrderedDict[tuple[str, str, bool], tuple[npt.NDArray[Any], ...]] = OrderedDict()
        self._cached_bytes = 0
        self._cache_bytes = cache_bytes

    def postings(self, field: str, term: str) -> Postings:
        """Where the term stands and how often; empty for a term that the field lacks."""
        docs, counts = self._cached(field, term, places=False)
        return Postings(docs, counts)

    def places(self, field: str, term: str) -> PlaceNumbers:
        """Every place of the term in a line, ascending."""
        return self._cached(field, term, places=True)[0]

    def close(self) -> None:
        """Let go of files and memory; no search may be under way."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._cache.clear()
        for reader in idle:
            reader.close()
        self._index.close()

    def _cached(self, field: str, term: str, *, places: bool) -> tuple[npt.NDArray[Any], ...]:
        key = (field, term, places)
        with self._lock:
            arrays = self._cache.get(key)
            if arrays is not None:
                self._cache.move_to_end(key)
                return arrays
        with self._reader() as reader:
            arrays = _read_places(reader, field, term) if places else _read_postings(reader, field, term)
        with self._lock:
            if key not in self._cache:
                self._cache[key] = arrays
                self._cached_bytes += _size_bytes(arrays)
            while self._cached_bytes > self._cache_bytes and self._cache:
                self._cached_bytes -= _size_bytes(self._cache.popitem(last=False)[1])
        return arrays

    @contextmanager
    def _reader(self) -> Iterator[Any]:
        """A reader that no other thread uses meanwhile."""
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        if reader is None:
            reader = self._index.reader()
        try:
            yield reader
        finally:
            with self._lock:
                self._idle.append(reader)


def _size_bytes(arrays: tuple[npt.NDArray[Any], ...]) -> int:
    return _ITEM_BYTES + sum(values.nbytes for values in arrays)


def _blocks(reader: Any, field: str, term: str) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[Any], bytes]]:
    """The blocks of a posting list: documents, counts, and the joined places (empty for a bag).

    Whoosh's public interface gives one posting at a time; `_read_data` and `_next_block` of its leaf matcher, the same
    in its forks, give the block's tuple (document deltas, weights, values) that `W3PostingsWriter` wrote.
    """
    try:
        matcher = reader.postings(field, term.encode("utf-8", "surrogatepass"))
    except TermNotFound:
        return
    while matcher.is_active():
        matcher._read_data()
        deltas, weights, values = matcher._data
        docs = np.cumsum(np.array(deltas, dtype=np.int64))
        if weights is None:  # Whoosh's shorthand for ones; a single number stands for all
            weights = 1.0
        yield docs, np.broadcast_to(np.array(weights, dtype=np.float32), docs.shape), values or b""
        matcher._next_block()


def _read_postings(reader: Any, field: str, term: str) -> tuple[npt.NDArray[Any], ...]:
    docs, counts = [], []
    for block_docs, block_counts, _ in _blocks(reader, field, term):
        docs.append(block_docs.astype(np.int32))
        counts.append(block_counts)
    return (np.concatenate(docs), np.concatenate(counts)) if docs else tuple(NOWHERE)


def _read_places(reader: Any, field: str, term: str) -> tuple[npt.NDArray[Any], ...]:
    parts = []
    for docs, counts, joined in _blocks(reader, field, term):
        owners = np.repeat(docs << ENTRY_SHIFT, counts.astype(np.int64))
        parts.append(owners | np.frombuffer(joined, dtype="<u4").astype(np.int64))
    return (np.concatenate(parts) if parts else np.empty(0, np.int64),)
