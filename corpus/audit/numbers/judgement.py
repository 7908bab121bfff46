"""How grave a contradiction is, where it stands, and what would repair it."""

from typing import Final

from corpus.audit.findings import Finding
from corpus.audit.numbers.disputes import Dispute
from corpus.audit.numbers.figures import Figure, Passage
from corpus.model import Severity, Span

# Characters of a passage that an argument shows.
_SHOWN_MAX: Final = 80


def finding_of(dispute: Dispute, en: Passage, zh: Passage) -> Finding:
    """The finding that a dispute between the sides of a bead makes."""
    figures = [(en, dispute.en), (zh, dispute.zh)]
    spans = tuple(_span(passage, figure) for passage, figure in figures if figure is not None)
    arguments: list[tuple[str, str]] = []
    for passage, figure in figures:
        if figure is not None:
            arguments.append((passage.side, passage.text[figure.start : figure.end][:_SHOWN_MAX]))
    if len(spans) == 1:
        spans = (*spans, zh.span() if dispute.zh is None else en.span())
    return Finding(f"numbers.{dispute.difference}", _severity(dispute, en, zh), spans, tuple(arguments))


def _span(passage: Passage, figure: Figure) -> Span:
    return Span(passage.side, figure.start, figure.end)


def _severity(dispute: Dispute, en: Passage, zh: Passage) -> Severity:
    if dispute.difference in ("unit", "power", "decimal"):
        return "high"
    return (
        "high" if any(_is_hard(figure, passage) for figure, passage in ((dispute.en, en), (dispute.zh, zh))) else "low"
    )


def _is_hard(figure: Figure | None, passage: Passage) -> bool:
    """Whether a number is said in two digits or more: 12, 0.5, 4.0."""
    digits = passage.digits_of(figure) if figure is not None else None
    return digits is not None and digits.end - digits.start > 1
