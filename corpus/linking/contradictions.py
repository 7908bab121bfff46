"""What speaks against two reports being one work, however alike their texts are."""

import re
from typing import Final

from corpus.audit import audit_report
from corpus.knowledge import Knowledge
from corpus.linking.candidates import identifiers_of
from corpus.linking.pairs import LinkedReport
from corpus.model import Citation, Link, Report
from corpus.words.pinyin import surname_readings

# A work and its translation appear in one year, or in two that follow one another.
YEARS_APART_MAX: Final = 1
# Contradictions that the audit is sure of, and their share of the beads: two papers with one design say the same of
# other patients. Of 107 translations one has as many.
CONTRADICTIONS_MIN: Final = 2
CONTRADICTIONS_SHARE: Final = 0.5

_LATIN_WORD: Final = re.compile("[a-z]{2,}")


def name_other_works(first: Report, second: Report) -> bool:
    """Whether the two give different identifiers, years or authors."""
    pairs = zip(identifiers_of(first), identifiers_of(second), strict=True)
    return (
        any(one and other and one != other for one, other in pairs)
        or _other_years(first.citation, second.citation)
        or _other_authors(first.citation, second.citation)
    )


def texts_contradict(first: Report, second: Report, link: Link, knowledge: Knowledge) -> bool:
    """Whether the English and the Chinese text, read side by side, give other figures or say the opposite often."""
    joined = LinkedReport(second, link).side_by_side(first)
    contradictions = sum(
        flag.severity != "low" and len({span.side for span in flag.spans}) > 1
        for flag in audit_report(joined, knowledge)
        if flag.rule.startswith(("numbers.", "polarity."))
    )
    return contradictions >= max(CONTRADICTIONS_MIN, CONTRADICTIONS_SHARE * len(link.alignment.beads))


def _other_years(one: Citation, other: Citation) -> bool:
    return one.year is not None and other.year is not None and abs(one.year - other.year) > YEARS_APART_MAX


def _other_authors(english: Citation, chinese: Citation) -> bool:
    """Whether both name authors, one in Latin letters and one in Han characters, and no surname is the same."""
    words = {word for author in english.authors for word in _LATIN_WORD.findall(author.latin.lower())}
    surnames = [surname_readings(author.han) for author in chinese.authors if author.han]
    return bool(words and surnames) and all(words.isdisjoint(readings) for readings in surnames)
