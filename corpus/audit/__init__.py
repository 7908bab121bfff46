"""What is damaged in a report, or where its sides contradict each other: report -> flags.

A check is a function `(report, knowledge) -> Iterable[Finding]`, and each of its findings names its rule; one check may
serve several rules. `audit_report` gives each finding the key on which decisions hang. Checks see English and Chinese
versions only; every span counts in a version's `text`.
"""

from collections import Counter
from typing import Final

from corpus.audit.findings import Check, excerpt_of, flag_key
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.model import Flag, Report
from corpus.registry import resolve

# name of the rule, family first -> "module:attribute" of the check that looks for it
REPORT_RULES: Final[dict[str, str]] = {
    "damage.replaced": "corpus.audit.damage.replaced:replaced",
    "damage.exponent": "corpus.audit.damage.exponents:exponents",
    "damage.flattened": "corpus.audit.damage.exponents:exponents",
    "damage.character": "corpus.audit.damage.characters:characters",
    "damage.mojibake": "corpus.audit.damage.mojibake:mojibake",
    "damage.code": "corpus.audit.damage.codes:codes",
    "damage.possessive": "corpus.audit.damage.apostrophes:possessives",
    "damage.hyphen": "corpus.audit.damage.hyphens:hyphens",
    "damage.boilerplate": "corpus.audit.damage.boilerplate:boilerplate",
    "damage.markup": "corpus.audit.damage.markup:markup",
    "damage.truncated": "corpus.audit.damage.truncation:truncation",
    "damage.repeated": "corpus.audit.damage.repetition:repetition",
    "polarity.negation": "corpus.audit.polarity:contradictions",
    "polarity.direction": "corpus.audit.polarity:contradictions",
    "polarity.response": "corpus.audit.polarity:contradictions",
}

__all__ = ["REPORT_RULES", "audit_report"]


def audit_report(report: Report, knowledge: Knowledge = UNTAUGHT) -> tuple[Flag, ...]:
    """Every flag, in the order of REPORT_RULES and of the text. The report's own flags are not read."""
    flags: list[Flag] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for place in dict.fromkeys(REPORT_RULES.values()):
        check: Check = resolve(place)
        for finding in check(report, knowledge):
            side, excerpt = finding.spans[0].side, excerpt_of(report, finding.spans[0])
            occurrence = seen[finding.rule, side, excerpt]
            seen[finding.rule, side, excerpt] += 1
            key = flag_key(report.report_id, finding.rule, side, excerpt, occurrence)
            flags.append(
                Flag(key, finding.rule, finding.severity, finding.spans, finding.arguments, finding.suggestion)
            )
    return tuple(flags)
