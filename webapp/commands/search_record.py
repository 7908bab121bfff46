"""Search records on the command line: `--record FILE` writes one, `--rerun FILE` runs one again."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click
import msgspec

from indexer.errors import QueryError
from indexer.rerun import Basis, Change, Difference, Rerun, Why, rerun
from indexer.search_record import SearchRecord, record_json
from indexer.search_record_reading import RECORD_BYTES_MAX, BadRecord, read_record
from indexer.search_record_text import Language, record_text
from webapp.collection import Collection
from webapp.commands import EXIT_USAGE
from webapp.commands.counting import counted
from webapp.commands.query_fault import fault_lines
from webapp.commands.replacing import replacing
from webapp.commands.side_by_side import printable
from webapp.settings import Settings

_WHY: Final[dict[Why, str]] = {
    "new": "new report",
    "changed": "its text or citation changed",
    "realigned": "its sentences were aligned anew",
    "reflagged": "its flags changed",
    "new-or-changed": "new or changed; the state of then is no longer kept",
    "gone": "no longer in the collection",
    "analysis": "words are told apart by other rules",
    "expansions": "other words were added to the query",
    "program": "another version of duizhao",
    "unexplained": "nothing that the record names has changed",
}
# What changed, and whether then and now can be told in a word.
_BASIS: Final[dict[Basis, tuple[str, bool]]] = {
    "knowledge": ("knowledge", True),
    "glossary": ("glossary", False),
    "words_fingerprint": ("how words are told apart", False),
    "engine": ("engine", True),
    "duizhao": ("duizhao", True),
}
_BOTH: Final[tuple[Language, ...]] = ("en", "zh")


def write_record(settings: Settings, record: SearchRecord, path: Path) -> None:
    """Write a search record, as text for a methods section if the file's name ends in .txt, else as JSON.

    The text is in the language set for the interface; where none is set it is there in English and in Chinese.
    """
    with replacing(path) as out:
        if path.suffix.lower() == ".txt":
            languages: tuple[Language, ...] = (settings.language,) if settings.language else _BOTH
            out.writelines(f"{line}\n".encode() for line in record_text(record, languages))
        else:
            out.writelines(record_json(record))
    click.echo(f"{counted(record.total, 'report')} recorded in {path}", err=True)


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
        for line in fault_lines(before.query, exc, f"{path}: the recorded query cannot be read: "):
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
    for difference in compared.differences:
        click.echo(_changed(difference), err=True)
    causes = "; ".join(map(_changed, compared.differences))
    for sign, changes in (("+", compared.added), ("-", compared.removed)):
        for change in changes:
            click.echo(_line(sign, change, causes))
    click.echo(f"{len(compared.added)} added, {len(compared.removed)} removed", err=True)
    if compared.behind:
        missing = "1 change is" if compared.behind == 1 else f"{compared.behind} changes are"
        click.echo(f"{missing} not in the index yet: run `duizhao index rebuild`", err=True)


def _changed(difference: Difference) -> str:
    """`knowledge changed 3 → 4`"""
    words, tellable = _BASIS[difference.basis]
    return f"{words} changed{f' {printable(difference.before)} → {difference.now}' if tellable else ''}"


def _line(sign: str, change: Change, causes: str) -> str:
    because = f" ({causes})" if change.why == "expansions" and causes else ""
    return f"{sign} {printable(change.id)}\t{_WHY[change.why]}{because}"


def _state(record: SearchRecord) -> str:
    return (
        f"{record.searched_at:%Y-%m-%d %H:%M:%S} UTC: {record.total} of {counted(record.reports, 'report')} "
        f"(generation {record.generation}, revision {record.revision}, knowledge {record.knowledge})"
    )
