"""Slips in Chinese: a word written with others that sound alike, or with one character changed, left out, put in or
swapped with its neighbour.

Candidates are the words and phrases of a vocabulary that sound alike, and those that share the first or the last part
with what was written, as one change leaves one of them whole. Only so many are looked at, in a fixed order.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice
from typing import Final, NamedTuple

from corpus.words.folding import is_han
from corpus.words.pinyin import pinyin
from indexer.spelling_distance import one_change
from indexer.vocabulary import Vocabulary

# In a Chinese word of this many characters one wrong one still leaves the word recognisable.
CHANGED_CHARACTERS_MIN: Final = 3
HAN_WORD_MAX: Final = 8
# Of a longer run of ideographs no slips are looked for.
HAN_RUN_MAX: Final = 40
# Words compared for one run: some 50 ms.
COMPARED_MAX: Final = 60_000
_BEYOND: Final = "\U0010ffff"


class Slip(NamedTuple):
    """A run put right: likelier ones sort first. `apart` is 0 where the word put in sounds alike, 1 where it has as
    many characters, else 2; `reports` hold that word.
    """

    characters: int  # put right, negative
    apart: int
    fewer_reports: int  # negative
    run: str

    @property
    def reports(self) -> int:
        """The reports that hold the word put in."""
        return -self.fewer_reports


class HanSlips:
    """Puts runs right by one vocabulary; threads may share it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def of(self, run: str) -> list[Slip]:
        """The folded run with one of its words put right, likeliest first: the longest part, then by how it differs,
        then by the reports that hold the word. None where the run is too long, or every part of it is known.
        """
        if not 1 < len(run) <= HAN_RUN_MAX or not all(map(is_han, run)):
            return []
        windows = [(a, b) for a in range(len(run)) for b in range(a + 2, min(len(run), a + HAN_WORD_MAX) + 1)]
        known = [(a, b) for a, b in windows if self.reports_of(run[a:b])]
        left = COMPARED_MAX
        best: dict[str, Slip] = {}
        for start, end in sorted(windows, key=lambda pair: (pair[0] - pair[1], pair)):  # the longest first
            if any(a <= start and end <= b for a, b in known):
                continue
            written = run[start:end]
            near = list(islice(self._near(written, whole=written == run), left))
            left -= len(near)
            for word, apart in chain(self._alike(written), self._one_change(written, near)):
                if word not in run:
                    whole = run[:start] + word + run[end:]
                    slip = Slip(-len(written), apart, -self.reports_of(word), whole)
                    best[whole] = min(slip, best.get(whole, slip))
        return sorted(best.values())

    def reports_of(self, word: str) -> int:
        """The reports that hold a word or phrase."""
        return max(self._vocabulary.count(word), self._vocabulary.phrase_count(word))

    def _alike(self, written: str) -> Iterator[tuple[str, int]]:
        """Words of as many characters that sound alike."""
        sounding = self._vocabulary.sounding(f"{pinyin(written)} ")
        yield from ((word, 0) for word in sounding if len(word) == len(written))

    def _near(self, written: str, *, whole: bool) -> Iterator[str]:
        """Words of nearly as many characters that share a beginning or an end with what was written."""
        if len(written) == 2 and self.reports_of(written[::-1]):
            yield written[::-1]
        if len(written) < CHANGED_CHARACTERS_MIN and not whole:
            return
        part = max(1, (len(written) - 1) // 2)
        begun = chain(self._vocabulary.han_prefix(written[:part]), self._vocabulary.phrases(written[:part]))
        ended = written[: -part - 1 : -1]
        first, last = bisect_left(self._backwards, ended), bisect_left(self._backwards, ended + _BEYOND)
        for word in chain(begun, (self._backwards[place][::-1] for place in range(first, last))):
            if abs(len(word) - len(written)) <= 1 and len(word) <= HAN_WORD_MAX:
                yield word

    def _one_change(self, written: str, words: list[str]) -> Iterator[tuple[str, int]]:
        """Those one change away: of two characters only the same two swapped, or one more put in."""
        for word in dict.fromkeys(words):
            long_enough = max(len(word), len(written)) >= CHANGED_CHARACTERS_MIN or sorted(word) == sorted(written)
            if long_enough and one_change(written, word):
                yield word, 1 if len(word) == len(written) else 2

    @cached_property
    def _backwards(self) -> list[str]:
        """The words and phrases back to front, in order: 0.1 s for 100 000 of them, when first used."""
        words = {*self._vocabulary.han_prefix(""), *self._vocabulary.phrases("")}
        return sorted(word[::-1] for word in words if 1 < len(word) <= HAN_WORD_MAX and is_han(word[0]))
