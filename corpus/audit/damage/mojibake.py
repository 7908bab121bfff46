"""damage.mojibake: text that was decoded in the wrong encoding: `Ã©` for é, `â€“` for –, 锟斤拷.

What might be such text is found by one expression; ftfy (Apache-2, R. Speer) decides, and its `fix_encoding` is the
suggestion. Never its `fix_text`, which turns Chinese punctuation into ASCII.
"""

import re
from collections.abc import Iterator
from typing import Final

from ftfy import fix_encoding

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# The first character of a UTF-8 sequence read as Latin-1 or Windows-1252, and one that can be its second.
_CONTINUATION: Final = "\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT: Final = re.compile(f"[Â-ßà-ïð][{_CONTINUATION}]")
_REACH: Final = 40  # characters around a suspect that ftfy is shown, if no blank comes first
# What UTF-8 becomes that was read as GBK, U+FFFD included: https://en.wikipedia.org/wiki/Mojibake#Chinese
_GBK: Final = re.compile("(?:锟斤拷|烫烫烫|屯屯屯|[鈥銆锛][\u4e00-\u9fff€])[锟斤拷烫屯]{0,60}")


def mojibake(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Stretches in the wrong encoding; argument `found` is the stretch as it stands."""
    for side, version in texts(report):
        if not version.text.isascii():
            yield from findings("damage.mojibake", side, _misread(version.text))


def _misread(text: str) -> Iterator[Place]:
    reach = 0
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() < reach:
            continue
        first, reach = _stretch(text, suspect.start(), reach)
        start, end, repaired = _narrowed(first, text[first:reach], fix_encoding(text[first:reach]))
        if start < end:
            yield Place(start, end, "medium", (("found", text[start:end]),), repaired)
    if any(sign in text for sign in "锟烫屯鈥銆锛"):
        for match in _GBK.finditer(text):
            yield Place(match.start(), match.end(), "medium", (("found", match.group()),))


def _stretch(text: str, place: int, floor: int) -> tuple[int, int]:
    """The word around a place: to the blanks, at most _REACH characters each way, and not before `floor`."""
    before = text[max(floor, place - _REACH) : place].split(" ")[-1]
    behind = text[place : place + _REACH].split(" ")[0]
    return (place - len(before), place + len(behind))


def _narrowed(start: int, found: str, repaired: str) -> tuple[int, int, str]:
    """The range that the repair changes, and what it becomes."""
    head = 0
    while head < min(len(found), len(repaired)) and found[head] == repaired[head]:
        head += 1
    tail = 0
    while tail < min(len(found), len(repaired)) - head and found[-1 - tail] == repaired[-1 - tail]:
        tail += 1
    return (start + head, start + len(found) - tail, repaired[head : len(repaired) - tail])
