"""damage.possessive: an apostrophe that was dropped (`Hodgkins lymphoma`, `the patients platelet count`)."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# Names that are words without their s, and no word with it. Graves and Wilms end in s themselves.
_EPONYMS: Final = (
    "Hodgkin|Parkinson|Alzheimer|Crohn|Huntington|Cushing|Addison|Barrett|Raynaud|Burkitt|Wegener|Kaposi|Ewing|Bruton"
    "|Hashimoto|Kawasaki|Paget|Peyronie|Sjogren|Sjögren|Behcet|Behçet|Meniere|Ménière|Friedreich|Gaucher|Pompe|Fabry"
    "|Whipple|Cronbach|Tukey|Dunnett|Alport|Castleman|Sheehan|Sydenham|Bowen|Dupuytren|Takayasu|Hirschsprung"
)
_NAMED: Final = (
    "disease|syndrome|lymphoma|sarcoma|palsy|anaemia|anemia|thyroiditis|tumou?r|ataxia|disorder|granulomatosis"
    "|phenomenon|contracture|arteritis|esophagus|oesophagus|test|sign|criteria|alpha|tyrosine"
)
# Plurals that have no s of their own: with one they are possessives.
_PLURALS: Final = "children|women|men"
# What one patient has, and no group is given: after `the patients` it is hers.
_POSSESSIONS: Final = (
    r"platelet counts?|severe [a-z]{6,30}|condition|symptoms|mother|father|parents|family history|medical history"
    r"|clinical course|general condition|past medical|blood pressure|body weight|haemoglobin|hemoglobin|own"
)
_LOST: Final = re.compile(
    rf"(?<![A-Za-z])(?P<eponym>{_EPONYMS})s(?=\s(?:{_NAMED})\b)"
    rf"|(?<![A-Za-z])(?P<plural>(?i:{_PLURALS}))s(?=\s(?!rea\b|sana\b)[A-Za-z])"
    rf"|(?<![a-z])(?i:the|this|our|each)\s(?P<owner>patient|mother|infant)s(?=\s(?:{_POSSESSIONS})(?![a-z]))"
    r"|(?<=[A-Za-z]{3})(?P<blank>\ss)(?=\s[a-z]{3})"
)


def possessives(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Words that lost their apostrophe; argument `found` is the word as it stands. English only."""
    for side, version in texts(report, ("en",)):
        yield from findings("damage.possessive", side, _lost(version.text))


def _lost(text: str) -> Iterator[Place]:
    for match in _LOST.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.start(kind), match.end()
        repaired = "'s" if kind == "blank" else f"{match[kind]}'s"
        yield Place(start, end, "low", (("found", text[start:end].strip()),), repaired)
