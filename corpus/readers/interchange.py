"""The interchange format: a Record whole, one JSON object a line, so that writing and reading it gives the same Record.

    duizhao      1, the version of the format
    report_id    string, or null where the source has none
    citation     titles [{language, text}], authors [{latin, han}], affiliations, journal, year, volume, issue, pages,
                 doi, pmid, keywords, mesh, publication_types; lists of strings, strings, and the year a number
    texts        [{language, origin, passages: [{kind, text, label}]}]; language is BCP 47 or null; origin author,
                 publisher, translator, machine or unknown; kind TITLE BACKGROUND OBJECTIVE METHODS RESULTS CONCLUSIONS
                 UNASSIGNED
    layout       "fields", or "page" for one passage that is still to be laid out
    source       database, file, number, sha256, retrieved_on (a date, or null): where the record came from at first
    check        SHA-256 of the record as it was written

Only `texts` is needed; what is left out is empty. `check` tells whether somebody has edited the line since: then, and
where it is missing, the record is a new one of this file, and `source` gets the line's own hash.
"""

import re
from dataclasses import replace
from typing import Any, Final

import msgspec

from corpus.identifiers import content_sha256, valid_report_id
from corpus.model import Record, Source
from corpus.readers.refusals import BadRecord

FORMAT_VERSION: Final = 1

_REMEDY: Final = "correct the line, or export it again; the documentation lists the keys"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_NUMBER_MAX: Final = 1 << 53  # beyond it JSON's numbers are not whole everywhere (RFC 8259, section 6)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def interchange_fields(record: Record) -> dict[str, Any]:
    """The record as an object of the format, ready for JSON."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {"duizhao": FORMAT_VERSION, **fields, "check": record_check(record)}


def interchange_record(fields: dict[str, Any], file: str, number: int, sha256: str) -> Record:
    """The record of such an object; `sha256` is of the line. Raises BadRecord."""
    version = fields.get("duizhao", FORMAT_VERSION)
    if version != FORMAT_VERSION:
        raise BadRecord(f"the line is in version {version!s:.20} of the interchange format", "update duizhao")
    here = Source("", file, number, sha256)
    defaults = {"report_id": None, "citation": {}, "source": msgspec.to_builtins(here)}
    try:
        record = msgspec.convert({**defaults, **fields}, Record)
    except (msgspec.ValidationError, RecursionError) as exc:
        raise BadRecord(f"not a record of the interchange format: {exc}", _REMEDY) from exc
    _check_values(record)
    if record.source != here and fields.get("check") != record_check(record):
        record = replace(record, source=replace(record.source, file=file, number=number, sha256=sha256))
    return record


def record_check(record: Record) -> str:
    """The SHA-256 of the record's one canonical encoding."""
    return content_sha256(msgspec.json.encode(record, order="deterministic"))


def is_language_tag(text: str) -> bool:
    """Whether text has the shape of a BCP 47 tag (RFC 5646)."""
    return _LANGUAGE.fullmatch(text) is not None


def _check_values(record: Record) -> None:
    """Raise BadRecord for values that types alone do not rule out."""
    if record.report_id is not None and not valid_report_id(record.report_id):
        raise BadRecord("report_id has white space or control characters, or is not 1 to 200 characters long", _REMEDY)
    if _SHA256.fullmatch(record.source.sha256) is None or not 0 <= record.source.number <= _NUMBER_MAX:
        raise BadRecord("the source has no SHA-256 in hexadecimal digits, or no number of a record", _REMEDY)
    if not 0 <= (record.citation.year or 0) < 10_000:
        raise BadRecord("the year is no year", _REMEDY)
    for text in record.texts:
        if text.language is not None and not is_language_tag(text.language):
            raise BadRecord("a language is no BCP 47 tag (en, zh-Hans)", _REMEDY)
    if not any(passage.text.strip() for text in record.texts for passage in text.passages):
        raise BadRecord("the record has neither a title nor a text", "add one, or leave the record out")
    if record.layout == "page" and sum(len(text.passages) for text in record.texts) != 1:
        raise BadRecord('the layout "page" is for exactly one passage', 'use "fields"')
