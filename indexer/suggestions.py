"""Words of the collection that somebody may have meant: other spellings of a word, and what its beginning grows into.

All come from the vocabulary of a generation, so that each finds something; the count beside a word is that of the
reports that hold it.
"""

import threading
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from corpus.words.folding import fold, is_han
from indexer.han_slips import HanSlips
from indexer.spelling_distance import distance
from indexer.vocabulary import Vocabulary

# A shorter word is near to too many others.
CORRECTED_LETTERS_MIN: Final = 4
CORRECTED_LETTERS_MAX: Final = 40
# Two changes are taken for slips only in a word long enough to be recognised with them.
TWO_CHANGES_LETTERS_MIN: Final = 7
BEGUN_LETTERS_MIN: Final = 2


class Suggestion(NamedTuple):
    """A word of the collection and the number of reports that hold it."""

    word: str
    reports: int


class Suggester:
    """Suggests from one vocabulary; threads may share it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._slips = HanSlips(vocabulary)

    # ---- other spellings ---------------------------------------------------------------------------------------

    def latin(self, word: str, limit: int) -> tuple[Suggestion, ...]:
        """The words spelled nearly like this one: nearest first, then those of most reports."""
        folded = fold(word).lower()
        if not (
            folded.isalpha() and folded.isascii() and CORRECTED_LETTERS_MIN <= len(folded) <= CORRECTED_LETTERS_MAX
        ):
            return ()
        most = 2 if len(folded) >= TWO_CHANGES_LETTERS_MIN else 1
        found = {near: distance(folded, near, most) for near in self._nearby(folded, most)}
        ranked = ((far, -self._vocabulary.count(near), near) for near, far in found.items() if 0 < far <= most)
        return tuple(Suggestion(near, -count) for _, count, near in nsmallest(limit, ranked))

    def _nearby(self, word: str, most: int) -> Iterator[str]:
        """Words that may be so near: those of one change, and of more those with the same first letter."""
        for near in _one_change(word):
            if self._vocabulary.count(near):
                yield near
        letters = set(word)
        for near in self._vocabulary.prefix(word[0]) if most > 1 else ():
            alike = abs(len(near) - len(word)) <= most and len(letters.symmetric_difference(near)) <= 2 * most
            if alike and near.isalpha():
                yield near

    def han(self, run: str, limit: int) -> tuple[Suggestion, ...]:
        """The run with one of its words put right (indexer.han_slips), likeliest first; its reports are that word's."""
        return tuple(Suggestion(slip.run, slip.reports) for slip in self._slips.of(fold(run))[:limit])

    # ---- beginnings --------------------------------------------------------------------------------------------

    def begun(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """The words and phrases that begin so, those of most reports first; pinyin letters stand for Chinese too."""
        folded = fold(text)
        if folded and is_han(folded[-1]):
            return self._counted({*self._vocabulary.han_prefix(folded), *self._vocabulary.phrases(folded)}, limit)
        typed = folded.lower()
        if len(typed) < BEGUN_LETTERS_MIN:
            return ()
        starts = (typed, text) if text.isupper() else (typed,)
        words = [word for start in starts for word in self._vocabulary.prefix(start) if word.isalpha()]
        latin = self._counted([*map(self._as_printed, words), *self._vocabulary.phrases(typed)], limit)
        han = self._counted(self._vocabulary.sounding(typed), limit) if typed.isalpha() and typed.isascii() else ()
        if not (latin and han):
            return latin or han
        room = max(limit - len(latin), min(len(han), limit // 2))
        return (*latin[: limit - room], *han[:room])

    def phrases(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """The English phrases that begin with these words, those of most reports first."""
        return self._counted(self._vocabulary.phrases(" ".join(fold(text).lower().split())), limit)

    def knows(self, word: str) -> bool:
        """Whether this is a Chinese word or phrase of the collection."""
        return self._slips.reports_of(word) > 0

    def _as_printed(self, word: str) -> str:
        """A short form in the capitals in which most reports print it."""
        capitals = word.upper()
        return capitals if 2 * self._vocabulary.phrase_count(capitals) >= self._vocabulary.count(word) else word

    def _counted(self, words: Iterable[str], limit: int) -> tuple[Suggestion, ...]:
        """Those of most reports, of equal ones the shortest."""
        ranked = ((-self._reports_of(word), len(word), word) for word in dict.fromkeys(words))
        return tuple(Suggestion(word, -count) for count, _, word in nsmallest(limit, ranked))

    def _reports_of(self, word: str) -> int:
        return max(self._slips.reports_of(word), self._vocabulary.count(word.lower()) if word.isupper() else 0)


_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


def _one_change(word: str) -> set[str]:
    """Every spelling one change from this: fewer than 54 for each letter."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in parts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in parts if tail for letter in _ALPHABET}
    put_in = {head + letter + tail for head, tail in parts for letter in _ALPHABET}
    return left_out | swapped | changed | put_in


_SUGGESTERS: Final[WeakKeyDictionary[Vocabulary, Suggester]] = WeakKeyDictionary()
_LOCK: Final = threading.Lock()


def suggester_of(vocabulary: Vocabulary) -> Suggester:
    """The suggester of a vocabulary, kept as long as somebody keeps the vocabulary."""
    with _LOCK:
        found = _SUGGESTERS.get(vocabulary)
        if found is None:
            found = _SUGGESTERS[vocabulary] = Suggester(vocabulary)
        return found
