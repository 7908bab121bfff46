"""Sentence alignment beside Gale and Church's as nltk has it, in one run: figures, calibration, time and memory.

    python benchmarks/alignment.py [FOLDER] [--output benchmarks/results/alignment.md] [--sets paramed.dev,bible.dev]

FOLDER holds judged documents in files NAME.jsonl or NAME.jsonl.gz, one JSON object a line: `id`, `en` and `zh` (lists
of sentences) and `links` (gold beads, `[[en numbers], [zh numbers]]`, one side empty for an omission). A file without
links serves for telling translations from others only. Without a folder it runs on the bundled bilingual report.

All of it runs in this process on one core, the lexicon loaded before.
"""

import argparse
import gc
import os
import platform
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from alignment_documents import Document, Link, document_sets, grown, hard_negatives
from alignment_scores import Judgement, Scores, Tally, area_under_curve, calibration_error, is_right
from gale_church import gale_church

from corpus.alignment import align
from corpus.alignment.batch import learn
from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.model import Bead

SEED: Final = 1
# Of the documents that time and memory are measured on: a short abstract, an article, and three for the growth.
SIZES: Final = (11, 160, 500, 1000, 2000)
REPETITIONS: Final = {11: 200, 160: 20}
# nltk visits and keeps every cell: beyond this many sentences it is left out.
PEER_SENTENCES_MAX: Final = 160

FIGURES: Final = (
    "set", "documents", "aligner", "strict F1", "lax F1", "omissions, precision", "omissions, recall", "ms a document",
)  # fmt: skip
CONFIDENCE: Final = (
    "set", "documents", "hard negatives", "ECE, two sides", "ECE, all beads", "score, translations, median",
    "score, hard negatives, median", "AUC, parallel score", "AUC, beads",
)  # fmt: skip
SPEED: Final = (
    "sentences", "ms", "µs a sentence", "peak MB", "peak kB a sentence", "Gale-Church, nltk, ms",
)  # fmt: skip

Aligner: TypeAlias = Callable[[Sequence[str], Sequence[str]], list[Link]]


def links_of(beads: Iterable[Bead]) -> list[Link]:
    """Beads without their confidence."""
    return [(bead.en, bead.zh) for bead in beads]


def ours(knowledge: Knowledge) -> Aligner:
    """Our aligner with what is known."""
    return lambda en, zh: links_of(align(en, zh, knowledge).beads)


def judged(aligner: Aligner, documents: list[Document], before_s: float = 0.0) -> tuple[Scores, float]:
    """The figures of an aligner, and milliseconds a document, among which `before_s` seconds are shared out."""
    tally, seconds = Tally(), before_s
    for document in documents:
        start = time.perf_counter()
        found = aligner(document.en, document.zh)
        seconds += time.perf_counter() - start
        tally.add(document.links, found)
    return tally.scores(), 1000 * seconds / len(documents)


def taught(documents: list[Document]) -> tuple[Knowledge, float]:
    """What a first pass over the documents learns, and the seconds that it took."""
    start = time.perf_counter()
    knowledge = learn(((n, document.line) for n, document in enumerate(documents, 1)), UNTAUGHT)
    return knowledge, time.perf_counter() - start


def figure_rows(name: str, documents: list[Document], knowledge: Knowledge, learning_s: float) -> list[str]:
    """A row for each aligner."""
    rows = []
    for label, aligner, before_s in (
        ("Gale-Church, nltk", gale_church, 0.0),
        ("duizhao, one pass", ours(UNTAUGHT), 0.0),
        ("duizhao, two passes", ours(knowledge), learning_s),
    ):
        scores, milliseconds = judged(aligner, documents, before_s)
        cells = " | ".join(f"{value:.3f}" for value in scores)
        rows.append(f"| {name} | {len(documents)} | {label} | {cells} | {milliseconds:.1f} |")
    return rows


