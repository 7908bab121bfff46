"""Reports of two sides made of plain sentences, and what the audit of numbers finds in them."""

from collections.abc import Sequence

from corpus.audit.findings import Finding
from corpus.audit.numbers import numbers
from corpus.knowledge import UNTAUGHT
from corpus.model import Alignment, Bead, Citation, OffsetMap, Report, Run, Sentence, Side, Version


def version_of(side: Side, sentences: Sequence[str]) -> Version:
    """A version whose sentences are these, one a line."""
    text = "\n".join(sentences)
    places, start = [], 0
    for sentence in sentences:
        places.append(Sentence(start, start + len(sentence)))
        start += len(sentence) + 1
    whole = OffsetMap((Run(0, len(text), 0, len(text)),))
    return Version(side, side, "unknown", text, text, whole, (), tuple(places))


def report_of(
    en: Sequence[str], zh: Sequence[str], beads: Sequence[Bead] = (), *, parallel_score: float = 1.0
) -> Report:
    """A report with these sentences, aligned one to one with full confidence if no beads are given."""
    beads = tuple(beads) or tuple(Bead((number,), (number,), 1.0) for number in range(len(en)))
    versions = (version_of("en", en), version_of("zh", zh))
    return Report("r", 0, Citation(), versions, Alignment(tuple(beads), parallel_score, 0), (), ())


def findings_of(report: Report) -> list[Finding]:
    """What the audit of numbers finds."""
    return list(numbers(report, UNTAUGHT))


def placed(report: Report, finding: Finding) -> list[str]:
    """The text of each of a finding's spans."""
    texts = {version.side: version.text for version in report.versions}
    return [texts[span.side][span.start : span.end] for span in finding.spans]


def found(en: str, zh: str) -> list[str]:
    """The findings of one pair of sentences, each as "name severity place | counterpart"."""
    report = report_of([en], [zh])
    lines = []
    for finding in findings_of(report):
        places = placed(report, finding)
        alone = finding.rule in ("numbers.missing", "numbers.extra")
        name = finding.rule.removeprefix("numbers.")
        lines.append(f"{name} {finding.severity} {' | '.join(places[:1] if alone else places)}")
    return lines
