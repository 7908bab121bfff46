"""What a rule finds, and how a finding gets the key that outlives a new audit."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from corpus.knowledge import Knowledge
from corpus.model import Flag, Report, Severity, Side, Span

# Characters around a span that belong to its excerpt: enough to tell "50 × 10/L" here from "50 × 10/L" there, so few
# that a change elsewhere in the sentence leaves the key alone.
CONTEXT: Final = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that a rule objects to. The place comes first in `spans`, its counterpart on the other side second.

    `arguments` are names with values, from which the words of every interface language are made; `suggestion` is the
    text that would repair the first span.
    """

    rule: str  # a name of REPORT_RULES
    severity: Severity
    spans: tuple[Span, ...]
    arguments: tuple[tuple[str, str], ...] = ()
    suggestion: str | None = None


class Check(Protocol):
    """A check: pure in report and knowledge, findings in the order of the text."""

    def __call__(self, report: Report, knowledge: Knowledge) -> Iterable[Finding]:
        """The findings, each with at least one span."""
        ...


def excerpt_of(report: Report, span: Span) -> str:
    """The text of a span with CONTEXT characters on either side; raises ValueError if the report lacks that side."""
    version = report.version(span.side)
    if version is None:
        raise ValueError(f"{report.report_id}: a span on the side {span.side}, which the report does not have")
    return version.text[max(0, span.start - CONTEXT) : span.end + CONTEXT]


class Keys:
    """Gives the places of one report their keys, in the order in which it is asked."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._seen: Counter[tuple[str, Side, str]] = Counter()

    def key(self, rule: str, span: Span, *, owner: str = "", other: str | None = None) -> str:
        """The key of a rule's next place; `owner` is the id of the report that it belongs to, if that is not this one,
        `other`, in rules of the collection, that of another report that it speaks of, "" for none.
        """
        excerpt = excerpt_of(self._report, span) + ("" if other is None else f"\x00{other}")
        occurrence = self._seen[rule, span.side, excerpt]
        self._seen[rule, span.side, excerpt] += 1
        return flag_key(owner or self._report.report_id, rule, span.side, excerpt, occurrence)

    def flag(self, finding: Finding, *, other: str | None = None) -> Flag:
        """The finding as a flag of the report."""
        key = self.key(finding.rule, finding.spans[0], other=other)
        return Flag(key, finding.rule, finding.severity, finding.spans, finding.arguments, finding.suggestion)


def flag_key(report_id: str, rule: str, side: Side, excerpt: str, occurrence: int) -> str:
    """32 hexadecimal digits; `occurrence` counts equal excerpts of one rule, side and report from 0."""
    parts = "\x00".join((report_id, rule, side, excerpt, str(occurrence)))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
