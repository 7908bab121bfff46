"""Reports made of plain texts, and what an audit flags in them."""

from corpus.audit import audit_report
from corpus.model import Citation, Flag, OffsetMap, Report, Run, Side, Version
from corpus.text.sentences import split_sentences


def report_of(**texts: str) -> Report:
    """A report with a version for each side named, split into sentences."""
    sides: dict[str, Side] = {"en": "en", "zh": "zh"}
    versions = tuple(
        Version(
            sides.get(name), name, "unknown", text, text, OffsetMap((Run(0, len(text), 0, len(text)),)), (),
            split_sentences(text, sides.get(name)),
        )
        for name, text in texts.items()
    )  # fmt: skip
    return Report("r", 0, Citation(), versions, None, (), ())


def flags_of(rule: str, **texts: str) -> list[Flag]:
    """The flags of one rule."""
    return [flag for flag in audit_report(report_of(**texts)) if flag.rule == rule]


def excerpts(rule: str, **texts: str) -> list[str]:
    """What the flags of one rule stand on, in order."""
    return [texts[span.side][span.start : span.end] for flag in flags_of(rule, **texts) for span in flag.spans[:1]]


def repairs(rule: str, **texts: str) -> list[tuple[str, str | None]]:
    """What the flags of one rule stand on, and what they suggest in its place."""
    return list(zip(excerpts(rule, **texts), (flag.suggestion for flag in flags_of(rule, **texts)), strict=True))
