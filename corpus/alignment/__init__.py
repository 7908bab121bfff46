"""Which sentences of an English and a Chinese text say the same.

The best path of beads under learnt scores: what their sides share (evidence), how their lengths agree (length), what
each member adds (features). Linear in the number of sentences beyond about a hundred; every sentence is in exactly one
bead. docs/alignment.md explains the method and its sources.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from corpus.alignment.dynamic_program import Step
from corpus.alignment.parallel import parallel_score
from corpus.alignment.scoring import best_path, load_weights, read_texts
from corpus.alignment.translation import translator_of
from corpus.alignment.units import chinese_units, english_units
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.lexicon.dictionary import load_dictionary
from corpus.model import Alignment, Bead

__all__ = ["align", "bead_units"]

# A bead of more sentences says too little about which word renders which.
MINED_SENTENCES_MAX: Final = 4


def align(
    en: Sequence[str], zh: Sequence[str], knowledge: Knowledge = UNTAUGHT, *, parallel: float | None = None
) -> Alignment:
    """Beads in reading order that hold every sentence of both sides exactly once.

    `parallel` is the parallel score where these are a small part of texts that it is known of, as titles are.
    """
    if not en or not zh:
        beads = [Bead((i,), (), 1.0) for i in range(len(en))] + [Bead((), (j,), 1.0) for j in range(len(zh))]
        return Alignment(tuple(beads), 0.0, knowledge.number)
    weights = load_weights()
    texts = read_texts(en, zh, translator_of(knowledge))
    path = best_path(texts, weights)
    score = parallel_score(texts, path, weights) if parallel is None else parallel
    return Alignment(tuple(_bead(step, score) for step in path.steps), round(score, 3), knowledge.number)


def bead_units(
    en: Sequence[str], zh: Sequence[str], beads: Iterable[Bead]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The units of the two sides of each bead that has both and few sentences: what a lexicon is mined from."""
    dictionary = load_dictionary()

    def chinese(text: str) -> list[str]:
        return chinese_units(text, dictionary).words

    return [
        (_units_of(en, bead.en, english_units), _units_of(zh, bead.zh, chinese))
        for bead in beads
        if bead.en and bead.zh and len(bead.en) + len(bead.zh) <= MINED_SENTENCES_MAX
    ]


def _units_of(texts: Sequence[str], numbers: Sequence[int], units: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for number in numbers for unit in units(texts[number])))


def _bead(step: Step, score: float) -> Bead:
    """The bead of a step. Where the texts are no translations of each other, no pair of theirs is worth much."""
    a, b = step.shape
    trust = score if a and b else 1.0
    confidence = round(step.probability * trust, 3)
    return Bead(tuple(range(step.en, step.en + a)), tuple(range(step.zh, step.zh + b)), confidence)
