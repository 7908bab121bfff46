"""damage.boilerplate: what a site prints around an article, left in its text or standing beside it.

Of a saved page the lines that are furniture are not part of the text that is shown: there the flag stands on the word
next to which they stood, one for each run of them. What is left within the text is flagged where it stands.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from corpus.audit.damage.places import Place, findings, in_order, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report, Side, Version
from corpus.text.boilerplate import is_boilerplate, opens_boilerplate

_LINE_MAX: Final = 700
_FOUND_MAX: Final = 60  # characters of the furniture that the words of a flag repeat
# Phrases that no author writes, wherever they stand.
_WITHIN: Final = re.compile(
    r"(?i:download pdf(?:pdf)?|request permissions|statistics from altmetric(?:\.com)?|skip to main content"
    r"|view (?:this table|larger version|full[- ]text)|click here to (?:view|download)"
    r"|article text\b(?=\s+(?:download|abstract))"
    r"|all rights reserved\.?)"
    r"|(?i:copyright )?(?:©|\([Cc]\)) ?(?:19|20)[0-9]{2}(?: [^.\n]{0,80}\.)?"
    r"|点击(?:下载|查看)(?:全文|PDF)|下载PDF|引用本文|版权所有|扫码阅读"
)
# One of these, in small letters, is part of each of those phrases.
_SIGNS: Final = tuple(
    "download pdf|request permissions|altmetric|skip to main|view this|view larger|view full|click here|article text|"
    "all rights reserved|©|(c) 19|(c) 20|点击|下载|引用本文|版权|扫码".split("|")
)
_WORD_MAX: Final = 30


def boilerplate(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Furniture: arguments `place` (within, around), `lines` (how many) and `found` (the first, cut short)."""
    around = _around(report)
    for side, version in texts(report):
        yield from findings("damage.boilerplate", side, in_order(_within(version), around.get(side, ())))


def _within(version: Version) -> Iterator[Place]:
    """Lines and phrases of furniture in the text itself."""
    lowered = version.text.lower()
    has_phrases = any(sign in lowered for sign in _SIGNS)
    titles = [section for section in version.sections if section.kind == "TITLE"]
    for start, end in version.paragraphs():
        if end - start <= _LINE_MAX and not any(title.start <= start < title.end for title in titles):
            line = version.text[start:end]
            if is_boilerplate(line) or opens_boilerplate(line):
                yield _place(start, end, "within", [line], "")
                continue
        for match in _WITHIN.finditer(version.text, start, end) if has_phrases else ():
            yield _place(match.start(), match.end(), "within", [match.group()], "")


class _Shown(NamedTuple):
    """A stretch of a page that is shown, and where in the text of which side."""

    raw_start: int
    raw_end: int
    side: Side
    text_start: int
    text_end: int


def _around(report: Report) -> dict[Side, list[Place]]:
    """For each side the furniture that stood next to its text on the page."""
    pages: dict[str, list[_Shown]] = {}
    for side, version in texts(report):
        runs = (
            _Shown(run.raw_start, run.raw_end, side, run.text_start, run.text_end) for run in version.offset_map.runs
        )
        pages.setdefault(version.raw, []).extend(runs)
    places: dict[Side, list[Place]] = {}
    for raw, shown in pages.items():
        shown.sort()
        for before, after in pairwise([None, *shown, None]):
            first = before.raw_end if before else 0
            last = after.raw_start if after else len(raw)
            lines = _furniture(raw[first:last]) if last - first > 1 else []
            beside = before or after
            read = report.version(beside.side) if lines and beside else None
            if read is not None and beside is not None:
                start, end = _neighbour(read.text, before, after)
                places.setdefault(beside.side, []).append(_place(start, end, "around", lines, None))
    return places


def _furniture(stretch: str) -> list[str]:
    """The lines of a stretch that are furniture, with all that stands under a heading of theirs."""
    found: list[str] = []
    for line in stretch.split("\n"):
        if 0 < len(line.strip()) <= _LINE_MAX and (is_boilerplate(line.strip()) or opens_boilerplate(line.strip())):
            found.append(line.strip())
    return found


def _neighbour(text: str, before: _Shown | None, after: _Shown | None) -> tuple[int, int]:
    """The word that the furniture stood behind, or before where nothing of the text came first."""
    if before is not None:
        end = before.text_end
        while end > 0 and text[end - 1].isspace():
            end -= 1
        start = end - 1
        while start > 0 and not text[start - 1].isspace() and end - start < _WORD_MAX:
            start -= 1
        return (max(0, start), end)
    start = after.text_start if after else 0
    end = start + 1
    while end < len(text) and not text[end].isspace() and end - start < _WORD_MAX:
        end += 1
    return (start, end)


def _place(start: int, end: int, where: str, lines: list[str], suggestion: str | None) -> Place:
    first = lines[0] if len(lines[0]) <= _FOUND_MAX else f"{lines[0][: _FOUND_MAX - 1]}…"
    return Place(start, end, "low", (("place", where), ("lines", str(len(lines))), ("found", first)), suggestion)
