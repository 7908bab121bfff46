"""`duizhao ingest`: files and folders into the collection."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import click

from corpus.errors import AnotherWriter
from corpus.intake import IntakeSummary, take_in
from corpus.model import Rejected
from corpus.reports import bundled_reports
from corpus.store import open_store
from corpus.study import StudySummary, study_due
from webapp.commands import EXIT_FAILURE, EXIT_FINDINGS
from webapp.commands.progress import progress
from webapp.commands.study import as_object, in_words, run_study
from webapp.settings import Settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--bundled", is_flag=True, help="Ingest the three reports that come with duizhao.")
@click.option("--format", "format_name", help="Insist on a format; `duizhao formats` lists them.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that make reports; one a core by default.")
@click.option("--dry-run", is_flag=True, help="Read everything and say what would happen; write nothing.")
@click.option("--no-study", is_flag=True, help="Leave out `duizhao study`, which follows where much is new.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    bundled: bool,
    format_name: str | None,
    jobs: int | None,
    dry_run: bool,
    no_study: bool,
    as_json: bool,
) -> None:
    """Read files or folders into the collection.

    The same command again takes up where it was cut off, and changes nothing where nothing is new. Refused records are
    listed on standard error, and the others are kept: exit 1 if some were refused, 3 if nothing could be read. Where
    bilingual reports have become more by a tenth, `duizhao study` follows.
    """
    settings: Settings = ctx.obj
    if not paths and not bundled:
        raise click.UsageError("Name a file or folder to read, or use --bundled.", ctx)
    sources = (bundled_reports() if bundled else ()) + paths
    job_count = jobs or settings.job_count()
    summary = _take_in(settings, sources, format_name, job_count, dry_run)
    if not as_json:
        click.echo(_in_words(summary, dry_run))
    later = _Study() if dry_run or not summary.taken else _study(settings, job_count, leave_out=no_study)
    if as_json:
        click.echo(_as_json(summary, dry_run, later))
    elif later.summary is not None:
        click.echo(in_words(later.summary))
    if summary.taken == 0:
        if not summary.rejected_count:
            click.echo("duizhao: no records found in what was named", err=True)
        ctx.exit(EXIT_FAILURE)
    _say_what_is_next(summary, dry_run, later)
    if summary.rejected_count or (later.summary is not None and later.summary.failed_count):
        ctx.exit(EXIT_FINDINGS)


class _Study(NamedTuple):
    """The study that followed, if one did, and whether one is due still."""

    summary: StudySummary | None = None
    due: bool = False


def _study(settings: Settings, jobs: int, *, leave_out: bool) -> _Study:
    """Study the collection where it is due, unless that is to be left out or another process writes already."""
    with open_store(settings.database_path()) as store:
        if not study_due(store) or leave_out:
            return _Study(due=study_due(store))
        try:
            return _Study(run_study(store, jobs))
        except AnotherWriter as exc:
            click.echo(f"not studied: {exc}", err=True)
            return _Study(due=True)


def _say_what_is_next(summary: IntakeSummary, dry_run: bool, later: _Study) -> None:
    """What the collection still wants, on standard error."""
    if later.due:
        click.echo(
            "Bilingual reports have become more by a tenth since they were studied: run `duizhao study`.", err=True
        )
    remade = later.summary.remade if later.summary is not None else 0
    if not dry_run and summary.new + summary.changed + remade:
        click.echo("The index does not have them yet: run `duizhao index rebuild`.", err=True)


def _take_in(
    settings: Settings, sources: tuple[Path, ...], format_name: str | None, jobs: int, dry_run: bool
) -> IntakeSummary:
    """Run the intake; a dry run opens a store only where there is one."""
    path = settings.database_path()
    store = None if dry_run and not path.exists() else open_store(path, create=not dry_run)
    try:
        with progress("ingest") as tick:
            return take_in(
                sources,
                store,
                jobs=jobs,
                format=format_name,
                record_bytes_max=settings.record_bytes_max,
                progress=tick,
                refused=_say_refused,
                dry_run=dry_run,
            )
    finally:
        if store is not None:
            store.close()


def _say_refused(rejected: Rejected) -> None:
    """One line on standard error; number 0 is the file as a whole."""
    place = f"{rejected.file}:{rejected.number}" if rejected.number else rejected.file
    click.echo(f"{place}: {rejected.reason}. {rejected.remedy[:1].upper()}{rejected.remedy[1:]}", err=True)


def _in_words(summary: IntakeSummary, dry_run: bool) -> str:
    counts = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged"
    refused = f", {summary.rejected_count} refused" if summary.rejected_count else ""
    end = "; nothing was written" if dry_run else f"; the store is at revision {summary.revision}"
    return f"{counts}{refused}{end}"


def _as_json(summary: IntakeSummary, dry_run: bool, later: _Study) -> str:
    study = as_object(later.summary) if later.summary is not None else None
    more = {"dry_run": dry_run, "study": study, "study_due": later.due}
    return json.dumps(asdict(summary) | more, ensure_ascii=False, indent=2)
