"""`duizhao align`: sentences that are already split, aligned document by document in two passes.

What a line of the input and of the output holds is said in corpus.alignment.documents.
"""

import tempfile
from pathlib import Path
from typing import BinaryIO, Final

import click

from corpus.alignment.batch import align_lines, learn
from corpus.alignment.documents import numbered_lines
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.store import open_store
from webapp.commands import EXIT_FAILURE, EXIT_FINDINGS
from webapp.commands.counting import counted
from webapp.commands.progress import progress
from webapp.commands.replacing import replacing
from webapp.settings import Settings

# Fewer bytes than this are aligned sooner than worker processes start.
PARALLEL_BYTES: Final = 2_000_000
STANDARD_INPUT: Final = Path("-")


@click.command()
@click.argument(
    "source", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True), metavar="IN.jsonl"
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="OUT.jsonl")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; one a core by default.")
@click.pass_context
def align(ctx: click.Context, source: Path, output: Path, jobs: int | None) -> None:
    """Align the sentences of every document in a JSON Lines file; - is standard input.

    In two passes: the second knows the terms that the first saw translated, and what the collection has taught. The
    output appears whole or not at all. Lines that cannot be read are listed on standard error; the others are written,
    and the exit code is 1. If none can be read it is 3, and an older output stays.
    """
    settings: Settings = ctx.obj
    count = jobs or (1 if _is_small(source) else settings.job_count())
    written = faults = 0
    with _opened(source) as stream, tempfile.TemporaryFile() as copy, replacing(output) as out:
        again = stream if stream.seekable() else copy
        read = stream.readline if stream.seekable() else _Copying(stream, copy).readline
        with progress("align 1/2") as tick:
            lines = numbered_lines(read, settings.record_bytes_max)
            knowledge = learn(lines, _known(settings), jobs=count, tick=tick)
        again.seek(0)
        with progress("align 2/2") as tick:
            for done in align_lines(numbered_lines(again.readline, settings.record_bytes_max), knowledge, jobs=count):
                if done.fault:
                    faults += 1
                    click.echo(
                        f"{'standard input' if source == STANDARD_INPUT else source}:{done.number}: {done.fault}",
                        err=True,
                    )
                else:
                    out.write(done.line)
                    written += 1
                tick(written + faults)
        if faults and not written:  # leaves the older output where it is
            click.echo(
                f"no document could be read, {counted(faults, 'line')} refused; {output} was not written", err=True
            )
            ctx.exit(EXIT_FAILURE)
    refused = f", {counted(faults, 'line')} refused" if faults else ""
    click.echo(f"{counted(written, 'document')} aligned{refused}", err=True)
    if faults:
        ctx.exit(EXIT_FINDINGS)


def _opened(source: Path) -> BinaryIO:
    """The file, or standard input, which stays open."""
    return open(0, "rb", closefd=False) if source == STANDARD_INPUT else source.open("rb")


def _is_small(source: Path) -> bool:
    """Whether it is a file too small for several processes; how much comes through a pipe is not known."""
    return source.is_file() and source.stat().st_size < PARALLEL_BYTES


def _known(settings: Settings) -> Knowledge:
    """What the collection has taught, if there is one; none is made."""
    if not settings.database_path().is_file():
        return UNTAUGHT
    with open_store(settings.database_path()) as store:
        return store.knowledge()


class _Copying:
    """Reads from a pipe, which cannot be read twice, and keeps what it read."""

    def __init__(self, stream: BinaryIO, copy: BinaryIO) -> None:
        self._stream = stream
        self._copy = copy

    def readline(self, size: int) -> bytes:
        """The next line, or `size` bytes of it."""
        line = self._stream.readline(size)
        self._copy.write(line)
        return line
