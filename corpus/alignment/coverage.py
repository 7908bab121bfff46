"""How much of what two stretches of text should share they do share, weighted by how telling it is in the document.

A key (corpus.alignment.keys) weighs the more the fewer sentences hold it. Everything is kept sparse, by the sentences
that hold a key, so that work is proportional to what matches.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.alignment.keys import chinese_keys, english_keys
from corpus.alignment.length import Floats

Numbers = NDArray[np.int64]

# Keys of one sentence that are looked at, the most telling first: a sentence of 100 000 characters stays affordable.
KEYS_MAX: Final = 200
# A key in more than this share of a long side's sentences tells nothing about the place.
COMMON_SHARE: Final = 0.5
LONG_SIDE: Final = 20


class Coverage:
    """Shared keys of a document's two sides, `merge_max` sentences of a side taken together at most."""

    def __init__(self, en: Sequence[str], zh: Sequence[str], merge_max: int) -> None:
        en_keys, zh_keys = [english_keys(text) for text in en], [chinese_keys(text) for text in zh]
        self._weights = _weights(en_keys, zh_keys)
        self._en = [self._telling(keys) for keys in en_keys]
        self._zh = [self._telling(keys) for keys in zh_keys]
        self._postings = _postings(self._zh, merge_max)
        zh_vocabulary = set(self._postings)
        en_vocabulary = {key for keys in self._en for key in keys}
        self.en_totals = np.array([self._total(keys, zh_vocabulary) for keys in self._en])
        self.zh_totals = np.array([self._total(keys, en_vocabulary) for keys in self._zh])
        self._shared = [[key for key in keys if key in self._postings] for keys in self._en]

    def english(self, number: int, width: int, start: int, stop: int) -> Floats:
        """For each j in [start, stop): the weight of English sentence `number` found in Chinese j … j + width - 1."""
        return self._sum(self._shared[number], width, start, stop)

    def chinese(self, first: int, width: int, start: int, stop: int) -> Floats:
        """For each j in [start, stop): the weight of Chinese sentence j found in English first … first + width - 1."""
        keys = dict.fromkeys(key for number in range(first, first + width) for key in self._shared[number])
        return self._sum(keys, 1, start, stop)

    def _sum(self, keys: Iterable[str], width: int, start: int, stop: int) -> Floats:
        """The summed weights of keys over the places where they are found."""
        result = np.zeros(stop - start)
        for key in keys:
            places = self._postings[key][width - 1]
            low, high = np.searchsorted(places, (start, stop))
            result[places[low:high] - start] += self._weights[key]
        return result

    def _telling(self, keys: dict[str, bool]) -> dict[str, bool]:
        """The keys that weigh anything, the heaviest KEYS_MAX of them."""
        weighted = [key for key in keys if self._weights[key] > 0]
        if len(weighted) > KEYS_MAX:
            weighted = sorted(weighted, key=lambda key: (-self._weights[key], key))[:KEYS_MAX]
        return {key: keys[key] for key in weighted}

    def _total(self, keys: dict[str, bool], other_side: set[str]) -> float:
        """The weight that a sentence's counterpart should cover: what must pass through, and what did somewhere."""
        return sum(self._weights[key] for key, expected in keys.items() if expected or key in other_side)


def _weights(en: list[dict[str, bool]], zh: list[dict[str, bool]]) -> dict[str, float]:
    """From 1, for a key of a single sentence, down to 0; by the side on which it is more frequent."""
    en_counts = Counter(key for keys in en for key in keys)
    zh_counts = Counter(key for keys in zh for key in keys)
    weights = {}
    for key in en_counts | zh_counts:
        shares = (en_counts[key] / len(en), zh_counts[key] / len(zh))
        count = max(en_counts[key], zh_counts[key])
        common = any(
            share > COMMON_SHARE and size > LONG_SIDE for share, size in zip(shares, (len(en), len(zh)), strict=True)
        )
        size = max(len(en), len(zh)) + 1
        weights[key] = 0.0 if common else math.log(size / count) / math.log(size)
    return weights


def _postings(sentences: list[dict[str, bool]], merge_max: int) -> dict[str, tuple[Numbers, ...]]:
    """For each key and width: the numbers j such that a sentence among j … j + width - 1 holds the key, sorted."""
    places: dict[str, list[int]] = {}
    for number, keys in enumerate(sentences):
        for key in keys:
            places.setdefault(key, []).append(number)
    postings = {}
    for key, numbers in places.items():
        held = np.array(numbers, np.int64)
        widths = [held]
        for width in range(2, merge_max + 1):
            reach = np.unique(np.concatenate([held - back for back in range(width)]))
            widths.append(reach[reach >= 0])
        postings[key] = tuple(widths)
    return postings
