"""The pieces that a query is cut into, the manner in which it is read, and how its faults are told."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from indexer.errors import QueryError
from indexer.fields import Field
from indexer.limits import QUERY_LIMITS, Limits
from indexer.query import Query

Kind: TypeAlias = Literal[
    "(", ")", "{", "}", "word", "phrase", "tag", "suffix", "field", "side", "value", "quantity", "line",
    "AND", "OR", "NOT", "NEAR", "end",
]  # fmt: skip

OPERATORS: Final = ("AND", "OR", "NOT")
# An opening quotation mark -> the marks that close it.
QUOTES: Final = {'"': '"', "“": "”“", "”": "”“", "「": "」", "『": "』"}
QUOTE_MARKS: Final = frozenset('"“”「」『』')

_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class Lexeme(NamedTuple):
    """A piece of a query.

    `text` is the word, the quoted text, the tag's inside, a filter's value, NEAR's number, a line's number.
    """

    kind: Kind
    text: str
    start: int
    end: int
    field: Field | None = None


class LineQuery(NamedTuple):
    """What a line of a strategy asks, the lines that it names written out, and how large that is."""

    query: Query
    clauses: int
    depth: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is read: as typed into the search box, or as a line of a strategy.

    `any_word` joins words that stand side by side by OR. `dialect` is whose reading a line gets: in both a tag covers
    all words right before it; "pubmed" evaluates mixed operators from left to right, "ovid" takes and, or, not in lower
    case. `lines` are the lines that may be named; None where there are none. With `numbers_are_lines` a number that
    stands alone between operators names one, and these may be in lower case.
    """

    any_word: bool = False
    dialect: Literal["", "pubmed", "ovid"] = ""
    limits: Limits = QUERY_LIMITS
    lines: Mapping[int, LineQuery] | None = None
    numbers_are_lines: bool = False

    @property
    def lower_operators(self) -> bool:
        """Whether and, or, not are operators."""
        return self.dialect == "ovid" or self.numbers_are_lines


def fault(
    code: str, message: str, typed: str, start: int, end: int, instead: str | None = None, **arguments: str
) -> QueryError:
    """The error at typed[start:end]; `instead` is what could stand there, and makes the suggestion."""
    suggestion = None if instead is None else " ".join(f"{typed[:start]}{instead}{typed[end:]}".split())
    return QueryError(code, message, start, end, arguments=tuple(arguments.items()), suggestion=suggestion or None)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like this one, or None if none is alike."""
    found = difflib.get_close_matches(name.lower()[:40], sorted(names), n=1, cutoff=0.6)
    return found[0] if found else None


def half_width(typed: str) -> str:
    """The text, equally long, with half-width forms, plain spaces, and U+FFFD for halves of surrogate pairs."""
    return "".join(map(_plain_character, typed.translate(_HALF_WIDTH)))


def _plain_character(character: str) -> str:
    if character.isspace() or character in "\u200b\ufeff":
        return " "
    category = unicodedata.category(character)
    return " " if category == "Cc" else "\ufffd" if category == "Cs" else character
