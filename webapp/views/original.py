"""The file as it came, line by line, with what each line was read as."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.model import Record
from corpus.text.language import tell_language
from corpus.text.layout import TELLING_CHARACTERS
from corpus.text.pages import Page, lay_out_page
from webapp.views.report import file_name

# A page shows this much of a file; the API gives the whole.
CHARACTERS_SHOWN_MAX: Final = 200_000
# A page is laid out whole, as when it was taken in; only of one longer than any article is the beginning laid out.
CHARACTERS_READ_MAX: Final = 1_000_000


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
    """The lines of a plain file, each with the role and language of the block that was read from it."""
    left, number = CHARACTERS_SHOWN_MAX, 0
    for given in record.texts:
        page = lay_out_page("\n".join(passage.text for passage in given.passages)[:CHARACTERS_READ_MAX])
        for line, role, language in _read_lines(page, left):
            number += 1
            left -= len(line) + 1
            yield OriginalLine(number, role, "", language, line)


def _read_lines(page: Page, characters: int) -> Iterator[tuple[str, str, str]]:
    """The first lines of the raw page, each with the role of its block and, of a paragraph, the language."""
    ranges = [page.offset_map.to_raw(block.start, block.end) for block in page.blocks]
    ends = [end for _, end in ranges]
    languages: dict[int, str] = {}
    at = 0
    for line in page.raw[: max(0, characters)].split("\n"):
        end = at + len(line)
        which = bisect.bisect_right(ends, at)  # the first block that ends behind the line's beginning
        if which == len(ranges) or ranges[which][0] >= end or not line.strip():
            yield (line, "", "")
        else:
            block = page.blocks[which]
            if block.role == "paragraph" and which not in languages:
                languages[which] = tell_language(page.text[block.start : block.end][:TELLING_CHARACTERS])
            yield (line, block.role, languages.get(which, ""))
        at = end + 1


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
