"""Records into reports, in this process or in many, always in the order of the records."""

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import NamedTuple

from corpus.errors import CorpusError
from corpus.ingest import languages_of, make_report
from corpus.intake.chunks import Chunk
from corpus.intake.mixed_texts import mixture
from corpus.knowledge import Knowledge
from corpus.model import Record, Rejected
from corpus.processes import in_order
from corpus.readers.refusals import BadRecord
from corpus.store import Prepared, rejected
from corpus.store.packing import pack_record, pack_report


class Result(NamedTuple):
    """A chunk after its work."""

    items: tuple[Prepared | Rejected, ...]
    known: int


def prepared(chunks: Iterator[Chunk], jobs: int, taught: Knowledge) -> Generator[Result, None, None]:
    """The chunks in their order, worked on by `jobs` processes; in this one if there is one job or one chunk."""
    with closing(in_order(_prepare_all, taught, chunks, jobs=jobs, place=_places)) as results:
        for chunk, items in results:
            yield Result(items, chunk.known)


def _places(chunk: Chunk) -> str:
    places = [_place(item) for item in chunk.items] or ["records that were known"]
    return f"{places[0]} to {places[-1]}"


def _place(item: Record | Rejected) -> str:
    source = item.source if isinstance(item, Record) else item
    return f"{source.file}:{source.number}"


def _prepare_all(taught: Knowledge, chunk: Chunk) -> tuple[Prepared | Rejected, ...]:
    """Each record's report; a record without any text, and one that our own code fails on, is refused, not a crash.

    What is no fault of the record (no dictionary, no memory) is raised.
    """
    return tuple(item if isinstance(item, Rejected) else _prepare_one(item, taught) for item in chunk.items)


def _prepare_one(record: Record, taught: Knowledge) -> Prepared | Rejected:
    try:
        return prepare(record, taught)
    except BadRecord as fault:
        return Rejected(record.source.file, record.source.number, fault.reason, fault.remedy)
    except (CorpusError, MemoryError):
        raise
    except Exception as exc:  # noqa: BLE001 - whatever it is, the records around it are to be kept
        return rejected(record.source.file, record.source.number, exc)


def prepare(record: Record, knowledge: Knowledge) -> Prepared:
    """Everything about a record that needs no store; pure, so that it may run in any process.

    Raises BadRecord if reading leaves neither a title nor a text of the record.
    """
    report = make_report([record], knowledge)
    if not report.versions and not report.citation.titles:
        raise BadRecord(
            "nothing is left but what a site prints around a report, or markup: neither a title nor a text",
            "fetch or export it again with its text, or leave it out",
        )
    source = record.source
    packed = pack_report(report)
    return Prepared(
        report_id=report.report_id,
        sha256=source.sha256,
        file=source.file,
        number=source.number,
        languages=languages_of(record),
        record=pack_record(record),
        report=packed,
        remark=mixture(report),
    )
