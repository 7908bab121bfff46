"""What two texts hold in common without a dictionary: numbers by value, and codes in Latin letters.

Translation keeps them, so that a text and its translation share nearly all of them, and two papers on one topic few.
"""

from typing import Final, NamedTuple

from corpus.alignment.keys import chinese_keys, english_keys
from corpus.model import Version

# How much a key can weigh: four digits or letters are seldom shared by chance.
WEIGHT_MAX: Final = 4
# Whole numbers that are mostly years, and so common to everything of one time.
YEARS: Final = range(1900, 2051)
# The keys of one text that are looked at, the most telling first.
KEYS_MAX: Final = 200


class Keys(NamedTuple):
    """The keys of a text with their weights; `owed` are those that its translation should hold."""

    weights: dict[str, int]
    owed: frozenset[str]


def keys_of(version: Version) -> Keys:
    """The keys of a version, at most KEYS_MAX of them."""
    found = english_keys(version.text) if version.side == "en" else chinese_keys(version.text)
    telling = sorted(found, key=lambda key: (not found[key], -_weight(key), key))[:KEYS_MAX]
    return Keys({key: _weight(key) for key in telling}, frozenset(key for key in telling if found[key]))


def agreement(en: Keys, zh: Keys) -> tuple[float, int]:
    """How much of what each side owes the other holds, by weight, 0 to 1, of the side that fares worse; and the weight
    of all that they share.
    """
    shared = en.weights.keys() & zh.weights.keys()
    shares = []
    for side in (en, zh):
        owed = sum(side.weights[key] for key in side.owed)
        shares.append(sum(side.weights[key] for key in side.owed & shared) / owed if owed else 0.0)
    return (min(shares), sum(en.weights[key] for key in shared))


def _weight(key: str) -> int:
    """The digits of a number without the zeros in front, 1 for a year; the letters of a code."""
    if not key.startswith("#"):
        return min(WEIGHT_MAX, len(key))
    digits = key[1:]
    if digits.isdigit() and len(digits) == 4 and int(digits) in YEARS:
        return 1
    return min(WEIGHT_MAX, len(digits.replace(".", "").lstrip("0")) or 1)
