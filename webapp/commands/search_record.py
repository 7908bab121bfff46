"""Search records on the command line: `--record FILE` writes one, `--rerun FILE` runs one again."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click
import msgspec

from indexer.errors import QueryError
from indexer.rerun import Change, Rerun, Why, rerun
from indexer.search_record import RECORD_BYTES_MAX, BadRecord, SearchRecord, make_record, read_record, record_json
from indexer.search_record_text import record_text
from webapp.collection import Collection
from webapp.commands import EXIT_USAGE
from webapp.commands.query_fault import fault_lines
from webapp.commands.replacing import replacing
from webapp.commands.side_by_side import printable
from webapp.request_args import SearchForm
from webapp.settings import Settings
from webapp.views.broaden import reading_of

_WHY: Final[dict[Why, str]] = {
    "new": "new report",
    "changed": "its text or citation changed",
    "realigned": "its sentences were aligned anew",
    "new-or-changed": "new or changed; the state of then is no longer kept",
    "gone": "no longer in the collection",
    "analysis": "words are told apart by other rules",
    "expansions": "other words were added to the query",
    "program": "another version of duizhao",
    "unexplained": "nothing that the record names has changed",
}


def write_record(settings: Settings, form: SearchForm, path: Path) -> None:
    """Write the record of a search, as text for a methods section if the file's name ends in .txt, else as JSON."""
    with closing(Collection(settings)) as collection, collection.lease() as (generation, store):
        record = make_record(reading_of(form, 1, (), generation, store), generation, store)
    with replacing(path) as out:
        if path.suffix.lower() == ".txt":
            out.writelines(f"{line}\n".encode() for line in record_text(record))
        else:
            out.writelines(record_json(record))
    click.echo(f"{record.total} reports recorded in {path}", err=True)


def run_again(ctx: click.Context, settings: Settings, path: Path, *, as_json: bool) -> None:
    """Print what a recorded search finds now and did not then, and no longer finds; a bad record ends with code 2."""
    try:
        with path.open("rb") as file:
            before = read_record(file.read(RECORD_BYTES_MAX + 1))
    except BadRecord as exc:
        click.echo(f"duizhao: {path}: {exc}", err=True)
        ctx.exit(EXIT_USAGE)
    try:
        with closing(Collection(settings)) as collection, collection.lease() as (generation, store):
            compared = rerun(before, generation, store)
    except QueryError as exc:
        click.echo(f"duizhao: {path}: the recorded query cannot be read", err=True)
        for line in fault_lines(before.query, exc):
            click.echo(line, err=True)
        ctx.exit(EXIT_USAGE)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(compared), indent=2))
        return
    _print(compared)


def _print(compared: Rerun) -> None:
    for label, record in (("then", compared.before), ("now", compared.now)):
        click.echo(f"{label:4}  {_state(record)}", err=True)
    if compared.before.literal != compared.now.literal:
        click.echo(f"now in full: {printable(compared.now.literal)}", err=True)
    for sign, changes in (("+", compared.added), ("-", compared.removed)):
        for change in changes:
            click.echo(_line(sign, change))
    click.echo(f"{len(compared.added)} added, {len(compared.removed)} removed", err=True)


def _line(sign: str, change: Change) -> str:
    return f"{sign} {printable(change.id)}\t{_WHY[change.why]}"


def _state(record: SearchRecord) -> str:
    return (
        f"{record.searched_at:%Y-%m-%d %H:%M:%S} UTC: {record.total} of {record.reports} reports "
        f"(generation {record.generation}, revision {record.revision}, knowledge {record.knowledge})"
    )
