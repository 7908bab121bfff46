"""One query answered in the terminal: what its page of results shows."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import msgspec

from indexer.errors import QueryError
from indexer.literal_query import filter_text
from indexer.plan import HasValue
from indexer.search import read_inquiry
from indexer.search_record import make_record
from webapp.collection import Collection
from webapp.commands import EXIT_USAGE
from webapp.commands.query_fault import fault_lines
from webapp.commands.search_lines import hit_lines
from webapp.commands.search_record import write_record
from webapp.commands.side_by_side import printable
from webapp.request_args import FACETS, SearchForm
from webapp.settings import Settings
from webapp.views.broaden import reading_of
from webapp.views.facets import Facet
from webapp.views.results import ResultsView, view_of


def answer(
    ctx: click.Context,
    settings: Settings,
    form: SearchForm,
    limit: int,
    record: Path | None,
    *,
    facets: bool,
    why: bool,
    as_json: bool,
) -> None:
    """Print the hits of a page of at most `limit`, and the facets if wanted; how the query was understood goes to
    standard error. A query that cannot be read ends the command with exit code 2. The record of the same search is
    written to a file where one is named.
    """
    counted = tuple(FACETS) if facets or as_json else ()  # counted only to be shown
    try:
        with closing(Collection(settings)) as collection, collection.lease() as (generation, store):
            read_inquiry(form.inquiry(limit), generation)  # loads dictionaries: the time told is that of the search
            reading = reading_of(form, limit, counted, generation, store)
            view = view_of(reading, form, limit, generation, store)
            recorded = None if record is None else make_record(reading, generation)
            behind = store.revision() - view.revision
    except QueryError as exc:
        for line in fault_lines(form.q, exc):
            click.echo(line, err=True)
        ctx.exit(EXIT_USAGE)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(view), indent=2))
    else:
        _print(view, why=why)
        if behind:
            changes = "1 change is" if behind == 1 else f"{behind} changes are"
            click.echo(f"{changes} not in the index yet: run `duizhao index rebuild`", err=True)
    if record is not None and recorded is not None:
        write_record(settings, recorded, record)


def _print(view: ResultsView, *, why: bool) -> None:
    for message in dict.fromkeys(note.message for note in view.notes):  # a word may have been typed twice
        click.echo(f"note: {message}", err=True)
    hits = "1 hit" if view.total == 1 else f"{view.total} hits"
    page = f"page {view.page} of {view.pages}, " if view.pages > 1 or view.page > 1 else ""
    click.echo(f"{hits} for {view.canonical}  ({page}{view.took_ms:.0f} ms, generation {view.generation})", err=True)
    for added in view.expansions:
        said = f"{printable(added.said)} → {printable(added.rendering)}"
        click.echo(f"  also {said}  ({added.why}; --without {printable(added.name)})", err=True)
    for word in view.added:
        click.echo(f"  broadened by {printable(word.word)}  (--without {printable(word.name)})", err=True)
    for offer in view.offers:
        click.echo(f"note: {printable(offer.words)} {printable(offer.query)}  ({offer.hits})", err=True)
    for one in view.meant:
        click.echo(f"  did you mean {printable(one.query)}: {one.hits}", err=True)
    for clause in view.clauses:
        click.echo(f"  {printable(clause.text)} alone: {clause.hits}", err=True)
    for way in view.ways:
        click.echo(f"  {way.words}: {way.hits}", err=True)
    for hit in view.hits:
        for line in hit_lines(hit, why=why):
            click.echo(line)
    for facet in view.facets:
        for line in _facet_lines(facet):
            click.echo(line)


def _facet_lines(facet: Facet) -> Iterator[str]:
    """A value a line: its hits, and the filter of the query language that narrows to it."""
    for value in facet.first:
        yield f"{value.hits:>7}  {printable(filter_text(HasValue(facet.name, frozenset((value.value,)))))}"
    if others := len(facet.rest) + facet.more:
        yield f"{'':7}  and {others} more"
