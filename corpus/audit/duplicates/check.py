"""The check of the collection that tells of each report which others are the same work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import Final, Literal, NamedTuple, TypeAlias

from corpus.audit.collection import Collection, CollectionFinding
from corpus.audit.duplicates.candidates import similar_pairs
from corpus.audit.duplicates.fingerprints import WORDS_MIN, Numbers, content_words, min_hash
from corpus.audit.duplicates.texts import kind_of_copy, likeness
from corpus.audit.findings import Finding
from corpus.identifiers import normal_doi, normal_pmid
from corpus.knowledge import Knowledge
from corpus.lexicon.glossary import Glossary
from corpus.model import SIDES, Report, Severity, Side, Span

# An identifier that more reports carry is a mistake of their source, and makes no two of them one work.
CARRIERS_MAX: Final = 8
# Pairs whose reports are in memory at a time.
BATCH: Final = 50

Kind: TypeAlias = Literal["identifier", "near", "altered", "translation"]
# Two reports of one work in one language are a fault of the collection; in two languages they complete each other.
SEVERITIES: Final[dict[Kind, Severity]] = {
    "identifier": "medium",
    "near": "medium",
    "altered": "medium",
    "translation": "low",
}


class _Text(NamedTuple):
    """A text that may be a copy: the id of its report, and its side."""

    report_id: str
    side: Side


def duplicates(collection: Collection, knowledge: Knowledge, glossary: Glossary) -> Iterator[CollectionFinding]:  # noqa: ARG001
    """Both reports of every pair that is one work; of several reasons the strongest is given.

    Holds a MinHash of 512 bytes for each text, and what identifiers there are.
    """
    texts: list[_Text] = []
    hashes: list[Numbers] = []
    carriers: defaultdict[str, list[str]] = defaultdict(list)
    for report in collection.every_report():
        for identifier in _identifiers(report):
            carriers[identifier].append(report.report_id)
        for side in SIDES:
            version = report.version(side)
            if version is not None and len(words := content_words(version)) >= WORDS_MIN:
                texts.append(_Text(report.report_id, side))
                hashes.append(min_hash(words))
    translations = {frozenset((link.first, link.second)) for link in collection.links.every()}
    told: set[frozenset[str]] = set()
    for one, other, identifier in _carrying(carriers):
        pair = frozenset((one, other))
        if pair not in told | translations:
            told.add(pair)
            yield from _both(collection, "identifier", one, other, (("identifier", identifier),))
    for one, other, kind, share in _copies(collection, texts, similar_pairs(hashes)):
        pair = frozenset((one, other))
        if pair not in told:
            told.add(pair)
            yield from _both(collection, kind, one, other, (("share", f"{share:.0%}"),))
    for one, other in sorted(tuple(sorted(pair)) for pair in translations - told):
        yield from _both(collection, "translation", one, other, ())


def _identifiers(report: Report) -> Iterator[str]:
    if doi := normal_doi(report.citation.doi):
        yield f"doi:{doi}"
    if pmid := normal_pmid(report.citation.pmid):
        yield f"pmid:{pmid}"


def _carrying(carriers: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """The pairs of reports that carry one identifier, with it."""
    for identifier in sorted(carriers):
        ids = carriers[identifier]
        if 2 <= len(ids) <= CARRIERS_MAX:
            for one, other in combinations(ids, 2):
                yield (one, other, identifier)


def _copies(
    collection: Collection, texts: Sequence[_Text], pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str, Kind, float]]:
    """Those of the pairs that are copies, with what their texts share of words."""
    waiting = iter(pairs)
    while batch := list(islice(waiting, BATCH)):
        reports = collection.reports({texts[place].report_id for pair in batch for place in pair})
        for first, second in batch:
            one, other = texts[first], texts[second]
            if one.side != other.side or one.report_id == other.report_id:
                continue
            version, copy = reports[one.report_id].version(one.side), reports[other.report_id].version(one.side)
            if version is None or copy is None:
                continue
            like = likeness(version, copy)
            if kind := kind_of_copy(like, one.side):
                yield (one.report_id, other.report_id, kind, like.words)


def _both(
    collection: Collection, kind: Kind, one: str, other: str, arguments: tuple[tuple[str, str], ...]
) -> Iterator[CollectionFinding]:
    """A finding in each of the two, which names the other."""
    reports = collection.reports((one, other))
    for here, there in ((one, other), (other, one)):
        span = _beginning(reports[here]) if here in reports else None
        if span is not None:
            found = Finding(f"duplicates.{kind}", SEVERITIES[kind], (span,), (("other", there), *arguments))
            yield CollectionFinding(here, found, there)


def _beginning(report: Report) -> Span | None:
    """The first sentence of a report: its title, if it has one."""
    for side in SIDES:
        version = report.version(side)
        if version is not None and version.sentences:
            return Span(side, *version.sentences[0])
    return None
