"""`duizhao search --strategy FILE`: the hits of every line of a strategy, and the reports that the last one finds."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import msgspec

from corpus.text.decoding import decode
from indexer.canonical import canonical
from indexer.errors import BadStrategy, QueryError
from indexer.search import find, read_inquiry
from indexer.strategies import LineHits, StrategyLine, count_hits, read_strategy
from webapp.collection import Collection
from webapp.commands import EXIT_USAGE
from webapp.commands.counting import counted
from webapp.commands.query_fault import fault_lines
from webapp.commands.search_lines import hit_lines
from webapp.commands.side_by_side import printable
from webapp.request_args import FACETS, SearchForm
from webapp.settings import Settings
from webapp.views.results import ResultsView, results_view

# Enough for every strategy that may be read, each character of four bytes.
_BYTES_MAX: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the strategy: as written, as understood, what it finds as written and with words of the other language,
    and what is to be known of its reading.
    """

    number: int
    text: str
    canonical: str
    hits: int
    expanded_hits: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrategyView:
    """Every line, and the answer to the one of the highest number."""

    lines: tuple[LineView, ...]
    last: int
    result: ResultsView


def run_strategy(ctx: click.Context, settings: Settings, path: Path, limit: int, *, as_json: bool) -> None:
    """Print what the lines of the file find; where lines cannot be read all of them are listed, none is run, and the
    exit code is 2.
    """
    try:
        strategy = read_strategy(_text_of(path))
        with closing(Collection(settings)) as collection, collection.lease() as (generation, store):
            lines = count_hits(strategy, generation)
            last = strategy.last
            form = SearchForm(q=canonical(last.query), xl="off")
            facets = tuple(FACETS) if as_json else ()
            found = find(read_inquiry(form.inquiry(limit, facets), generation, last.parsed), generation, store)
            view = StrategyView(tuple(map(_line_view, lines)), last.number, results_view(found, form, limit))
    except BadStrategy as exc:
        for fault in exc.faults:
            for line in fault_lines(fault.line, fault, f"{path}, line {fault.line_number}: "):
                click.echo(line, err=True)
        click.echo(f"{len(exc.faults)} of {counted(exc.lines, 'line')} cannot be read; none was run", err=True)
        ctx.exit(EXIT_USAGE)
    except QueryError as exc:
        click.echo(f"duizhao: {path}: {exc.message}", err=True)
        ctx.exit(EXIT_USAGE)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(view), indent=2))
        return
    _print(view)


def _text_of(path: Path) -> str:
    with path.open("rb") as file:
        return decode(file.read(_BYTES_MAX))


def _line_view(found: LineHits) -> LineView:
    line: StrategyLine = found.line
    notes = tuple(note.message for note in found.notes)
    return LineView(line.number, line.text, canonical(line.query), found.hits, found.expanded_hits, notes)


def _print(view: StrategyView) -> None:
    click.echo("line\thits\twith the other language\tquery", err=True)
    for line in view.lines:
        click.echo(f"{line.number}\t{line.hits}\t{line.expanded_hits}\t{printable(line.canonical)}")
        for note in line.notes:
            click.echo(f"line {line.number}: {note}", err=True)
    click.echo("")
    total = counted(view.result.total, "hit")
    click.echo(f"{total} for line {view.last} as written  (generation {view.result.generation})", err=True)
    for hit in view.result.hits:
        for written in hit_lines(hit):
            click.echo(written)
