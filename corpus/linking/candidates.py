"""Which one-language reports may be one work: those that share an identifier, a title, or what they speak of.

Work and memory grow linearly with the collection: what more than a few reports carry tells nothing of any two of
them, and leads to no pair.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final, Literal, TypeAlias

from corpus.alignment.translation import Translator
from corpus.identifiers import normal_doi, normal_pmid
from corpus.linking.pairs import only_side
from corpus.linking.topics import Topics
from corpus.model import Report
from corpus.store import Pair
from corpus.words.folding import fold

Evidence: TypeAlias = Literal["doi", "pmid", "title", "parallel"]

# The strongest evidence first: a pair found by an earlier one is not judged by a later one.
EVIDENCE: Final[tuple[Evidence, ...]] = ("doi", "pmid", "title", "parallel")

# Reports that may carry one identifier or title: 4 English and 4 Chinese ones are 16 pairs, and no 8 make more.
POSTINGS_MAX: Final = 8
# A shorter title ("Reply", "Case report", 病例报告) names no work. In letters, digits and characters.
TITLE_LENGTH_MIN: Final = {"latin": 24, "han": 9}


class Singles:
    """The reports in one language, by what they carry. Feed it in any fixed order; ids are what it gives back."""

    def __init__(self, translator: Translator) -> None:
        self._ids: list[str] = []
        self._english = bytearray()
        self._carriers: dict[Evidence, dict[str, list[int]]] = {"doi": {}, "pmid": {}, "title": {}}
        self._topics = Topics(translator)

    def add(self, report: Report) -> None:
        """Take note of a report; one that is not in exactly one of the two languages is passed over."""
        side = only_side(report)
        version = report.version(side) if side is not None else None
        if version is None:
            return
        number = len(self._ids)
        self._ids.append(report.report_id)
        self._english.append(side == "en")
        doi, pmid = identifiers_of(report)
        names: dict[Evidence, set[str]] = {"doi": {doi}, "pmid": {pmid}, "title": _titles(report)}
        for evidence, carried in names.items():
            for name in carried - {""}:
                self._carriers[evidence].setdefault(name, []).append(number)
        self._topics.add(number, version)

    def pairs(self, evidence: Evidence) -> Iterator[Pair]:
        """The pairs that this evidence speaks for, each once."""
        if evidence == "parallel":
            for first, second in self._topics.pairs():
                yield (self._ids[first], self._ids[second])
            return
        met: set[tuple[int, int]] = set()
        for numbers in self._carriers[evidence].values():
            for pair in self._opposite(numbers):
                if pair not in met:
                    met.add(pair)
                    yield (self._ids[pair[0]], self._ids[pair[1]])

    def _opposite(self, numbers: list[int]) -> Iterator[tuple[int, int]]:
        """The pairs of an English and a Chinese report among a few; none among many."""
        if 2 <= len(numbers) <= POSTINGS_MAX:
            english = [number for number in numbers if self._english[number]]
            chinese = [number for number in numbers if not self._english[number]]
            yield from product(english, chinese)


def identifiers_of(report: Report) -> tuple[str, str]:
    """The DOI and the PMID in their one form; empty where there is none, or what is given has not the form of one."""
    return (normal_doi(report.citation.doi), normal_pmid(report.citation.pmid))


def _titles(report: Report) -> set[str]:
    """Every title that the report has in any language and that names a work: letters and digits alone, folded."""
    given = [title.text for title in report.citation.titles]
    given += [version.title() for version in report.versions]
    return {name for name in map(_normal, given) if _names_a_work(name)}


def _normal(title: str) -> str:
    return "".join(character for character in fold(title).casefold() if character.isalnum())


def _names_a_work(name: str) -> bool:
    script = "latin" if name.isascii() else "han"
    return len(name) >= TITLE_LENGTH_MIN[script]
