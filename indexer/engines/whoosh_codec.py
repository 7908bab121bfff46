"""Whoosh's own file format (`whoosh.codec.whoosh3`), written a term at a time from arrays.

Whoosh takes postings one by one through several layers of checks; here a whole posting list becomes its blocks at
once, byte for byte what Whoosh's reader expects. A block is: its length (negative for the last), a pickle of
(postings, last document, greatest weight, compression, shortest, longest), a pickle of (document deltas, weights,
values), compressed if that pays. Lengths are not kept here: ours are exact and stand in the entry columns.
"""

from array import array
from collections.abc import Iterator
from itertools import pairwise
from pickle import dumps
from struct import Struct
from typing import Any, Final
from zlib import compress

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter

from indexer.engines.posting_arrays import BLOCK_POSTINGS
from indexer.engines.posting_runs import TermPostings

_BYTES_PER_PLACE: Final = 4
_COMPRESSION: Final = 3  # zlib's level, Whoosh's own choice
_COMPRESSED_BYTES_MIN: Final = 100  # below this zlib saves nothing
_PICKLE_PROTOCOL: Final = 2  # what Whoosh writes
_BLOCK_LENGTH: Final = Struct("!i")
_FIELD_NUMBER: Final = Struct("!H")
# What W3TermInfo.to_bytes packs: not inlined, total weight, documents, shortest, longest, greatest weight, first and
# last document, where the postings begin and how many bytes they are.
_TERM_INFO: Final = Struct("!BfIBBfIIQi")


class ColumnCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's codec with a field writer that takes whole terms."""

    def field_writer(self, storage: Any, segment: Any) -> "ColumnFieldWriter":
        """The writer of terms and postings of a segment."""
        return ColumnFieldWriter(self, storage, segment)


class ColumnFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes terms between `start_field` and `finish_field`, in the order of their bytes."""

    def __init__(self, codec: ColumnCodec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._tindex.buckets = [_Bucket() for _ in self._tindex.buckets]

    def add_term(self, postings: TermPostings) -> None:
        """Write a term with all its postings."""
        docs, counts = postings.docs.tolist(), postings.counts.tolist()
        places = postings.places.astype("<u4").tobytes() if len(postings.places) else b""
        content = WHOOSH3_HEADER_MAGIC + b"".join(_blocks(docs, counts, places))
        info = _TERM_INFO.pack(
            0, sum(counts), len(docs), 0, 0, max(counts), docs[0], docs[-1], self._postfile.tell(), len(content)
        )
        self._postfile.write(content)
        self._tindex.add(_FIELD_NUMBER.pack(self._fieldid) + postings.term, info)


class _Bucket:
    """Hashes of terms and where the terms stand, until the hash table is written: 12 bytes each, as tuples 130."""

    __slots__ = ("_hashes", "_positions")

    def __init__(self) -> None:
        self._hashes = array("I")
        self._positions = array("q")

    def append(self, item: tuple[int, int]) -> None:
        self._hashes.append(item[0])
        self._positions.append(item[1])

    def __len__(self) -> int:
        return len(self._hashes)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._hashes, self._positions, strict=True)


def _blocks(docs: list[int], counts: list[int], places: bytes) -> list[bytes]:
    """The posting list in blocks of BLOCK_POSTINGS."""
    blocks, place = [], 0
    for start in range(0, len(docs), BLOCK_POSTINGS):
        end = min(start + BLOCK_POSTINGS, len(docs))
        block_counts = counts[start:end]
        place_end = place + _BYTES_PER_PLACE * sum(block_counts)
        values = places[place:place_end] if places else None
        blocks.append(_block(docs[start:end], block_counts, values, last=end == len(docs)))
        place = place_end
    return blocks


def _block(docs: list[int], counts: list[int], values: bytes | None, *, last: bool) -> bytes:
    greatest = max(counts)
    weights = None if greatest == 1 else float(greatest) if min(counts) == greatest else tuple(counts)
    deltas = (docs[0], *[after - before for before, after in pairwise(docs)])
    data = dumps((deltas, weights, values), _PICKLE_PROTOCOL)
    compression = _COMPRESSION if len(data) >= _COMPRESSED_BYTES_MIN else 0
    if compression:
        data = compress(data, compression)
    head = dumps((len(docs), docs[-1], float(greatest), compression, 0, 0), _PICKLE_PROTOCOL)
    length = len(head) + len(data)
    return _BLOCK_LENGTH.pack(-length if last else length) + head + data
