"""Raw text to the text that is read and searched, with a map back: four linear steps.

References become characters, markup goes (superscripts and subscripts become characters of their own first:
10<sup>9</sup> is not 109), white space is made even, and the rest is composed (NFC). Never NFKC: it turns 10⁹ into 109.
Nothing else is changed: letters, digits and punctuation stand as the source printed them.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from corpus.model import OffsetMap
from corpus.text.markup import markup_edits
from corpus.text.offsets import Edit, rewrite, unchanged
from corpus.text.wrapping import wrap_edits

# `&amp;lt;` is a reference that was escaped once too often, and often enough in databases to be read through.
_REFERENCE: Final = re.compile(r"&(?:amp;){0,3}(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")

_LINE_BREAKS: Final = "\n\r\v\f\x85\u2028\u2029"
_BLANKS: Final = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# Zero-width spaces and joiners, marks of direction, soft hyphens, byte order marks.
_INVISIBLE: Final = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\xad\u180e"
_GAP: Final = re.compile(f"[{_LINE_BREAKS}{_BLANKS}{_INVISIBLE}]+")
_HAS_BREAK: Final = re.compile(f"[{_LINE_BREAKS}]")
_HAS_BLANK: Final = re.compile(f"[{_BLANKS}]")


def clean(raw: str, *, unwrap: bool = False) -> tuple[str, OffsetMap]:
    """The text of raw and the map from it back to raw. A line break ends a paragraph; no line is empty or has blanks
    at its ends. `unwrap` joins the lines of a page that was broken at a fixed width. Linear in the length of raw.
    """
    text, offset_map = raw, unchanged(raw)
    if unwrap:
        text, offset_map = rewrite(text, offset_map, wrap_edits(text))
    for edits in (_reference_edits, markup_edits, _gap_edits, _composition_edits):
        text, offset_map = rewrite(text, offset_map, edits(text))
    return (text, offset_map)


def _reference_edits(text: str) -> Iterator[Edit]:
    """Character references (https://html.spec.whatwg.org/#named-character-references), only those with a semicolon."""
    for match in _REFERENCE.finditer(text):
        name = match.group(1)
        if name.startswith("#") or name in html5:
            yield Edit(match.start(), match.end(), html.unescape(f"&{name}"))


def _gap_edits(text: str) -> Iterator[Edit]:
    """White space and control characters to one blank or one line break; what has no width goes."""
    for match in _GAP.finditer(text):
        gap, start, end = match.group(), match.start(), match.end()
        if start == 0 or end == len(text):
            even = ""
        elif _HAS_BREAK.search(gap):
            even = "\n"
        else:
            even = " " if _HAS_BLANK.search(gap) else ""
        if gap != even:
            yield Edit(start, end, even)


def _composition_edits(text: str) -> Iterator[Edit]:
    """Normalisation form C, cluster by cluster (UAX #15: a cluster begins at a starter that composes with nothing)."""
    if unicodedata.is_normalized("NFC", text):
        return
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and not _begins_cluster(text[end]):
            continue
        cluster = text[start:end]
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster:
            yield Edit(start, end, composed)
        start = end


def _begins_cluster(character: str) -> bool:
    """Whether no character before this one can be composed with it."""
    if character < "\u0300":
        return True
    return unicodedata.combining(character) == 0 and not "\u1160" <= character <= "\u11ff" and _is_stable(character)


def _is_stable(character: str) -> bool:
    return unicodedata.category(character) not in ("Mc", "Mn")
