"""The terms of a collection as a list: mined from beads, defined as abbreviations, given by a user's glossary."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.knowledge import AbbreviationPair, Knowledge, MinedTerm
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary, GlossaryTerm, Status
from corpus.lexicon.term_pairs import Evidence, confidence
from corpus.lexicon.term_pairs.association import Association
from corpus.lexicon.term_pairs.defined import coverage_of
from corpus.lexicon.term_pairs.phrases import english_key, english_tokens
from corpus.model import Side
from corpus.words.folding import fold

TermSource: TypeAlias = Literal["glossary", "abbreviation", "mined"]
TERM_SOURCES: Final[tuple[TermSource, ...]] = ("glossary", "abbreviation", "mined")

# A pair of less confidence is not listed; what a user's glossary says is.
LISTED_MIN: Final = 0.5
# What a report defines is likelier than what only stands together in it, by as much as this adds (in log odds).
DEFINED_WORTH: Final = 0.8
# Names of drugs that sound this much alike are one name.
SOUNDS_SURE: Final = 0.85


class Term(NamedTuple):
    """A pair of terms as written, with everything that is known of it.

    `confidence` is between 0 and 1, 1 for what a glossary gives; `beads` and `reports` count where each renders the
    other, `reports` also where an abbreviation is defined; `status` is that of the glossary, else empty.
    """

    en: str
    zh: str
    sources: tuple[TermSource, ...]
    confidence: float
    beads: int = 0
    reports: int = 0
    short: str = ""
    status: Status | Literal[""] = ""
    years: tuple[tuple[int, int], ...] = ()
    journals: tuple[tuple[str, int], ...] = ()

    def on(self, side: Side) -> str:
        """The term of one language."""
        return self.en if side == "en" else self.zh


class Variants(NamedTuple):
    """A term of one language with the several that render it in the other, the most frequent first."""

    term: str
    renderings: tuple[Term, ...]


class TermList:
    """The terms of some knowledge and a glossary, the surest first, and every abbreviation that reports define."""

    def __init__(self, knowledge: Knowledge, glossary: Glossary = NO_GLOSSARY) -> None:
        self.knowledge: Final = knowledge.number
        self._terms: dict[tuple[str, str], Term] = {}
        for mined in (*knowledge.term_pairs, *_names(knowledge)):
            self._add(_mined(mined))
        evidence = Evidence(knowledge.pairs)
        for pair in knowledge.abbreviations:
            self._add(_defined(pair, evidence))
        for given in glossary.terms:
            self._add(_given(given))
        defined = (term for term in self._terms.values() if "abbreviation" in term.sources)
        self.abbreviations: Final = tuple(sorted(defined, key=lambda term: (term.short.lower(), term.short, term)))
        listed = (term for term in self._terms.values() if term.confidence >= LISTED_MIN or term.status)
        self.terms: Final = tuple(sorted(listed, key=_order))

    def matching(self, query: str) -> tuple[Term, ...]:
        """The terms of which one side or the short form holds the query, whole terms first; all for an empty query."""
        return _matching(self.terms, query)

    def matching_abbreviations(self, query: str) -> tuple[Term, ...]:
        """The same of the abbreviations."""
        return _matching(self.abbreviations, query)

    def variants(self, side: Side, query: str = "") -> tuple[Variants, ...]:
        """The terms of one language that have several renderings, those that the most reports use first."""
        groups: defaultdict[str, list[Term]] = defaultdict(list)
        for term in self.matching(query):
            if term.beads or term.status or "abbreviation" in term.sources:
                groups[term_key(term.on(side), side)].append(term)
        found = [
            Variants(group[0].on(side), tuple(sorted(group, key=lambda one: (-one.reports, *_order(one)))))
            for group in groups.values()
            if len(group) > 1
        ]
        return tuple(sorted(found, key=lambda one: (-sum(term.reports for term in one.renderings), one.term)))

    def _add(self, new: Term) -> None:
        key = term_key(new.en, "en"), term_key(new.zh, "zh")
        old = self._terms.get(key)
        self._terms[key] = new if old is None else _joined(old, new)


def term_key(term: str, side: Side) -> str:
    """What terms of one language are the same by: in English spelling, number and case do not count."""
    if side == "zh":
        return "".join(fold(term).lower().split())
    tokens = english_tokens(term)
    return english_key(tokens) if tokens and all(tokens) else _plain(term)


def _matching(terms: Sequence[Term], query: str) -> tuple[Term, ...]:
    wanted = _plain(query)
    if not wanted:
        return tuple(terms)
    found = [(place, term) for term in terms if (place := _place_of(wanted, term)) is not None]
    found.sort(key=lambda one: one[0])  # stable: the surest first among equals
    return tuple(term for _, term in found)


def _plain(text: str) -> str:
    return " ".join(fold(text).lower().split())


def _place_of(wanted: str, term: Term) -> int | None:
    """How a term holds what is wanted: 0 as a whole, 1 from its beginning or that of a word, 2 anywhere."""
    texts = (_plain(term.en), _plain(term.zh), term.short.lower())
    if wanted in texts or term_key(wanted, "en") == term_key(term.en, "en"):
        return 0
    if any(text.startswith(wanted) or f" {wanted}" in text for text in texts):
        return 1
    return 2 if any(wanted in text for text in texts) else None


def _order(term: Term) -> tuple[bool, float, int, str, str]:
    return term.status == "forbidden", -term.confidence, -term.beads, term.en, term.zh


def _joined(old: Term, new: Term) -> Term:
    """A pair that two sources have."""
    sources = {*old.sources, *new.sources}
    return old._replace(
        sources=tuple(source for source in TERM_SOURCES if source in sources),
        confidence=max(old.confidence, new.confidence),
        beads=max(old.beads, new.beads),
        reports=max(old.reports, new.reports),
        short=old.short or new.short,
        status=new.status or old.status,
        years=old.years or new.years,
        journals=old.journals or new.journals,
    )


def _mined(term: MinedTerm) -> Term:
    return Term(
        term.en,
        term.zh,
        ("mined",),
        term.confidence,
        term.beads,
        term.reports,
        years=term.years,
        journals=term.journals,
    )


def _names(knowledge: Knowledge) -> Iterator[MinedTerm]:
    """Names of drugs that sound alike, where beads teach nothing surer."""
    named = {term_key(term.en, "en") for term in knowledge.term_pairs}
    for pair in knowledge.terms:
        if pair.en not in named and pair.probability >= SOUNDS_SURE:
            yield MinedTerm(pair.en, pair.zh, round(0.9 * pair.probability, 4), pair.occurrences, 0)


def _defined(pair: AbbreviationPair, evidence: Evidence) -> Term:
    likely = confidence(Association(pair.occurrences, 1.0, 0.0), coverage_of(pair.en, pair.zh, evidence), DEFINED_WORTH)
    return Term(pair.en, pair.zh, ("abbreviation",), round(likely, 4), 0, pair.occurrences, pair.short)


def _given(term: GlossaryTerm) -> Term:
    return Term(term.en, term.zh, ("glossary",), 0.0 if term.status == "forbidden" else 1.0, status=term.status)
