"""`duizhao study`: what the collection teaches, and its reports made again with it."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict

import click

from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.store import Store, open_store
from corpus.study import Progress, Stage, StudySummary
from corpus.study import study as study_store
from webapp.commands import EXIT_FINDINGS
from webapp.commands.counting import counted
from webapp.commands.link_words import summary_lines
from webapp.commands.progress import progress
from webapp.commands.side_by_side import printable
from webapp.settings import Settings
from webapp.user_glossary import glossary_of

REBUILD = "The index still has these reports as they were: run `duizhao index rebuild`."


@click.command()
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read and make reports; one a core by default.")
@click.option("--remake", is_flag=True, help="Make every report again from its records, as this version reads them.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_context
def study(ctx: click.Context, jobs: int | None, remake: bool, as_json: bool) -> None:
    """Learn from the collection which words translate each other, and align its reports with that.

    What is learnt is kept under the next number; reports that were aligned with another number are made again from
    their records, and reports in one language that belong together are linked. Where nothing is new, nothing changes.
    The same command again takes up where it was cut off. `duizhao ingest` does this by itself when bilingual reports
    have become more by a tenth. Exit 1 if a report could not be made again; it stays as it was, and
    nothing is learnt while one cannot be learnt from.
    """
    settings: Settings = ctx.obj
    with open_store(settings.database_path()) as store:
        summary = run_study(store, jobs or settings.job_count(), remake=remake, glossary=glossary_of(settings))
    click.echo(json.dumps(as_object(summary), ensure_ascii=False, indent=2) if as_json else in_words(summary))
    if summary.remade:
        click.echo(REBUILD, err=True)
    if summary.failed_count:
        ctx.exit(EXIT_FINDINGS)


def run_study(store: Store, jobs: int, *, remake: bool = False, glossary: Glossary = NO_GLOSSARY) -> StudySummary:
    """Study with progress on standard error, where reports that could not be made are named too."""
    with _stages() as tell:
        summary = study_store(store, jobs=jobs, progress=tell, remake=remake, glossary=glossary)
    for unmade in summary.failed:
        click.echo(
            f"{unmade.report_id}: could not be made again and stays as it was ({unmade.reason}). This is a fault of "
            "duizhao: please report it with this report's records",
            err=True,
        )
    return summary


def in_words(summary: StudySummary) -> str:
    """The summary as a line, and what became of links in lines below it."""
    learnt = "newly learnt" if summary.learnt else "as before"
    if summary.unread:
        learnt = f"as before, since {summary.unread} could not be learnt from"
    failed = f", {summary.failed_count} could not be" if summary.failed_count else ""
    same = f", {summary.unchanged} came out the same" if summary.unchanged else ""
    links = summary.links
    lines = [""]
    if links.made or links.renewed or links.removed:
        lines += map(printable, summary_lines(links))
    learnt_from = f"{counted(summary.pair_count, 'pair')} from {counted(summary.report_count, 'bilingual report')}"
    return (
        f"knowledge {summary.number}, {learnt}: {learnt_from}; {summary.remade} made again{same}{failed}; "
        f"the store is at revision {summary.revision}" + "\n".join(lines)
    )


def as_object(summary: StudySummary) -> dict[str, object]:
    """The summary as a JSON object."""
    return asdict(summary) | {"failed": [unmade._asdict() for unmade in summary.failed]}


@contextmanager
def _stages() -> Iterator[Progress]:
    """A line of progress for each stage, one after the other."""
    with ExitStack() as shown:
        current, tick = None, None

        def tell(stage: Stage, done: int, total: int | None) -> None:
            nonlocal current, tick
            if stage != current or tick is None:
                shown.close()
                current, tick = stage, shown.enter_context(progress(f"study ({stage})"))
            tick(done, total)

        yield tell
