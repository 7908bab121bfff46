"""Reports and records as bytes, and what a worker hands to the writer."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from corpus.identifiers import aliases_of
from corpus.model import Flag, Record, Report, Severity


class Prepared(NamedTuple):
    """A record and the report made from it alone, packed: what a worker hands to the writer."""

    report_id: str
    sha256: str  # of the record's own bytes
    file: str
    number: int
    languages: tuple[str, ...]  # what the record gives; English and Chinese as sides, whatever their script or country
    record: bytes
    report: "PackedReport"
    remark: str = ""  # what its owner should know of it


class FlagRow(NamedTuple):
    """A flag as it is listed beside its report."""

    key: str
    rule: str
    severity: Severity
    position: int


class PackedReport(NamedTuple):
    """A report as its row keeps it; `digest` is of what it says, without revision and sources.

    `knowledge` is the number that its alignment names, None without an alignment.
    """

    digest: str
    content: bytes
    aliases: tuple[str, ...]
    knowledge: int | None
    flags: tuple[FlagRow, ...] = ()


class Remade(NamedTuple):
    """A report made again from its records; `languages` are what each of these gives, in their order."""

    report_id: str
    report: PackedReport
    languages: tuple[tuple[str, ...], ...]


def pack_report(report: Report) -> PackedReport:
    """The report as a row keeps it."""
    says = msgspec.json.encode(replace(report, revision=0, sources=()))
    content = zlib.compress(msgspec.json.encode(report.at_revision(0)))
    aliases = tuple(alias for alias in aliases_of(report.citation) if alias != report.report_id)
    number = report.alignment.knowledge if report.alignment is not None else None
    return PackedReport(hashlib.sha256(says).hexdigest(), content, aliases, number, flag_rows(report.flags))


def unpack_report(content: bytes, revision: int, collection_flags: bytes | None = None) -> Report:
    """The report of a row, stamped with the row's revision; what the collection tells of it follows its own flags."""
    report = msgspec.json.decode(zlib.decompress(content), type=Report).at_revision(revision)
    return replace(report, flags=report.flags + unpack_flags(collection_flags)) if collection_flags else report


def pack_flags(flags: Sequence[Flag]) -> bytes | None:
    """The flags that the collection gives a report, as its row keeps them; None for none."""
    return zlib.compress(msgspec.json.encode(tuple(flags))) if flags else None


def unpack_flags(packed: bytes | None) -> tuple[Flag, ...]:
    """The flags of a row."""
    return msgspec.json.decode(zlib.decompress(packed), type=tuple[Flag, ...]) if packed else ()


def flag_rows(flags: Iterable[Flag]) -> tuple[FlagRow, ...]:
    """The flags as they are listed, in the order of the texts."""
    in_order = sorted(flags, key=lambda flag: flag.spans[0])
    return tuple(FlagRow(flag.key, flag.rule, flag.severity, position) for position, flag in enumerate(in_order))


def pack_record(record: Record) -> bytes:
    """The record as a row keeps it."""
    return zlib.compress(msgspec.json.encode(record))


def unpack_record(content: bytes) -> Record:
    """The record of a row."""
    return msgspec.json.decode(zlib.decompress(content), type=Record)
