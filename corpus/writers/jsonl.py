"""The interchange format, one record a line; `corpus.readers.interchange` lists its keys and reads it back whole."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from corpus.model import Record
from corpus.readers.interchange import interchange_fields


def write_jsonl(records: Iterable[Record], stream: BinaryIO) -> int:
    """Write the records as UTF-8, one line each, in their order; the number of them."""
    count = 0
    for record in records:
        stream.write(record_line(record))
        count += 1
    return count


def record_line(record: Record) -> bytes:
    """The record as one line of the interchange format, line feed included."""
    return json.dumps(interchange_fields(record), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
