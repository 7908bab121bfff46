"""Bytes to text, or a reason why they are none.

UTF-8 and GB18030 are what files of this field are written in (Chinese ones often in the latter); a byte order mark
decides where there is one. No guess by statistics over many encodings: it changes its mind from file to file.
"""

import codecs
import re
from typing import Final

from corpus.errors import UndecodableText

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes of what people take for text (https://en.wikipedia.org/wiki/List_of_file_signatures).
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)

# A text with a few U+0000 is a damaged text, one in a hundred is a binary file. Our choice.
_NULS_PER_BYTE_MAX: Final = 0.01
# Invalid sequences among all sequences of several bytes, above which the text is not UTF-8 at all. Our choice.
_INVALID_SHARE_MAX: Final = 0.05
# Pairs of GB18030 that lie in GB2312, among all its pairs: running Chinese has above .95, Latin-1 misread has near 0.
_COMMON_PAIRS_MIN: Final = 0.5
# Above this share of bytes beyond ASCII a Windows-1252 text is not English with a dash or an accent. Our choice.
_WESTERN_SHARE_MAX: Final = 0.1

_SEQUENCES: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_PAIRS: Final = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_COMMON_PAIRS: Final = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UNENCODABLE: Final = re.compile("[\x00\ud800-\udfff]")

REPLACEMENT: Final = "\ufffd"


def decode(data: bytes) -> str:
    """The text of a file's bytes, without its byte order mark.

    A text cut off within its last character, or with rare invalid bytes, is kept: U+FFFD stands for what is lost.
    Raises UndecodableText with the reason.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UndecodableText(f"this is {what}, not text")
    if data.count(0) > max(3, len(data) * _NULS_PER_BYTE_MAX):
        raise UndecodableText("many bytes are zero: a binary file, or UTF-16 without a byte order mark")
    text = _utf8(data) or _gb18030(data) or _western(data)
    if text is None:
        raise UndecodableText("the bytes are neither UTF-8 nor GB18030")
    return text


def replace_unencodable(text: str) -> str:
    """The text with U+FFFD for every U+0000 and lone surrogate, which no database or file takes; same length."""
    return _UNENCODABLE.sub(REPLACEMENT, text)


def _utf8(data: bytes) -> str | None:
    """The bytes as UTF-8, with few invalid ones replaced; None if they are another encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    sequences = len(_SEQUENCES.findall(data))
    invalid = text.count(REPLACEMENT)
    cut_off = invalid == 1 and text.endswith(REPLACEMENT) and sequences > 0
    return text if cut_off or invalid <= sequences * _INVALID_SHARE_MAX else None


def _gb18030(data: bytes) -> str | None:
    """The bytes as GB18030 if they are mostly its common characters; a last character cut off is replaced."""
    pairs = len(_PAIRS.findall(data))
    if not pairs or len(_COMMON_PAIRS.findall(data)) < pairs * _COMMON_PAIRS_MIN:
        return None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as exc:
        if exc.start < len(data) - 3:
            return None
        return data[: exc.start].decode("gb18030") + REPLACEMENT


def _western(data: bytes) -> str | None:
    """The bytes as Windows-1252: English with a typographic dash, quote or accent from an older program."""
    beyond = sum(len(match) for match in re.findall(rb"[\x80-\xff]+", data))
    if beyond > len(data) * _WESTERN_SHARE_MAX or _CONTROLS.search(data):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None
