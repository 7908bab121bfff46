"""Duplicates: how many altered and translated copies are found, and how many pairs are found that are none.

    python benchmarks/duplicates.py [FOLDER] [--translated FILE ...] [--scale 100000] [--output PAGE.md]

FOLDER holds, at any depth, files `docs.jsonl` of texts in one language (`id`, `lang`, `text`); the FILEs hold documents
in two (`id`, `en` and `zh`, lists of sentences); plain, or with .gz behind. Copies are made by seeded changes: words of
other texts in the place of a tenth to three tenths, words left out, sentences moved and left out, codes put in. A
translated copy is a document of two languages taken apart. Without anything it runs on the bundled report. The peer is
what is commonly done for near-duplicates: five words in a row, Jaccard index of 0.5 and more, every pair compared.

With --scale, synthetic reports are looked through for duplicates too, and the time is measured.
"""

import argparse
import gzip
import json
import os
import platform
import random
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import combinations, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import synthetic
from alignment_documents import bundled_documents

from corpus.audit.duplicates.fingerprints import content_words
from corpus.collection_audit import audit_whole_collection
from corpus.intake import take_in
from corpus.linking import link_automatically
from corpus.store import Store, open_store

SEED: Final = 1
TEXTS_MAX: Final = 2500  # of a file
COPIES: Final = 300  # of a file
CHANGED: Final = (0.1, 0.2, 0.3)
LENGTH_MIN: Final = {"en": 600, "zh": 150}
PEER_ROW: Final = 5
PEER_JACCARD: Final = 0.5

COLUMNS: Final = ("set", "texts", "copies", "found", "recall", "other pairs found", "recall of the peer")


class Text(NamedTuple):
    """A text as a simple record."""

    name: str
    lang: str
    text: str


# ---- copies ------------------------------------------------------------------------------------------------------


def altered(text: Text, words: Sequence[str], rng: random.Random) -> str:
    """A spun copy: words exchanged and left out, sentences moved and left out, codes put in; figures are kept."""
    rate = rng.choice(CHANGED)
    sentences = re.split(r"(?<=[.?!])\s+|(?<=[。！？；])", text.text)
    kept = [sentence for sentence in sentences if rng.random() > 0.1] or sentences
    if rng.random() < 0.5:
        rng.shuffle(kept)
    if text.lang == "zh":
        return "".join(rng.choice(words) if c > "\u3400" and rng.random() < rate / 2 else c for c in "".join(kept))
    made = []
    for word in " ".join(kept).split():
        if any(map(str.isdigit, word)) or rng.random() >= rate + 0.05:
            made.append(word)
        elif rng.random() < rate / (rate + 0.05):
            made.append(rng.choice(words))
        if rng.random() < 0.01:
            made.append(f"CP-{rng.randint(1000, 99999)}")
    return " ".join(made)


def with_copies(texts: list[Text], rng: random.Random) -> tuple[list[Text], set[frozenset[str]]]:
    """The texts with altered copies among them, and the pairs that there are by that."""
    words = [word for text in texts[:300] for word in (text.text.split() if text.lang == "en" else _han(text.text))]
    chosen = rng.sample(texts, min(COPIES, len(texts)))
    copies = [Text(f"{text.name}-copy", text.lang, altered(text, words, rng)) for text in chosen]
    return texts + copies, {frozenset((text.name, f"{text.name}-copy")) for text in chosen}


def _han(text: str) -> list[str]:
    return [character for character in text if character > "\u3400"]


# ---- judging -----------------------------------------------------------------------------------------------------


def found_pairs(texts: Iterable[Text]) -> tuple[set[frozenset[str]], Store]:
    """The pairs that the collection's rules name, and the store, still open."""
    folder = Path(tempfile.mkdtemp(prefix="duizhao-duplicates-"))
    source = folder / "texts.jsonl"
    rows = ({"id": text.name, "lang": text.lang, "text": text.text} for text in texts)
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    store = open_store(folder / "corpus.sqlite3", create=True)
    take_in([source], store, jobs=os.cpu_count() or 1)
    with store.writing():
        link_automatically(store)
        audit_whole_collection(store)
    pairs = {
        frozenset((report.report_id, dict(flag.arguments)["other"]))
        for report in store.every_report()
        for flag in report.flags
        if flag.rule.startswith("duplicates.")
    }
    return pairs, store


