"""A flag as everybody sees it: what it says, where it stands in the text as it was given, what was decided on it."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from corpus.linking import linked_report
from corpus.model import SEVERITIES, Decision, Flag, Report, Severity, Side, Span, Version
from corpus.store import Store
from webapp.flag_words import flag_words

# Characters of its sentence that are shown on either side of a place.
CONTEXT: Final = 120
# A flag may stretch over a whole text; so much of it is quoted.
EXCERPT_MAX: Final = 200
# The repair of so short a place is shown with the words that it stands in, of which so much: `750?mg` → `750 mg`.
_BARE_MAX: Final = 3
_WORD_MAX: Final = 16
# Chinese has no spaces: a word of other characters ends where ideographs or their punctuation begin, and a sign that is
# in no such word is shown between a few ideographs. A comma is inside a word only between digits, `1,000?mg`.
_HAN: Final = "\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff"
_STOPS: Final = rf"\s…,;，；：。、！？\u3000-\u303f{_HAN}"
_WORD_BEFORE: Final = re.compile(rf"(?:[^{_STOPS}]|(?<=[0-9]),(?=[0-9])){{1,{_WORD_MAX}}}\Z")
_WORD_AFTER: Final = re.compile(rf"[^{_STOPS}]{{1,{_WORD_MAX}}}")
_HAN_BEFORE: Final = re.compile(rf"[{_HAN}]{{1,4}}\Z")
_HAN_AFTER: Final = re.compile(rf"[{_HAN}]{{1,4}}")


@dataclass(frozen=True, slots=True)
class Place:
    """A range of code points in the text of a side as it was given, and what stands there.

    `before` and `after` are the rest of the sentence as it is shown, with `…` where it is cut.
    """

    language: Side
    start: int
    end: int
    excerpt: str
    before: str = ""
    after: str = ""

    def near(self, reach: int) -> "Place":
        """The same with so many characters of its sentence on either side."""
        before = self.before if len(self.before) <= reach else f"…{self.before[-reach:].lstrip('…')}"
        after = self.after if len(self.after) <= reach else f"{self.after[:reach].rstrip('…')}…"
        return replace(self, before=before, after=after)


class Repair(NamedTuple):
    """What a repair would change, and into what: the whole words where the place is but a sign; "" takes it out."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FlaggedPlace:
    """A flag in words. `suggestion` is the text for the place, "" to take it out; `other` the report it speaks of."""

    key: str
    report_id: str
    file: str
    rule: str
    severity: Severity
    message: str
    place: Place
    counterpart: Place | None
    suggestion: str | None
    repair: Repair | None
    other: str = ""
    decision: Literal["accept", "dismiss"] | None = None
    decided_by: str = ""
    reason: str = ""


def with_counterparts(store: Store, report: Report) -> Report | None:
    """The report that holds the counterparts of flags between two linked ones; None where it has them itself."""
    if all(report.version(span.side) is not None for flag in report.flags for span in flag.spans):
        return None
    linked = linked_report(store, report)
    return linked.with_counterparts(report) if linked is not None else None


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


def report_meant(flag: Flag) -> str:
    """The id of the other report that a flag on duplicates speaks of, otherwise empty."""
    return dict(flag.arguments).get("other", "") if flag.rule.startswith("duplicates.") else ""


def repair_of(place: Place, suggestion: str) -> Repair:
    """What a suggestion would change, so that it can be seen."""
    if len(place.excerpt) > _BARE_MAX or not suggestion:
        return Repair(place.excerpt, suggestion)
    before = _matched(_WORD_BEFORE.search(place.before[-_WORD_MAX:])).lstrip("([（“")
    after = _matched(_WORD_AFTER.match(place.after)).rstrip(".:)]）”")
    if not (before or after or place.excerpt.isalnum()):
        before = _matched(_HAN_BEFORE.search(place.before[-_WORD_MAX:]))
        after = _matched(_HAN_AFTER.match(place.after))
    return Repair(f"{before}{place.excerpt}{after}", f"{before}{suggestion}{after}")


def _matched(match: re.Match[str] | None) -> str:
    return match.group() if match else ""


def _flagged(report: Report, flag: Flag, decision: Decision | None, other: Report | None) -> FlaggedPlace:
    place = _place(report, flag.spans[0])
    assert place is not None, "a flag stands in its own report"
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
        suggestion=flag.suggestion,
        repair=None if flag.suggestion is None else repair_of(place, flag.suggestion),
        other=report_meant(flag),
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
    return Place(span.side, start, end, excerpt, *_around(version, span))


def _around(version: Version, span: Span) -> tuple[str, str]:
    """What stands before and after a span in its sentences, cut where it is long."""
    sentences = version.sentences
    first = bisect.bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    last = bisect.bisect_left(sentences, span.end, key=lambda sentence: sentence.end)
    start = sentences[first].start if first >= 0 else 0
    end = sentences[last].end if last < len(sentences) else len(version.text)
    cut_start, cut_end = max(start, span.start - CONTEXT), min(end, span.end + CONTEXT)
    before, after = version.text[cut_start : span.start], version.text[span.end : cut_end]
    return ("…" if cut_start > start else "") + before, after + ("…" if cut_end < end else "")
