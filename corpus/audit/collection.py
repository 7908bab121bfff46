"""Rules that need the whole collection: what one report alone does not show.

A check of the collection is a function `(collection, knowledge, glossary) -> Iterable[CollectionFinding]`; it goes
through the reports as often as it needs to, and never holds all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from corpus.audit.findings import Finding, Keys
from corpus.knowledge import Knowledge
from corpus.lexicon.glossary import Glossary
from corpus.model import Flag, Link, Report
from corpus.registry import resolve

# name of the rule, family first -> "module:attribute" of the check that looks for it
COLLECTION_RULES: Final[dict[str, str]] = {
    "duplicates.identifier": "corpus.audit.duplicates.check:duplicates",
    "duplicates.near": "corpus.audit.duplicates.check:duplicates",
    "duplicates.altered": "corpus.audit.duplicates.check:duplicates",
    "duplicates.translation": "corpus.audit.duplicates.check:duplicates",
    "terms.forbidden": "corpus.audit.terms:forbidden",
    "terms.inconsistent": "corpus.audit.terms:inconsistent",
}

# One more whenever a rule finds other things than before: a collection that older rules saw is due.
RULES_VERSION: Final = 2

# Reports in memory at a time.
BATCH: Final = 100


class EveryLink(Protocol):
    """The links between reports of one work."""

    def every(self) -> Iterator[Link]:
        """Every link in the order of the English ids."""
        ...


class Collection(Protocol):
    """What checks see of the store."""

    @property
    def links(self) -> EveryLink:
        """The links between reports of one work."""
        ...

    def every_report(self) -> Iterator[Report]:
        """Every report in the order of ids."""
        ...

    def reports(self, ids: Iterable[str]) -> dict[str, Report]:
        """The reports among `ids` that exist."""
        ...


class CollectionFinding(NamedTuple):
    """A finding in a report; `other` is the id of the other report that it speaks of, if it speaks of one."""

    report_id: str
    finding: Finding
    other: str = ""


class CollectionCheck(Protocol):
    """A check of the collection: its findings follow from the set of reports alone, in any order."""

    def __call__(self, collection: Collection, knowledge: Knowledge, glossary: Glossary) -> Iterable[CollectionFinding]:
        """The findings, each with at least one span in a report of the collection."""
        ...


def audit_collection(collection: Collection, knowledge: Knowledge, glossary: Glossary) -> dict[str, tuple[Flag, ...]]:
    """For each report that a rule of the collection objects to, its flags, in the order of rules and places."""
    found: defaultdict[str, list[CollectionFinding]] = defaultdict(list)
    for place in dict.fromkeys(COLLECTION_RULES.values()):
        check: CollectionCheck = resolve(place)
        for finding in check(collection, knowledge, glossary):
            found[finding.report_id].append(finding)
    flags: dict[str, tuple[Flag, ...]] = {}
    for ids in _batches(sorted(found)):
        for report_id, report in collection.reports(ids).items():
            flags[report_id] = _flags(report, found[report_id])
    return flags


def _flags(report: Report, findings: Sequence[CollectionFinding]) -> tuple[Flag, ...]:
    """The findings in one report, with their keys: the same, whatever other findings there are."""
    rules = {rule: number for number, rule in enumerate(COLLECTION_RULES)}
    in_order = sorted(findings, key=lambda one: (rules[one.finding.rule], one.finding.spans, one.other))
    keys = Keys(report)
    return tuple(keys.flag(finding, other=other) for _, finding, other in in_order)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
