"""What a file is: by its content, and only where that leaves it open by its name."""

import json
import re
from pathlib import PurePath
from typing import Final

from corpus.errors import ForeignFile, UndecodableText, UnknownFormat
from corpus.text.decoding import decode

# How much of a file is looked at: the DOCTYPE of PubMed's files ends far before. Our choice.
HEAD_BYTES: Final = 1 << 16

_TEXT_SUFFIXES: Final = frozenset(("", ".txt", ".text"))
_LINES_SUFFIXES: Final = frozenset((".jsonl", ".ndjson"))
_PUBMED: Final = re.compile(rb"<(?:!DOCTYPE\s+)?Pubmed(?:ArticleSet|Article|BookArticle)[\s>/]")
_XML: Final = re.compile(rb"\s*<(?:\?xml\s|!DOCTYPE\s|!--)")
_HTML: Final = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!DOCTYPE\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)
_OBJECT: Final = re.compile(rb'\{\s*"')
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def sniff(head: bytes, name: str) -> str:
    """The name of the reader for a file that begins with these bytes and has this name.

    Raises UnknownFormat with a way out, ForeignFile for a kind of file that no reader knows. A name's `.gz`
    counts for nothing: `head` is what is inside.
    """
    suffix = PurePath(name.removesuffix(".gz")).suffix.lower()
    head = head.removeprefix(_BYTE_ORDER_MARK)
    if _PUBMED.search(head):
        return "pubmed"
    if suffix in _LINES_SUFFIXES or _begins_with_object(head):
        return "jsonl"
    if _HTML.match(head) or suffix in (".html", ".htm", ".mhtml"):
        raise UnknownFormat(f"{name}: a web page with its markup; save it as text (.txt) in the browser")
    if _XML.match(head) or suffix == ".xml":
        raise UnknownFormat(f"{name}: XML, but not PubMed's; export it from PubMed in the format PubMed")
    if suffix == ".json":
        raise UnknownFormat(f"{name}: JSON, but not one object a line; write it as JSON Lines (`jq -c '.[]'`)")
    if suffix not in _TEXT_SUFFIXES:
        raise ForeignFile(f"{name}: {_of_what(head, suffix)}; name a plain text .txt, or insist on the format text")
    return "text"


def _begins_with_object(head: bytes) -> bool:
    """Whether the first line that is not blank is one JSON object, or the beginning of one too long to see whole."""
    lines = head.lstrip().split(b"\n", 1)
    if not lines[0].startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(decode(lines[0])), dict)
    except (ValueError, RecursionError):
        return len(lines) == 1 and _OBJECT.match(lines[0]) is not None


def _of_what(head: bytes, suffix: str) -> str:
    """What the file seems to be, in words."""
    try:
        decode(head)
    except UndecodableText as exc:
        return str(exc)
    return f"no reader knows files named {suffix}"
