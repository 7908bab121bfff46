"""What the collection has taught, numbered and frozen: what is made with it names the number and can be made again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple, Self


class TermPair(NamedTuple):
    """An English and a Chinese unit that translate each other.

    `probability` is between 0 and 1; `occurrences` counts the beads in which both stand.
    """

    en: str
    zh: str
    probability: float
    occurrences: int


class AbbreviationPair(NamedTuple):
    """A short form with the English (lower case) and the Chinese that the collection defines it as; `occurrences`
    counts the reports that do.
    """

    short: str
    en: str
    zh: str
    occurrences: int


class MinedTerm(NamedTuple):
    """An English and a Chinese term that render each other in beads, both as they are mostly written.

    `confidence` is between 0 and 1. `beads` counts those in which each stands for the other, `reports` what they are
    of; `years` and `journals` count these reports, the former by year, the latter the most frequent first.
    """

    en: str
    zh: str
    confidence: float
    beads: int
    reports: int
    years: tuple[tuple[int, int], ...] = ()
    journals: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """What the collection has taught, frozen under a number. Number 0 is what ships: nothing learnt yet."""

    number: int
    revision: int = 0
    report_count: int = 0
    pairs: tuple[TermPair, ...] = ()
    abbreviations: tuple[AbbreviationPair, ...] = ()
    terms: tuple[TermPair, ...] = ()  # of several words: `en` is a phrase as written, not units
    term_pairs: tuple[MinedTerm, ...] = ()  # the surest first

    def __hash__(self) -> int:
        """Cheap: equal knowledge has equal counts."""
        return hash((self.number, self.revision, self.report_count, len(self.pairs)))

    def same_as(self, other: "Knowledge") -> bool:
        """Whether both know the same, under whatever numbers."""
        known = (self.pairs, self.abbreviations, self.terms, self.term_pairs)
        return known == (other.pairs, other.abbreviations, other.terms, other.term_pairs)

    @cached_property
    def translations(self) -> Mapping[str, Mapping[str, float]]:
        """For a Chinese unit, the English units that it is rendered by, with their probabilities."""
        table: dict[str, dict[str, float]] = {}
        for pair in self.pairs:
            table.setdefault(pair.zh, {})[pair.en] = pair.probability
        return table

    def joined(self, pairs: Iterable[TermPair]) -> Self:
        """The same number with more pairs; of two for the same units the more probable counts."""
        best = {(pair.zh, pair.en): pair for pair in self.pairs}
        for pair in pairs:
            known = best.get((pair.zh, pair.en))
            if known is None or pair.probability > known.probability:
                best[pair.zh, pair.en] = pair
        return replace(self, pairs=tuple(best[units] for units in sorted(best)))


UNTAUGHT: Final = Knowledge(number=0)
