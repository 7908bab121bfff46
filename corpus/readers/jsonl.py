"""JSON Lines: one record a line, in the interchange format or as a simple record.

The interchange format is a Record whole, as `corpus.writers.jsonl` writes it (`corpus.readers.interchange` lists its
keys); a line with the key `texts` is in it. Any other line is a simple record (`corpus.readers.simple_records`). Lines
are cut at U+000A, decoded each for itself, and read strictly: what two JSON parsers might read differently (keys
given twice, NaN) is refused. A bad line spoils no other.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NoReturn

from corpus.errors import UndecodableText
from corpus.identifiers import content_sha256
from corpus.model import Record, Rejected
from corpus.readers.interchange import interchange_record
from corpus.readers.lines import bounded_lines
from corpus.readers.refusals import REMEDY_ENCODING, BadRecord, Remark, too_large
from corpus.readers.simple_records import KEYS, simple_record
from corpus.text.decoding import decode, replace_unencodable

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
# Escapes that may mean U+0000 or half of a surrogate pair; only lines with one are gone through.
_MAY_BE_UNENCODABLE: Final = re.compile(r"\\u0000|\\u[dD][89a-fA-F]|\x00")
# Keys named in a remark; a file whose keys differ in every line shows what it is with these.
_UNKNOWN_KEYS_MAX: Final = 20
_REMEDY_SYNTAX: Final = "write one JSON object a line (RFC 8259); a line break within a text is written \\n"


def read_jsonl(stream: BinaryIO, file: str, record_bytes_max: int) -> Iterator[Record | Rejected | Remark]:
    """A record or a refusal for each line that is not blank; numbers are those of lines, from 1.

    At the end a remark names the keys that no simple record has.
    """
    unknown: dict[str, int] = {}
    for number, line in enumerate(_lines(stream, record_bytes_max), 1):
        try:
            if line is None:
                raise too_large(record_bytes_max)
            if number == 1 and line.startswith(_UTF16_MARKS):
                raise BadRecord("the file is UTF-16, which cannot be cut into lines", REMEDY_ENCODING)
            if line:
                fields = _object(line)
                yield _record(fields, file, number, content_sha256(line))
                _note_unknown(fields, number, unknown)
        except BadRecord as fault:
            yield Rejected(file, number, fault.reason, fault.remedy)
            if line is not None and line.startswith(_UTF16_MARKS):
                return
    if unknown:
        named = ", ".join(f"{_shown(key)} (line {number})" for key, number in unknown.items())
        yield Remark(f"{file}: left alone, since simple records have no such key: {named}")


def _lines(stream: BinaryIO, record_bytes_max: int) -> Iterator[bytes | None]:
    """The lines without white space around them, None for one that is too long."""
    for number, line in enumerate(bounded_lines(stream.readline, record_bytes_max), 1):
        if line is not None and number == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        yield None if line is None else line.strip(b" \t\r\n")


def _record(fields: dict[str, Any], file: str, number: int, sha256: str) -> Record:
    """The record of a line's object; raises BadRecord."""
    if "texts" in fields:
        return interchange_record(fields, file, number, sha256)
    return simple_record(fields, file, number, sha256)


def _note_unknown(fields: dict[str, Any], number: int, unknown: dict[str, int]) -> None:
    """Add the keys of a simple record that mean nothing, with the line, to the first few of them."""
    if "texts" not in fields:
        for key in fields.keys() - KEYS - unknown.keys():
            if len(unknown) < _UNKNOWN_KEYS_MAX:
                unknown[key] = number


def _object(line: bytes) -> dict[str, Any]:
    """The line as an object; raises BadRecord."""
    try:
        text = decode(line)
        value = json.loads(text, object_pairs_hook=_distinct_keys, parse_constant=_refuse_constant)
        if _MAY_BE_UNENCODABLE.search(text):
            value = _encodable(value, ("id", "report_id"))
    except UndecodableText as exc:
        raise BadRecord(f"the line cannot be decoded: {exc}", REMEDY_ENCODING) from exc
    except json.JSONDecodeError as exc:
        raise BadRecord(f"not JSON: {exc.msg.removesuffix(' at')} at character {exc.pos + 1}", _REMEDY_SYNTAX) from exc
    except RecursionError as exc:
        raise BadRecord("objects or lists are nested too deep", _REMEDY_SYNTAX) from exc
    except ValueError as exc:  # a number of thousands of digits
        raise BadRecord(f"not JSON that can be read: {exc}", _REMEDY_SYNTAX) from exc
    if not isinstance(value, dict):
        raise BadRecord("the line is JSON, but no object", _REMEDY_SYNTAX)
    return value


def _distinct_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadRecord(f"the key {_shown(twice)} is given twice", "keep one of the two")
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise BadRecord(f"{name} is not JSON", "write null, or leave the key out")


def _encodable(value: Any, kept: tuple[str, ...] = ()) -> Any:
    """The value with U+FFFD for U+0000 and lone surrogates in every string; the ids are kept, to be refused."""
    if isinstance(value, str):
        return replace_unencodable(value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {replace_unencodable(key): item if key in kept else _encodable(item) for key, item in value.items()}
    return value


def _shown(text: str) -> str:
    """A string of the input as a message may show it: short, and encodable."""
    return json.dumps(replace_unencodable(text[:60]), ensure_ascii=False)
