"""What reports teach: which units stand together in beads, which abbreviations and names of drugs are given twice."""

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

from corpus.alignment import bead_units
from corpus.knowledge import TermPair
from corpus.lexicon.abbreviations import defined_in
from corpus.lexicon.mining import BeadUnits
from corpus.lexicon.term_pairs import TermBead
from corpus.lexicon.term_pairs.phrases import chinese_tokens, english_tokens
from corpus.lexicon.transliteration import collect_names
from corpus.model import Bead, Report, Version

# A short form with the English and the Chinese that it stands for.
Defined: TypeAlias = tuple[str, str, str]


# Terms are mined from beads that are likely right and short.
TERM_CONFIDENCE_MIN: Final = 0.5
TERM_SENTENCES_MAX: Final = 4


class Lesson(NamedTuple):
    """What some reports offer: the units of their beads, the abbreviations that each defines, names of drugs, and the
    beads that terms are mined from.
    """

    beads: list[BeadUnits]
    definitions: list[Defined]
    names: tuple[TermPair, ...]
    term_beads: list[TermBead]


def lesson_of(reports: Iterable[Report]) -> Lesson:
    """What reports teach; those in one language teach nothing."""
    beads: list[BeadUnits] = []
    definitions: list[Defined] = []
    pairs: list[tuple[str, str]] = []
    term_beads: list[TermBead] = []
    for report in reports:
        en, zh = report.version("en"), report.version("zh")
        if report.alignment is None or en is None or zh is None:
            continue
        definitions.extend(dict.fromkeys(defined_in(report)))
        en_texts, zh_texts = _sentences(en), _sentences(zh)
        beads.extend(bead_units(en_texts, zh_texts, report.alignment.beads))
        pairs.extend(
            (" ".join(en_texts[n] for n in bead.en), "".join(zh_texts[n] for n in bead.zh))
            for bead in report.alignment.beads
            if bead.en and bead.zh
        )
        term_beads.extend(
            _term_bead(report, bead, en_texts, zh_texts) for bead in filter(_is_sure, report.alignment.beads)
        )
    return Lesson(beads, definitions, collect_names(pairs), term_beads)


def _is_sure(bead: Bead) -> bool:
    """Whether terms may be mined from a bead."""
    sizes = len(bead.en), len(bead.zh)
    return min(sizes) > 0 and sum(sizes) <= TERM_SENTENCES_MAX and bead.confidence >= TERM_CONFIDENCE_MIN


def _term_bead(report: Report, bead: Bead, en: list[str], zh: list[str]) -> TermBead:
    return TermBead(
        english_tokens(" ".join(en[n] for n in bead.en)),
        chinese_tokens("".join(zh[n] for n in bead.zh)),
        report.report_id,
        report.citation.year,
        report.citation.journal,
    )


def _sentences(version: Version) -> list[str]:
    return [version.text[start:end] for start, end in version.sentences]
