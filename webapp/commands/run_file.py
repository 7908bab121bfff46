"""Free texts of a file ranked one after the other, written as a run of TREC (`qid Q0 docid rank score tag`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import click
import msgspec

from indexer.generations import OpenGeneration
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.search import rank
from webapp.commands.progress import progress
from webapp.commands.replacing import replacing

TAG: Final = "duizhao"


class FreeText(msgspec.Struct):
    """A line of the file; `lang` says what language the text is in and filters nothing."""

    id: str
    text: str
    lang: str = ""


class RunSummary(NamedTuple):
    """Lines that were ranked, and lines that could not be read."""

    answered: int
    refused: int


def write_run(
    queries: Path, run: Path, generation: OpenGeneration, limit: int, line_bytes_max: int, *, cross_lingual: bool
) -> RunSummary:
    """Rank every text of `queries`, at most `limit` reports each; the run appears whole or not at all.

    Faulty lines and cut texts are told on standard error, line by line.
    """
    answered = refused = 0
    with queries.open("rb") as lines, replacing(run) as out, progress("search") as tick:
        for number, line in _numbered(lines, line_bytes_max):
            query = _read(line)
            if isinstance(query, str):
                refused += 1
                click.echo(f"{queries}:{number}: {query}", err=True)
                continue
            if len(query.text) > QUERY_CHARACTERS_MAX:
                cut = f"the text of {query.id} is cut at {QUERY_CHARACTERS_MAX} characters"
                click.echo(f"{queries}:{number}: {cut}", err=True)
            out.write(_run_lines(query, generation, limit, cross_lingual=cross_lingual).encode())
            answered += 1
            tick(answered + refused)
    click.echo(f"{answered} queries ranked" + (f", {refused} lines refused" if refused else ""), err=True)
    return RunSummary(answered, refused)


def _run_lines(query: FreeText, generation: OpenGeneration, limit: int, *, cross_lingual: bool) -> str:
    hits = rank(query.text, generation, limit, cross_lingual=cross_lingual)
    return "".join(
        f"{query.id} Q0 {hit.entry_id} {place} {hit.score:.9f} {TAG}\n" for place, hit in enumerate(hits, start=1)
    )


def _numbered(lines: BinaryIO, line_bytes_max: int) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers; of one that is too long nothing but a sign that it was."""
    number = 0
    while line := lines.readline(line_bytes_max + 1):
        number += 1
        too_long = len(line) > line_bytes_max
        while len(line) > line_bytes_max and not line.endswith(b"\n"):
            line = lines.readline(line_bytes_max + 1)
        if too_long or line.strip():
            yield number, b"" if too_long else line


def _read(line: bytes) -> FreeText | str:
    """The text, or why the line cannot be used."""
    if not line:
        return "the line is longer than a record may be"
    try:
        query = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=FreeText)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        return f"no query with id and text: {exc}"
    if not query.id or any(character.isspace() for character in query.id):
        return "the id is empty or holds white space, which a run cannot tell"
    return query
