"""`duizhao terms`: which terms render each other, the abbreviations, and what is rendered in several ways."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Final

import click
import msgspec

from corpus.lexicon.term_list import Term
from corpus.model import Side
from corpus.writers.term_lists import BOM, csv_lines, tbx_lines
from webapp.collection import Collection
from webapp.commands.side_by_side import cell_width, printable
from webapp.settings import Settings
from webapp.views.terms import TermKind, TermsForm, TermsView, TermView, asked_terms, terms_of

LIMIT: Final = 100
# A table keeps its columns up to this many cells; a longer term pushes what follows.
COLUMN_CELLS_MAX: Final = 40
# Years and journals that are named for a rendering.
NAMED_MAX: Final = 4

FILES: Final[dict[str, Callable[[Iterable[Term]], Iterator[str]]]] = {"csv": csv_lines, "tbx": tbx_lines}


@click.command()
@click.argument("query", default="")
@click.option("--abbreviations", is_flag=True, help="The abbreviations that reports define, with both long forms.")
@click.option("--variants", is_flag=True, help="The terms with several renderings, by year and journal.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", help="With --variants: whose terms.")
@click.option("--limit", type=click.IntRange(min=1), help=f"How many; {LIMIT} unless given, in a file all.")
@click.option("--format", "format_name", type=click.Choice(["text", "json", *FILES]), default="text", help="How.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json: the answer as the API gives it.")
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@click.pass_context
def terms(
    ctx: click.Context,
    query: str,
    abbreviations: bool,
    variants: bool,
    lang: Side,
    limit: int | None,
    format_name: str,
    as_json: bool,
    bom: bool,
) -> None:
    """Show the terms of the collection in both languages, or those that hold QUERY, the surest first.

    Run `duizhao study` first: it is what finds them.
    """
    settings: Settings = ctx.obj
    if abbreviations and variants:
        raise click.UsageError("--abbreviations and --variants are two lists; ask for one.", ctx)
    kind: TermKind = "abbreviations" if abbreviations else "variants" if variants else "pairs"
    form = TermsForm(query, kind, lang, size=limit or LIMIT)
    with closing(Collection(settings)) as collection:
        found = collection.terms()
    if format_name in FILES:
        lines = FILES[format_name](asked_terms(form, found)[:limit])
        click.echo((BOM if bom and format_name == "csv" else "") + "\n".join(lines))
        return
    view = terms_of(form, found)
    if as_json or format_name == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(view), indent=2))
        return
    click.echo(_summary(view), err=True)
    for line in _variant_lines(view) if variants else _lines(view.terms):
        click.echo(line)


def _summary(view: TermsView) -> str:
    names = {"pairs": "term pairs", "abbreviations": "abbreviations", "variants": "terms with several renderings"}
    shown = len(view.terms) + len(view.variants)
    first = f", the first {shown}" if shown < view.total else ""
    hint = "" if view.knowledge else "; nothing was learnt yet: run duizhao study"
    return f"{view.total} {names[view.kind]}{first} (knowledge {view.knowledge}){hint}"


def _lines(found: Iterable[TermView]) -> Iterator[str]:
    """A line a term, in columns."""
    rows = [(printable(_english(term)), printable(term.zh), _facts(term)) for term in found]
    widths = [min(COLUMN_CELLS_MAX, max((cell_width(row[column]) for row in rows), default=0)) for column in (0, 1)]
    for en, zh, facts in rows:
        yield f"{_filled(en, widths[0])}  {_filled(zh, widths[1])}  {facts}"


def _variant_lines(view: TermsView) -> Iterator[str]:
    """A term, and below it what renders it."""
    for one in view.variants:
        yield printable(one.term)
        for term in one.renderings:
            rendering = printable(term.zh if one.lang == "en" else term.en)
            years = ", ".join(f"{count.year}: {count.reports}" for count in term.years[-NAMED_MAX:])
            journals = ", ".join(f"{count.journal}: {count.reports}" for count in term.journals[:NAMED_MAX])
            named = "; ".join(part for part in (years, journals) if part)
            yield f"  {rendering}  {_facts(term)}" + (f"  ({printable(named)})" if named else "")


def _english(term: TermView) -> str:
    return f"{term.en} ({term.short})" if term.short else term.en


def _facts(term: TermView) -> str:
    counts = f"{term.confidence:.2f}  {term.beads} units  {term.reports} reports  {'+'.join(term.sources)}"
    return f"{counts}  {term.status}" if term.status else counts


def _filled(text: str, cells: int) -> str:
    return text + " " * max(0, cells - cell_width(text))
