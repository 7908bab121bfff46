"""Words of the collection that somebody may have meant: other spellings of a word, and what its beginning grows into.

All come from the vocabulary of a generation, so that each finds something; the count beside a word is that of the
reports that hold it.
"""

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nsmallest
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from corpus.words.folding import fold, is_han
from corpus.words.pinyin import pinyin
from indexer.spelling_distance import distance
from indexer.vocabulary import Vocabulary

# A shorter word is near to too many others.
CORRECTED_LETTERS_MIN: Final = 4
CORRECTED_LETTERS_MAX: Final = 40
# Two changes are taken for slips only in a word long enough to be recognised with them.
TWO_CHANGES_LETTERS_MIN: Final = 7
# In a Chinese word of this many characters one other character still leaves the word recognisable.
CHANGED_CHARACTERS_MIN: Final = 3
HAN_WORD_MAX: Final = 8
# Of a run of ideographs no more than this many are looked at for slips.
HAN_RUN_MAX: Final = 40
BEGUN_LETTERS_MIN: Final = 2
_LAST: Final = "\U0010ffff"


class Suggestion(NamedTuple):
    """A word of the collection and the number of reports that hold it."""

    word: str
    reports: int


class Suggester:
    """Suggests from one vocabulary; threads may share it. What it needs for Chinese is made when first used."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

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
        """The run with one of its words put right: read alike, or one character apart. Most likely first: the longest
        word put right, alike in sound before alike in sight, then those of most reports.
        """
        folded = fold(run)
        if len(folded) > HAN_RUN_MAX or not all(map(is_han, folded)):
            return ()
        ranked: dict[str, tuple[int, bool, int]] = {}
        for start in range(len(folded)):
            for end in range(start + 2, min(len(folded), start + HAN_WORD_MAX) + 1):
                window = folded[start:end]
                if self._vocabulary.count(window):
                    continue
                for word, alike in self._like(window):
                    rank = (-len(word), not alike, -self._vocabulary.count(word))
                    whole = folded[:start] + word + folded[end:]
                    ranked[whole] = min(rank, ranked.get(whole, rank))
        best = nsmallest(limit, ((rank, whole) for whole, rank in ranked.items()))
        return tuple(Suggestion(whole, -rank[2]) for rank, whole in best)

    def _like(self, written: str) -> Iterator[tuple[str, bool]]:
        """Words of the collection like what was written, and whether they sound alike."""
        sounds, ends = self._sounds, self._ends
        for word in sounds.words(pinyin(written)):
            if len(word) == len(written):
                yield word, True
        if len(written) >= CHANGED_CHARACTERS_MIN:
            for word in {*ends.get((len(written), 0, written[0]), ()), *ends.get((len(written), 1, written[-1]), ())}:
                if sum(a != b for a, b in zip(word, written, strict=True)) == 1:
                    yield word, False

    # ---- beginnings --------------------------------------------------------------------------------------------

    def begun(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """The words that begin so, those of most reports first; pinyin letters stand for Chinese words too."""
        folded = fold(text)
        if folded and is_han(folded[-1]):
            return self._counted(self._vocabulary.han_prefix(folded), limit)
        typed = folded.lower()
        if len(typed) < BEGUN_LETTERS_MIN:
            return ()
        starts = (typed, text) if text.isupper() else (typed,)
        words = [word for start in starts for word in self._vocabulary.prefix(start) if word.isalpha()]
        latin = self._counted(words, limit)
        han = self._counted(self._sounds.beginning(typed), limit) if typed.isalpha() and typed.isascii() else ()
        if not (latin and han):
            return latin or han
        room = max(limit - len(latin), min(len(han), limit // 2))
        return (*latin[: limit - room], *han[:room])

    def _counted(self, words: Iterable[str], limit: int) -> tuple[Suggestion, ...]:
        ranked = ((-self._vocabulary.count(word), word) for word in words)
        return tuple(Suggestion(word, -count) for count, word in nsmallest(limit, ranked))

    # ---- made when first used ----------------------------------------------------------------------------------

    @cached_property
    def _sounds(self) -> "_Sounds":
        return _Sounds(word for word in self._vocabulary.han_prefix("") if len(word) > 1)

    @cached_property
    def _ends(self) -> dict[tuple[int, int, str], list[str]]:
        """Words by their length and their first (0) or last (1) character: one of them is right in a word that has one
        wrong.
        """
        ends: dict[tuple[int, int, str], list[str]] = {}
        for word in self._vocabulary.han_prefix(""):
            if CHANGED_CHARACTERS_MIN <= len(word) <= HAN_WORD_MAX:
                ends.setdefault((len(word), 0, word[0]), []).append(word)
                ends.setdefault((len(word), 1, word[-1]), []).append(word)
        return ends


class _Sounds:
    """Chinese words in the order of their pinyin."""

    def __init__(self, words: Iterable[str]) -> None:
        self._pairs = sorted((pinyin(word), word) for word in words)

    def words(self, sound: str) -> tuple[str, ...]:
        """The words that are read so."""
        return tuple(word for read, word in self._between(sound, f"{sound}\0") if read == sound)

    def beginning(self, sound: str) -> tuple[str, ...]:
        """The words whose reading begins so."""
        return tuple(word for _, word in self._between(sound, sound + _LAST))

    def _between(self, low: str, high: str) -> list[tuple[str, str]]:
        return self._pairs[bisect_left(self._pairs, (low, "")) : bisect_left(self._pairs, (high, ""))]


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
