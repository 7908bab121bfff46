"""damage.hyphen: a hyphen that was dropped (`doubleblind`), or that a line end left within a word (`throm- botic`)."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# Compounds that no dictionary prints as one word.
_COMPOUNDS: Final = (
    "double(?=blind)|single(?=blind)|placebo(?=controll)|cross(?=sectional)|age(?=related|matched|adjusted)|sex(?=matched)"
    "|dose(?=dependent|related)|time(?=dependent)|high(?=risk|dose|grade)|low(?=risk|dose|grade)|long(?=term)|short(?=term)"
    "|population(?=based)|evidence(?=based)|case(?=control)|well(?=known|tolerated|described|defined)"
    "|non(?=small|hodgkin)|randomi[sz]ed(?=controlled)"
)
_LOST: Final = re.compile(
    rf"(?<![A-Za-z])(?P<first>(?i:{_COMPOUNDS}))"
    r"|(?<![A-Za-z])(?P<letter>[TB])(?=cells?(?![a-z]))"
    r"|(?<![0-9A-Za-z])(?P<age>[0-9]{1,3}(?:year|month|day|week))(?=old(?![a-z]))"
)
_LEFT: Final = re.compile(
    r"(?<=[a-z]{3})(?P<left>- )(?=(?!and|or|to|versus|vs|nor|but|as|than|the|in|of|with|from|for|by|on|at|is|are|was"
    r"|were)[a-z]{3,}(?<!-))"
)


def hyphens(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Lost and left hyphens; argument `found` is the word as it stands. English only."""
    for side, version in texts(report, ("en",)):
        yield from findings("damage.hyphen", side, _places(version.text))


def _places(text: str) -> Iterator[Place]:
    places = []
    for match in _LOST.finditer(text):
        word = _WORD.match(text, match.start())
        end = word.end() if word else match.end()
        repaired = f"{match.group()}-{text[match.end() : end]}"
        places.append(Place(match.start(), end, "low", (("found", text[match.start() : end]),), repaired))
    if "- " in text:
        for match in _LEFT.finditer(text):
            found = text[max(0, match.start() - 12) : match.end() + 12]
            places.append(Place(match.start(), match.end(), "low", (("found", found),)))
    yield from sorted(places, key=lambda place: place.start)


_WORD: Final = re.compile(r"[A-Za-z0-9]{1,40}")
