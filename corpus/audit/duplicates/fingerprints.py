"""What a text is recognised by, whatever was changed in it: its content words, and a MinHash of them.

MinHash (Broder 1997) makes of a set a row of numbers, of which two sets share about as many as they share members.
"""

import re
import zlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from corpus.model import Side, Version
from corpus.words.folding import fold
from corpus.words.stems import STOP_WORDS

Numbers = npt.NDArray[np.uint32]

# Numbers in a MinHash: with 128 an overlap of 0.4 is estimated with a standard error of 0.04.
PERMUTATIONS: Final = 128
_SEED: Final = 20_261_121
# A text with fewer content words is not recognised: too little to tell a copy from another short text.
WORDS_MIN: Final = 25
# Of a long article so much is looked at: a copy begins where the original does, or is found by the part that it has.
CHARACTERS_MAX: Final = 40_000

_LATIN: Final = re.compile(r"[a-z]{3,}|\d+(?:\.\d+)?")
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")


def content_words(version: Version) -> list[str]:
    """The words of a version in their order, without those of grammar; in Chinese, pairs of characters."""
    text = fold(version.text[:CHARACTERS_MAX]).lower()
    latin = [word for word in _LATIN.findall(text) if word not in STOP_WORDS]
    if version.side == "en":
        return latin
    return latin + [run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)]


def word_numbers(words: Sequence[str]) -> Numbers:
    """The words as a set: sorted numbers of 32 bits, the same in every process."""
    return np.unique(np.fromiter((zlib.crc32(word.encode("utf-8", "replace")) for word in words), np.uint32))


def min_hash(words: Sequence[str]) -> Numbers:
    """PERMUTATIONS numbers that stand for the set of the words."""
    made = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    made.update(sorted(set(words)))
    return np.array(made.digest(), np.uint32)


def overlap(one: Numbers, other: Numbers) -> float:
    """The Jaccard index of two sets of numbers, 0 to 1."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(1, len(one) + len(other) - both)


def shingles(words: Sequence[str], side: Side) -> frozenset[tuple[str, ...]]:
    """Every few words in a row: what a changed or moved word breaks."""
    size = 3 if side == "en" else 4
    return frozenset(zip(*(words[at:] for at in range(size)), strict=False))
