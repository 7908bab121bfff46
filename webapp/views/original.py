"""The file as it came, line by line, with what each line was read as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.model import Record
from corpus.text.cleaning import clean
from corpus.text.decoding import replace_unencodable
from corpus.text.language import tell_language
from corpus.text.layout import lay_out
from webapp.views.report import file_name

# A page shows this much of a file; the API gives the whole.
CHARACTERS_SHOWN_MAX: Final = 200_000
_NO_BLOCK: Final = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """A line of the raw text. `role` is a block's role in a page, or the kind of passage of a field; "" for blank."""

    number: int
    role: str
    label: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Original:
    """One record of the report: where it came from, and its lines; `hidden` counts the characters left out."""

    database: str
    file: str
    number: int
    sha256: str
    retrieved_on: date | None
    page: bool
    lines: tuple[OriginalLine, ...]
    hidden: int


def originals_of(records: Sequence[Record]) -> tuple[Original, ...]:
    """Every record that made the report, in order of arrival."""
    return tuple(_original(record) for record in records)


def _original(record: Record) -> Original:
    source, page = record.source, record.layout == "page"
    shown = tuple(_page_lines(record) if page else _field_lines(record))
    size = sum(len(passage.text) for text in record.texts for passage in text.passages)
    hidden = max(0, size - sum(len(line.text) + 1 for line in shown))
    return Original(
        source.database, file_name(source.file), source.number, source.sha256, source.retrieved_on, page, shown, hidden
    )


def _page_lines(record: Record) -> Iterator[OriginalLine]:
    """The lines of a plain file, each with the role of the block that was read from it."""
    page = "\n".join(passage.text for given in record.texts for passage in given.passages)
    raw = replace_unencodable(page[:CHARACTERS_SHOWN_MAX])
    text, offset_map = clean(raw, unwrap=True)
    blocks = iter([(block.role, *offset_map.to_raw(block.start, block.end)) for block in lay_out(text)])
    role, start, end = next(blocks, _NO_BLOCK)
    at = 0
    for number, line in enumerate(raw.split("\n"), 1):
        while end <= at and role:
            role, start, end = next(blocks, _NO_BLOCK)
        own = role if line.strip() and start < at + len(line) else ""
        yield OriginalLine(number, own, "", tell_language(line) if own == "paragraph" else "", line)
        at += len(line) + 1


def _field_lines(record: Record) -> Iterator[OriginalLine]:
    """The passages of a record with fields, one a line."""
    left = CHARACTERS_SHOWN_MAX
    passages = [(given.language or "", passage) for given in record.texts for passage in given.passages]
    for number, (language, passage) in enumerate(passages, 1):
        if left <= 0:
            return
        shown = passage.text[:left]
        yield OriginalLine(number, passage.kind, passage.label, language or tell_language(shown), shown)
        left -= len(shown)
