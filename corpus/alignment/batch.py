"""Many documents aligned in two passes: the second knows which terms the first has seen translated.

The first pass aligns with what is known, and mines a lexicon from its beads; the second aligns again with the lexicon
added. What is mined depends on the documents alone, so that neither their order nor the number of processes changes a
bead.
"""

import hashlib
import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Final, NamedTuple, TypeAlias

from corpus.alignment import align, bead_units
from corpus.alignment.documents import AlignedLine, BadDocument, Document, Line, in_chunks, read_document, written
from corpus.knowledge import Knowledge
from corpus.lexicon.mining import BeadUnits, mine
from corpus.processes import in_order

# Beads that are mined at most: some 2 000 abstracts teach what their field calls things, and are mined in seconds.
SAMPLE_BEADS_MAX: Final = 20_000

Tick: TypeAlias = Callable[[int], object]


class Chunk(NamedTuple):
    """Lines for a worker; documents whose key is above `key_max`, if that is not empty, need not be looked at."""

    lines: tuple[Line, ...]
    key_max: bytes = b""


class Lesson(NamedTuple):
    """What a document offers to mining; of many documents those with the smallest keys are taken."""

    key: bytes
    beads: list[BeadUnits]


def learn(lines: Iterable[Line], knowledge: Knowledge, *, jobs: int = 1, tick: Tick = lambda _: None) -> Knowledge:
    """The first pass: knowledge joined with the terms that the documents translate. Lines without a document count not.

    `tick` is told the number of lines done. Raises WorkerDied if a process was killed or ran out of memory.
    """
    sample = Sample(SAMPLE_BEADS_MAX)
    # The bound is read when a chunk is handed out, so it tightens on the way.
    chunks = (Chunk(chunk, sample.key_max) for chunk in in_chunks(lines))
    done = 0
    with closing(in_order(_lessons, knowledge, chunks, jobs=jobs, place=_place)) as results:
        for chunk, lessons in results:
            for lesson in lessons:
                sample.add(lesson)
            done += len(chunk.lines)
            tick(done)
    return knowledge.joined(mine(sample.beads()))


def align_lines(lines: Iterable[Line], knowledge: Knowledge, *, jobs: int = 1) -> Iterator[AlignedLine]:
    """The second pass: what became of each line that is not blank, in order.

    Raises WorkerDied if a process was killed or ran out of memory.
    """
    chunks = map(Chunk, in_chunks(lines))
    with closing(in_order(_align_chunk, knowledge, chunks, jobs=jobs, place=_place)) as results:
        for _, done in results:
            yield from done


class Sample:
    """The documents with the smallest keys, just as many as it takes to have `beads_max` beads."""

    def __init__(self, beads_max: int) -> None:
        self._beads_max = beads_max
        self._count = 0
        # The largest key first: heapq gives the smallest, so keys are turned round.
        self._heap: list[tuple[bytes, list[BeadUnits]]] = []

    @property
    def key_max(self) -> bytes:
        """A document with a greater key is not wanted any more; empty while all are."""
        return _turned(self._heap[0][0]) if self._count >= self._beads_max else b""

    def add(self, lesson: Lesson) -> None:
        """Take a document, and drop those that are not needed any more."""
        if lesson.beads:
            heapq.heappush(self._heap, (_turned(lesson.key), lesson.beads))
            self._count += len(lesson.beads)
        while self._heap and self._count - len(self._heap[0][1]) >= self._beads_max:
            self._count -= len(heapq.heappop(self._heap)[1])

    def beads(self) -> list[BeadUnits]:
        """The beads of the documents kept, by key."""
        return [bead for _, beads in sorted(self._heap, reverse=True) for bead in beads]


def _turned(key: bytes) -> bytes:
    """The key that sorts the other way; turned twice it is itself."""
    return bytes(255 - byte for byte in key)


def _lessons(knowledge: Knowledge, chunk: Chunk) -> list[Lesson]:
    """A lesson for each line; an empty one where there is no document, or none that is wanted."""
    lessons = []
    for _, line in chunk.lines:
        try:
            document = read_document(line)
        except BadDocument:  # told in the second pass
            lessons.append(Lesson(b"", []))
            continue
        key = _key(document)
        wanted = not chunk.key_max or key <= chunk.key_max
        beads = align(document.en, document.zh, knowledge).beads if wanted else ()
        lessons.append(Lesson(key, bead_units(document.en, document.zh, beads)))
    return lessons


def _key(document: Document) -> bytes:
    """The SHA-256 of a document's id and sentences: a fair draw that depends on nothing else."""
    digest = hashlib.sha256()
    for text in (document.id, *document.en, "", *document.zh):
        digest.update(text.encode() + b"\n")
    return digest.digest()


def _align_chunk(knowledge: Knowledge, chunk: Chunk) -> list[AlignedLine]:
    return [_align_line(number, line, knowledge) for number, line in chunk.lines]


def _align_line(number: int, line: bytes | None, knowledge: Knowledge) -> AlignedLine:
    try:
        document = read_document(line)
    except BadDocument as fault:
        return AlignedLine(number, fault=str(fault))
    return AlignedLine(number, written(document.id, align(document.en, document.zh, knowledge)))


def _place(chunk: Chunk) -> str:
    return f"lines {chunk.lines[0][0]} to {chunk.lines[-1][0]}"
