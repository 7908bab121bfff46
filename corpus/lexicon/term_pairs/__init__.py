"""Terms of several words that translate each other, mined from beads.

Phrases of both sides are counted (`phrases`), those that stand together often are associated (`association`), and so
are those that dictionaries say of each other, once is enough (`evidence`). Then in every bead the best pair takes its
words, long ones before what they hold, and no word is taken twice: competitive linking (Melamed 2000, Models of
translational equivalence among words, Computational Linguistics 26:2, 221-249). A pair is counted where it won.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from corpus.knowledge import MinedTerm
from corpus.lexicon.term_pairs.association import Association, associated
from corpus.lexicon.term_pairs.evidence import Coverage, Evidence, is_verb, key_units
from corpus.lexicon.term_pairs.phrases import (
    BREAK,
    HAN_WORDS_MAX,
    Phrase,
    chinese_key,
    chinese_phrases,
    english_phrases,
)

__all__ = ["TERM_BEADS_MAX", "Evidence", "TermBead", "confidence", "mine_terms"]

# Beads that terms are mined from: half a minute's work and 0.75 GB (measured). Of more, the study draws reports.
TERM_BEADS_MAX: Final = 20_000
# A bead of more, 250 phrases by 250, is no sentence and its translation.
BEAD_EVENTS_MAX: Final = 62_500
TERM_PAIRS_MAX: Final = 20_000

# A pair that is found only because dictionaries say it is covered at least so far on either side.
SAID_MIN: Final = 0.85
# A first or last word that is said this far is no stranger.
EDGE_SAID: Final = 0.7
# What is less sure than this takes no word from others; and what is less sure in the end is not kept.
SCORE_MIN: Final = 0.3
CONFIDENCE_MIN: Final = 0.5
# Years and journals that a pair is counted by.
GROUPS_MAX: Final = 40


class TermBead(NamedTuple):
    """The tokens of a bead's two sides (`phrases`), and the report that it is of."""

    en: tuple[str, ...]
    zh: tuple[str, ...]
    report: str
    year: int | None
    journal: str


class _Sides(NamedTuple):
    """The phrases of a bead."""

    en: tuple[Phrase, ...]
    zh: tuple[Phrase, ...]


def mine_terms(beads: Sequence[TermBead], evidence: Evidence) -> tuple[MinedTerm, ...]:
    """The term pairs of beads, the surest first; the evidence is what ships and what the same beads teach. The result
    depends on what beads there are, not on their order.
    """
    ordered = sorted(beads, key=lambda bead: (bead.report, bead.en, bead.zh))
    once: dict[str, str] = {}  # each key is in memory once, however many beads have it
    made = [_Sides(_same(english_phrases(bead.en), once), _same(chinese_phrases(bead.zh), once)) for bead in ordered]
    usable = [place for place, one in enumerate(made) if len(one.en) * len(one.zh) <= BEAD_EVENTS_MAX]
    ordered, sides = [ordered[place] for place in usable], [made[place] for place in usable]
    table = _Candidates(ordered, sides, evidence)
    links = [table.linked(place) for place in range(len(ordered))]
    return _counted(ordered, links, table)


def _same(phrases: Iterable[Phrase], once: dict[str, str]) -> tuple[Phrase, ...]:
    return tuple(phrase._replace(key=once.setdefault(phrase.key, phrase.key)) for phrase in phrases)


class _Candidates:
    """Every pair that may win in some bead, with how sure it is before it does."""

    def __init__(self, beads: Sequence[TermBead], sides: Sequence[_Sides], evidence: Evidence) -> None:
        self._beads, self._sides, self._evidence = beads, sides, evidence
        self._en_counts = Counter(key for one in sides for key in {phrase.key for phrase in one.en})
        self._zh_counts = Counter(key for one in sides for key in {phrase.key for phrase in one.zh})
        self.scores: dict[str, dict[str, float]] = defaultdict(dict)
        self.associations: dict[tuple[str, str], Association] = {}
        self._add_associated()
        self._add_said()

    def linked(self, place: int) -> list[tuple[Phrase, Phrase]]:
        """The pairs that win in a bead: by score, the longer first of equal ones; no token is in two of them."""
        sides = self._sides[place]
        by_key: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in sides.zh:
            by_key[phrase.key].append(phrase)
        found = [
            (-score * _length_worth(en, zh), en, zh)
            for en in sides.en
            for zh_key, score in self.scores.get(en.key, {}).items()
            for zh in by_key.get(zh_key, ())
        ]
        found.sort()
        taken_en: set[int] = set()
        taken_zh: set[int] = set()
        won: list[tuple[Phrase, Phrase]] = []
        for _, en, zh in found:
            en_places, zh_places = range(en.start, en.end), range(zh.start, zh.end)
            if taken_en.isdisjoint(en_places) and taken_zh.isdisjoint(zh_places):
                taken_en.update(en_places)
                taken_zh.update(zh_places)
                won.append((en, zh))
        return won

    def _add_associated(self) -> None:
        en_numbers = _numbers(self._en_counts)
        zh_numbers = _numbers(self._zh_counts)
        numbered = [
            (
                sorted({en_numbers[one.key] for one in sides.en if one.key in en_numbers}),
                sorted({zh_numbers[one.key] for one in sides.zh if one.key in zh_numbers}),
            )
            for sides in self._sides
        ]
        en_keys, zh_keys = list(en_numbers), list(zh_numbers)
        en_counts = np.array([self._en_counts[key] for key in en_keys], np.int64)
        zh_counts = np.array([self._zh_counts[key] for key in zh_keys], np.int64)
        for (en, zh), association in associated(numbered, en_counts, zh_counts).items():
            self._add(en_keys[en], zh_keys[zh], association)

    def _add_said(self) -> None:
        """Pairs that dictionaries say, though they stand together once."""
        together: Counter[tuple[str, str]] = Counter()
        for sides, bead in zip(self._sides, self._beads, strict=True):
            together.update(_said(sides, bead.zh, self._evidence))
        for (en, zh), count in together.items():
            if (en, zh) not in self.associations and min(self._evidence.coverage(en, zh)[:2]) >= SAID_MIN:
                dice = 2 * count / (self._en_counts[en] + self._zh_counts[zh])
                self._add(en, zh, Association(count, dice, 0.0))

    def _add(self, en: str, zh: str, association: Association) -> None:
        score = confidence(association, self._evidence.coverage(en, zh))
        self.associations[en, zh] = association
        if score >= SCORE_MIN and not is_verb(en, zh):
            self.scores[en][zh] = score


