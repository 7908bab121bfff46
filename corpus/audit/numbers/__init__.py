"""Numbers, doses and units that differ between the two sides of a bead.

    numbers.missing   a number of the English that the Chinese lacks     numbers.extra  the other way round
    numbers.changed   another number                                     numbers.decimal  its point set elsewhere
    numbers.power     another power of ten, or one that was lost         numbers.unit  the same number of another unit

docs/audit.md has the severities, and what is taken for the same.
"""

from collections.abc import Iterator

from corpus.audit.findings import Finding
from corpus.audit.numbers.disputes import disputes
from corpus.audit.numbers.figures import Passage
from corpus.audit.numbers.judgement import finding_of
from corpus.knowledge import Knowledge
from corpus.model import Report

__all__ = ["numbers"]


def numbers(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """What the two sides of each bead say differently in numbers; arguments are `en`, `zh` and `value`, as printed."""
    en, zh = report.version("en"), report.version("zh")
    if en is None or zh is None or report.alignment is None:
        return
    for bead in report.alignment.beads:
        if bead.en and bead.zh:
            one, other = Passage(en, "en", bead.en), Passage(zh, "zh", bead.zh)
            for dispute in disputes(one, other):
                yield finding_of(dispute, one, other)
