"""How far two texts are translations of each other, as a whole."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from corpus.alignment.dynamic_program import Step
from corpus.alignment.features import Stretch
from corpus.alignment.scoring import Part, Path, TextPair, Weights

# Of the text: texts that share less are not translations of each other, whatever a part of them is.
PAIRED_MIN: Final = 0.5


def parallel_score(texts: TextPair, path: Path, weights: Weights) -> float:
    """The probability that the texts are translations of each other, by what their best path looks like.

    Less where not even half of the text is paired, and 0 where both sides are in one script.
    """
    if not texts.two_scripts:
        return 0.0
    features = dict(parallel_features(texts, path))
    total = sum(weights.parallel[name] * value for name, value in features.items())
    return min(1.0, features["paired"] / PAIRED_MIN) / (1 + math.exp(-max(-30.0, min(30.0, total))))


def parallel_features(texts: TextPair, path: Path) -> Iterator[tuple[str, float]]:
    """Of the path: the share of the text in pairs, times their probability, and times their coverage beyond chance."""
    en, zh = texts.en, texts.zh
    length = float(en.lengths.sum() + zh.lengths.sum())
    paired = probable = lift = 0.0
    for step in path.steps:
        a, b = step.shape
        if a and b:
            size = float(en.lengths[step.en : step.en + a].sum() + zh.lengths[step.zh : step.zh + b].sum())
            paired += size
            probable += size * step.probability
            lift += size * _stretch_of(step, path.parts).lift(step.en, step.zh, step.shape)
    yield "bias", 1.0
    yield "paired", paired / length
    yield "probable", probable / length
    yield "lift", lift / length
    yield "few", 1 / min(len(en.lengths), len(zh.lengths))


def _stretch_of(step: Step, parts: Sequence[Part]) -> Stretch:
    """The stretch in which a bead begins."""
    return parts[min(bisect_right(parts, step.en, key=lambda part: part.rows.stop), len(parts) - 1)].stretch
