"""How far two texts are translations of each other, as a whole."""

import math
from collections.abc import Iterator, Sequence

from corpus.alignment.dynamic_program import Step
from corpus.alignment.features import Stretch
from corpus.alignment.scoring import Document, Part, Path, Weights


def parallel_score(document: Document, path: Path, weights: Weights) -> float:
    """The probability that the texts are translations of each other, by what their best path looks like."""
    total = sum(weights.parallel[name] * value for name, value in parallel_features(document, path))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def parallel_features(document: Document, path: Path) -> Iterator[tuple[str, float]]:
    """Of the path: the share of the text in pairs, times their probability, and times their coverage beyond chance."""
    en, zh = document.en, document.zh
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
    return next(stretch for rows, stretch in parts if step.en < rows.stop)
