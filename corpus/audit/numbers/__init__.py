"""Numbers, doses and units that differ between the two sides of a bead.

    numbers.missing   a number of the English that the Chinese lacks     numbers.extra    the other way round
    numbers.changed   another number                                     numbers.decimal  its point set elsewhere
    numbers.power     another power of ten, or one that was lost         numbers.unit     the same number, another unit

docs/audit.md has the severities, and what is taken for the same.
"""

from collections.abc import Iterator
from typing import Final

from corpus.audit.findings import Finding
from corpus.audit.numbers.beads import ComparedBead, ComparedBeads
from corpus.audit.numbers.disputes import Dispute
from corpus.audit.numbers.figures import Figure, Passage, printed_in
from corpus.audit.numbers.judgement import severity
from corpus.audit.numbers.repair import repair
from corpus.knowledge import Knowledge
from corpus.model import Report, Severity, Span

__all__ = ["numbers"]

# A report with more findings than this is no translation: what follows would tell nothing new. Our choice.
FINDINGS_MAX: Final = 100
# Characters of a quantity that an argument shows.
_SHOWN_MAX: Final = 80


def numbers(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """What the two sides of each bead say differently in numbers, FINDINGS_MAX places at most.

    Arguments are the quantities as printed: `value` of one that stands alone, else `en` and `zh`.
    """
    en, zh = report.version("en"), report.version("zh")
    if en is None or zh is None or report.alignment is None:
        return
    beads = ComparedBeads(en, zh, report.alignment)
    count = 0
    for place, bead in enumerate(beads.beads):
        for finding in _findings(place, bead, beads):
            yield finding
            count += 1
            if count == FINDINGS_MAX:
                return


def _findings(place: int, bead: ComparedBead, beads: ComparedBeads) -> Iterator[Finding]:
    """The findings of one bead in the order of the text; both ends of a range in another unit are one."""
    seen: set[tuple[str, tuple[Span, ...]]] = set()
    for dispute in sorted(bead.comparison.disputes, key=lambda dispute: dispute.figures()[0][1].start):
        finding = _finding(dispute, bead, severity(dispute, place, beads))
        if (finding.rule, finding.spans) not in seen:
            seen.add((finding.rule, finding.spans))
            yield finding


def _finding(dispute: Dispute, bead: ComparedBead, grade: Severity) -> Finding:
    rule = f"numbers.{dispute.difference}"
    with_unit = dispute.difference in ("unit", "power")
    places = [_place(figure, bead.passage(side), with_unit=with_unit) for side, figure in dispute.figures()]
    shown = [(side, _shown(figure, bead.passage(side))) for side, figure in dispute.figures()]
    if dispute.en is None or dispute.zh is None:
        lacking = bead.zh if dispute.zh is None else bead.en
        return Finding(rule, grade, (places[0], lacking.span()), (("value", shown[0][1]),))
    if not dispute.en.damaged and not dispute.zh.damaged:
        return Finding(rule, grade, tuple(places), tuple(shown))
    damaged, whole, passage = (
        (dispute.en, dispute.zh, bead.en) if dispute.en.damaged else (dispute.zh, dispute.en, bead.zh)
    )
    mended = repair(damaged, whole, passage)
    if passage.side == "zh":
        places.reverse()
    if mended is None:
        return Finding(rule, grade, tuple(places), tuple(shown))
    return Finding(rule, grade, (mended.span, places[1]), tuple(shown), mended.text)


def _place(figure: Figure, passage: Passage, *, with_unit: bool) -> Span:
    """The number in digits, with all that belongs to it where its unit is in question; all of it if it is in words."""
    printed = list(printed_in(passage.text, figure.start, figure.end))
    if with_unit and printed:
        return Span(passage.side, printed[0].start, figure.end)
    digits = passage.digits_of(figure)
    if digits is None:
        return Span(passage.side, figure.start, figure.end)
    return Span(passage.side, digits.start, digits.end)


def _shown(figure: Figure, passage: Passage) -> str:
    return passage.text[figure.start : figure.end].strip()[:_SHOWN_MAX]
