"""`duizhao ingest`: files and folders into the collection."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import click

from corpus.errors import AnotherWriter
from corpus.intake import IntakeSummary, take_in
from corpus.linking import LinkSummary, link_automatically, linking_due
from corpus.model import Rejected
from corpus.reports import bundled_reports
from corpus.store import open_store
from corpus.study import StudySummary, study_due
from webapp.commands import EXIT_FAILURE, EXIT_FINDINGS
from webapp.commands.link_words import summary_lines
from webapp.commands.progress import progress
from webapp.commands.side_by_side import printable
from webapp.commands.study import as_object, in_words, run_study
from webapp.settings import Settings
from webapp.user_glossary import glossary_of


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--bundled", is_flag=True, help="Ingest the three reports that come with duizhao.")
@click.option("--format", "format_name", help="Insist on a format; `duizhao formats` lists them.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that make reports; one a core by default.")
@click.option("--dry-run", is_flag=True, help="Read everything and say what would happen; write nothing.")
@click.option(
    "--no-study", is_flag=True, help="Leave out what follows where much is new: `duizhao study`, and linking."
)
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
    listed on standard error, and the others are kept: exit 1 if some were refused, 3 if nothing could be read. Files of
    no known format that lie in a folder are passed over with one note; a file that is named is refused.

    Where bilingual reports have become more by a tenth, `duizhao study` follows; else reports in one language that
    belong together are linked (of more than a few thousand, when they have become more by a tenth).
    """
    settings: Settings = ctx.obj
    if not paths and not bundled:
        raise click.UsageError("Name a file or folder to read, or use --bundled.", ctx)
    sources = (bundled_reports() if bundled else ()) + paths
    job_count = jobs or settings.job_count()
    summary = _take_in(settings, sources, format_name, job_count, dry_run)
    if not as_json:
        click.echo(_in_words(summary, dry_run))
    later = _Later() if dry_run or not summary.taken else _study_and_link(settings, job_count, leave_out=no_study)
    if as_json:
        click.echo(_as_json(summary, dry_run, later))
    else:
        _say_what_followed(later)
    if summary.taken == 0:
        if not summary.rejected_count:
            click.echo("duizhao: no records found in what was named", err=True)
        ctx.exit(EXIT_FAILURE)
    _say_what_is_next(summary, dry_run, later)
    if summary.rejected_count or (later.study is not None and later.study.failed_count):
        ctx.exit(EXIT_FINDINGS)


class _Later(NamedTuple):
    """The study and the linking that followed, if they did, and which of them are due still. A study links too."""

    study: StudySummary | None = None
    study_due: bool = False
    links: LinkSummary | None = None
    links_due: bool = False


def _study_and_link(settings: Settings, jobs: int, *, leave_out: bool) -> _Later:
    """Study the collection where it is due, or else link its reports in one language where that is.

    Neither if it is to be left out, or if another process writes already.
    """
    with open_store(settings.database_path()) as store:
        due = _Later(study_due=study_due(store), links_due=linking_due(store))
        if leave_out or not (due.study_due or due.links_due):
            return due
        try:
            if due.study_due:
                study = run_study(store, jobs, glossary=glossary_of(settings))
                return _Later(study, links=study.links)
            with store.writing(), progress("link") as tick:
                return _Later(links=link_automatically(store, progress=tick))
        except AnotherWriter as exc:
            click.echo(f"not studied or linked: {exc}", err=True)
            return due


def _say_what_followed(later: _Later) -> None:
    """The study's summary, or what became of the links if that is anything."""
    if later.study is not None:
        click.echo(in_words(later.study))
    elif later.links is not None and (later.links.made or later.links.renewed or later.links.removed):
        for line in summary_lines(later.links):
            click.echo(printable(line))


def _say_what_is_next(summary: IntakeSummary, dry_run: bool, later: _Later) -> None:
    """What the collection still wants, on standard error."""
    if later.links_due and not later.study_due:
        click.echo("Reports in one language may belong together: run `duizhao link --auto`.", err=True)
    if later.study_due:
        click.echo(
            "Bilingual reports have become more by a tenth since they were studied: run `duizhao study`.", err=True
        )
    remade = later.study.remade if later.study is not None else 0
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
                refused=say_refused,
                remark=_say_remark,
                dry_run=dry_run,
            )
    finally:
        if store is not None:
            store.close()


def _say_remark(words: str) -> None:
    """One line on standard error."""
    click.echo(f"note: {printable(words)}", err=True)


def say_refused(rejected: Rejected) -> None:
    """One line on standard error; number 0 is the file as a whole."""
    place = f"{rejected.file}:{rejected.number}" if rejected.number else rejected.file
    click.echo(f"{place}: {rejected.reason}. {rejected.remedy[:1].upper()}{rejected.remedy[1:]}", err=True)


def _in_words(summary: IntakeSummary, dry_run: bool) -> str:
    counts = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged"
    refused = f", {summary.rejected_count} refused" if summary.rejected_count else ""
    end = "; nothing was written" if dry_run else f"; the store is at revision {summary.revision}"
    return f"{counts}{refused}{end}"


def _as_json(summary: IntakeSummary, dry_run: bool, later: _Later) -> str:
    followed = {
        "study": as_object(later.study) if later.study is not None else None,
        "study_due": later.study_due,
        "links": asdict(later.links) if later.links is not None else None,
        "links_due": later.links_due,
    }
    return json.dumps(asdict(summary) | {"dry_run": dry_run} | followed, ensure_ascii=False, indent=2)
