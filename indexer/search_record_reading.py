"""A search record read from a file that anybody may have written: what is wrong with it is said, with its member."""

from typing import Final

import msgspec

from corpus.identifiers import valid_report_id
from indexer.errors import IndexerError
from indexer.search_record import FORMAT, KIND, SearchRecord

# Of a million reports with long ids; nothing longer is read.
RECORD_BYTES_MAX: Final = 256_000_000


class BadRecord(IndexerError):
    """A file that is no search record, or one that this program cannot read; the message names the member."""


class _Named(msgspec.Struct):
    record: str = ""
    format: int = 0


def read_record(data: bytes) -> SearchRecord:
    """The record in a JSON file; raises BadRecord for anything else."""
    if len(data) > RECORD_BYTES_MAX:
        raise BadRecord(f"the file is longer than a search record may be ({RECORD_BYTES_MAX} bytes)")
    try:
        named = msgspec.json.decode(data, type=_Named)
        if named.record != KIND:
            raise BadRecord("the file is no search record")
        if named.format != FORMAT:
            raise BadRecord(f"format: the record has format {named.format}, this program reads {FORMAT}")
        record = msgspec.json.decode(data, type=SearchRecord)
    except msgspec.ValidationError as exc:
        reason, _, place = str(exc).partition(" - at `$.")
        member = place.rstrip("`")
        said = "nothing stands there" if "matching regex" in reason else reason
        raise BadRecord(f"the file is no search record: {f'{member}: ' if member else ''}{said}") from exc
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise BadRecord(f"the file is no search record: {exc}") from exc
    if fault := _fault(record):
        raise BadRecord(f"the record cannot be true: {fault}")
    return record


def _fault(record: SearchRecord) -> str:
    """What no search can have recorded, empty if there is nothing of that."""
    counts = record.languages
    strange = next((one for one in record.ids if not valid_report_id(one)), None)
    if strange is not None:
        return f"ids: {strange[:50]!r} is no id of a report"
    if len(set(record.ids)) != len(record.ids):
        return "ids: a report is named twice"
    if record.total != len(record.ids):
        return f"total: {record.total} were found, but ids has {len(record.ids)}"
    if record.reports < record.total:
        return f"reports: {record.total} were found among {record.reports}"
    if max(counts.en, counts.zh) > record.total or counts.both > min(counts.en, counts.zh):
        return "languages: there are more than were found"
    if len({one.filter for one in record.filters}) != len(record.filters):
        return "filters: a filter is named twice"
    if record.searched_at.utcoffset():
        return "searched_at: the time is not in UTC"
    return ""
