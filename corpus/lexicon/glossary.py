"""A user's own glossary: which Chinese term renders which English one, and which must not."""

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.lexicon.terms import TermTable
from corpus.words.folding import fold

Status: TypeAlias = Literal["preferred", "admitted", "forbidden"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

# What a term is worth as a rendering. Our choice, not calibrated.
WEIGHTS: Final[dict[Status, float]] = {"preferred": 1.0, "admitted": 0.85}


class GlossaryTerm(NamedTuple):
    """A pair of terms as written; `line` is where it stands in its file, from 1."""

    en: str
    zh: str
    status: Status
    line: int


class Glossary:
    """The terms of a glossary, for looking up in either language."""

    def __init__(self, terms: Iterable[GlossaryTerm] = (), name: str = "") -> None:
        """Terms in the order of their file; `name` is that of the file, which reasons give."""
        self.terms: Final = tuple(terms)
        self.name: Final = name
        self.table: Final = TermTable()
        self._forbidden: set[tuple[tuple[str, ...], str]] = set()
        for term in self.terms:
            if term.status == "forbidden":
                self._forbidden.add(_key(term.en, term.zh))
            else:
                self.table.add(term.en, term.zh, WEIGHTS[term.status], "glossary", (name, str(term.line)))

    @cached_property
    def sha256(self) -> str:
        """What tells this glossary from others: the hash of its pairs and their status, empty if there is none."""
        if not self.terms:
            return ""
        return sha256("\n".join(f"{term.en}\t{term.zh}\t{term.status}" for term in self.terms).encode()).hexdigest()

    def forbids(self, en: str, zh: str) -> bool:
        """Whether the glossary says that these must not render each other."""
        return bool(self._forbidden) and _key(en, zh) in self._forbidden


NO_GLOSSARY: Final = Glossary()


def _key(en: str, zh: str) -> tuple[tuple[str, ...], str]:
    return phrase_units(phrase_words(en)), "".join(fold(zh).lower().split())
