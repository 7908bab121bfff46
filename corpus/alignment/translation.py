"""Which English units render a Chinese unit: by the dictionary, and by what the collection has taught."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from corpus.knowledge import Knowledge
from corpus.lexicon.dictionary import Dictionary, load_dictionary

# How far a dictionary's word is trusted: it names a sense, perhaps not the one meant; a single character least.
WORD_TRUST: Final = 0.9
CHARACTER_TRUST: Final = 0.45


class Translator:
    """English units by Chinese unit, with how far each is trusted, in (0, 1]. Remembers what it was asked."""

    def __init__(self, dictionary: Dictionary, taught: Mapping[str, Mapping[str, float]]) -> None:
        self.dictionary: Final = dictionary
        self._taught = taught
        self._known: dict[str, tuple[tuple[str, float], ...]] = {}

    def english(self, unit: str) -> tuple[tuple[str, float], ...]:
        """The units that may stand for a Chinese word."""
        known = self._known.get(unit)
        if known is None:
            trust = CHARACTER_TRUST if len(unit) == 1 else WORD_TRUST
            merged = {en: trust * weight for en, weight in self.dictionary.english(unit).items()}
            for en, probability in self._taught.get(unit, {}).items():
                merged[en] = max(probability, merged.get(en, 0.0))
            known = self._known[unit] = tuple(merged.items())
        return known


@lru_cache(maxsize=4)
def translator_of(knowledge: Knowledge) -> Translator:
    """The translator for some knowledge; the last few are kept."""
    return Translator(load_dictionary(), knowledge.translations)
