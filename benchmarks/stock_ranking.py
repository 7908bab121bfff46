"""The peer: Whoosh's BM25F with its own defaults, StandardAnalyzer for English, jieba's ChineseAnalyzer for Chinese.

A field for the title and one for the text of each language; a query is any of its words in any of the fields.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import jieba
from jieba.analyse import ChineseAnalyzer
from retrieval_sets import texts_of
from whoosh import fields, index
from whoosh.analysis import StandardAnalyzer
from whoosh.query import Or, Term

ANALYZERS: Final[dict[str, Any]] = {"en": StandardAnalyzer(), "zh": ChineseAnalyzer()}


class StockRanking:
    """An index of simple records in the new `folder`, and its searcher."""

    def __init__(self, folder: Path, documents: Iterable[dict[str, Any]]) -> None:
        jieba.setLogLevel(logging.ERROR)
        names = {
            f"{part}_{language}": fields.TEXT(analyzer=analyzer)
            for language, analyzer in ANALYZERS.items()
            for part in ("title", "text")
        }
        folder.mkdir(parents=True)
        self._index = index.create_in(folder, fields.Schema(id=fields.ID(stored=True), **names))
        with self._index.writer(limitmb=512) as writer:
            for document in documents:
                texts = texts_of(document).items()
                titles = {f"title_{language}": title for language, (title, _) in texts}
                writer.add_document(id=document["id"], **titles, **{f"text_{lang}": text for lang, (_, text) in texts})
        self._searcher = self._index.searcher()

    def rank(self, text: str, limit: int) -> list[str]:
        """The ids of the best hits of a free text, best first."""
        words = {language: [token.text for token in analyzer(text)] for language, analyzer in ANALYZERS.items()}
        terms = [
            Term(f"{part}_{lang}", word)
            for lang, found in words.items()
            for word in found
            for part in ("title", "text")
        ]
        if not terms:
            return []
        return [hit["id"] for hit in self._searcher.search(Or(terms), limit=limit)]
