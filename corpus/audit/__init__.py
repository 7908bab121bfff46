"""What is damaged in a report, or where its sides contradict each other: report -> flags.

A check is a function `(report, knowledge) -> Iterable[Finding]`, and each of its findings names its rule; one check may
serve several rules. `audit_report` gives each finding the key on which decisions hang. Checks see English and Chinese
versions only; every span counts in a version's `text`.
"""

from typing import Final

from corpus.audit.findings import Check, Finding, Keys
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.model import Flag, Report, Span
from corpus.registry import resolve

# name of the rule, family first -> "module:attribute" of the check that looks for it
REPORT_RULES: Final[dict[str, str]] = {
    "numbers.missing": "corpus.audit.numbers:numbers",
    "numbers.extra": "corpus.audit.numbers:numbers",
    "numbers.changed": "corpus.audit.numbers:numbers",
    "numbers.decimal": "corpus.audit.numbers:numbers",
    "numbers.power": "corpus.audit.numbers:numbers",
    "numbers.unit": "corpus.audit.numbers:numbers",
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
    "polarity.significance": "corpus.audit.polarity:contradictions",
    "certainty.hedge": "corpus.audit.polarity:contradictions",
}

# One fault, one flag: the rule on the left stands back where the one on the right, which sees both sides, speaks.
STANDS_BACK: Final = {"damage.exponent": "numbers.power", "damage.flattened": "numbers.power"}

__all__ = ["REPORT_RULES", "STANDS_BACK", "audit_report"]


def audit_report(report: Report, knowledge: Knowledge = UNTAUGHT) -> tuple[Flag, ...]:
    """Every flag, in the order of REPORT_RULES and of the text. The report's own flags are not read."""
    keys = Keys(report)
    return tuple(keys.flag(finding) for finding in _findings(report, knowledge))


def _findings(report: Report, knowledge: Knowledge) -> list[Finding]:
    """The findings of every check, but for those that stand back."""
    checks: list[Check] = [resolve(place) for place in dict.fromkeys(REPORT_RULES.values())]
    found = [finding for check in checks for finding in check(report, knowledge)]
    named = {rule: [finding for finding in found if finding.rule == rule] for rule in STANDS_BACK.values()}
    return [finding for finding in found if not _said(finding, named.get(STANDS_BACK.get(finding.rule, ""), []))]


def _said(finding: Finding, others: list[Finding]) -> bool:
    """Whether one of the others names the place of this finding."""
    return any(_overlap(finding.spans[0], other.spans) for other in others)


def _overlap(place: Span, others: tuple[Span, ...]) -> bool:
    return any(place.side == side and place.start < end and start < place.end for side, start, end in others)
