"""A flag as everybody sees it: what it says, where it stands in the text as it was given, what was decided on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from corpus.model import SEVERITIES, Decision, Flag, Report, Severity, Side, Span
from webapp.flag_words import flag_words

# Characters around a place that are shown with it.
CONTEXT: Final = 60
# A flag may stretch over a whole text; so much of it is quoted.
EXCERPT_MAX: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A range of code points in the text of a side as it was given, and what stands there."""

    language: Side
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class FlaggedPlace:
    """A flag in words. `context` is the place with what stands around it; `suggestion` "" says to take it out."""

    key: str
    report_id: str
    file: str
    rule: str
    severity: Severity
    message: str
    place: Place
    counterpart: Place | None
    before: str
    after: str
    suggestion: str | None
    decision: Literal["accept", "dismiss"] | None = None
    decided_by: str = ""
    reason: str = ""


def flagged_places(
    report: Report, decided: Mapping[str, Decision], other: Report | None = None
) -> Iterator[FlaggedPlace]:
    """The flags of a report, in its order; `other` is the report that it is linked to, where counterparts may stand."""
    for flag in report.flags:
        yield _flagged(report, flag, decided.get(flag.key), other)


def worst(places: Iterable[FlaggedPlace]) -> Severity | None:
    """The highest severity among them that nobody dismissed."""
    met = {place.severity for place in places if place.decision != "dismiss"}
    return next((severity for severity in SEVERITIES if severity in met), None)


def _flagged(report: Report, flag: Flag, decision: Decision | None, other: Report | None) -> FlaggedPlace:
    place = _place(report, flag.spans[0])
    assert place is not None, "a flag stands in its own report"
    version = report.version(flag.spans[0].side)
    assert version is not None
    start, end = flag.spans[0].start, flag.spans[0].end
    counterpart = next((_place(report, span) or _place(other, span) for span in flag.spans[1:2]), None)
    return FlaggedPlace(
        key=flag.key,
        report_id=report.report_id,
        file=report.sources[0].file if report.sources else "",
        rule=flag.rule,
        severity=flag.severity,
        message=flag_words(flag),
        place=place,
        counterpart=counterpart,
        before=version.text[max(0, start - CONTEXT) : start],
        after=version.text[end : end + CONTEXT],
        suggestion=flag.suggestion,
        decision="accept" if decision and decision.action == "accept" else "dismiss" if decision else None,
        decided_by=decision.who if decision else "",
        reason=decision.reason if decision else "",
    )


def _place(report: Report | None, span: Span) -> Place | None:
    """Where a span stands in the raw text; None where the report has no such side."""
    version = report.version(span.side) if report is not None else None
    if version is None:
        return None
    start, end = version.offset_map.to_raw(span.start, span.end)
    text = version.text[span.start : span.end]
    excerpt = text if len(text) <= EXCERPT_MAX else f"{text[: EXCERPT_MAX - 1]}…"
    return Place(span.side, start, end, excerpt)
