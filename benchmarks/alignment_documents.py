"""Judged documents for the alignment benchmark: read from a folder, turned into hard negatives, grown to any length."""

import gzip
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Record, Version
from corpus.readers import read
from corpus.reports import bundled_reports
from corpus.words.tokens import bag_terms

# Sentence numbers of the English and of the Chinese side that say the same; one side is empty for an omission.
Link: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]

# The lengths of a true text and of a false partner differ by this factor at most.
LENGTH_FACTOR: Final = 1.5
# Documents that share more of their sentences than this are parts or copies of one another, not negatives.
SHARED_SENTENCES_MAX: Final = 0.05

FIGURE: Final = re.compile(r"(?<![0-9.])[0-9]{2,5}(?![0-9.])")


class Document:
    """A text in two languages, split into sentences, with its gold beads if anybody judged it."""

    def __init__(self, document_id: str, en: list[str], zh: list[str], links: frozenset[Link]) -> None:
        self.id = document_id
        self.en = en
        self.zh = zh
        self.links = links

    @cached_property
    def line(self) -> bytes:
        """What `duizhao align` is given."""
        return json.dumps({"id": self.id, "en": self.en, "zh": self.zh}, ensure_ascii=False).encode() + b"\n"

    @cached_property
    def terms(self) -> Counter[str]:
        """The terms of the English text by their frequency."""
        return Counter(bag_terms(" ".join(self.en)))

    def zh_length(self) -> int:
        """Characters of the Chinese text."""
        return sum(map(len, self.zh))

    def is_part_of(self, other: "Document") -> bool:
        """Whether the two share more sentences than chance allows."""
        shared = len(set(self.en) & set(other.en))
        return shared > SHARED_SENTENCES_MAX * min(len(self.en), len(other.en))


class NegativePair(NamedTuple):
    """The English of one document and the Chinese of another on the same topic."""

    en: list[str]
    zh: list[str]


def document_sets(folder: Path | None) -> dict[str, list[Document]]:
    """The documents of every file `NAME.jsonl` or `NAME.jsonl.gz`, by name; without a folder, the bundled report."""
    if folder is None:
        return {"bundled": list(bundled_documents())}
    files = sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")])
    return {file.name.split(".jsonl")[0]: list(read_documents(file)) for file in files}


def read_documents(file: Path) -> Iterator[Document]:
    """The documents of a file, one JSON object a line: id, en, zh, and links where they were judged."""
    opener: Any = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            links = frozenset((tuple(en), tuple(zh)) for en, zh in row.get("links", []))
            yield Document(row["id"], row["en"], row["zh"], links)


def bundled_documents() -> Iterator[Document]:
    """The bundled reports in two languages; their sentences translate one another one by one."""
    for path in bundled_reports():
        for record in read(path):
            assert isinstance(record, Record)
            report = make_report([record], UNTAUGHT)
            en, zh = report.version("en"), report.version("zh")
            if en is not None and zh is not None:
                links: frozenset[Link] = frozenset(((n,), (n,)) for n in range(len(en.sentences)))
                yield Document(path.stem, sentences(en), sentences(zh), links)


def sentences(version: Version) -> list[str]:
    """The sentences of a version as strings."""
    return [version.text[start:end] for start, end in version.sentences]


def hard_negatives(documents: list[Document]) -> list[NegativePair]:
    """For each document its English with the Chinese of the document nearest in topic and of about the same length.

    Nearest by the cosine of their English terms, weighted by rarity; documents that find none are left out.
    """
    frequencies = Counter(term for document in documents for term in document.terms)
    vectors = []
    for document in documents:
        vector = {term: n * math.log(len(documents) / frequencies[term]) for term, n in document.terms.items()}
        norm = math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0
        vectors.append({term: weight / norm for term, weight in vector.items() if weight})
    pairs = []
    for i, document in enumerate(documents):
        nearest = max(
            (
                (_cosine(vectors[i], vectors[j]), -j)
                for j, other in enumerate(documents)
                if _comparable(document, other)
            ),
            default=None,
        )
        if nearest is not None:
            pairs.append(NegativePair(document.en, documents[-nearest[1]].zh))
    return pairs


def _comparable(document: Document, other: Document) -> bool:
    lengths = sorted((document.zh_length(), other.zh_length()))
    return document is not other and lengths[1] <= LENGTH_FACTOR * lengths[0] and not document.is_part_of(other)


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def grown(documents: list[Document], count: int, seed: int) -> tuple[list[str], list[str]]:
    """Two sides of about `count` sentences, of gold beads drawn with a seed; equal arguments give equal sides.

    Figures that both sides of a bead share are changed alike, so that no two beads that were drawn twice are the same.
    """
    rng = random.Random(seed)
    beads = [
        ([document.en[n] for n in link[0]], [document.zh[n] for n in link[1]])
        for document in documents
        for link in sorted(document.links)
    ]
    en: list[str] = []
    zh: list[str] = []
    while len(en) < count:
        drawn = _varied(*rng.choice(beads), rng)
        en += drawn[0]
        zh += drawn[1]
    return en, zh


def _varied(en: list[str], zh: list[str], rng: random.Random) -> tuple[list[str], list[str]]:
    figures = set(FIGURE.findall("\n".join(en))) & set(FIGURE.findall("\n".join(zh)))
    changed = {figure: str(rng.randint(10 ** (len(figure) - 1), 10 ** len(figure) - 1)) for figure in sorted(figures)}

    def change(text: str) -> str:
        return FIGURE.sub(lambda match: changed.get(match.group(), match.group()), text)

    return [change(text) for text in en], [change(text) for text in zh]
