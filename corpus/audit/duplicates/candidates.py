"""Which texts may be copies of one another: locality-sensitive hashing (Indyk and Motwani 1998) by bands of a MinHash.

Two texts are a pair where all numbers of a band are equal. With 42 bands of 3 numbers, two that share half of their
words are a pair with a probability of .996, two tenths with .29, and a twentieth with .005.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from corpus.audit.duplicates.fingerprints import PERMUTATIONS, Numbers

ROWS: Final = 3
BANDS: Final = PERMUTATIONS // ROWS
# Texts that agree in a band: more of them are a template, of which each is compared with the next few.
NEIGHBOURS_MAX: Final = 20
# Other texts that a text is compared with: of a template no more are named, but by copies that would name none.
PARTNERS_MAX: Final = 5
# The share of equal numbers from which two texts are looked at.
AGREEMENT_MIN: Final = 0.28
# Pairs whose agreement is counted at a time.
_CHUNK: Final = 200_000

# Pairs of rows, each as first x count + second.
_Codes: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]


def similar_pairs(hashes: Sequence[Numbers]) -> list[tuple[int, int]]:
    """The pairs of places in `hashes` whose MinHashes agree enough, the smaller first, in order; each text is in
    PARTNERS_MAX at most, those it agrees with most. One that would be in none has the likest text, full as it may be.
    """
    if len(hashes) < 2:
        return []
    table = np.stack(hashes)
    codes = np.unique(np.concatenate([_band_pairs(table, band) for band in range(BANDS)]))
    agreement = np.concatenate([_agreement(table, codes[at : at + _CHUNK]) for at in range(0, len(codes) or 1, _CHUNK)])
    close = agreement >= AGREEMENT_MIN
    codes, agreement = codes[close], agreement[close]
    likest_first = [divmod(code, len(hashes)) for code in codes[np.lexsort((codes, -agreement))].tolist()]
    partners: Counter[int] = Counter()
    pairs = []
    for first, second in likest_first:
        if partners[first] < PARTNERS_MAX and partners[second] < PARTNERS_MAX:
            partners.update((first, second))
            pairs.append((first, second))
    for first, second in likest_first:
        if not (partners[first] and partners[second]):
            partners.update((first, second))
            pairs.append((first, second))
    return sorted(pairs)


def _agreement(table: Numbers, codes: _Codes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The share of equal numbers in each pair of rows."""
    first, second = np.divmod(codes, len(table))
    return np.asarray((table[first] == table[second]).mean(axis=1))


def _band_pairs(table: Numbers, band: int) -> _Codes:
    """The pairs of rows that are equal in a band."""
    keys = np.zeros(len(table), np.uint64)
    for column in range(band * ROWS, (band + 1) * ROWS):
        keys = keys * np.uint64(0x9E3779B97F4A7C15) + table[:, column].astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    found = []
    for distance in range(1, NEIGHBOURS_MAX + 1):
        equal = keys[order[distance:]] == keys[order[:-distance]]
        if not equal.any():
            break
        one, other = order[:-distance][equal], order[distance:][equal]
        found.append(np.minimum(one, other) * len(table) + np.maximum(one, other))
    return np.concatenate(found) if found else np.zeros(0, np.int64)