def confidence_row(name: str, documents: list[Document], knowledge: Knowledge) -> str:
    """Calibration of bead confidence, and how well scores tell translations from hard negatives."""
    judgements: list[Judgement] = []
    joined: list[Judgement] = []
    parallel = []
    for document in documents:
        alignment = align(document.en, document.zh, knowledge)
        parallel.append(alignment.parallel_score)
        for bead in alignment.beads if document.links else ():
            judgement = (bead.confidence, is_right((bead.en, bead.zh), document.links))
            judgements.append(judgement)
            if bead.en and bead.zh:
                joined.append(judgement)
    negatives = [align(pair.en, pair.zh, knowledge) for pair in hard_negatives(documents)]
    wrong = [bead.confidence for alignment in negatives for bead in alignment.beads if bead.en and bead.zh]
    right = [confidence for confidence, true in joined if true]
    scores = [alignment.parallel_score for alignment in negatives]
    columns = [
        calibration_error(joined) if joined else None,
        calibration_error(judgements) if judgements else None,
        statistics.median(parallel),
        statistics.median(scores) if scores else None,
        area_under_curve(parallel, scores),
        area_under_curve(right, wrong),
    ]
    cells = " | ".join("–" if value is None else f"{value:.3f}" for value in columns)
    return f"| {name} | {len(documents)} | {len(negatives)} | {cells} |"


def milliseconds(work: Callable[[], object], repetitions: int) -> float:
    """The median time of a piece of work, which is done once before."""
    work()
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def peak_mb(work: Callable[[], object]) -> float:
    """The most memory that a piece of work held at a time, above what was held before."""
    gc.collect()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def speed_rows(documents: list[Document]) -> list[str]:
    """Time and memory of one document of each size, by English sentences."""
    rows = []
    for size in SIZES:
        en, zh = grown(documents, size, SEED)
        work = partial(align, en, zh)
        peer = partial(gale_church, en, zh)
        ours_ms = milliseconds(work, REPETITIONS.get(size, 2))
        peer_ms = f"{milliseconds(peer, 1):.0f}" if size <= PEER_SENTENCES_MAX else "–"
        peak = peak_mb(work)
        cells = f"{ours_ms:.1f} | {1000 * ours_ms / len(en):.0f} | {peak:.1f} | {1000 * peak / len(en):.1f} | {peer_ms}"
        rows.append(f"| {len(en)} + {len(zh)} | {cells} |")
    return rows


def page(sets: dict[str, list[Document]], source: str) -> str:
    """Everything measured, as a page in Markdown."""
    figures, confidence = [], []
    for name, documents in sets.items():
        knowledge, learning_s = taught(documents)
        gold = [document for document in documents if document.links]
        rows = figure_rows(name, gold, knowledge, learning_s) if gold else []
        figures += rows
        confidence.append(confidence_row(name, documents, knowledge))
        print(*rows, confidence[-1], sep="\n", file=sys.stderr, flush=True)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"
    speed = speed_rows([document for documents in sets.values() for document in documents if document.links])
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return PAGE.format(
        machine=machine,
        source=source,
        figures=table(FIGURES, figures),
        confidence=table(CONFIDENCE, confidence),
        speed=table(SPEED, speed),
        resident=resident,
    )


def table(columns: Sequence[str], rows: Sequence[str]) -> str:
    """A table in Markdown."""
    return "\n".join([f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *rows])


PAGE: Final = """# Sentence alignment

{machine}. {source}

## Beads against the gold

Strict and lax F1 are of beads with two sides, micro-averaged; omissions are counted by sentence. The time of two
passes is that of both and of mining between them.

{figures}

## Confidence, after two passes

ECE: expected calibration error of the beads' confidence, ten bins. A hard negative is the English of a document with
the Chinese of the one nearest in topic. AUC of the parallel score tells translations from hard negatives; AUC of beads,
right beads of translations from beads of hard negatives.

{confidence}

## Time and memory, one pass

Documents of gold beads drawn with a seed, their figures varied. Peak: allocated while aligning (tracemalloc), above
what the lexicon holds. The whole process held {resident:.0f} MB at most.

{speed}
"""


def main() -> None:
    """Measure, and print a page in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="judged documents; without it the bundled report")
    parser.add_argument("--sets", type=lambda names: names.split(","), help="some of the folder's, by name")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    sets = document_sets(args.folder)
    wanted = {name: documents for name, documents in sets.items() if documents and (not args.sets or name in args.sets)}
    if not any(document.links for documents in wanted.values() for document in documents):
        sys.exit("no judged document: give a folder with NAME.jsonl or NAME.jsonl.gz files that hold links")
    align(["Platelets rose."], ["血小板升高。"])  # loads the lexicon
    text = page(wanted, "Judged documents from outside." if args.folder else "The bundled bilingual report.")
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
