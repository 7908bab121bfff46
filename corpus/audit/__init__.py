"""What is damaged in a report, or where its sides contradict each other: report -> flags.

A rule is a function `(report, knowledge) -> Iterable[Finding]`; `audit_report` gives each finding the key on which
decisions hang. Rules see English and Chinese versions only; every span counts in a version's `text`.
"""

from collections import Counter
from typing import Final

from corpus.audit.findings import Rule, excerpt_of, flag_key
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.model import Flag, Report
from corpus.registry import resolve

# name of the rule, family first -> "module:attribute" of the function that looks for it
REPORT_RULES: Final[dict[str, str]] = {
    "damage.replaced": "corpus.audit.damage:replaced",
}

__all__ = ["REPORT_RULES", "audit_report"]


def audit_report(report: Report, knowledge: Knowledge = UNTAUGHT) -> tuple[Flag, ...]:
    """Every flag of every rule, in the order of REPORT_RULES, then of the text. The report's own flags are not read."""
    flags: list[Flag] = []
    for name, place in REPORT_RULES.items():
        seen: Counter[tuple[str, str]] = Counter()
        rule: Rule = resolve(place)
        for finding in rule(report, knowledge):
            side, excerpt = finding.spans[0].side, excerpt_of(report, finding.spans[0])
            key = flag_key(report.report_id, name, side, excerpt, seen[side, excerpt])
            seen[side, excerpt] += 1
            flags.append(Flag(key, name, finding.severity, finding.spans, finding.arguments, finding.suggestion))
    return tuple(flags)
