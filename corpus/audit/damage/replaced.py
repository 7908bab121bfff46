"""damage.replaced: runs of the character that stands for what could not be decoded or stored."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import PLACES_MAX
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import SIDES, Report, Span

# U+FFFD REPLACEMENT CHARACTER (Unicode 15, chapter 23.8): a character that its source lost or that cannot be stored.
_REPLACED: Final = re.compile("\ufffd+")


def replaced(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Runs of U+FFFD; argument `count` is the number of characters lost in the run."""
    for side in SIDES:
        version = report.version(side)
        if version is None:
            continue
        runs = [match.span() for match in _REPLACED.finditer(version.text)]
        if len(runs) > PLACES_MAX:
            runs = [(runs[0][0], runs[-1][1])]
        for start, end in runs:
            count = version.text.count("\ufffd", start, end)
            yield Finding("damage.replaced", "medium", (Span(side, start, end),), (("count", str(count)),))
