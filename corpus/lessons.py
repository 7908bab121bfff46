"""What reports teach: which units stand together in beads, which abbreviations and names of drugs are given twice."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from corpus.alignment import bead_units
from corpus.knowledge import TermPair
from corpus.lexicon.abbreviations import defined_in
from corpus.lexicon.mining import BeadUnits
from corpus.lexicon.transliteration import collect_names
from corpus.model import Report, Version

# A short form with the English and the Chinese that it stands for.
Defined: TypeAlias = tuple[str, str, str]


class Lesson(NamedTuple):
    """What some reports offer: the units of their beads, the abbreviations that each defines, and names of drugs."""

    beads: list[BeadUnits]
    definitions: list[Defined]
    names: tuple[TermPair, ...]


def lesson_of(reports: Iterable[Report]) -> Lesson:
    """What reports teach; those in one language teach nothing."""
    beads: list[BeadUnits] = []
    definitions: list[Defined] = []
    pairs: list[tuple[str, str]] = []
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
    return Lesson(beads, definitions, collect_names(pairs))


def _sentences(version: Version) -> list[str]:
    return [version.text[start:end] for start, end in version.sentences]
