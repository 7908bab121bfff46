"""The words that turn a statement round, read once a process from `cues.tsv`, which explains its columns."""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeVar

# Words that say nothing of polarity where their counterpart stands on the other side.
FIXED: Final = "fixed"
NEUTRAL: Final = "neutral"

_Value = TypeVar("_Value")


class Sense(NamedTuple):
    """What an expression says: a pole of a concept, surely or weakly; fixed words are told apart by their `row`."""

    concept: str
    pole: str
    sure: bool
    row: int


class Phrase(NamedTuple):
    """English words after the first, each whole or the stem before a *, and what the phrase says."""

    rest: tuple[str, ...]
    sense: Sense


class Table(NamedTuple):
    """English phrases by first word and by first stem; Chinese senses by expression, and what finds the longest one."""

    words: dict[str, tuple[Phrase, ...]]
    stems: dict[str, tuple[Phrase, ...]]
    chinese: dict[str, tuple[Sense, ...]]
    pattern: re.Pattern[str]


@cache
def table() -> Table:
    """The shipped table."""
    words: dict[str, list[Phrase]] = defaultdict(list)
    stems: dict[str, list[Phrase]] = defaultdict(list)
    chinese: dict[str, list[Sense]] = defaultdict(list)
    lines = files("corpus.audit.polarity").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    for row, line in enumerate(lines):
        if line.startswith("#"):
            continue
        concept, pole, strength, english, expressions = line.split("\t")
        sense = Sense(concept, pole, strength == "sure", row)
        for phrase in filter(None, (phrase.strip().lower() for phrase in english.split(";"))):
            first, *rest = phrase.split(" ")
            known = stems if first.endswith("*") else words
            known[first.removesuffix("*")].append(Phrase(tuple(rest), sense))
        for expression in expressions.split():
            chinese[expression].extend([] if concept == NEUTRAL else [sense])
    return Table(_frozen(words), _frozen(stems), _frozen(chinese), _longest(chinese))


def phrases_of(word: str) -> tuple[Phrase, ...]:
    """The phrases that begin with an English word in lower case, the longest first; none for a neutral word.

    For each concept the word itself counts before its stem, and a longer stem before a shorter one.
    """
    known = table()
    keys = [known.words.get(word, ()), *(known.stems.get(word[:size], ()) for size in range(len(word), 1, -1))]
    taken: set[str] = set()
    found: list[Phrase] = []
    for phrases in keys:
        single = {phrase.sense.concept for phrase in phrases if not phrase.rest}
        found.extend(phrase for phrase in phrases if phrase.sense.concept not in taken)
        if NEUTRAL in single:
            break
        taken |= single - {FIXED}
    return tuple(sorted((p for p in found if p.sense.concept != NEUTRAL), key=lambda phrase: -len(phrase.rest)))


def _frozen(lists: dict[str, list[_Value]]) -> dict[str, tuple[_Value, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _longest(expressions: dict[str, list[Sense]]) -> re.Pattern[str]:
    """Finds the longest expression at a place; those of one first character stand together."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for expression in sorted(expressions, key=lambda known: (-len(known), known)):
        by_first[expression[0]].append(re.escape(expression[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items())))
