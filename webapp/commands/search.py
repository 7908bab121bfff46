"""`duizhao search`: one query answered in the terminal, or a file of queries run for an evaluation."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click

from corpus.model import Side
from indexer.search import MatchMode
from webapp.collection import Collection
from webapp.commands import EXIT_FAILURE, EXIT_FINDINGS
from webapp.commands.query_answer import answer
from webapp.commands.run_file import write_run
from webapp.commands.search_record import run_again
from webapp.commands.strategy import run_strategy
from webapp.request_args import ORDERS, Order, SearchForm
from webapp.settings import Settings

LIMIT: Final = 10
RUN_LIMIT: Final = 100


@click.command()
@click.argument("query", required=False)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Only reports in this language, found by its words.")
@click.option("--match", type=click.Choice(["all", "any"]), help="All words (the default for a query), or any of them.")
@click.option("--sort", type=click.Choice(ORDERS), default=ORDERS[0], help="Best match, year or title first.")
@click.option("--page", type=click.IntRange(min=1), default=1, help="Which page of the hits, each of --limit.")
@click.option("--facets", is_flag=True, help="Print with how many hits each language, year, journal … is met.")
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the search record too: as JSON, or as text for a methods section into a file whose name ends in .txt.",
)
@click.option(
    "--rerun",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="RECORD.json",
    help="Run a recorded search again, and print what it finds now and did not then, and why.",
)
@click.option("--broaden", is_flag=True, help="Add words of what was found, to a query of at most four words.")
@click.option("--why", is_flag=True, help="Print for each hit which word matched what in which part of it.")
@click.option("--limit", type=click.IntRange(min=1), help=f"Hits; {LIMIT} for a query, {RUN_LIMIT} for each of a file.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as the API gives it.")
@click.option(
    "--cross-lingual",
    type=click.Choice(["on", "off", "auto"]),
    default="auto",
    help="Find the words of the other language too; auto is on.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="WORD:RENDERING",
    help="Leave out an expansion into the other language, as the answer names it; may be repeated.",
)
@click.option(
    "--queries",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.jsonl",
    help='Free texts, one {"id": …, "text": …} a line, ranked by all their words.',
)
@click.option(
    "--strategy",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A search of many numbered lines, in PubMed's or Ovid's syntax: hits per line, and those of the last.",
)
@click.option("--run", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.trec", help="Where hits go.")
@click.pass_context
def search(
    ctx: click.Context,
    query: str | None,
    lang: Side | None,
    match: MatchMode | None,
    sort: Order,
    page: int,
    facets: bool,
    record: Path | None,
    rerun: Path | None,
    broaden: bool,
    why: bool,
    limit: int | None,
    as_json: bool,
    cross_lingual: str,
    without: tuple[str, ...],
    queries: Path | None,
    strategy: Path | None,
    run: Path | None,
) -> None:
    """Search the collection for QUERY, or run a file of queries or a strategy.

    With --queries and --run the texts are no query syntax: each is ranked as it is, and hits are written in TREC's run
    format, `query Q0 report rank score duizhao`. A line that cannot be read is listed, and the exit code is 1.
    """
    settings: Settings = ctx.obj
    if (queries is None) != (run is None) or sum(given is not None for given in (query, queries, strategy, rerun)) != 1:
        raise click.UsageError("Give a QUERY, or --strategy, or --rerun, or --queries and --run together.", ctx)
    if query is None and (sort != ORDERS[0] or page != 1 or facets or why or record or broaden):
        raise click.UsageError("--sort, --page, --facets, --why, --broaden and --record go with a QUERY.", ctx)
    if rerun is not None:
        if match or lang or limit:
            raise click.UsageError("--rerun takes nothing but --json; the record says all.", ctx)
        run_again(ctx, settings, rerun, as_json=as_json)
        return
    if strategy is not None:
        if match or lang:
            raise click.UsageError("--strategy takes no --match or --lang; its lines say all.", ctx)
        run_strategy(ctx, settings, strategy, LIMIT if limit is None else limit, as_json=as_json)
    elif query is not None:
        form = SearchForm(
            q=query,
            lang=lang or "",
            match=match or "all",
            sort=sort,
            page=page,
            broaden=broaden,
            xl="off" if cross_lingual == "off" else "on",
            refused=without,
        )
        most = LIMIT if limit is None else limit
        answer(ctx, settings, form, most, record, facets=facets, why=why, as_json=as_json)
    elif queries is not None and run is not None:
        if match == "all" or lang or as_json:
            raise click.UsageError("--queries ranks by any word of each text and takes no --lang or --json.", ctx)
        with closing(Collection(settings)) as collection, collection.lease() as (generation, _):
            most = RUN_LIMIT if limit is None else limit
            summary = write_run(
                queries, run, generation, most, settings.record_bytes_max, cross_lingual=cross_lingual != "off"
            )
        if summary.refused:
            ctx.exit(EXIT_FINDINGS if summary.answered else EXIT_FAILURE)
