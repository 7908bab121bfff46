"""Which one-language reports may be one work: those that share an identifier, a title, or several rare keys.

Work and memory grow linearly with the collection: what more than a few reports carry tells nothing of any two of
them, and leads to no pair.
"""

import hashlib
from array import array
from collections.abc import Iterator
from itertools import product
from typing import Final, Literal, TypeAlias

import numpy as np

from corpus.identifiers import normal_doi, normal_pmid
from corpus.linking.keys import keys_of
from corpus.linking.pairs import only_side
from corpus.model import Report
from corpus.store import Pair
from corpus.words.folding import fold

Evidence: TypeAlias = Literal["doi", "pmid", "title", "parallel"]

# The strongest evidence first: a pair found by an earlier one is not judged by a later one.
EVIDENCE: Final[tuple[Evidence, ...]] = ("doi", "pmid", "title", "parallel")

# Reports that may carry one identifier, title or key: 4 English and 4 Chinese ones are 16 pairs, and no 8 make more.
POSTINGS_MAX: Final = 8
# Rare keys that two reports have to share before their texts are compared.
SHARED_RARE_KEYS_MIN: Final = 3
# A shorter title ("Reply", "Case report", 病例报告) names no work. In letters, digits and characters.
TITLE_LENGTH_MIN: Final = {"latin": 24, "han": 9}


class Singles:
    """The reports in one language, by what they carry. Feed it in any fixed order; ids are what it gives back."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._english = bytearray()
        self._carriers: dict[Evidence, dict[str, list[int]]] = {"doi": {}, "pmid": {}, "title": {}}
        self._keys, self._owners = array("Q"), array("Q")

    def add(self, report: Report) -> None:
        """Take note of a report; one that is not in exactly one of the two languages is passed over."""
        side = only_side(report)
        version = report.version(side) if side is not None else None
        if version is None:
            return
        number = len(self._ids)
        self._ids.append(report.report_id)
        self._english.append(side == "en")
        doi, pmid = identifiers_of(report)
        names: dict[Evidence, set[str]] = {"doi": {doi}, "pmid": {pmid}, "title": _titles(report)}
        for evidence, carried in names.items():
            for name in carried - {""}:
                self._carriers[evidence].setdefault(name, []).append(number)
        hashes = [_hash(key) for key in keys_of(version).weights]
        self._keys.extend(hashes)
        self._owners.extend([number] * len(hashes))

    def pairs(self, evidence: Evidence) -> Iterator[Pair]:
        """The pairs that this evidence speaks for, each once."""
        if evidence == "parallel":
            yield from self._sharing_keys()
            return
        met: set[tuple[int, int]] = set()
        for numbers in self._carriers[evidence].values():
            for pair in self._opposite(numbers):
                if pair not in met:
                    met.add(pair)
                    yield (self._ids[pair[0]], self._ids[pair[1]])

    def _opposite(self, numbers: list[int]) -> Iterator[tuple[int, int]]:
        """The pairs of an English and a Chinese report among a few; none among many."""
        if 2 <= len(numbers) <= POSTINGS_MAX:
            english = [number for number in numbers if self._english[number]]
            chinese = [number for number in numbers if not self._english[number]]
            yield from product(english, chinese)

    def _sharing_keys(self) -> Iterator[Pair]:
        """The pairs that share enough rare keys."""
        keys, owners = np.array(self._keys, np.uint64), np.array(self._owners, np.uint64)
        order = np.argsort(keys, kind="stable")
        keys, owners = keys[order], owners[order]
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, int)
        ends = np.append(starts[1:], len(keys))
        rare = (ends - starts >= 2) & (ends - starts <= POSTINGS_MAX)
        found = array("Q")
        for start, end in zip(starts[rare].tolist(), ends[rare].tolist(), strict=True):
            for english, chinese in self._opposite(owners[start:end].tolist()):
                found.append(english * len(self._ids) + chinese)
        codes, counts = np.unique(np.array(found, np.uint64), return_counts=True)
        for code in codes[counts >= SHARED_RARE_KEYS_MIN].tolist():
            yield (self._ids[code // len(self._ids)], self._ids[code % len(self._ids)])


def identifiers_of(report: Report) -> tuple[str, str]:
    """The DOI and the PMID in their one form; empty where there is none, or what is given has not the form of one."""
    return (normal_doi(report.citation.doi), normal_pmid(report.citation.pmid))


def _titles(report: Report) -> set[str]:
    """Every title that the report has in any language and that names a work: letters and digits alone, folded."""
    given = [title.text for title in report.citation.titles]
    given += [version.title() for version in report.versions]
    return {name for name in map(_normal, given) if _names_a_work(name)}


def _normal(title: str) -> str:
    return "".join(character for character in fold(title).casefold() if character.isalnum())


def _names_a_work(name: str) -> bool:
    script = "latin" if name.isascii() else "han"
    return len(name) >= TITLE_LENGTH_MIN[script]


def _hash(key: str) -> int:
    """64 bits of a key: the same in every process."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big")
