"""A stretch of a report's text as it is shown: with its language, what was searched for, and what is flagged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from corpus.model import Flag, Report, Side, Version
from indexer.plan import EVERY_ENTRY, Match
from indexer.snippets import FoundTitle, Shower

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
class ShownPassage:
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


def titles_of(report: Report, match: Match = EVERY_ENTRY) -> tuple[ShownTitle, ...]:
    """One title for each side that the report has, English first, with what `match` speaks of marked."""
    return shown_titles(Shower(match).titles(report))


def shown_titles(found: Iterable[FoundTitle]) -> tuple[ShownTitle, ...]:
    """The titles as shown: a first sentence that stands in for one loses its full stop and, if long, its end."""
    return tuple(_shown(title) for title in found)


def _shown(title: FoundTitle) -> ShownTitle:
    text, most = title.text.strip(), DERIVED_TITLE_MAX[title.side]
    if title.derived:
        text = text.rstrip(".。")
        if len(text) > most:
            cut = text[:most]
            text = (cut.rsplit(" ", 1)[0] if title.side == "en" else cut) + "…"
    marks = tuple(Mark(start, min(end, len(text))) for start, end in title.marks if start < len(text))
    return ShownTitle(title.side, title.language, text, title.derived, marks)


def passage_of(
    version: Version, start: int, end: int, marks: tuple[Mark, ...] = (), flags: tuple[Flag, ...] = ()
) -> ShownPassage:
    """text[start:end] of a version; `marks` and the flags' spans count in the whole text and are cut to the stretch.

    Of a flag's spans those are shown that point at something: not a whole sentence that lacks what the other side has,
    nor where a report begins that is in the collection twice.
    """
    inside = tuple(Mark(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
    faults = tuple(
        Fault(max(span.start, start) - start, min(span.end, end) - start, flag.rule)
        for flag in flags
        if not flag.rule.startswith("duplicates.")
        for place, span in enumerate(flag.spans)
        if not (place and span.start <= start and end <= span.end)
        if span.side == version.side and span.start < end and span.end > start
    )
    return ShownPassage(version.language, version.text[start:end], inside, tuple(sorted(faults)))
