"""How much of each side of a pair the other side says, by dictionaries and by the pairs of units that beads teach.

A character of the Chinese is said where some row of characters around it renders words of the English; a word of the
English where some row of the Chinese does. What no source knows is neither said nor left out.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from corpus.knowledge import TermPair
from corpus.lexicon.dictionary import load_dictionary
from corpus.lexicon.glosses import word_unit
from corpus.lexicon.inverse import load_inverse
from corpus.lexicon.shipped import shipped_terms
from corpus.words.stems import STOP_WORDS

# The longest row of characters that a word of any source has.
ROW_MAX: Final = 8
# What pairs of units must be to count, what a single character is worth, and a character that only shapes a word
# beside one that is said (-性, -症, -术, -率).
TAUGHT_MIN: Final = 0.3
ONE_CHARACTER: Final = 0.6
SHAPING_WORTH: Final = 0.9
UNKNOWN: Final = 0.5
# What is taught of a word that dictionaries render otherwise is often said beside it, not by it.
BESIDE_DICTIONARY: Final = 0.6
# Fewer characters a word of English say it all only where a dictionary knows that they do (肺癌, lung cancer).
CHARACTERS_MIN: Final = 1.5
# What is said less than this far is left over.
LEFT_OVER: Final = 0.3
SHAPING: Final = frozenset("性症术化者率的型法剂期素物学类样炎病度量")


_LATIN: Final = re.compile("[a-z0-9α-ω+-]+")


Senses: TypeAlias = tuple[tuple[frozenset[str], float], ...]


class Coverage(NamedTuple):
    """The share of each side that the other says, 0 to 1; the least that is said of a first or last word; and the least
    of a word of the English.
    """

    en: float
    zh: float
    edges: float
    least: float


class _Row(NamedTuple):
    """A row of characters within a Chinese phrase with what it may stand for, by dictionaries and by what was taught:
    units that say it together, and what that is worth.
    """

    start: int
    end: int
    senses: Senses
    taught: Senses


class Evidence:
    """Judges pairs by what ships and what was taught; remembers what it was asked."""

    def __init__(self, taught: Iterable[TermPair]) -> None:
        self._taught: dict[str, dict[str, float]] = {}
        for pair in taught:
            if pair.probability >= TAUGHT_MIN:
                self._taught.setdefault(pair.zh, {})[pair.en] = pair.probability
        self._senses = lru_cache(maxsize=1 << 17)(self._read_senses)
        self._rows = lru_cache(maxsize=1 << 15)(self._read_rows)
        self._is_known = lru_cache(maxsize=1 << 15)(_is_known)

    def rendered(self, row: str) -> frozenset[str]:
        """The English units that a row of characters may stand for."""
        return frozenset(unit for senses in self._senses(row) for sense, _ in senses for unit in sense)

    def coverage(self, en: str, zh: str) -> Coverage:
        """How much of an English phrase a Chinese one says, and the other way round; given by their keys."""
        units = key_units(en)
        said = dict.fromkeys(units, 0.0)
        covered = [0.0] * len(zh)
        rows = self._rows(zh)
        by_words = len(zh) < CHARACTERS_MIN * len(said)
        for row in rows:
            amount = _say(row.senses if by_words else (*row.senses, *row.taught), said)
            for place in range(row.start, row.end) if amount else ():
                covered[place] = max(covered[place], amount)
        _say_latin(zh, said, covered)
        _shape(zh, covered)
        self._allow_unknown(zh, rows, said, covered)
        edges = min(said[units[0]], said[units[-1]], covered[0], covered[-1])
        return Coverage(sum(said.values()) / len(said), sum(covered) / len(covered), edges, min(said.values()))

    def _allow_unknown(self, zh: str, rows: Iterable[_Row], said: dict[str, float], covered: list[float]) -> None:
        """What no source knows may be what is left over on the other side; where nothing is, it is left out."""
        left_en = [unit for unit in said if said[unit] < LEFT_OVER]
        left_zh = [place for place, amount in enumerate(covered) if amount < LEFT_OVER]
        known = {place for row in rows if row.end - row.start > 1 for place in range(row.start, row.end)}
        for unit in left_en if left_zh else ():
            if not self._is_known(unit):
                said[unit] = UNKNOWN
        for place in left_zh if left_en else ():
            if place not in known and not zh[place].isascii():
                covered[place] = UNKNOWN

    def _read_rows(self, zh: str) -> tuple[_Row, ...]:
        """The rows within a Chinese phrase that have a meaning."""
        rows: list[_Row] = []
        for start in range(len(zh)):
            for end in range(start + 1, min(len(zh), start + ROW_MAX) + 1):
                senses, taught = self._senses(zh[start:end])
                if senses or taught:
                    rows.append(_Row(start, end, senses, taught))
        return tuple(rows)

    def _read_senses(self, row: str) -> tuple[Senses, Senses]:
        trust = ONE_CHARACTER if len(row) == 1 else 1.0
        senses = [(frozenset(key_units(one.text)), trust) for one in shipped_terms().english(row)]
        for unit, weight in load_dictionary().english(row).items():
            # The dictionary gives each of the n units of a gloss as 1/√n.
            senses.append((frozenset((unit,)), trust * weight * weight))
        trust *= BESIDE_DICTIONARY if senses else 1.0
        taught = [(frozenset((unit,)), trust * p) for unit, p in self._taught.get(row, {}).items()]
        return tuple(senses), tuple(taught)


def is_verb(en: str, zh: str) -> bool:
    """Whether the dictionary has an English word, as the rendering of a Chinese one, as a verb alone: to determine."""
    glosses = load_dictionary().glosses(zh) if " " not in en else ""
    return f"to {en}" in glosses and re.search(rf"(?:^|[/;,])\s*{re.escape(en)}\b", glosses) is None


def _say(senses: Senses, said: dict[str, float]) -> float:
    """How far a row is said by the units of `said`, of which those that say it are noted."""
    amount = parts = 0.0
    found: set[str] = set()
    for sense, worth in senses:
        if sense <= said.keys():
            found |= sense
            amount = max(amount, worth)
            parts += worth if worth < 1 else 0.0
    amount = max(amount, min(1.0, parts))
    for unit in found:
        said[unit] = max(said[unit], amount)
    return amount


def _say_latin(zh: str, said: dict[str, float], covered: list[float]) -> None:
    """Words in Latin letters, and numbers, stand for themselves."""
    for match in _LATIN.finditer(zh):
        units = key_units(match[0])
        worth = 1.0 if all(unit in said for unit in units) else 0.0
        if worth:
            said.update(dict.fromkeys(units, worth))
        for place in range(*match.span()):
            covered[place] = worth


def _is_known(unit: str) -> bool:
    """Whether some source renders an English unit at all."""
    return bool(shipped_terms().chinese((unit,))) or load_inverse().holds(unit)


@lru_cache(maxsize=1 << 16)
def key_units(key: str) -> tuple[str, ...]:
    """The units of an English key, without stop words where it has others."""
    words = key.replace("-", " ").replace("'s", "").split()
    content = [word for word in words if word not in STOP_WORDS] or words
    return tuple(word_unit(word) for word in content)


def _shape(zh: str, covered: list[float]) -> None:
    """What only shapes a word is said with its neighbour."""
    for place, character in enumerate(zh):
        if character in SHAPING and len(zh) > 2:
            beside = max(covered[place - 1] if place else 0.0, covered[place + 1] if place + 1 < len(zh) else 0.0)
            covered[place] = max(covered[place], SHAPING_WORTH * beside)
