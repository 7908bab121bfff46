"""Judged sets for the retrieval benchmark: read from a folder, or known items of the bundled reports."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Record, Report, Version
from corpus.readers import read
from corpus.reports import bundled_reports

# Relevant documents of a query with their grades, all above 0.
Grades: TypeAlias = dict[str, int]
# A known item is asked for by the words of a sentence in the middle half of its report, without the first and the last
# characters, so that no query is a whole sentence.
_CUT: Final = 0.2


class Query(NamedTuple):
    """A free text in one language."""

    query_id: str
    language: str
    text: str


class JudgedSet(NamedTuple):
    """Documents as the simple records that ingest reads, queries, and which documents answer them."""

    name: str
    documents: list[dict[str, Any]]
    queries: list[Query]
    judgements: dict[str, Grades]

    def languages(self) -> set[str]:
        """The languages of the documents."""
        return {language for document in self.documents for language in texts_of(document)}


def texts_of(document: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Title and text by language."""
    title, text = document.get("title", ""), document["text"]
    if isinstance(text, dict):
        titles = title if isinstance(title, dict) else {}
        return {language: (titles.get(language, ""), content) for language, content in text.items()}
    return {document["lang"]: (title, text)}


def judged_sets(folder: Path | None, names: list[str] | None = None) -> Iterator[JudgedSet]:
    """The sets of a folder, each a folder of docs.jsonl.gz, queries.SPLIT.jsonl.gz and qrels.SPLIT.tsv.gz (query,
    document, grade), the splits together; without a folder, the bundled reports.
    """
    if folder is None:
        yield bundled_set()
        return
    for path in sorted(path for path in folder.iterdir() if (path / "docs.jsonl.gz").is_file()):
        if names is None or path.name in names:
            yield read_set(path)


def read_set(folder: Path) -> JudgedSet:
    """One set; only queries that a document answers."""
    documents = [json.loads(line) for line in _lines(folder / "docs.jsonl.gz")]
    judgements: dict[str, Grades] = {}
    for file in sorted(folder.glob("qrels.*.tsv.gz")):
        for query_id, document_id, grade in (line.split("\t") for line in _lines(file)):
            if int(grade) > 0:
                judgements.setdefault(query_id, {})[document_id] = int(grade)
    rows = (json.loads(line) for file in sorted(folder.glob("queries.*.jsonl.gz")) for line in _lines(file))
    queries = [Query(row["id"], row["lang"], row["text"]) for row in rows if row["id"] in judgements]
    return JudgedSet(folder.name, documents, queries, judgements)


def bundled_set() -> JudgedSet:
    """The bundled reports, each asked for by parts of its own sentences."""
    documents, queries, judgements = [], [], {}
    for path in bundled_reports():
        for record in read(path):
            assert isinstance(record, Record)
            report = make_report([record], UNTAUGHT)
            documents.append({"id": path.stem, "text": {v.side: v.text for v in report.versions if v.side}})
            for query in _known_items(path.stem, report):
                queries.append(query)
                judgements[query.query_id] = {path.stem: 1}
    return JudgedSet("bundled", documents, queries, judgements)


def _known_items(name: str, report: Report) -> Iterator[Query]:
    for version in report.versions:
        if version.side is not None:
            for number, text in enumerate(_middle_parts(version)):
                yield Query(f"{name}-{version.side}-{number}", version.side, text)


def _middle_parts(version: Version) -> Iterator[str]:
    count = len(version.sentences)
    for start, end in version.sentences[count // 4 : -(count // 4) or None]:
        cut = int((end - start) * _CUT)
        yield version.text[start + cut : end - cut]


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from (line for line in stream.read().split("\n") if line)
