"""`duizhao link`: two reports of one work, read side by side."""

import json
from dataclasses import asdict

import click

from corpus.linking import link_automatically, link_reports, unlink_reports
from corpus.store import Store, open_store
from webapp.commands.link_words import link_in_words, summary_lines
from webapp.commands.names import find_pair, user_name
from webapp.commands.progress import progress
from webapp.commands.side_by_side import printable
from webapp.settings import Settings
from webapp.views.aligned import DOUBTFUL_SCORE
from webapp.views.links import row_of


@click.command()
@click.argument("names", nargs=-1, metavar="[A B]")
@click.option("--undo", is_flag=True, help="Undo the link of A and B, for good: automatic linking leaves them alone.")
@click.option("--auto", is_flag=True, help="Link what shares a DOI, a PMID, a title, or its numbers; `study` does too.")
@click.option("--list", "listing", is_flag=True, help="List every link.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def link(ctx: click.Context, names: tuple[str, ...], undo: bool, auto: bool, listing: bool, as_json: bool) -> None:
    """Link an English and a Chinese report of one work.

    A and B are ids or aliases, in either order. Both stay reports of their own and are found apart; the page of each
    shows the two aligned.
    """
    settings: Settings = ctx.obj
    if undo + auto + listing > 1 or len(names) != (0 if auto or listing else 2):
        raise click.UsageError("Name two reports, with or without --undo; or give --auto or --list alone.", ctx)
    with open_store(settings.database_path()) as store:
        if listing:
            _list(store, as_json)
        elif auto:
            _auto(store, as_json)
        else:
            _by_hand(store, names, undo, as_json)


def _by_hand(store: Store, names: tuple[str, ...], undo: bool, as_json: bool) -> None:
    """Make or undo the link that is named, and say which."""
    with store.writing():
        one, other = find_pair(store, (names[0], names[1]))
        made = (unlink_reports if undo else link_reports)(store, one, other, who=user_name())
    score = made.alignment.parallel_score
    if not undo and score < DOUBTFUL_SCORE:
        click.echo(
            f"Their texts do not read like translations of each other (parallel {score:.2f}). If this was a mistake: "
            f"duizhao link --undo {made.first} {made.second}",
            err=True,
        )
    if as_json:
        click.echo(_json(row_of(made)._asdict() | {"undone": undo}))
    else:
        click.echo(printable(f"{'unlinked' if undo else 'linked'}: {link_in_words(made)}"))


def _auto(store: Store, as_json: bool) -> None:
    """Link automatically, and say what changed."""
    with store.writing(), progress("link") as tick:
        summary = link_automatically(store, progress=tick)
    if as_json:
        click.echo(_json(asdict(summary)))
        return
    for line in summary_lines(summary):
        click.echo(printable(line))


def _list(store: Store, as_json: bool) -> None:
    """One line a link, in the order of the English ids."""
    if as_json:
        click.echo(_json({"links": [row_of(one)._asdict() for one in store.links.every()]}))
        return
    line = ""
    for one in store.links.every():
        line = printable(link_in_words(one))
        click.echo(line)
    if not line:
        click.echo("no links")


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
