"""`duizhao index`: the search index is rebuilt from the store, described, and checked byte by byte."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

import click
import msgspec

from corpus.store import Store, open_store
from corpus.words.segmentation import words_fingerprint
from indexer.generations import Generations
from indexer.manifest import Manifest, verify_files
from indexer.rebuild import rebuild as rebuild_index
from webapp.commands.progress import progress
from webapp.settings import Settings


class IndexStatus(msgspec.Struct, frozen=True):
    """The generation in force. `changes_since`: revisions of the store that it lacks; `words_current`: whether this
    program makes the words it was built with. Its files are not looked at; `verify` does that.
    """

    generation: int
    engine: str
    built_at: datetime
    duizhao: str
    revision: int
    store_revision: int
    changes_since: int
    reports: int
    units: int
    size_bytes: int
    words_current: bool


@click.group()
def index() -> None:
    """Rebuild, describe or verify the search index."""


@index.command()
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that make entries; one a core by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the status of the new index as JSON.")
@click.pass_obj
def rebuild(settings: Settings, jobs: int | None, as_json: bool) -> None:
    """Index the whole store anew and swap the result in.

    The old index serves until then, and goes on serving if anything fails (exit 3; exit 75 while another rebuild runs).
    A running server picks the new one up by itself.
    """
    started = time.monotonic()
    with _opened(settings) as (store, generations):
        with progress("index") as tick:
            manifest = rebuild_index(
                store, generations, engine=settings.engine, jobs=jobs or settings.job_count(), progress=tick
            )
        status = _status(manifest, store)
    if as_json:
        click.echo(_as_json(status))
    else:
        click.echo(f"{_contents(status)}, in {time.monotonic() - started:.1f} s")


@index.command()
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Describe the index in force."""
    with _opened(settings) as (store, generations):
        found = _status(generations.manifest(), store)
    if as_json:
        click.echo(_as_json(found))
        return
    click.echo(_contents(found))
    click.echo(f"built {found.built_at:%Y-%m-%d %H:%M %Z} by duizhao {found.duizhao}, engine {found.engine}")
    behind = (
        f"{found.changes_since} changes since: run `duizhao index rebuild`" if found.changes_since else "up to date"
    )
    click.echo(f"of store revision {found.revision}, {behind}")
    if not found.words_current:
        click.echo("built with other words than this program makes: run `duizhao index rebuild`")


@index.command()
@click.pass_obj
def verify(settings: Settings) -> None:
    """Compare every file of the index in force with its manifest; exit 3 if one differs."""
    with _opened(settings) as (_, generations), progress("verify") as tick:
        manifest = generations.manifest()
        verify_files(generations.path_of(manifest), manifest, tick)
    click.echo(
        f"generation {manifest.number}: {len(manifest.files)} files, {_megabytes(manifest.size_bytes)}, all intact"
    )


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Store, Generations]]:
    with open_store(settings.database_path()) as store, closing(Generations(settings.index_folder(), store)) as found:
        yield store, found


def _status(manifest: Manifest, store: Store) -> IndexStatus:
    store_revision = store.revision()
    return IndexStatus(
        generation=manifest.number,
        engine=manifest.engine,
        built_at=manifest.built_at,
        duizhao=manifest.duizhao,
        revision=manifest.revision,
        store_revision=store_revision,
        changes_since=store_revision - manifest.revision,
        reports=manifest.reports,
        units=manifest.units,
        size_bytes=manifest.size_bytes,
        words_current=manifest.words_fingerprint == words_fingerprint(),
    )


def _contents(status: IndexStatus) -> str:
    size = _megabytes(status.size_bytes)
    return f"generation {status.generation}: {status.reports} reports, {status.units} units, {size}"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"


def _as_json(status: IndexStatus) -> str:
    return msgspec.json.format(msgspec.json.encode(status), indent=2).decode()
