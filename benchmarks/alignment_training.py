"""Learn the weights of the sentence aligner from judged documents.

    python benchmarks/alignment_training.py [FOLDER] [--folds 4] [--output corpus/alignment/weights.json]

FOLDER holds judged documents as benchmarks/alignment.py takes them; without one, the bundled report serves, and what is
learnt is worth little. The weights make the gold paths the most probable (a conditional random field, trained by L-BFGS
on the regularised log-likelihood); the seed draws which sentences are left out or run together, and which documents of
a large set are taken. With --folds nothing is written: each part of the works is aligned with what the others taught,
and the figures are printed.
"""

import argparse
import random
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from alignment_documents import Document, document_sets, hard_negatives
from alignment_examples import Array, Example, Lesson, Names, examples_of
from alignment_perturbation import perturbed
from alignment_scores import Tally, area_under_curve
from scipy.optimize import minimize

from corpus.alignment import bead_units
from corpus.alignment.parallel import parallel_features
from corpus.alignment.scoring import Weights, best_path, read_texts
from corpus.alignment.translation import translator_of
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.lexicon.mining import mine
from corpus.model import Bead

SEED: Final = 5
# A set teaches with so many beads at most; a smaller one counts up to EMPHASIS times, so that no kind of text drowns.
BEADS_MAX: Final = 1200
EVEN: Final = 600
EMPHASIS: Final = 2.0
# Documents no longer than this are also perturbed, once for each rate.
PERTURBED_MAX: Final = 200
RATES: Final = (0.05, 0.12, 0.12, 0.2)
REGULARISATION: Final = 0.3
ITERATIONS: Final = 100


def lessons(sets: dict[str, list[Document]], rng: random.Random) -> Iterator[Lesson]:
    """Every judged document, and short ones perturbed, each with and without what its set teaches."""
    for documents in sets.values():
        judged = [document for document in documents if document.links]
        rng.shuffle(judged)
        chosen, beads = [], 0
        for document in judged:
            if beads < BEADS_MAX:
                chosen.append(document)
                beads += len(document.links)
        if not chosen:
            continue
        weight = min(EMPHASIS, EVEN / beads)
        knowledge = taught(judged)
        for document in chosen:
            yield Lesson(document, weight, knowledge)
            yield Lesson(document, weight / 2, UNTAUGHT)
        clean = [document for document in chosen if _is_whole(document) and len(document.en) <= PERTURBED_MAX]
        for rate in RATES:
            for document in clean[: max(4, len(clean) // 3)] if beads > EVEN else clean:
                damaged = perturbed(document, rate, rng)
                if min(len(damaged.en), len(damaged.zh)) > 1:
                    yield Lesson(damaged, weight / 2, knowledge)


def _is_whole(document: Document) -> bool:
    """Whether nearly all is translated: a document perturbed once need not be so again."""
    return sum(all(link) for link in document.links) > 0.95 * len(document.links)


def taught(documents: Iterable[Document]) -> Knowledge:
    """What the gold beads of documents teach."""
    units = []
    for document in documents:
        beads = [Bead(en, zh, 1.0) for en, zh in sorted(document.links)]
        units += bead_units(document.en, document.zh, beads)
    return Knowledge(1, pairs=mine(units))


def fit(examples: list[Example], size: int) -> Array:
    """The weights under which the gold is most probable."""

    def loss(weights: Array) -> tuple[float, Array]:
        value, gradient = 0.5 * REGULARISATION * weights @ weights, REGULARISATION * weights
        for example in examples:
            part, slope = example.loss(weights)
            value, gradient = value + part, gradient + slope
        return value, gradient

    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    print(f"loss {found.fun:.1f} after {found.nit} iterations over {len(examples)} documents", flush=True)
    return np.asarray(found.x)


def parallel_table(taken: Iterable[Lesson], sets: dict[str, list[Document]], weights: Weights) -> dict[str, float]:
    """Weights of the parallel score: a logistic regression of translations against hard negatives."""
    texts = [(lesson.document.en, lesson.document.zh, lesson.knowledge, 1.0) for lesson in taken]
    for documents in sets.values():
        if len(documents) > 1:
            texts += [(pair.en, pair.zh, UNTAUGHT, 0.0) for pair in hard_negatives(documents)]
            texts += [(document.en, document.zh, UNTAUGHT, 1.0) for document in documents if not document.links]
    rows, labels = [], []
    names: list[str] = []
    for en, zh, knowledge, label in texts:
        document = read_texts(en, zh, translator_of(knowledge))
        features = dict(parallel_features(document, best_path(document, weights)))
        names = list(features)
        rows.append(list(features.values()))
        labels.append(label)
    values, truth = np.array(rows), np.array(labels)
    balance = np.where(truth > 0, 0.5 / truth.sum(), 0.5 / (1 - truth).sum()) * len(truth)

    def loss(w: Array) -> tuple[float, Array]:
        margins = values @ w
        value = (balance * (np.logaddexp(0, margins) - truth * margins)).sum() + 0.5 * REGULARISATION * w @ w
        slope = values.T @ (balance * (1 / (1 + np.exp(-margins)) - truth)) + REGULARISATION * w
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    scores = values @ found
    print(f"AUC of the parallel score {area_under_curve(scores[truth > 0].tolist(), scores[truth == 0].tolist()):.4f}")
    return {name: round(float(weight), 4) for name, weight in zip(names, found, strict=True)}


def fold_of(document: Document, folds: int) -> int:
    """Perturbed forms of one work, by the ends of their ids, are in one fold."""
    return zlib.crc32(re.sub(r"-p[0-9]+$", "", document.id).encode()) % folds


def cross_validate(sets: dict[str, list[Document]], taken: list[Lesson], folds: int) -> None:
    """Print the figures of each set when no part was aligned with what it taught itself."""
    tallies = {name: Tally() for name in sets}
    for fold in range(folds):
        names = Names()
        examples = examples_of((one for one in taken if fold_of(one.document, folds) != fold), names)
        weights = Weights(names.table(fit(examples, len(names.numbers))), {}, {})
        for name, documents in sets.items():
            judged = [document for document in documents if document.links]
            knowledge = taught(judged)
            for document in judged:
                if fold_of(document, folds) == fold:
                    read = read_texts(document.en, document.zh, translator_of(knowledge))
                    tallies[name].add(document.links, map(_link, best_path(read, weights).steps))
    for name, tally in tallies.items():
        print(name, " ".join(f"{figure} {value:.3f}" for figure, value in tally.scores()._asdict().items()))


def _link(step: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    a, b = step.shape
    return tuple(range(step.en, step.en + a)), tuple(range(step.zh, step.zh + b))


def main() -> None:
    """Train, and write the weights; or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, help="print cross-validated figures and write nothing")
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    sets = document_sets(given.folder)
    taken = list(lessons(sets, random.Random(SEED)))
    if given.folds:
        cross_validate(sets, taken, given.folds)
        return
    names = Names()
    examples = examples_of(taken, names)
    beads = names.table(fit(examples, len(names.numbers)))
    made = {"seed": SEED, "documents": len(examples), "sets": sorted(sets), "regularisation": REGULARISATION}
    weights = Weights(beads, {}, made)
    weights = Weights(beads, parallel_table(taken, sets, weights), made)
    text = msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n"
    if given.output:
        given.output.write_bytes(text)
    else:
        print(text.decode())


if __name__ == "__main__":
    main()
