"""`duizhao concordance`: how a word is used, line by line, each with what the other language says there."""

import shutil
from contextlib import closing
from typing import Final

import click
import msgspec

from indexer.concordance import Grouping, Order
from indexer.errors import ConcordanceError, QueryError
from webapp.collection import Collection
from webapp.commands import EXIT_USAGE
from webapp.commands.kwic_columns import NOTHING, kwic_lines
from webapp.commands.query_fault import fault_lines
from webapp.commands.side_by_side import printable
from webapp.concordance_args import CONTEXT_MAX, GROUPINGS, ORDERS, ConcordanceForm, Language
from webapp.settings import Settings
from webapp.views.concordance import ConcordanceView, found_concordance

LIMIT: Final = 50
GROUPS_PRINTED_MAX: Final = 20
_OPTIONS: Final = {"term": "TERM", "contains": "--other", "without": "--without"}


@click.command()
@click.argument("term")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="The language of TERM; that of its letters unless given.")
@click.option("--other", default="", metavar="TERM", help="Only where the other language says this.")
@click.option("--without", default="", metavar="TERM", help="Only where the other language does not say this.")
@click.option("--group", type=click.Choice([name for name in GROUPINGS if name]), help="Count the lines by this.")
@click.option("--value", help="With --group: only the lines of this group.")
@click.option("--sort", type=click.Choice(ORDERS), default=ORDERS[0], help="By relevance, context or year.")
@click.option("--context", type=click.IntRange(1, CONTEXT_MAX), help="Words (Chinese: characters) on either side.")
@click.option("--limit", type=click.IntRange(min=1), default=LIMIT, show_default=True, help="Lines on a page.")
@click.option("--page", type=click.IntRange(min=1), default=1, help="Which page.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as the API gives it.")
@click.pass_context
def concordance(
    ctx: click.Context,
    term: str,
    lang: Language | None,
    other: str,
    without: str,
    group: Grouping | None,
    value: str | None,
    sort: Order,
    context: int | None,
    limit: int,
    page: int,
    as_json: bool,
) -> None:
    """Show TERM in its context, in every pair of aligned sentences that has it, with the other language.

    TERM and the other two are queries: words, phrases, wildcards, (a OR b).
    """
    settings: Settings = ctx.obj
    if value is not None and group is None:
        raise click.UsageError("--value names one group of --group.", ctx)
    form = ConcordanceForm(
        q=term, lang=lang or "", other=other, without=without, group=group or "", value=value, sort=sort,
        context=context, page=page,
    )  # fmt: skip
    try:
        with closing(Collection(settings)) as collection, collection.lease() as (generation, store):
            view = found_concordance(form, limit, generation, store)
    except QueryError as exc:
        asked = exc.text if isinstance(exc, ConcordanceError) else ""
        for line in fault_lines(asked, exc):
            click.echo(line, err=True)
        if isinstance(exc, ConcordanceError) and exc.part != "term":
            click.echo(f"  in {_OPTIONS[exc.part]}", err=True)
        ctx.exit(EXIT_USAGE)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(view), indent=2))
    else:
        _print(view)


def _print(view: ConcordanceView) -> None:
    for note in view.notes:
        click.echo(f"note: {note.message}", err=True)
    click.echo(_summary(view), err=True)
    for group in view.groups[:GROUPS_PRINTED_MAX]:
        click.echo(f"{group.units:>7}  {printable(group.label).strip() or NOTHING}")
    if more := len(view.groups[GROUPS_PRINTED_MAX:]) + view.more_groups:
        click.echo(f"{'':7}  and {more} more")
    if view.groups and view.lines:
        click.echo("")
    for line in kwic_lines(view.lines, shutil.get_terminal_size().columns):
        click.echo(line)


def _summary(view: ConcordanceView) -> str:
    """What was found for what, in a line."""
    asked = view.term
    if view.other:
        asked += f", other side with {view.other}"
    if view.without:
        asked += f", other side without {view.without}"
    units = "1 unit" if view.units == 1 else f"{view.units} units"
    looked = f"; only the first {view.examined} were looked at" if view.examined < view.units else ""
    page = f"page {view.page} of {view.pages}, " if view.pages > 1 or view.page > 1 else ""
    return f"{units} for {asked}{looked}  ({page}{view.took_ms:.0f} ms, generation {view.generation})"
