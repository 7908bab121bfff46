"""Which sentences of an English and a Chinese text say the same.

The best sequence of beads under a score of three parts: how well lengths agree (length), how much of the numbers and
Latin terms is shared (coverage), and what omissions and merges cost. Linear in the number of sentences beyond a few
hundred; every sentence is in exactly one bead.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from corpus.alignment.coverage import Coverage
from corpus.alignment.dynamic_program import MERGE_MAX, Step, best_path
from corpus.alignment.keys import chinese_keys, english_keys
from corpus.alignment.length import Floats, chinese_lengths, english_lengths, misfit
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.model import Alignment, Bead

__all__ = ["align", "bead_units"]

# The weights below were set once, coarsely, on the development halves of judged abstracts; all are in the unit of
# "one sentence pair that fits as well as pairs do".
PAIR: Final = 0.15  # for each pair of sentences joined: reading on together is the rule
LENGTH: Final = 0.06  # for each unit of misfit
SHARED: Final = 0.06  # for each unit of weight that is shared
MISSING: Final = 0.08  # for each unit that is not
MISSING_MAX: Final = 0.6  # two lists of different codes may still be one bead
OMISSION: Final = 0.14  # a sentence left alone, and as much again when it is LONG
LONG: Final = 40.0  # characters
MERGE: Final = {2: 0.0, 3: 0.22, 4: 0.44}  # by the number of sentences in the bead
# A heading merged into its neighbour: a line without an end mark is a unit of its own.
HEADING_MERGED: Final = 0.2
HEADING_MAX: Final = 45
END_MARK: Final = re.compile("[.!?;:。！？；：][\"'”’」）)]*\\s*$")
# Steepness from a bead's score for each sentence to its confidence.
STEEPNESS: Final = 6.0

# A bead of more sentences says too little about which word renders which.
MINED_SENTENCES_MAX: Final = 4


def align(en: Sequence[str], zh: Sequence[str], knowledge: Knowledge = UNTAUGHT) -> Alignment:
    """Beads in reading order that hold every sentence of both sides exactly once."""
    if not en or not zh:
        beads = [Bead((i,), (), 1.0) for i in range(len(en))] + [Bead((), (j,), 1.0) for j in range(len(zh))]
        return Alignment(tuple(beads), 0.0, knowledge.number)
    scorer = _Scorer(en, zh)
    steps = best_path(scorer.en_lengths, scorer.zh_lengths, scorer)
    beads = [_bead(step) for step in steps]
    return Alignment(tuple(beads), _parallel_score(beads, scorer), knowledge.number)


def bead_units(
    en: Sequence[str], zh: Sequence[str], beads: Iterable[Bead]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The units of the two sides of each bead that has both and few sentences: what a lexicon is mined from."""
    return [
        (_units_of(en, bead.en, english_keys), _units_of(zh, bead.zh, chinese_keys))
        for bead in beads
        if bead.en and bead.zh and len(bead.en) + len(bead.zh) <= MINED_SENTENCES_MAX
    ]


def _units_of(texts: Sequence[str], numbers: Sequence[int], units: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for number in numbers for unit in units(texts[number])))


class _Scorer:
    """Scores of beads, a window of them at a time."""

    def __init__(self, en: Sequence[str], zh: Sequence[str]) -> None:
        self.en_lengths = english_lengths(en)
        self.zh_lengths = chinese_lengths(zh, float(self.en_lengths.sum()))
        self._coverage = Coverage(en, zh, MERGE_MAX)
        self._en_sums = _sums(self.en_lengths)
        self._zh_sums = _sums(self.zh_lengths)
        self._en_totals = _sums(self._coverage.en_totals)
        self._zh_totals = _sums(self._coverage.zh_totals)
        self._en_headings = _sums(np.array([_is_heading(text) for text in en], float))
        self._zh_headings = _sums(np.array([_is_heading(text) for text in zh], float))

    def __call__(self, i: int, a: int, b: int, start: int, stop: int) -> Floats:
        """Scores of the beads of English i … i + a - 1 with Chinese j … j + b - 1, for j in [start, stop)."""
        if a == 0:
            omitted: Floats = -OMISSION * (1 + np.minimum(1.0, self.zh_lengths[start:stop] / LONG))
            return omitted
        if b == 0:
            return np.full(stop - start, -OMISSION * (1 + min(1.0, self.en_lengths[i] / LONG)))
        zh_length = self._zh_sums[start + b : stop + b] - self._zh_sums[start:stop]
        en_length = float(self._en_sums[i + a] - self._en_sums[i])
        fit = (a + b) / 2 * (PAIR - LENGTH * misfit(en_length, zh_length))
        scores = fit + self._shared(i, a, b, start, stop) - MERGE[a + b]
        if a + b > 2:
            headings = self._zh_headings[start + b : stop + b] - self._zh_headings[start:stop]
            scores -= HEADING_MERGED * (headings + self._en_headings[i + a] - self._en_headings[i])
        return scores

    def _shared(self, i: int, a: int, b: int, start: int, stop: int) -> Floats:
        """What sharing, or not sharing, numbers and terms adds; 0 where there are none."""
        matched = np.zeros(stop - start)
        for number in range(i, i + a):
            matched += self._coverage.english(number, b, start, stop)
        chinese = self._coverage.chinese(i, a, start, stop + b - 1)
        for shift in range(b):
            matched += chinese[shift : shift + stop - start]
        total = self._zh_totals[start + b : stop + b] - self._zh_totals[start:stop]
        total = total + self._en_totals[i + a] - self._en_totals[i]
        missing = np.clip(MISSING * (total - matched), 0.0, MISSING_MAX)
        shared: Floats = SHARED * matched - missing
        return shared


def _sums(values: Floats) -> Floats:
    """Running sums with a 0 in front: the sum of [i, j) is sums[j] - sums[i]."""
    return np.concatenate([[0.0], np.cumsum(values)])


def _is_heading(text: str) -> bool:
    return len(text) < HEADING_MAX and END_MARK.search(text[-HEADING_MAX:]) is None


def _bead(step: Step) -> Bead:
    """The bead of a step; confidence is even where joining and leaving alone score the same."""
    a, b = step.shape
    if a == 0 or b == 0:
        return Bead(tuple(range(step.en, step.en + a)), tuple(range(step.zh, step.zh + b)), 0.5)
    alone = -OMISSION * (a + b)
    gain = (step.score - alone) / ((a + b) / 2)
    confidence = round(1 / (1 + math.exp(-STEEPNESS * gain)), 3)
    return Bead(tuple(range(step.en, step.en + a)), tuple(range(step.zh, step.zh + b)), confidence)


def _parallel_score(beads: Sequence[Bead], scorer: _Scorer) -> float:
    """The share of the text, by length, that is paired, each bead counting by its confidence."""
    total = float(scorer.en_lengths.sum() + scorer.zh_lengths.sum())
    paired = sum(
        bead.confidence * float(scorer.en_lengths[list(bead.en)].sum() + scorer.zh_lengths[list(bead.zh)].sum())
        for bead in beads
        if bead.en and bead.zh
    )
    return round(paired / total, 3) if total else 0.0
