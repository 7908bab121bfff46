"""Terms that are rendered as they should not be: as a user's glossary forbids, or otherwise than the report does.

`terms.forbidden`: the Chinese of a bead holds a rendering that the glossary forbids for a term of its English. Not
where the glossary has the same Chinese for another term of the bead, or where either stands inside a longer one.

`terms.inconsistent`: one report renders a term of several words in two ways that the collection knows, neither of
which is the other made shorter (乙肝病毒, 乙型肝炎病毒).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from corpus.audit.collection import Collection, CollectionFinding
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.lexicon.glossary import Glossary
from corpus.lexicon.glosses import singular_of
from corpus.model import Bead, Report, Span, Version
from corpus.words.folding import fold
from corpus.words.tokens import line_tokens

# A bead of less confidence may pair sentences that have nothing to do with each other.
FORBIDDEN_CONFIDENCE_MIN: Final = 0.3
INCONSISTENT_CONFIDENCE_MIN: Final = 0.5
# Renderings less sure than this may be no renderings; English terms of fewer words mean more than one thing.
RENDERING_MIN: Final = 0.8
WORDS_MIN: Final = 2
# Of one report that is wrong throughout, so many flags of a rule say enough.
FINDINGS_MAX: Final = 50

Words = tuple[str, ...]


class _Place(NamedTuple):
    """Where a term stands: its words or run, and the range in the text of its side."""

    term: Words | str
    start: int
    end: int


class _Terms:
    """English terms, looked up in texts by their words without regard to spelling, case and number."""

    def __init__(self, terms: Iterable[Words]) -> None:
        self._longest: defaultdict[str, int] = defaultdict(int)
        self._terms = frozenset(terms)
        for words in self._terms:
            self._longest[words[0]] = max(self._longest[words[0]], len(words))

    def places(self, version: Version, sentences: Sequence[int]) -> list[_Place]:
        """Where terms stand in sentences, the longest at each place, none inside another."""
        found: list[_Place] = []
        for number in sentences:
            first, last = version.sentences[number]
            tokens = line_tokens(version.text[first:last])
            words = [singular_of(token.text) for token in tokens]
            start = 0
            while start < len(words):
                end = min(len(words), start + self._longest.get(words[start], 0))
                while end > start and tuple(words[start:end]) not in self._terms:
                    end -= 1
                if end > start:
                    term = tuple(words[start:end])
                    found.append(_Place(term, first + tokens[start].start, first + tokens[end - 1].end))
                start = max(end, start + 1)
        return found


def forbidden(collection: Collection, knowledge: Knowledge, glossary: Glossary) -> Iterator[CollectionFinding]:  # noqa: ARG001 - the signature of a check
    """Renderings that the glossary forbids. Arguments: `term`, `rendering`, as they are in the glossary; `preferred`,
    the renderings that it has instead, and `line`, where it forbids this one.
    """
    rules = _Rules(glossary)
    if not rules.forbidden:
        return
    for report in collection.every_report():
        for finding in _first(_forbidden_in(report, rules)):
            yield CollectionFinding(report.report_id, finding)


class _Rules:
    """A glossary by its English terms."""

    def __init__(self, glossary: Glossary) -> None:
        self.allowed: defaultdict[Words, list[str]] = defaultdict(list)
        self.forbidden: defaultdict[Words, list[tuple[str, str, int]]] = defaultdict(list)
        for term in glossary.terms:
            words = _words(term.en)
            if words and term.status == "forbidden":
                self.forbidden[words].append((term.en, term.zh, term.line))
            elif words:
                place = 0 if term.status == "preferred" else len(self.allowed[words])
                self.allowed[words].insert(place, term.zh)
        self.terms: Final = _Terms((*self.allowed, *self.forbidden))


def _forbidden_in(report: Report, rules: _Rules) -> Iterator[Finding]:
    for en, zh, bead in _beads(report, FORBIDDEN_CONFIDENCE_MIN):
        places = rules.terms.places(en, bead.en)
        allowed = [run for place in places for run in rules.allowed.get(_of(place), ())]
        covered = [place for run in allowed for place in _runs(run, zh, bead.zh)]
        for place in places:
            for term, rendering, line in rules.forbidden.get(_of(place), ()):
                for run in _runs(rendering, zh, bead.zh):
                    if any(one.start <= run.start and run.end <= one.end for one in covered):
                        continue
                    preferred = rules.allowed.get(_of(place), [])
                    yield Finding(
                        "terms.forbidden",
                        "medium",
                        (Span("zh", run.start, run.end), Span("en", place.start, place.end)),
                        (
                            ("term", term),
                            ("rendering", rendering),
                            ("preferred", "; ".join(preferred)),
                            ("line", str(line)),
                        ),
                        preferred[0] if preferred else None,
                    )


def inconsistent(collection: Collection, knowledge: Knowledge, glossary: Glossary) -> Iterator[CollectionFinding]:
    """Renderings that a report has beside another of the same term. Arguments: `term` and `rendering`, as they stand
    here, and `other`, the rendering that the report has more often, or first.
    """
    renderings = _renderings(knowledge, glossary)
    if not renderings:
        return
    terms = _Terms(renderings)
    for report in collection.every_report():
        for finding in _first(_inconsistent_in(report, terms, renderings)):
            yield CollectionFinding(report.report_id, finding)


def _renderings(knowledge: Knowledge, glossary: Glossary) -> dict[Words, tuple[str, ...]]:
    """The terms of several words with all their renderings, where they have more than one."""
    known: defaultdict[Words, dict[str, None]] = defaultdict(dict)
    for term in glossary.terms:
        known[_words(term.en)][_plain(term.zh)] = None
    for mined in knowledge.term_pairs:
        if mined.confidence >= RENDERING_MIN:
            known[_words(mined.en)][_plain(mined.zh)] = None
    for pair in knowledge.abbreviations:
        known[_words(pair.en)][_plain(pair.zh)] = None
    return {words: tuple(runs) for words, runs in known.items() if len(words) >= WORDS_MIN and len(runs) > 1}


def _inconsistent_in(report: Report, terms: _Terms, renderings: dict[Words, tuple[str, ...]]) -> Iterator[Finding]:
    found: defaultdict[Words, list[tuple[_Place, _Place]]] = defaultdict(list)
    for en, zh, bead in _beads(report, INCONSISTENT_CONFIDENCE_MIN):
        for place in _once(terms.places(en, bead.en)):
            runs = [run for rendering in renderings[_of(place)] for run in _runs(rendering, zh, bead.zh)]
            longest = [run for run in runs if not any(_within(run, other) for other in runs)]
            if len(longest) == 1:
                found[_of(place)].append((place, longest[0]))
    for pairs in found.values():
        counts = Counter(str(run.term) for _, run in pairs)  # in the order of the text: of equal ones the first
        usual = max(counts, key=lambda run: counts[run])
        for place, run in pairs:
            if not _is_short_for(str(run.term), usual) and not _is_short_for(usual, str(run.term)):
                version = report.version("en")
                term = version.text[place.start : place.end] if version is not None else ""
                yield Finding(
                    "terms.inconsistent",
                    "low",
                    (Span("zh", run.start, run.end), Span("en", place.start, place.end)),
                    (("term", term), ("rendering", str(run.term)), ("other", usual)),
                    usual if counts[usual] > counts[str(run.term)] else None,
                )


def _beads(report: Report, confidence: float) -> Iterator[tuple[Version, Version, Bead]]:
    """The beads with both sides that are at least so sure."""
    en, zh = report.version("en"), report.version("zh")
    if report.alignment is not None and en is not None and zh is not None:
        for bead in report.alignment.beads:
            if bead.en and bead.zh and bead.confidence >= confidence:
                yield en, zh, bead


def _runs(run: str, version: Version, sentences: Sequence[int]) -> list[_Place]:
    """Where a Chinese term stands in sentences, blanks within it left out of account."""
    plain = _plain(run)
    if not plain:
        return []  # an empty pattern would stand everywhere
    pattern = _pattern(plain)
    found: list[_Place] = []
    for number in sentences:
        first, last = version.sentences[number]
        text = fold(version.text[first:last])
        found += [_Place(run, first + match.start(), first + match.end()) for match in pattern.finditer(text)]
    return found


@lru_cache(maxsize=1 << 12)
def _pattern(run: str) -> re.Pattern[str]:
    """A run with blanks where there may be some; Latin letters at its ends do not stand inside words."""
    inside = " ?".join(re.escape(character) for character in run)
    before = r"(?<![a-z0-9])" if run[:1].isascii() else ""
    return re.compile(before + inside + (r"(?![a-z0-9])" if run[-1:].isascii() else ""), re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def _words(term: str) -> Words:
    """What an English term is looked up by."""
    return tuple(singular_of(token.text) for token in line_tokens(term))


@lru_cache(maxsize=1 << 14)
def _plain(run: str) -> str:
    return "".join(fold(run).lower().split())


def _of(place: _Place) -> Words:
    assert isinstance(place.term, tuple)
    return place.term


def _once(places: Sequence[_Place]) -> list[_Place]:
    """The places of terms that a bead has once: of two it is not known which run renders which."""
    counts = Counter(place.term for place in places)
    return [place for place in places if counts[place.term] == 1]


def _within(inner: _Place, outer: _Place) -> bool:
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and (inner.start, inner.end) != (outer.start, outer.end)


def _is_short_for(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in their order, as in its abbreviation."""
    rest = iter(long)
    return all(character in rest for character in short)


def _first(findings: Iterator[Finding]) -> list[Finding]:
    """The first findings of a report, each place once."""
    places: dict[tuple[Span, ...], Finding] = {}
    for finding in findings:
        places.setdefault(finding.spans[:1], finding)
        if len(places) == FINDINGS_MAX:
            break
    return list(places.values())
