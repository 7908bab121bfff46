"""`duizhao check`: what is damaged in the collection, or where its two languages disagree; or in files of one's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from corpus.apart import taken_apart
from corpus.audit import REPORT_RULES
from corpus.audit.collection import COLLECTION_RULES
from corpus.collection_audit import audit_whole_collection, collection_audit_due
from corpus.errors import AnotherWriter
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.lexicon.glossary import Glossary
from corpus.model import SEVERITIES
from corpus.store import Store, open_store
from webapp.commands import EXIT_FAILURE, EXIT_FINDINGS
from webapp.commands.check_formats import FORMATS, Checked
from webapp.commands.flag_listing import flags_of
from webapp.commands.ingest import say_refused
from webapp.commands.progress import progress
from webapp.settings import Settings
from webapp.user_glossary import glossary_of
from webapp.views.flagged import FlaggedPlace

REBUILD = "The index does not have the new flags yet: run `duizhao index rebuild`."


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[PATH...]")
@click.option("--since", type=click.IntRange(min=0), metavar="REVISION", help="Only reports written after it.")
@click.option(
    "--fail-on",
    metavar="RULE,...",
    help="Exit 1 only for these rules (numbers.power), families (damage) or severities (high); `none` for never.",
)
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Show flags that were dismissed, too.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read PATH; one a core by default.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    since: int | None,
    fail_on: str | None,
    format_name: str,
    everything: bool,
    jobs: int | None,
) -> None:
    """Show what is damaged in the collection, or where its two languages disagree.

    With PATH these files are checked instead, with what the collection has taught, and nothing is stored; an English
    and a Chinese file are read as a pair. Exit 1 says that there are findings. `duizhao decide` keeps what was decided
    on a flag; a dismissed one is no finding.
    """
    settings: Settings = ctx.obj
    if paths and since is not None:
        raise click.UsageError("--since speaks of the collection; leave it out with PATH.", ctx)
    fails = _failing(fail_on, ctx)
    if not paths:
        with open_store(settings.database_path()) as store:
            _bring_up_to_date(store, glossary_of(settings))
            found = _print(_checked(store, since or 0, everything), format_name, fails)
            if not since:
                store.flags.note_checked(store.revision())
        ctx.exit(EXIT_FINDINGS if found.failing else 0)
    with _apart(settings, paths, jobs) as (checked, refused, taken):
        found = _print(checked, format_name, fails)
    if not taken:
        click.echo("duizhao: nothing could be read of what was named", err=True)
        ctx.exit(EXIT_FAILURE)
    ctx.exit(EXIT_FINDINGS if found.failing or refused else 0)


class _Found(NamedTuple):
    """The flags printed, and those of them that make the command fail."""

    flags: int
    failing: int


def _failing(fail_on: str | None, ctx: click.Context) -> Callable[[FlaggedPlace], bool]:
    """Whether a flag makes the command fail; raises UsageError for a word that is no rule, family or severity."""
    if fail_on is None:
        return lambda flag: flag.decision != "dismiss"
    named = {word.strip() for word in fail_on.split(",") if word.strip()}
    rules = {*REPORT_RULES, *COLLECTION_RULES}
    known = rules | {rule.partition(".")[0] for rule in rules} | set(SEVERITIES) | {"none"}
    if unknown := sorted(named - known):
        raise click.UsageError(
            f"--fail-on: no rule is named {unknown[0]!r}; there are: {', '.join(sorted(known))}", ctx
        )
    return lambda flag: (
        flag.decision != "dismiss" and bool({flag.rule, flag.rule.partition(".")[0], flag.severity} & named)
    )


def _bring_up_to_date(store: Store, glossary: Glossary) -> None:
    """Run the rules of the whole collection where something changed since; not while another process writes."""
    if not collection_audit_due(store, glossary):
        return
    try:
        with store.writing():
            if audit_whole_collection(store, glossary).changed:
                click.echo(REBUILD, err=True)
    except AnotherWriter as exc:
        click.echo(f"what only the whole collection shows is as it was when last checked: {exc}", err=True)


def _checked(store: Store, since: int, everything: bool) -> Checked:
    """The collection's flags, report by report."""
    return Checked(store.revision(), since, flags_of(store, store.flags.flagged_ids(since), everything=everything))


def _print(checked: Checked, format_name: str, fails: Callable[[FlaggedPlace], bool]) -> _Found:
    """Write the flags as they come; how many there were."""
    count = failing = 0

    def counting() -> Iterator[FlaggedPlace]:
        nonlocal count, failing
        for flag in checked.flags:
            count += 1
            failing += fails(flag)
            yield flag

    for line in FORMATS[format_name](checked._replace(flags=counting())):
        click.echo(line)
    return _Found(count, failing)


@contextmanager
def _apart(settings: Settings, paths: tuple[Path, ...], jobs: int | None) -> Iterator[tuple[Checked, int, int]]:
    """The flags of files, and how many records were refused and taken."""
    with (
        progress("check") as tick,
        taken_apart(
            paths,
            _taught(settings),
            glossary=glossary_of(settings),
            jobs=jobs or settings.job_count(),
            record_bytes_max=settings.record_bytes_max,
            progress=tick,
            refused=say_refused,
        ) as (store, intake, paired),
    ):
        if paired:
            click.echo("the two files are read as a pair", err=True)
        yield _checked(store, 0, everything=True), intake.rejected_count, intake.taken


def _taught(settings: Settings) -> Knowledge:
    """What the collection has taught, if there is one; none is made."""
    if not settings.database_path().is_file():
        return UNTAUGHT
    with open_store(settings.database_path()) as store:
        return store.knowledge()
