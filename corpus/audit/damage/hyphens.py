"""damage.hyphen: a hyphen that was dropped (`doubleblind`), or that a line end left within a word (`throm- botic`)."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, in_order, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# Compounds that no dictionary prints as one word, with the hyphen that they lost.
_COMPOUNDS: Final = tuple(
    "double-blind single-blind placebo-controll cross-sectional age-related age-matched age-adjusted sex-matched "
    "dose-dependent dose-related time-dependent high-risk high-dose high-grade low-risk low-dose low-grade long-term "
    "short-term population-based evidence-based case-control well-known well-tolerated well-described well-defined "
    "non-hodgkin year-old month-old week-old".split()
)
_JOINED: Final = {compound.replace("-", ""): compound.index("-") for compound in _COMPOUNDS}
_LOST: Final = re.compile(rf"(?<![A-Za-z])(?P<joined>(?i:{'|'.join(_JOINED)}))[a-z]{{0,6}}(?![A-Za-z])")
_CELL: Final = re.compile(r"(?<![A-Za-z0-9])[TB]cells?(?![A-Za-z])")
# Not after a part that another word completes: `short- and long-term`.
_LEFT: Final = re.compile(
    r"(?<=[a-z]{3})- (?=(?!(?:and|or|to|versus|vs|nor|but|as|than|the|in|of|with|from|for|by|on|at|is|are|was|were)\b)"
    r"[a-z]{3})"
)
_AROUND: Final = 12  # characters on either side of a hyphen that the words of its flag repeat


def hyphens(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Lost and left hyphens; argument `found` is the word as it stands. English only."""
    for side, version in texts(report, ("en",)):
        yield from findings("damage.hyphen", side, _places(version.text))


def _places(text: str) -> Iterator[Place]:
    lowered = text.lower()
    is_joined = any(written in lowered for written in _JOINED)
    joined = (_lost(match, _JOINED[match["joined"].lower()]) for match in _LOST.finditer(text)) if is_joined else ()
    cells = (_lost(match, 1) for match in _CELL.finditer(text)) if "Tcell" in text or "Bcell" in text else ()
    return in_order(joined, cells, (_left(match) for match in _LEFT.finditer(text)) if "- " in text else ())


def _left(match: re.Match[str]) -> Place:
    """A hyphen with a blank behind it; whether the hyphen or both should go is for a reader to say."""
    found = match.string[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return Place(match.start(), match.end(), "low", (("found", found),))


def _lost(match: re.Match[str], cut: int) -> Place:
    """A joined compound, with its hyphen in the suggestion."""
    written = match.group()
    return Place(match.start(), match.end(), "low", (("found", written),), f"{written[:cut]}-{written[cut:]}")