def confidence(association: Association, coverage: Coverage, worth: float = 0.0) -> float:
    """How likely a pair is right, 0 to 1: by how closely it goes together, how often, and what dictionaries say;
    `worth` are log odds that something else gives.
    """
    dice = association.dice * (1 - 0.5 / association.together)
    said = math.sqrt(min(coverage.en, coverage.zh) * coverage.zh)
    logit = (
        worth
        - 6.0
        + 2.5 * dice
        + 0.7 * math.log2(1 + association.together)
        + 4.5 * said
        + 1.5 * min(1.0, coverage.edges / EDGE_SAID)
    )
    return 1 / (1 + math.exp(-logit))


def _length_worth(en: Phrase, zh: Phrase) -> float:
    return 1 + 0.3 * (en.end - en.start - 1) + 0.1 * (zh.end - zh.start - 1)


def _numbers(counts: Counter[str]) -> dict[str, int]:
    """The keys of at least two beads, numbered in their order."""
    return {key: number for number, key in enumerate(sorted(key for key, count in counts.items() if count >= 2))}


def _said(sides: _Sides, tokens: Sequence[str], evidence: Evidence) -> set[tuple[str, str]]:
    """The pairs of phrases of a bead of which each seems to say the other: for an English phrase the rows of Chinese
    tokens that render words of it.
    """
    phrases = {(phrase.start, phrase.end): phrase.key for phrase in sides.zh}
    units = frozenset(unit for phrase in sides.en for unit in key_units(phrase.key))
    places: dict[str, set[int]] = defaultdict(set)
    for start in range(len(tokens)):
        for end in range(start + 1, min(len(tokens), start + 4) + 1):
            if tokens[end - 1] == BREAK:
                break
            row = chinese_key(tokens[start:end])
            for unit in units.intersection(key_units(row) if row.isascii() else evidence.rendered(row)):
                places[unit].update(range(start, end))
    found: set[tuple[str, str]] = set()
    for en in sides.en:
        touched = sorted(set().union(*(places.get(unit, ()) for unit in key_units(en.key))))
        for start, end in _groups(touched):
            if (start, end) in phrases:
                found.add((en.key, phrases[start, end]))
    return found


def _groups(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Rows of neighbouring places, with at most one between two of them, as ranges."""
    start = previous = None
    for place in places:
        if start is None or previous is None:
            start = place
        elif place > previous + 2 or place - start >= HAN_WORDS_MAX:
            yield start, previous + 1
            start = place
        previous = place
    if start is not None and previous is not None:
        yield start, previous + 1


def _counted(
    beads: Sequence[TermBead], links: Sequence[list[tuple[Phrase, Phrase]]], table: _Candidates
) -> tuple[MinedTerm, ...]:
    """What won, with where: the surest first."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    written: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for place, linked in enumerate(links):
        for en, zh in linked:
            pair = en.key, zh.key
            if not where[pair] or where[pair][-1] != place:
                where[pair].append(place)
            written[pair][
                " ".join(beads[place].en[en.start : en.end]), "".join(beads[place].zh[zh.start : zh.end])
            ] += 1
    found: list[MinedTerm] = []
    for pair, places in where.items():
        association = table.associations[pair]
        won = min(1.0, len(places) / association.together)
        score = table.scores[pair[0]][pair[1]] * (0.7 + 0.3 * won)
        if score >= CONFIDENCE_MIN:
            found.append(_term(written[pair], [beads[place] for place in places], score))
    found.sort(key=lambda term: (-term.confidence, -term.beads, term.en, term.zh))
    return tuple(found[:TERM_PAIRS_MAX])


def _term(written: Counter[tuple[str, str]], beads: Sequence[TermBead], score: float) -> MinedTerm:
    en, zh = min(written, key=lambda one: (-written[one], one[0] != one[0].lower(), one))
    reports = {bead.report: bead for bead in beads}
    years = Counter(bead.year for bead in reports.values() if bead.year is not None)
    journals = Counter(bead.journal for bead in reports.values() if bead.journal)
    return MinedTerm(
        en=en,
        zh=zh,
        confidence=round(score, 4),
        beads=len(beads),
        reports=len(reports),
        years=tuple(sorted(years.items()))[-GROUPS_MAX:],
        journals=tuple(sorted(journals.items(), key=lambda one: (-one[1], one[0])))[:GROUPS_MAX],
    )
