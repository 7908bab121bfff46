"""damage.mojibake: text that was decoded in the wrong encoding: `Ã©` for é, `â€“` for –, 锟斤拷.

What might be such text is found by one expression; ftfy (Apache-2, R. Speer) decides, and its `fix_encoding` is the
suggestion. Never its `fix_text`, which turns Chinese punctuation into ASCII.
"""

import bisect
import re
from collections.abc import Iterator
from typing import Final

from ftfy import fix_encoding

from corpus.audit.damage.places import Place, findings, in_order, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report, Version

# The first character of a UTF-8 sequence read as Latin-1 or Windows-1252, and one that can be its second.
_CONTINUATION: Final = "\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT: Final = re.compile(f"[Â-ßà-ïð][{_CONTINUATION}]")
_REACH: Final = 40  # characters around a suspect that ftfy is shown, if no blank comes first
# The same read as Latin-1: what follows the first character are controls, blanks in the text; only raw still has them.
_CONTROLS: Final = re.compile("[Â-ßà-ïð][\x80-\x9f][\x80-\xbf]?")
# What UTF-8 becomes that was read as GBK, U+FFFD included: https://en.wikipedia.org/wiki/Mojibake#Chinese
_GBK: Final = re.compile("(?:锟斤拷|烫烫烫|屯屯屯|[鈥銆锛][\u4e00-\u9fff€])[锟斤拷烫屯]{0,60}")


def mojibake(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Stretches in the wrong encoding; argument `found` is the stretch as it stands."""
    for side, version in texts(report):
        if not version.text.isascii():
            places = in_order(_misread(version.text), _misread_as_gbk(version.text), _with_controls(version))
            yield from findings("damage.mojibake", side, places)


def _misread(text: str) -> Iterator[Place]:
    reach = 0
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() < reach:
            continue
        first, reach = _stretch(text, suspect.start(), reach)
        start, end, repaired = _narrowed(first, text[first:reach], fix_encoding(text[first:reach]))
        if start < end:
            yield Place(start, end, "medium", (("found", text[start:end]),), repaired)


def _with_controls(version: Version) -> Iterator[Place]:
    """Sequences whose controls became blanks: the place is what the text has of them."""
    runs = version.offset_map.runs
    for match in _CONTROLS.finditer(version.raw):
        run = runs[max(0, bisect.bisect_right(runs, match.start(), key=lambda run: run.raw_start) - 1)]
        start = run.text_start + match.start() - run.raw_start
        repaired = fix_encoding(match.group())
        if version.text[start : start + 1] == match.group()[0] and repaired != match.group():
            end = start + 1 + version.text.startswith(" ", start + 1)
            end += version.text.startswith(match.group()[-1], end)  # a last character that is no control is still there
            blank = " " if version.raw[match.end() : match.end() + 1].isspace() else ""
            yield Place(start, end, "medium", (("found", version.text[start:end].strip()),), repaired + blank)


def _misread_as_gbk(text: str) -> Iterator[Place]:
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
