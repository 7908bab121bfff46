"""What the rules of damage share: the texts they read, and how many findings one text may have."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
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


def in_order(*places: Iterable[Place]) -> Iterator[Place]:
    """Places that several expressions found, each in order, in the order of the text."""
    return merge(*places, key=lambda place: (place.start, place.end))


def findings(rule: str, side: Side, places: Iterable[Place]) -> Iterator[Finding]:
    """A finding for each place, read no further than PLACES_MAX; beyond, one over all, with argument `more_than`."""
    kept = list(islice(places, PLACES_MAX + 1))
    if len(kept) > PLACES_MAX:
        span = Span(side, kept[0].start, max(place.end for place in kept))
        yield Finding(rule, kept[0].severity, (span,), (("more_than", str(PLACES_MAX)),))
        return
    for place in kept:
        yield Finding(rule, place.severity, (Span(side, place.start, place.end),), place.arguments, place.suggestion)
