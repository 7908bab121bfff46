"""Tokens in, postings out, sorted by term: an external sort by columns, in bounded memory.

Tokens are added document by document into a column a field. When enough are held they are sorted and written as a
run; in the end the runs are merged term by term. All work on single tokens happens inside C (dictionary look-ups,
numpy), which is why an index is written several times faster than by handing tokens over one at a time.
"""

import heapq
import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.uint32]

# Tokens held before a run is written. A token takes 12 bytes held and about 60 while a run is sorted: 4 million
# keep the peak near 250 MB, and 100 000 abstracts in some tens of runs.
RUN_TOKENS: Final = 4_000_000


class TermPostings(NamedTuple):
    """Where one term of one field stands: documents ascending, how often in each, and the places, document by document.

    `places` is empty for a field without positions; otherwise it is as long as the sum of `counts`.
    """

    term: bytes
    docs: Numbers
    counts: Numbers
    places: Numbers


class _Column:
    """The tokens of one field since the last run, in order of arrival."""

    __slots__ = ("docs", "lengths", "places", "term_numbers", "tokens")

    def __init__(self) -> None:
        self.term_numbers: defaultdict[str, int] = defaultdict()
        self.term_numbers.default_factory = self.term_numbers.__len__
        self.tokens = array("I")
        self.docs = array("I")
        self.lengths = array("I")
        self.places = array("I")

    def add(self, doc: int, tokens: Sequence[str], first_place: int | None) -> None:
        self.tokens.extend(map(self.term_numbers.__getitem__, tokens))
        self.docs.append(doc)
        self.lengths.append(len(tokens))
        if first_place is not None:
            self.places.extend(range(first_place, first_place + len(tokens)))


class _SortedRun(NamedTuple):
    """A field's part of a run, memory-mapped: per term how many postings and places, per posting document and count."""

    terms: list[bytes]
    posting_ends: Numbers
    place_ends: Numbers
    docs: Numbers
    counts: Numbers
    places: Numbers

    def postings(self, run_number: int) -> Iterator[tuple[bytes, int, TermPostings]]:
        """The terms in order, each with the run's number, by which equal terms of several runs are told apart."""
        posting, place = 0, 0
        ends = zip(self.terms, self.posting_ends.tolist(), self.place_ends.tolist(), strict=True)
        for term, posting_end, place_end in ends:
            docs, counts = self.docs[posting:posting_end], self.counts[posting:posting_end]
            yield term, run_number, TermPostings(term, docs, counts, self.places[place:place_end])
            posting, place = posting_end, place_end


class PostingRuns:
    """An inverted file in the making; `folder` holds its runs and is the caller's to remove."""

    def __init__(self, folder: Path, run_tokens: int = RUN_TOKENS) -> None:
        self._folder = folder
        self._run_tokens = run_tokens
        self._columns: defaultdict[str, _Column] = defaultdict(_Column)
        self._held = 0
        self._run_count = 0
        self._runs: defaultdict[str, list[Path]] = defaultdict(list)

    def add(self, field: str, doc: int, tokens: Sequence[str], first_place: int | None = None) -> None:
        """Add a stretch of tokens of a document: consecutive places from `first_place`, or none for a bag.

        Documents must come in ascending order, and the places of a document too.
        """
        if tokens:
            self._columns[field].add(doc, tokens, first_place)
            self._held += len(tokens)
            if self._held >= self._run_tokens:
                self._write_run()

    def fields(self) -> tuple[str, ...]:
        """The fields that hold anything, sorted; ends the adding."""
        if self._held:
            self._write_run()
        return tuple(sorted(self._runs))

    def merged(self, field: str) -> Iterator[TermPostings]:
        """The terms of a field in order of their UTF-8 bytes, each once."""
        runs = [_read_run(path) for path in self._runs[field]]
        stream = heapq.merge(*(run.postings(number) for number, run in enumerate(runs)), key=lambda item: item[:2])
        for term, group in itertools.groupby(stream, key=lambda item: item[0]):
            parts = [postings for _, _, postings in group]
            yield parts[0] if len(parts) == 1 else _joined(term, parts)

    def _write_run(self) -> None:
        for field, column in self._columns.items():
            path = self._folder / f"run-{self._run_count:05d}.{field}"
            _write_sorted(path, column)
            self._runs[field].append(path)
        self._columns.clear()
        self._held = 0
        self._run_count += 1


def _joined(term: bytes, parts: list[TermPostings]) -> TermPostings:
    """The postings of several runs as one; a document whose tokens a run's end parted is made whole again."""
    docs = np.concatenate([part.docs for part in parts])
    counts = np.concatenate([part.counts for part in parts])
    places = np.concatenate([part.places for part in parts])
    if any(before.docs[-1] == after.docs[0] for before, after in pairwise(parts)):
        docs, starts = np.unique(docs, return_index=True)
        counts = np.add.reduceat(counts, starts)
    return TermPostings(term, docs, counts, places)


def _write_sorted(path: Path, column: _Column) -> None:
    """Sort a column by term and write it as one file: six counts, then six arrays."""
    numbered = sorted((term.encode("utf-8", "surrogatepass"), number) for term, number in column.term_numbers.items())
    rank = np.empty(len(numbered), dtype=np.uint32)
    rank[[number for _, number in numbered]] = np.arange(len(numbered), dtype=np.uint32)
    keys = rank[np.frombuffer(column.tokens, dtype=np.uint32)]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    lengths = np.frombuffer(column.lengths, dtype=np.uint32)
    docs = np.repeat(np.frombuffer(column.docs, dtype=np.uint32), lengths)[order]
    places = np.frombuffer(column.places, dtype=np.uint32)
    places = places[order] if len(places) else places
    starts = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])])
    counts = np.diff(np.r_[starts, len(keys)])
    every_term = np.arange(len(numbered), dtype=np.uint32)
    posting_ends = np.searchsorted(keys[starts], every_term, side="right")
    place_ends = np.searchsorted(keys, every_term, side="right") if len(places) else np.zeros(len(numbered))
    terms = b"".join(term for term, _ in numbered)
    term_lengths = np.fromiter((len(term) for term, _ in numbered), dtype=np.uint32, count=len(numbered))
    arrays = [term_lengths, posting_ends, place_ends, docs[starts], counts, places]
    with path.open("wb") as file:
        # Not ndarray.tofile: it hides why a write failed.
        file.write(np.array([len(values) for values in arrays], dtype=np.uint32).tobytes())
        for values in arrays:
            file.write(values.astype(np.uint32).tobytes())
        file.write(terms)


def _read_run(path: Path) -> _SortedRun:
    """The run that `_write_sorted` wrote, its arrays mapped and not copied."""
    whole = np.memmap(path, dtype=np.uint8, mode="r")
    sizes = whole[:24].view(np.uint32).tolist()
    ends = (24 + 4 * np.cumsum(sizes, dtype=np.int64)).tolist()
    starts = [24, *ends[:-1]]
    arrays = [np.asarray(whole[start:end]).view(np.uint32) for start, end in zip(starts, ends, strict=True)]
    blob = whole[ends[-1] :].tobytes()
    term_ends = np.cumsum(arrays[0], dtype=np.int64).tolist()
    terms = [blob[start:end] for start, end in zip([0, *term_ends[:-1]], term_ends, strict=True)]
    return _SortedRun(terms, *arrays[1:])
