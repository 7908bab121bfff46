"""damage.possessive: an apostrophe that was dropped (`Hodgkins lymphoma`, `the patients platelet count`)."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, in_order, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# Names that are words without their s, and no word with it. Graves and Wilms end in s themselves.
_EPONYMS: Final = tuple(
    "Hodgkin Parkinson Alzheimer Crohn Huntington Cushing Addison Barrett Raynaud Burkitt Wegener Kaposi Ewing Bruton "
    "Hashimoto Kawasaki Paget Peyronie Sjogren Sjögren Behcet Behçet Meniere Ménière Friedreich Gaucher Pompe Fabry "
    "Whipple Cronbach Tukey Dunnett Alport Castleman Sheehan Sydenham Bowen Dupuytren Takayasu Hirschsprung".split()
)
_NAMED: Final = (
    "disease|syndrome|lymphoma|sarcoma|palsy|anaemia|anemia|thyroiditis|tumou?r|ataxia|disorder|granulomatosis"
    "|phenomenon|contracture|arteritis|esophagus|oesophagus|test|sign|criteria|alpha|tyrosine"
)
_EPONYM: Final = re.compile(rf"(?<![A-Za-z])(?P<owner>{'|'.join(_EPONYMS)})\s?s(?=\s(?:{_NAMED})\b)")
# Plurals that have no s of their own: with one they are possessives.
_PLURALS: Final = ("childrens", "womens", "children s ", "women s ")
_PLURAL: Final = re.compile(r"(?<![A-Za-z])(?P<owner>(?i:children|women))\s?s(?=\s[A-Za-z])")
# What one patient has, and no group is given: after `the patients` it is hers.
_PERSON: Final = re.compile(
    r"(?P<owner>patient|mother|infant)s(?=\s(?:platelet counts?|severe [a-z]{6,30}|condition|symptoms|mother|father"
    r"|parents|family history|medical history|clinical course|general condition|past medical|blood pressure"
    r"|body weight|ha?emoglobin|own)(?![a-z]))"
)
_ONE: Final = ("the ", "The ", "this ", "This ", "our ", "Our ", "each ", "Each ")


def possessives(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Words that lost their apostrophe; argument `found` is the word as it stands. English only."""
    for side, version in texts(report, ("en",)):
        yield from findings("damage.possessive", side, _lost(version.text))


def _lost(text: str) -> Iterator[Place]:
    lowered = text.lower()
    names = _EPONYM.finditer(text) if any(name in text for name in _EPONYMS) else ()
    plurals = _PLURAL.finditer(text) if any(plural in lowered for plural in _PLURALS) else ()
    persons = (match for match in _PERSON.finditer(text) if text.endswith(_ONE, 0, match.start()))
    return in_order(*(map(_place, matches) for matches in (names, plurals, persons)))


def _place(match: re.Match[str]) -> Place:
    return Place(match.start(), match.end(), "low", (("found", match.group()),), f"{match['owner']}'s")
