"""A stretch of a report's text as it is shown: with its language, what was searched for, and what is flagged."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from corpus.model import SIDES, Flag, Report, Side, Version

# A first sentence that stands in for a title is cut here; Han characters say about three times as much.
DERIVED_TITLE_MAX: Final[dict[Side, int]] = {"en": 180, "zh": 60}


class Mark(NamedTuple):
    """What matched the query: a range of the text shown, in code points."""

    start: int
    end: int


class Fault(NamedTuple):
    """A range of the text shown that an audit rule (`family.name`) points at."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in one language (BCP 47). `marks` and `faults` are ranges of it, sorted, in code points."""

    language: str
    text: str
    marks: tuple[Mark, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTitle:
    """A title, or the beginning of the text where the source has none: then `derived` is true."""

    side: Side
    language: str
    text: str
    derived: bool
    marks: tuple[Mark, ...] = ()


def titles_of(report: Report) -> tuple[ShownTitle, ...]:
    """One title for each side that the report has, English first."""
    return tuple(title for side in SIDES if (title := title_of(report, side)) is not None)


def title_of(report: Report, side: Side) -> ShownTitle | None:
    """The title as the source prints it, else its first sentence marked as derived; None without that version."""
    version = report.version(side)
    printed = next((t for t in report.citation.titles if t.language.split("-")[0] == side), None)
    if version is None:
        return None if printed is None else ShownTitle(side, printed.language, printed.text, derived=False)
    if title := version.title().strip():
        return ShownTitle(side, version.language, title, derived=False)
    if printed is not None:
        return ShownTitle(side, printed.language, printed.text, derived=False)
    return ShownTitle(side, version.language, _beginning(version, side), derived=True)


def _beginning(version: Version, side: Side) -> str:
    """The first sentence without its full stop, cut at a word where it is long."""
    start, end = version.sentences[0] if version.sentences else (0, len(version.text))
    text = version.text[start:end].strip().rstrip(".。")
    if len(text) <= DERIVED_TITLE_MAX[side]:
        return text
    cut = text[: DERIVED_TITLE_MAX[side]]
    return (cut.rsplit(" ", 1)[0] if side == "en" else cut) + "…"


def passage_of(
    version: Version, start: int, end: int, marks: tuple[Mark, ...] = (), flags: tuple[Flag, ...] = ()
) -> Passage:
    """text[start:end] of a version; `marks` and the flags' spans count in the whole text and are cut to the stretch."""
    inside = tuple(Mark(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
    faults = tuple(
        Fault(max(span.start, start) - start, min(span.end, end) - start, flag.rule)
        for flag in flags
        for span in flag.spans
        if span.side == version.side and span.start < end and span.end > start
    )
    return Passage(version.language, version.text[start:end], inside, tuple(sorted(faults)))
