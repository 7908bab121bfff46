"""Whether two texts of one language are one: in the same wording, or altered on the way."""

from typing import Final, Literal, NamedTuple

from corpus.alignment.keys import chinese_keys, english_keys
from corpus.audit.duplicates.fingerprints import content_words, overlap, shingles, word_numbers
from corpus.model import Side, Version

# Of the words in a row that the shorter text has, the share that makes two texts one; and the share of words, added to
# it, from which a text is an altered one. Found on abstracts of one topic, and on altered copies of them
# (benchmarks/duplicates.py); in Chinese the words are pairs of characters, which more texts share.
SAME_WORDING: Final = 0.6
ALTERED: Final[dict[Side, float]] = {"en": 0.55, "zh": 0.7}
# Two reports by the same authors share words too, but not their figures: so few of so many speak against a copy.
NUMBERS_MIN: Final = 4
NUMBERS_SHARED_MIN: Final = 0.4


class Likeness(NamedTuple):
    """What two texts share, each from 0 to 1: words in a row, words, and numbers, of which so many were compared."""

    wording: float
    words: float
    numbers: float
    numbers_compared: int


def likeness(one: Version, other: Version) -> Likeness:
    """How much two versions of one side share."""
    assert one.side is not None, "only texts in English or Chinese are compared"
    assert one.side == other.side, "texts of one language are compared"
    words, others = content_words(one), content_words(other)
    rows, other_rows = shingles(words, one.side), shingles(others, one.side)
    wording = len(rows & other_rows) / max(1, min(len(rows), len(other_rows)))
    numbers, other_numbers = _numbers(one), _numbers(other)
    fewer = min(len(numbers), len(other_numbers))
    share = len(numbers & other_numbers) / fewer if fewer else 1.0
    return Likeness(wording, overlap(word_numbers(words), word_numbers(others)), share, fewer)


def kind_of_copy(like: Likeness, side: Side) -> Literal["near", "altered"] | None:
    """Near-identical, altered (spun) or neither."""
    if like.numbers_compared >= NUMBERS_MIN and like.numbers < NUMBERS_SHARED_MIN:
        return None
    if like.wording >= SAME_WORDING:
        return "near"
    return "altered" if like.wording + like.words >= ALTERED[side] else None


def _numbers(version: Version) -> set[str]:
    """Numbers of two digits and more, and codes with a digit: what a rewording leaves as it is."""
    keys = english_keys(version.text) if version.side == "en" else chinese_keys(version.text)
    return {key for key in keys if any(map(str.isdigit, key)) and len(key) > 2}
