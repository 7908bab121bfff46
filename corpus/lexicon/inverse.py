"""CC-CEDICT from English to Chinese: the headwords whose glosses name a phrase, or hold a word.

The glosses are one text with an index of where its words begin, sorted by their first eight letters: made in a few
tenths of a second when first asked, 15 MB. A gloss is read when one of its words is looked up.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.lexicon.dictionary import Dictionary, load_dictionary
from corpus.lexicon.glosses import Rendering, phrase_units, renderings, word_unit

# Of a word that more entries hold (to, person, to be) those looked at are the first.
ENTRIES_MAX: Final = 3_000

# A phrase that only holds the word counts by its length, the more so where it ends in it: 血小板 is a blood platelet.
HEAD_WEIGHT: Final = 0.6
MODIFIER_WEIGHT: Final = 0.3

# A headword of one character is mostly a part of words.
ONE_CHARACTER: Final = 0.6

_KEY_LETTERS: Final = 8
_A, _Z = ord("a"), ord("z")
_WORD: Final = re.compile(rb"[a-z][a-z0-9]*")


class Headword(NamedTuple):
    """A Chinese word with the phrase of its gloss that was found; `exact` if the phrase is what was looked for."""

    han: str
    weight: float
    gloss: str
    exact: bool


class InverseDictionary:
    """Looks up headwords by English words."""

    def __init__(self, dictionary: Dictionary) -> None:
        entries = list(dictionary.items())
        self._headwords: Final = [han for han, _ in entries]
        self._ends: Final = list(accumulate(len(glosses) + 1 for _, glosses in entries))
        self._text: Final = b"\n".join(glosses for _, glosses in entries).lower()
        self._keys, self._places = _index(self._text)
        self._entries_of = lru_cache(maxsize=1 << 12)(self._find_entries)
        self._readings = lru_cache(maxsize=1 << 14)(self._read)

    def chinese(self, units: Sequence[str]) -> tuple[Headword, ...]:
        """The headwords rendered by a phrase of these units (corpus.lexicon.glosses.phrase_units), and for a single
        unit those with it in their phrases; best first, each headword once.
        """
        wanted = tuple(units)
        if not wanted:
            return ()
        spelled = [unit for unit in wanted if unit[:1].isalpha()]
        entries = set(self._entries_of(spelled[0])) if spelled else set()
        for unit in spelled[1:]:
            entries.intersection_update(self._entries_of(unit))
        best: dict[str, Headword] = {}
        for entry in sorted(entries):
            han = self._headwords[entry]
            for phrase, found in self._readings(entry):
                weight = _weight(wanted, found) * phrase.weight * (ONE_CHARACTER if len(han) == 1 else 1.0)
                known = best.get(han)
                if weight > 0 and (known is None or weight > known.weight):
                    best[han] = Headword(han, weight, phrase.text, found == wanted)
        return tuple(sorted(best.values(), key=lambda word: (-word.weight, len(word.han), word.han)))

    def holds(self, unit: str) -> bool:
        """Whether some gloss has a word of this unit."""
        return bool(self._entries_of(unit))

    def _read(self, entry: int) -> tuple[tuple[Rendering, tuple[str, ...]], ...]:
        start = self._ends[entry - 1] if entry else 0
        glosses = self._text[start : self._ends[entry] - 1].decode("utf-8", "replace")
        return tuple((phrase, phrase_units(phrase.words)) for phrase in renderings(glosses))

    def _find_entries(self, unit: str) -> tuple[int, ...]:
        """The entries with a word of this unit: among those that begin like it, but for the vowel that a stem ends in
        where the word has another (stud-i, study; div-e, diving).
        """
        start = unit.encode("ascii", "ignore")
        start = start[:-1] if len(start) > 2 and start.endswith((b"i", b"e")) else start
        if not start.isalpha():
            return ()
        first = int.from_bytes(start[:_KEY_LETTERS].ljust(_KEY_LETTERS, b"\0"), "big")
        last = int.from_bytes(start[:_KEY_LETTERS].ljust(_KEY_LETTERS, b"\xff"), "big")
        low = int(np.searchsorted(self._keys, np.uint64(first), side="left"))
        high = int(np.searchsorted(self._keys, np.uint64(last), side="right"))
        places = [int(place) for place in self._places[low:high] if self._unit_at(int(place)) == unit]
        return tuple(dict.fromkeys(bisect_right(self._ends, place) for place in sorted(places)))[:ENTRIES_MAX]

    def _unit_at(self, place: int) -> str:
        word = _WORD.match(self._text, place)
        return word_unit(word[0].decode("ascii")) if word is not None else ""


@cache
def load_inverse() -> InverseDictionary:
    """CC-CEDICT from English, made once a process; raises DictionaryUnavailable where it is not installed."""
    return InverseDictionary(load_dictionary())


def _weight(wanted: tuple[str, ...], found: tuple[str, ...]) -> float:
    """1 for the same units, less for a longer phrase with the one unit that is looked for, 0 for any other."""
    if found == wanted:
        return 1.0
    if len(wanted) > 1 or wanted[0] not in found:
        return 0.0
    return (HEAD_WEIGHT if found[-1] == wanted[0] else MODIFIER_WEIGHT) * 2 / (1 + len(found))


def _index(text: bytes) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    """The words of a text, its runs of letters a to z: their first eight letters as one number, ascending, and where
    they begin.
    """
    codes = np.frombuffer(text + bytes(_KEY_LETTERS), np.uint8)
    letters = ((codes >= _A) & (codes <= _Z)).astype(np.int8)
    edges = np.flatnonzero(np.diff(letters, prepend=np.int8(0))).astype(np.int32)
    starts, ends = edges[::2], edges[1::2]
    keys = np.zeros(len(starts), np.uint64)
    for place in range(_KEY_LETTERS):
        letter = np.where(ends - starts > place, codes[starts + place], 0).astype(np.uint64)
        keys = (keys << np.uint64(8)) | letter
    order = np.argsort(keys, kind="stable")
    return keys[order], starts[order]
