"""`duizhao align`: sentences that are already split, aligned document by document.

In, a JSON object a line: `{"id": str, "en": [sentence, ...], "zh": [sentence, ...]}`. Out, a line for each:
`{"id": str, "beads": [{"en": [index, ...], "zh": [index, ...], "confidence": float}, ...], "parallel_score": float}`.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

import click
import msgspec

from corpus.alignment import align as align_sentences
from corpus.errors import WorkerDied
from corpus.processes import end_with_parent
from webapp.commands import EXIT_FAILURE, EXIT_FINDINGS
from webapp.commands.progress import progress
from webapp.commands.replacing import replacing
from webapp.settings import Settings

# Lines handed to a worker at a time, and a bound on what they hold.
CHUNK_LINES: Final = 16
CHUNK_BYTES: Final = 1_000_000
# Stands for a line that is longer than a record may be; no JSON begins so.
TOO_LONG: Final = b"\x00"
# Fewer bytes than this are aligned sooner than worker processes start.
PARALLEL_BYTES: Final = 2_000_000


class Document(msgspec.Struct, forbid_unknown_fields=False):
    """A line of the input."""

    id: str
    en: list[str]
    zh: list[str]


class Done(msgspec.Struct):
    """What became of a line: its number, and either the line to write or why there is none."""

    number: int
    line: bytes = b""
    fault: str = ""


# Numbered lines that a worker has been given, and what will have become of them.
Pending: TypeAlias = tuple[list[tuple[int, bytes]], Future[list[Done]]]


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="IN.jsonl")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="OUT.jsonl")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; one a core by default.")
@click.pass_context
def align(ctx: click.Context, source: Path, output: Path, jobs: int | None) -> None:
    """Align the sentences of every document in a JSON Lines file.

    The output appears whole or not at all. Lines that cannot be read are listed on standard error; the others are
    written, and the exit code is 1.
    """
    settings: Settings = ctx.obj
    count = jobs or settings.job_count()
    if source.stat().st_size < PARALLEL_BYTES and jobs is None:
        count = 1
    written = faults = 0
    with source.open("rb") as lines, replacing(output) as out, progress("align") as tick:
        for done in _aligned(_chunks(lines, settings.record_bytes_max), count):
            if done.fault:
                faults += 1
                click.echo(f"{source}:{done.number}: {done.fault}", err=True)
            else:
                out.write(done.line)
                written += 1
            tick(written + faults)
    click.echo(f"{written} documents aligned" + (f", {faults} lines refused" if faults else ""), err=True)
    if faults:
        ctx.exit(EXIT_FINDINGS if written else EXIT_FAILURE)


def _chunks(lines: BinaryIO, line_bytes_max: int) -> Iterator[list[tuple[int, bytes]]]:
    """Numbered lines in runs, blank ones left out; of a line that is too long only its beginning."""
    waiting: list[tuple[int, bytes]] = []
    size_bytes = 0
    for number, line in _lines(lines, line_bytes_max):
        if line.strip():
            waiting.append((number, line))
            size_bytes += len(line)
        if len(waiting) >= CHUNK_LINES or size_bytes >= CHUNK_BYTES:
            yield waiting
            waiting, size_bytes = [], 0
    if waiting:
        yield waiting


def _lines(lines: BinaryIO, line_bytes_max: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; a line is never held beyond the limit, so that it cannot fill the memory."""
    number = 0
    while line := lines.readline(line_bytes_max + 1):
        number += 1
        if len(line) > line_bytes_max:
            while line[-1:] != b"\n" and (line := lines.readline(1 << 20)):
                pass
            line = TOO_LONG
        yield number, line


def _aligned(chunks: Iterator[list[tuple[int, bytes]]], jobs: int) -> Iterator[Done]:
    """The lines in their order, worked on by `jobs` processes, or by this one if there is little to do.

    Raises WorkerDied if a process was killed or ran out of memory.
    """
    head = list(islice(chunks, 2))
    if jobs == 1 or len(head) < 2:
        for chunk in chain(head, chunks):
            yield from _align_all(chunk)
        return
    pending: deque[Pending] = deque()
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=end_with_parent) as pool:
            for chunk in chain(head, chunks):
                pending.append((chunk, pool.submit(_align_all, chunk)))
                if len(pending) > 2 * jobs:
                    yield from _oldest(pending)
            while pending:
                yield from _oldest(pending)
    except BrokenProcessPool as exc:  # told by a result, or by the pool on the next chunk
        numbers = [number for chunk, _ in pending for number, _ in chunk] or [head[0][0][0]]
        raise WorkerDied(
            f"a worker process died, perhaps for want of memory, near lines {numbers[0]} to {numbers[-1]}; nothing was "
            "written. Give the same command again, with --jobs 1 if it happens twice"
        ) from exc


def _oldest(pending: deque[Pending]) -> list[Done]:
    """The result of the oldest chunk, which is pending until it is there."""
    done = pending[0][1].result()
    pending.popleft()
    return done


def _align_all(chunk: list[tuple[int, bytes]]) -> list[Done]:
    return [_align_line(number, line) for number, line in chunk]


def _align_line(number: int, line: bytes) -> Done:
    """Align the document of one line."""
    if line == TOO_LONG:
        return Done(
            number, fault="the line is longer than record_bytes_max; raise DUIZHAO_RECORD_BYTES_MAX or split it"
        )
    try:
        document = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        return Done(number, fault=f'not a document: {exc}; expected {{"id": …, "en": [sentences], "zh": [sentences]}}')
    alignment = align_sentences(document.en, document.zh)
    beads = [{"en": bead.en, "zh": bead.zh, "confidence": bead.confidence} for bead in alignment.beads]
    values = {"id": document.id, "beads": beads, "parallel_score": alignment.parallel_score}
    return Done(number, msgspec.json.encode(values) + b"\n")