def peer_pairs(store: Store) -> set[frozenset[str]]:
    """The pairs of texts that share half of their runs of five words."""
    rows = []
    for report in store.every_report():
        words = content_words(report.versions[0])
        rows.append((report.report_id, set(zip(*(words[at:] for at in range(PEER_ROW)), strict=False))))
    return {
        frozenset((one, other))
        for (one, own), (other, its) in combinations(rows, 2)
        if own & its and len(own & its) / len(own | its) >= PEER_JACCARD
    }


def row_of(name: str, texts: list[Text], truth: set[frozenset[str]], *, peer: bool) -> str:
    """A line of the table; a pair that the source itself holds twice counts among the other pairs."""
    found, store = found_pairs(texts)
    with closing(store):
        recall = f"{len(peer_pairs(store) & truth) / len(truth):.3f}" if peer else "–"
    right = len(found & truth)
    print(name, len(texts), right / len(truth), sorted(map(sorted, found - truth))[:5], flush=True)
    cells = (name, len(texts), len(truth), right, f"{right / len(truth):.3f}", len(found - truth), recall)
    return "| " + " | ".join(map(str, cells)) + " |"


# ---- the sets ----------------------------------------------------------------------------------------------------


def sets_of(folder: Path | None, files: Sequence[Path]) -> Iterator[tuple[str, list[Text], set[frozenset[str]]]]:
    """Name, texts and true pairs of each set: altered copies, then translated ones."""
    for file in sorted(folder.rglob("docs.jsonl*")) if folder is not None else ():
        rng, texts = random.Random(SEED), list(islice(_texts(file), TEXTS_MAX))
        if len(texts) >= COPIES:
            yield (f"{file.parent.name}, altered", *with_copies(texts, rng))
    pairs = [(row["id"], row["en"], row["zh"]) for file in files for row in _rows(file)]
    if folder is None and not files:
        pairs = [(document.id, document.en, document.zh) for document in bundled_documents()]
    if not pairs:
        return
    translated = [
        Text(f"{name}-{lang}", lang, (" " if lang == "en" else "").join(sentences))
        for name, *both in pairs
        for lang, sentences in zip(("en", "zh"), both, strict=True)
    ]
    yield "translated", translated, {frozenset((f"{name}-en", f"{name}-zh")) for name, *_ in pairs}


def _texts(file: Path) -> Iterator[Text]:
    for row in _rows(file):
        if isinstance(row["text"], str) and len(row["text"]) >= LENGTH_MIN[row["lang"]]:
            yield Text(re.sub(r"\s", "_", str(row["id"])), row["lang"], row["text"])


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    opener: Any = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


# ---- scale -------------------------------------------------------------------------------------------------------


def scale_lines(count: int) -> list[str]:
    """How long the collection's rules take over so many synthetic reports."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "reports.jsonl")
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in synthetic.reports(count, SEED))
        with open_store(Path(folder, "corpus.sqlite3"), create=True) as store:
            take_in([source], store, jobs=os.cpu_count() or 1)
            with store.writing():
                start = time.perf_counter()
                links = link_automatically(store)
                linked = time.perf_counter()
                audit = audit_whole_collection(store)
                end = time.perf_counter()
    return [
        "",
        f"{count} synthetic reports, in one process: translations (linking) {linked - start:.0f} s, "
        f"{links.total} found; copies {end - linked:.0f} s, {audit.flag_count} flags.",
    ]


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--translated", nargs="*", type=Path, default=[])
    parser.add_argument("--scale", type=int, default=0)
    parser.add_argument("--sets", help="only sets whose names hold one of these words, separated by commas")
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    wanted = (arguments.sets or "").split(",")
    rows = [
        row_of(name, texts, truth, peer=len(texts) <= 3000)
        for name, texts, truth in sets_of(arguments.folder, arguments.translated)
        if any(word in name for word in wanted)
    ]
    head = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    title = ["# Duplicates", "", f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, seed {SEED}.", ""]
    page = title + head + rows + (scale_lines(arguments.scale) if arguments.scale else [])
    print("\n".join(page))
    if arguments.output:
        arguments.output.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
