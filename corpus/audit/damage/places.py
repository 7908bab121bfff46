"""What the rules of damage share: the texts they read, and how many findings one text may have."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from corpus.audit.findings import Finding
from corpus.model import SIDES, Report, Severity, Side, Span, Version

# A text with more places of one kind than this is damaged as a whole: one flag over all of them says so.
PLACES_MAX: Final = 500


class Place(NamedTuple):
    """A damaged range of a text, with the arguments of its words; `suggestion` would repair it, "" takes it away."""

    start: int
    end: int
    severity: Severity
    arguments: tuple[tuple[str, str], ...] = ()
    suggestion: str | None = None


def texts(report: Report, sides: Sequence[Side] = SIDES) -> Iterator[tuple[Side, Version]]:
    """The versions of these sides that the report has."""
    for side in sides:
        version = report.version(side)
        if version is not None:
            yield side, version


def findings(rule: str, side: Side, places: Iterable[Place]) -> Iterator[Finding]:
    """A finding for each place; beyond PLACES_MAX one over all, with their number as argument `count`."""
    kept: list[Place] = []
    total = last = 0
    for place in places:
        total += 1
        last = max(last, place.end)
        if total <= PLACES_MAX:
            kept.append(place)
    if total > PLACES_MAX:
        yield Finding(rule, kept[0].severity, (Span(side, kept[0].start, last),), (("count", str(total)),))
        return
    for place in kept:
        yield Finding(rule, place.severity, (Span(side, place.start, place.end),), place.arguments, place.suggestion)
