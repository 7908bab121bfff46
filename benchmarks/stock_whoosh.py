"""The peer: Whoosh as its documentation shows it, with jieba's ChineseAnalyzer, one segment, compound file.

    python benchmarks/stock_whoosh.py REPORTS.jsonl FOLDER

builds an index of the simple records in FOLDER. `StockSearcher` searches it as a web page would: parse, ten hits,
highlighted fragments.
"""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jieba
from jieba.analyse import ChineseAnalyzer
from whoosh import fields, index
from whoosh.qparser import MultifieldParser


def texts(value: object) -> str:
    """A field of one or two languages, as one text."""
    return "\n".join(value.values()) if isinstance(value, dict) else str(value)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def build(path: Path, folder: Path) -> None:
    """Index every record of `path` in the new `folder`."""
    jieba.setLogLevel(logging.ERROR)
    analyzer = ChineseAnalyzer()
    schema = fields.Schema(
        id=fields.ID(stored=True, unique=True),
        title=fields.TEXT(analyzer=analyzer, stored=True),
        body=fields.TEXT(analyzer=analyzer, stored=True),
    )
    folder.mkdir(parents=True)
    with index.create_in(folder, schema).writer(limitmb=512) as writer:
        for record in records(path):
            writer.add_document(id=record["id"], title=texts(record["title"]), body=texts(record["text"]))


class StockSearcher:
    """One searcher over the index in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.index = index.open_dir(folder)
        self.searcher = self.index.searcher()
        self.parser = MultifieldParser(["title", "body"], self.index.schema)

    def page(self, query: str) -> int:
        """Ten hits with their highlights; gives the number of hits in all."""
        results = self.searcher.search(self.parser.parse(query), limit=10)
        for hit in results:
            hit.highlights("body", top=2)
        return len(results)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
