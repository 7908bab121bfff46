"""The words that turn a statement round, read once a process from `cues.tsv`, which explains its columns."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

NEGATION: Final = "negation"
# Words that say nothing of polarity where their counterpart stands on the other side.
FIXED: Final = "fixed"
# Words that say nothing of polarity, though a part of them would.
NEUTRAL: Final = "neutral"

# concept -> what each of its poles becomes under a negation
REVERSED: Final = {"significance": {"yes": "no", "no": "yes"}}


class Sense(NamedTuple):
    """A pole of a concept: `sure` of it needs an answer on the other side, else it can only be one."""

    concept: str
    pole: str
    sure: bool


class Meaning(NamedTuple):
    """What an expression says, and the numbers of the lines of fixed words that name it."""

    senses: tuple[Sense, ...]
    fixed: frozenset[int]
    denies: bool  # a negation
    surely_denies: bool
    reversible: bool


class Phrase(NamedTuple):
    """The English words after the first, each whole or the stem before a *, and what the phrase says."""

    rest: tuple[str, ...]
    meaning: Meaning


class Table(NamedTuple):
    """English senses by first word and by first stem, each with the words that follow; Chinese meanings by expression,
    and what finds the longest one.
    """

    words: dict[str, list[tuple[tuple[str, ...], Sense, int]]]
    stems: dict[str, list[tuple[tuple[str, ...], Sense, int]]]
    chinese: dict[str, Meaning]
    pattern: re.Pattern[str]


@cache
def table() -> Table:
    """The shipped table."""
    words: dict[str, list[tuple[tuple[str, ...], Sense, int]]] = defaultdict(list)
    stems: dict[str, list[tuple[tuple[str, ...], Sense, int]]] = defaultdict(list)
    chinese: dict[str, list[tuple[Sense, int]]] = defaultdict(list)
    lines = files("corpus.audit.polarity").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    for row, line in enumerate(lines):
        if line.startswith("#"):
            continue
        concept, pole, strength, english, expressions = line.split("\t")
        sense = Sense(concept, pole, strength == "sure")
        for phrase in filter(None, (phrase.strip().lower() for phrase in english.split(";"))):
            first, *rest = phrase.split(" ")
            known = stems if first.endswith("*") else words
            known[first.removesuffix("*")].append((tuple(rest), sense, row))
        for expression in expressions.split():
            chinese[expression].append((sense, row))
    meanings = {expression: meaning_of(said) for expression, said in chinese.items()}
    return Table(dict(words), dict(stems), meanings, _longest(meanings))


def meaning_of(said: Iterable[tuple[Sense, int]]) -> Meaning:
    """What senses, each with the number of its line, make together."""
    said = list(said)
    senses = tuple(dict.fromkeys(sense for sense, _ in said if sense.concept not in (FIXED, NEUTRAL)))
    return Meaning(
        senses,
        frozenset(row for sense, row in said if sense.concept == FIXED),
        any(sense.concept == NEGATION for sense in senses),
        any(sense.concept == NEGATION and sense.sure for sense in senses),
        any(sense.concept in REVERSED for sense in senses),
    )


def phrases_of(word: str) -> tuple[Phrase, ...]:
    """The phrases that begin with an English word in lower case, the longest first; none for a neutral word.

    For each concept the word itself counts before its stem, and a longer stem before a shorter one.
    """
    known = table()
    taken: set[str] = set()
    found: dict[tuple[str, ...], list[tuple[Sense, int]]] = defaultdict(list)
    for entries in (known.words.get(word, []), *(known.stems.get(word[:size], []) for size in range(len(word), 1, -1))):
        single = {sense.concept for rest, sense, _ in entries if not rest}
        for rest, sense, row in entries:
            if sense.concept not in taken:
                found[rest].append((sense, row))
        if NEUTRAL in single:
            break
        taken |= single - {FIXED}
    phrases = (Phrase(rest, meaning_of(said)) for rest, said in found.items())
    return tuple(
        sorted((p for p in phrases if p.meaning.senses or p.meaning.fixed), key=lambda phrase: -len(phrase.rest))
    )


def _longest(expressions: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest expression at a place; those of one first character stand together."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for expression in sorted(expressions, key=lambda known: (-len(known), known)):
        by_first[expression[0]].append(re.escape(expression[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items())))
