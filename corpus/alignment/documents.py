"""Documents of sentences that are already split, one JSON object a line; and their beads, one line for each.

In: `{"id": str, "en": [sentence, ...], "zh": [sentence, ...]}`. Out:
`{"id": str, "beads": [{"en": [index, ...], "zh": [index, ...], "confidence": float}, ...], "parallel_score": float}`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

import msgspec

from corpus.model import Alignment
from corpus.readers.lines import bounded_lines

# Lines handed to a worker at a time, and a bound on what they hold.
CHUNK_LINES: Final = 16
CHUNK_BYTES: Final = 1_000_000

# How msgspec words its faults, and its types in ours.
_WRONG_TYPE: Final = re.compile(
    r"Expected `(?P<wanted>\w+)`, got `(?P<got>\w+)`(?: - at `\$\.(?P<key>\w+)(?P<item>\[\d+\])?`)?"
)
_MISSING: Final = re.compile(r"Object missing required field `(\w+)`")
_TYPES: Final = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a number",
    "object": "an object",
    "str": "a string",
}

# The number of a line, from 1, and its bytes; None if there are more of them than a record may have.
Line: TypeAlias = tuple[int, bytes | None]


class Document(msgspec.Struct):
    """Two sides, split into sentences."""

    id: str
    en: list[str]
    zh: list[str]


class BadDocument(ValueError):
    """A line that holds no document; says why and what is expected."""


class AlignedLine(NamedTuple):
    """What became of a line: its number, and either the line to write or why there is none."""

    number: int
    line: bytes = b""
    fault: str = ""


def numbered_lines(readline: Callable[[int], bytes], line_bytes_max: int) -> Iterator[Line]:
    """The lines that `readline` gives; one is never held beyond the limit, so that it cannot fill the memory."""
    return enumerate(bounded_lines(readline, line_bytes_max), 1)


def in_chunks(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines in runs for a worker each, blank ones left out."""
    waiting: list[Line] = []
    size_bytes = 0
    for number, line in lines:
        if line is None or line.strip():
            waiting.append((number, line))
            size_bytes += len(line or b"")
        if len(waiting) >= CHUNK_LINES or size_bytes >= CHUNK_BYTES:
            yield tuple(waiting)
            waiting, size_bytes = [], 0
    if waiting:
        yield tuple(waiting)


def read_document(line: bytes | None) -> Document:
    """The document of a line; raises BadDocument."""
    if line is None:
        raise BadDocument("the line is longer than record_bytes_max; raise DUIZHAO_RECORD_BYTES_MAX or split it")
    try:
        return msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise BadDocument(
            f'not a document: {_in_words(str(exc))}; expected {{"id": string, "en": [sentences], "zh": [sentences]}}'
        ) from exc


def _in_words(fault: str) -> str:
    """What msgspec says of a value, without its notation of types and paths."""
    if match := _WRONG_TYPE.fullmatch(fault):
        wanted, got = (_TYPES.get(match[name], match[name]) for name in ("wanted", "got"))
        key = match["key"] or ""
        place = "the line" if not key else f"a sentence in {key}" if match["item"] else f"the value of {key}"
        return f"{place} is {got}, not {wanted}"
    if match := _MISSING.fullmatch(fault):
        return f"the key {match[1]} is missing"
    return fault.replace("JSON is malformed", "no JSON")


def written(document_id: str, alignment: Alignment) -> bytes:
    """The line for a document, with its end."""
    beads = [{"en": bead.en, "zh": bead.zh, "confidence": bead.confidence} for bead in alignment.beads]
    values = {"id": document_id, "beads": beads, "parallel_score": alignment.parallel_score}
    return msgspec.json.encode(values) + b"\n"
