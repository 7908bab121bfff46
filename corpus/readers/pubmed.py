"""PubMed XML: articles cut out of the bytes one by one, so that a malformed one spoils no other.

The stream is searched for `<PubmedArticle` … `</PubmedArticle>`; each stretch is parsed alone. What stands around
them (declaration, DOCTYPE, entities) never meets the parser but for the declared encoding, and of the file no more is
held than one article. https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html describes the elements.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from lxml import etree

from corpus.identifiers import content_sha256
from corpus.model import Record, Rejected, Source
from corpus.readers.pubmed_article import article_record
from corpus.readers.refusals import REMEDY_ENCODING, BadRecord, too_large

_BLOCK_BYTES: Final = 1 << 18
# Longer than any of the tags searched for, so that none is missed where two blocks meet.
_OVERLAP_BYTES: Final = 64

_START: Final = re.compile(rb"<Pubmed(Book)?Article[\s>]")
_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_REMEDY: Final = "export the article from PubMed again"


class _Cut(NamedTuple):
    """The bytes of one article, or why there are none."""

    data: bytes
    fault: BadRecord | None = None


def read_pubmed(stream: BinaryIO, file: str, record_bytes_max: int) -> Iterator[Record | Rejected]:
    """A record or a refusal for each article, numbered from 1 in the order of the file."""
    head = stream.read(_BLOCK_BYTES)
    if head.startswith(_UTF16_MARKS):
        yield Rejected(file, 0, "the file is UTF-16, in which articles cannot be found", REMEDY_ENCODING)
        return
    declared = _ENCODING.search(head.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared.group(1).decode("ascii") if declared else "utf-8"
    number = 0
    for number, cut in enumerate(_articles(head, stream, record_bytes_max), 1):
        try:
            if cut.fault:
                raise cut.fault
            yield _record(cut.data, encoding, Source("PubMed", file, number, content_sha256(cut.data)))
        except BadRecord as fault:
            yield Rejected(file, number, fault.reason, fault.remedy)
    if number == 0:
        yield Rejected(file, 0, "the file holds no <PubmedArticle>", "export it from PubMed in the format PubMed")


def _record(data: bytes, encoding: str, source: Source) -> Record:
    """The record of one article's bytes; raises BadRecord. The parser resolves, loads and fetches nothing."""
    try:
        parser = etree.XMLParser(
            encoding=encoding, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        article = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        raise BadRecord(f"malformed XML: {exc.msg}", _REMEDY) from exc
    except LookupError as exc:
        raise BadRecord(f"the declared encoding {encoding} is unknown", REMEDY_ENCODING) from exc
    return article_record(article, source)


def _articles(head: bytes, stream: BinaryIO, record_bytes_max: int) -> Iterator[_Cut]:
    """The articles of the stream that begins with head."""
    buffer = bytearray(head)
    while True:
        start = _START.search(buffer)
        if start is None:
            del buffer[:-_OVERLAP_BYTES]
            if not _fill(buffer, stream):
                return
            continue
        del buffer[: start.start()]
        if start.group(1):
            end_tag, kind = b"</PubmedBookArticle>", "book"
        else:
            end_tag, kind = b"</PubmedArticle>", ""
        end = _end(buffer, stream, end_tag, record_bytes_max)
        if end == 0:
            yield _Cut(b"", too_large(record_bytes_max))
        elif not buffer[:end].endswith(end_tag):
            yield _Cut(b"", BadRecord(f"the article has no {end_tag.decode()}: it is cut off or malformed", _REMEDY))
        elif kind:
            yield _Cut(b"", BadRecord("a book or chapter, not a journal article", "none: books are not read yet"))
        else:
            yield _Cut(bytes(buffer[:end]))
        del buffer[: end or 1]


def _end(buffer: bytearray, stream: BinaryIO, end_tag: bytes, record_bytes_max: int) -> int:
    """How many bytes from the buffer's first are the article: through its end tag, or up to the next article or the
    stream's end where it has none. 0 if they are more than allowed; the buffer is filled as far as needed.
    """
    searched = 1
    while True:
        found = buffer.find(end_tag, searched)
        following = _START.search(buffer, searched)
        if found >= 0 and (following is None or found < following.start()):
            end = found + len(end_tag)
            return end if end <= record_bytes_max else 0
        if following:
            return following.start() if following.start() <= record_bytes_max else 0
        if len(buffer) > record_bytes_max:
            return 0
        searched = max(1, len(buffer) - _OVERLAP_BYTES)
        if not _fill(buffer, stream):
            return len(buffer)


def _fill(buffer: bytearray, stream: BinaryIO) -> bool:
    """Read one more block to the buffer's end; whether there was one."""
    block = stream.read(_BLOCK_BYTES)
    buffer += block
    return bool(block)
