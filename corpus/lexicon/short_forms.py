"""Short forms and their long forms within English: ITP means immune thrombocytopenia, where the collection says so."""

from collections.abc import Iterable, Sequence
from typing import Final

from corpus.knowledge import AbbreviationPair
from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.lexicon.terms import Rendered, Translation, ranked
from corpus.words.folding import fold
from corpus.words.stems import STOP_WORDS

# What a definition of the collection's own is worth. Our choice, not calibrated.
DEFINED: Final = 1.0


class ShortForms:
    """The English short and long forms that a collection defines, each found by the other."""

    def __init__(self, pairs: Iterable[AbbreviationPair]) -> None:
        self._others: dict[tuple[str, ...], list[Translation]] = {}
        self._longest = 1
        for one in pairs:
            short, long_form = one.short.lower(), " ".join(phrase_words(one.en))
            reason = (one.short, str(one.occurrences))
            for given, other in ((short, long_form), (long_form, short)):
                units = phrase_units(phrase_words(given))
                self._others.setdefault(units, []).append(Translation(other, DEFINED, "abbreviation", reason))
                self._longest = max(self._longest, len(given.split()))

    def of_english(self, words: Sequence[str]) -> list[Rendered]:
        """The other forms of the words of a query (folded line words), the longest phrase first, in order and apart
        from each other; words without one are left out.
        """
        plain = [fold(word).lower() for word in words]
        found: list[Rendered] = []
        start = 0
        while start < len(plain):
            for end in range(min(len(plain), start + self._longest), start, -1):
                phrase = tuple(plain[start:end])
                at_edge = len(phrase) > 1 and (phrase[0] in STOP_WORDS or phrase[-1] in STOP_WORDS)
                others = None if at_edge else self._others.get(phrase_units(phrase))
                if others:
                    found.append(Rendered(start, end, ranked(others)))
                    start = end
                    break
            else:
                start += 1
        return found
