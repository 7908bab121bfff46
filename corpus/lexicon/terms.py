"""What translates what, from whichever source, as one table that is asked from either language."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.words.folding import fold

# In order of trust: what the collection defines itself, what it taught, what its user says, the same number written
# otherwise, what dictionaries say, and what is put together from parts.
Source: TypeAlias = Literal[
    "abbreviation", "mined", "term", "glossary", "number", "dictionary", "compound", "transliteration"
]
SOURCES: Final[tuple[Source, ...]] = (
    "abbreviation", "mined", "term", "glossary", "number", "dictionary", "compound", "transliteration",
)  # fmt: skip
TRUST: Final = {source: place for place, source in enumerate(SOURCES)}

# More than this add noise and cost time; a single one costs a fifth of the ranking (measured on judged sets).
TRANSLATIONS_MAX: Final = 20


class Translation(NamedTuple):
    """A rendering in the other language.

    `text` is a Han run or English words with a space between, folded and in lower case; `weight` is in (0, 1];
    `reason` are the arguments from which an interface says why, by source: the short form and where it is defined, the
    gloss that named it, the parts of a compound.
    """

    text: str
    weight: float
    source: Source
    reason: tuple[str, ...] = ()


class Rendered(NamedTuple):
    """A range of what was asked for (words or characters) with its renderings, the best first, at least one."""

    start: int
    end: int
    translations: tuple[Translation, ...]


class TermTable:
    """Pairs of an English phrase and a Chinese run, found by either."""

    def __init__(self) -> None:
        self._to_chinese: dict[tuple[str, ...], dict[str, Translation]] = {}
        self._to_english: dict[str, dict[str, Translation]] = {}
        self.longest_phrase = 0
        self.longest_run = 0

    def add(self, en: str, zh: str, weight: float, source: Source, reason: tuple[str, ...] = ()) -> None:
        """Add a pair; of a pair that is there already the more trusted source counts, then the greater weight."""
        words = phrase_words(en)
        units, run = phrase_units(words), "".join(fold(zh).lower().split())
        if not units or not run:
            return
        _keep(self._to_chinese.setdefault(units, {}), Translation(run, weight, source, reason))
        _keep(self._to_english.setdefault(run, {}), Translation(" ".join(words), weight, source, reason))
        self.longest_phrase = max(self.longest_phrase, len(words))
        self.longest_run = max(self.longest_run, len(run))

    def chinese(self, units: tuple[str, ...]) -> tuple[Translation, ...]:
        """The Chinese renderings of a phrase, given by its units (corpus.lexicon.glosses.phrase_units)."""
        return tuple(self._to_chinese.get(units, {}).values())

    def english(self, run: str) -> tuple[Translation, ...]:
        """The English renderings of a folded run."""
        return tuple(self._to_english.get(run, {}).values())

    def __contains__(self, run: str) -> bool:
        """Whether a folded run has a rendering here."""
        return run in self._to_english


def ranked(translations: Iterable[Translation], limit: int = TRANSLATIONS_MAX) -> tuple[Translation, ...]:
    """Each text once, by its most trusted source; the weightiest first, and of equal ones the more trusted."""
    best: dict[str, Translation] = {}
    for translation in translations:
        _keep(best, translation)
    order = sorted(best.values(), key=lambda one: (-one.weight, TRUST[one.source], len(one.text), one.text))
    return tuple(order[:limit])


def _keep(known: dict[str, Translation], new: Translation) -> None:
    """Of two translations with one text the more trusted source's, with the greater of their weights."""
    old = known.get(new.text)
    if old is None:
        known[new.text] = new
        return
    trusted = new if TRUST[new.source] < TRUST[old.source] else old
    known[new.text] = trusted._replace(weight=max(old.weight, new.weight))
