"""`duizhao check`: what is damaged in the collection, or where its two languages disagree; or in files of one's own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import click

from corpus.apart import taken_apart
from corpus.audit import REPORT_RULES
from corpus.audit.collection import COLLECTION_RULES
from corpus.collection_audit import audit_whole_collection, collection_audit_due
from corpus.errors import AnotherWriter
from corpus.knowledge import UNTAUGHT
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

# Says that a report has its translation beside it: worth knowing, and no fault.
LINKED: Final = "duplicates.translation"


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

    With PATH these files are checked instead, with what the collection has taught and decided, and nothing is stored;
    an English and a Chinese file are read as a pair. Exit 1 says that there are findings. `duizhao decide` keeps what
    was decided on a flag; a dismissed one is no finding.
    """
    settings: Settings = ctx.obj
    if paths and since is not None:
        raise click.UsageError("--since speaks of the collection; leave it out with PATH.", ctx)
    fails = _failing(fail_on, ctx)
    if not paths:
        with open_store(settings.database_path()) as store:
            _bring_up_to_date(store, glossary_of(settings))
            checked = _checked(store, since or 0, everything)
            found = _print(checked, format_name, fails)
            if not since:
                store.flags.note_checked(checked.revision)
        ctx.exit(EXIT_FINDINGS if found.failing else 0)
    with _apart(settings, paths, jobs, everything) as (checked, refused, taken):
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
        return lambda flag: flag.decision != "dismiss" and flag.rule != LINKED
    named = {word.strip() for word in fail_on.split(",") if word.strip()}
    rules = {*REPORT_RULES, *COLLECTION_RULES}
    known = rules | {rule.partition(".")[0] for rule in rules} | set(SEVERITIES) | {"none"}
    if unknown := sorted(named - known):
        raise click.UsageError(
            f"--fail-on: no rule is named {unknown[0]!r}; there are: {', '.join(sorted(known))}", ctx
        )
    if not named:
        raise click.UsageError("--fail-on: name rules, families or severities; `none` for never.", ctx)
    if "none" in named and len(named) > 1:
        raise click.UsageError("--fail-on: `none` stands alone.", ctx)
    return lambda flag: flag.decision != "dismiss" and bool(_names(flag) & named)


def _names(flag: FlaggedPlace) -> set[str]:
    """The words by which --fail-on means a flag."""
    names = {flag.rule, flag.rule.partition(".")[0]}
    return names if flag.rule == LINKED else names | {flag.severity}


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
def _apart(
    settings: Settings, paths: tuple[Path, ...], jobs: int | None, everything: bool
) -> Iterator[tuple[Checked, int, int]]:
    """The flags of files, with what the collection decided on them; how many records were refused and taken."""
    with (
        ExitStack() as stack,
        progress("check") as tick,
        taken_apart(
            paths,
            UNTAUGHT if (collection := _collection(settings, stack)) is None else collection.knowledge(),
            glossary=glossary_of(settings),
            jobs=jobs or settings.job_count(),
            record_bytes_max=settings.record_bytes_max,
            progress=tick,
            refused=say_refused,
        ) as (store, intake, paired),
    ):
        if paired:
            click.echo("the two files are read as a pair", err=True)
        decided_in = store if collection is None else collection
        flags = flags_of(store, store.flags.flagged_ids(), everything=everything, decided_in=decided_in)
        # That the two belong together is what the user has just said.
        kept = (flag for flag in flags if not (paired and flag.rule == LINKED))
        yield Checked(store.revision(), 0, kept), intake.rejected_count, intake.taken


def _collection(settings: Settings, stack: ExitStack) -> Store | None:
    """The collection, if there is one, open as long as the stack; none is made."""
    path = settings.database_path()
    return stack.enter_context(open_store(path)) if path.is_file() else None
