"""`duizhao export`: reports in a format that other programs read, one after the other, whatever their number."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from corpus.model import Record
from corpus.store import Store, open_store
from corpus.writers import WRITERS, Writer, writer_of
from webapp.commands.check_formats import as_object
from webapp.commands.counting import counted
from webapp.commands.flag_listing import flags_of
from webapp.commands.names import find
from webapp.commands.progress import Tick, progress
from webapp.commands.replacing import replacing
from webapp.settings import Settings


@click.command()
@click.argument("names", nargs=-1, metavar="[ID...]")
@click.option("--all", "whole", is_flag=True, help="Export the whole collection.")
@click.option("--format", "format_name", default="jsonl", show_default=True, help=f"One of: {', '.join(WRITERS)}.")
@click.option("--flags", is_flag=True, help="What the audit flags and what was decided on it, instead of the records.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of standard output.")
@click.pass_context
def export(
    ctx: click.Context, names: tuple[str, ...], whole: bool, format_name: str, flags: bool, output: Path | None
) -> None:
    """Write reports in a format that other programs read.

    jsonl is the interchange format: ingested elsewhere, it gives the same reports. It carries the records alone: links,
    and what was decided by hand, stay here. --flags writes flags with decisions instead, as `duizhao check --format
    json` has them, a line each. A file appears whole or not at all.
    """
    settings: Settings = ctx.obj
    if bool(names) == whole:
        raise click.UsageError("Name reports, or give --all.", ctx)
    if flags and format_name != "jsonl":
        raise click.UsageError("--flags are written as jsonl only.", ctx)
    write = writer_of(format_name)
    with open_store(settings.database_path()) as store, progress("export") as tick:
        ids = [find(store, name) for name in names]
        write_to = partial(_write_flags, store, ids) if flags else partial(_write_records, store, ids, write, tick)
        if output is None:
            count = write_to(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with replacing(output) as stream:
                count = write_to(stream)
    click.echo(f"{counted(count, 'flag' if flags else 'record')} exported", err=True)


def _write_flags(store: Store, ids: list[str], stream: BinaryIO) -> int:
    """The flags, dismissed ones too, a line each; how many."""
    count = 0
    for flag in flags_of(store, ids or store.flags.flagged_ids(), everything=True):
        stream.write(json.dumps(as_object(flag), ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def _write_records(store: Store, ids: list[str], write: Writer, tick: Tick, stream: BinaryIO) -> int:
    return write(_counted(_records(store, ids or store.every_id()), tick), stream)


def _records(store: Store, ids: Iterable[str]) -> Iterator[Record]:
    """The records that the reports are made from, in the order in which they make them again.

    Each names its report, so that a line that was edited changes that report and makes no other.
    """
    for report_id in ids:
        for record in store.records(report_id):
            yield replace(record, report_id=report_id)


def _counted(records: Iterator[Record], tick: Tick) -> Iterator[Record]:
    for number, record in enumerate(records, 1):
        yield record
        tick(number)
