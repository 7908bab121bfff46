"""How well the lengths of two stretches of text agree, in a measure calibrated to the document.

After Gale and Church (Computational Linguistics 19:1, 1993), with the ratio of the two languages taken from the
document itself: a Chinese character stands for as many English characters as it does on the whole.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]

# Characters that take the room of an English syllable or more: Han, kana, and CJK and full-width punctuation.
WIDE: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")

# English characters to one Chinese character: 3 is usual in abstracts; RATIO_WEIGHT characters' worth of that prior
# keeps a document with one short sentence, or with one side cut off, near it.
RATIO_USUAL: Final = 3.0
RATIO_WEIGHT: Final = 200.0
RATIO_MIN, RATIO_MAX = 1.5, 5.0

# Deviation of the logarithm of two translations' lengths, for text of SETTLED characters and more on both sides
# together; a short sentence varies more.
DEVIATION: Final = 0.2
SETTLED: Final = 120.0
# Added to both lengths: two characters against four say nothing.
SMOOTHING: Final = 8.0


def english_lengths(en: Sequence[str]) -> Floats:
    """Lengths in characters, 1 at least."""
    return np.array([max(1, len(text)) for text in en], np.float32)


def chinese_lengths(zh: Sequence[str], en_total: float) -> Floats:
    """Lengths in English characters, by the document's own ratio; 1 at least."""
    wide = np.array([len(WIDE.findall(text)) for text in zh], np.float32)
    other = np.array([len(text) for text in zh], np.float32) - wide
    ratio = float((en_total - other.sum() + RATIO_USUAL * RATIO_WEIGHT) / (wide.sum() + RATIO_WEIGHT))
    lengths: Floats = np.maximum(1.0, min(RATIO_MAX, max(RATIO_MIN, ratio)) * wide + other)
    return lengths


def wide_share(texts: Sequence[str]) -> float:
    """The share of Chinese characters and punctuation in some sentences."""
    return sum(len(WIDE.findall(text)) for text in texts) / max(1, sum(map(len, texts)))


def misfit(en: Floats, zh: Floats) -> Floats:
    """Half the squared deviations between lengths, element by element: 0 where they fit."""
    settled = np.minimum(1.0, (en + zh) / SETTLED)
    deviations = np.log((zh + SMOOTHING) / (en + SMOOTHING)) / DEVIATION
    result: Floats = 0.5 * settled * deviations**2
    return result
