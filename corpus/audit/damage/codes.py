"""damage.code: catalogue codes that a spinner of texts scattered over them (`and at ENX-1 the time of presentation`).

A name belongs to a sentence: it is defined, bracketed, glued to a word, called a drug or a gene, or stands where a noun
is needed. An injected code stands where the sentence is whole without it: inside `at the time`, `due to`, between `he`
and `had`, between `onset` and `of`. A token is flagged in all its places when one of them breaks its sentence that way
and nothing else in the report supports it.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.collocations import breaks_sentence
from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# Two capitals or more with digits: ENX-1, CP-466722, AZD8931, GSK1904529A, SB 203580.
_CODE: Final = re.compile(
    r"(?<![\w./+-])(?:[A-Z]{2,6}[A-Za-z]{0,3}-?[0-9]{1,7}[A-Za-z]?|[A-Z]{2,4} [0-9]{4,7})(?![\w+-])"
)
_LETTERS: Final = re.compile("[A-Za-z]+")
# Words beside a name of a thing that has a code for its name.
_CLASS_WORDS: Final = frozenset(
    "drug drugs inhibitor inhibitors agonist agonists antagonist antagonists compound compounds agent agents "
    "protein proteins gene genes receptor receptors antigen antigens antibody antibodies protocol protocols trial "
    "trials study studies mutation mutations mutant variant variants allele alleles locus cell cells line lines "
    "strain strains virus viruses infection infections expression level levels isoform isoforms peptide peptides "
    "kinase kinases enzyme enzymes factor factors marker markers molecule molecules subunit subunits domain "
    "domains exon codon chromosome type types grade stage group groups arm arms score scores scale criteria "
    "guideline guidelines classification code codes version vaccine vaccines treatment therapy dose doses mg "
    "analog analogue derivative tracer signaling signalling pathway pathways activation inhibition activity mrna "
    "rna dna promoter transcription serotype serotypes subtype subtypes called named termed designated "
    "and or versus vs".split()
)
_GLUE: Final = frozenset("()[]/,;:=+\"“”'’‘&–—")
_WORD_AFTER: Final = re.compile(r"\s(?:(?:the|an?)\s)?([A-Za-z][A-Za-z'’-]*)")
_WORD_BEFORE: Final = re.compile(r"([A-Za-z][A-Za-z'’-]*)\s$")
_BREAKS_SHARE: Final = 1 / 4  # of a code's places that must break their sentence


def codes(report: Report, knowledge: Knowledge) -> Iterator[Finding]:
    """Injected codes; argument `code`. English only: in Chinese nothing shows where a sentence is whole."""
    for side, version in texts(report, ("en",)):
        if any(character.isdigit() for character in version.text):
            other = report.version("zh")
            known = {pair.short.lower() for pair in knowledge.abbreviations}
            yield from findings("damage.code", side, _injected(version.text, other.text if other else "", known))


def _injected(text: str, other: str, known: set[str]) -> Iterator[Place]:
    """Every place of every code that breaks sentences and has no support, in the order of the text."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _CODE.finditer(text):
        places.setdefault(match.group(), []).append(match.span())
    found: list[Place] = []
    for code, spans in places.items():
        breaks = sum(breaks_sentence(text, start, end) for start, end in spans)
        if not breaks or breaks < len(spans) * _BREAKS_SHARE or code in other or code.lower() in known:
            continue
        named = sum(_is_named(text, start, end) for start, end in spans)
        glossed = any(_is_glossed(text, start, end) for start, end in spans)
        if not glossed and breaks > named and not _has_relatives(text, code):
            found += [Place(start, end, "high", (("code", code),), "") for start, end in spans]
    yield from sorted(found, key=lambda place: place.start)


def _has_relatives(text: str, code: str) -> bool:
    """Whether the letters of the code stand elsewhere by themselves or with another number: ENX, ENX-2."""
    letters = _LETTERS.match(code)
    if letters is None:
        return False
    number = re.escape(code[letters.end() :].lstrip("- "))
    return re.search(rf"(?<![A-Za-z]){letters.group()}(?![A-Za-z])(?![- ]?{number})", text) is not None


def _is_glossed(text: str, start: int, end: int) -> bool:
    """Whether the code is bracketed, listed with a sign, glued to a word or explained at this place."""
    return text[max(0, start - 1) : start] in _GLUE or text[end : end + 1] in _GLUE or text.startswith(" (", end)


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether a word beside the code says what it is, or joins it to another name."""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    after = _WORD_AFTER.match(text, end, end + 30)
    return any(found is not None and found[1].lower() in _CLASS_WORDS for found in (before, after))
