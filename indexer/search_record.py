"""The search record: everything that a search depended on and all that it found, to be printed, kept and run again.

It names the query as typed and as read, what was added to it and why, the literal query that was evaluated, the state
of the collection, of what it taught and of the index, and every report found, in the order in which it was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from corpus.model import Side
from indexer.engine import SearchRequest, Sort
from indexer.feedback import ADDED_MAX
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.limits import QUERY_CHARACTERS_MAX
from indexer.literal_query import literal_cut
from indexer.plan import AllOf, HasValue
from indexer.search import Inquiry, MatchMode, Reading

KIND: Final = "duizhao search record"
FORMAT: Final = 1
_IDS_IN_CHUNK: Final = 1_000

# What a record may hold: more than any search depends on, little enough to be run again.
MEMBERS_MAX: Final = 1_000
NAME_CHARACTERS_MAX: Final = 1_000
# As SQLite keeps numbers.
_NUMBER_MAX: Final = 2**63 - 1

Name: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\S", max_length=NAME_CHARACTERS_MAX)]
Names: TypeAlias = Annotated[tuple[Name, ...], msgspec.Meta(max_length=MEMBERS_MAX)]
Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=_NUMBER_MAX)]
Weight: TypeAlias = Annotated[float, msgspec.Meta(gt=0, le=1)]


@dataclass(frozen=True, slots=True)
class RecordedExpansion:
    """What was looked for beside what was typed: for `said`, `rendering`, because of `source` with its arguments."""

    said: Name
    rendering: Name
    source: Name
    weight: Weight
    reason: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedFilter:
    """A condition that was chosen beside the query: the filter holds one of these values."""

    filter: FilterName
    values: Annotated[tuple[Name, ...], msgspec.Meta(min_length=1, max_length=MEMBERS_MAX)]

    def match(self) -> HasValue:
        """The condition as an engine takes it."""
        return HasValue(self.filter, frozenset(self.values))


@dataclass(frozen=True, slots=True)
class LanguageCounts:
    """The reports found that have an English version, a Chinese one, both."""

    en: Number
    zh: Number
    both: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """A search and what it found. `reports` are all that were searched, `total` those found, `ids` theirs in order.

    `without` are the names of expansions that were refused, `removed` those of them that the search would have had.
    """

    record: Literal["duizhao search record"] = KIND
    format: int = FORMAT
    searched_at: Annotated[datetime, msgspec.Meta(tz=True)]  # UTC
    query: Annotated[str, msgspec.Meta(max_length=QUERY_CHARACTERS_MAX)]  # as typed
    canonical: str
    literal: str  # every stem, wildcard and expansion written out; cut where it is longer than anybody reads
    lang: Side | None = None
    match: MatchMode = "all"
    sort: Sort = "relevance"
    filters: Annotated[tuple[RecordedFilter, ...], msgspec.Meta(max_length=MEMBERS_MAX)] = ()
    cross_lingual: bool = False
    without: Names = ()
    removed: Names = ()
    expansions: Annotated[tuple[RecordedExpansion, ...], msgspec.Meta(max_length=MEMBERS_MAX)] = ()
    added: Annotated[tuple[Name, ...], msgspec.Meta(max_length=ADDED_MAX)] = ()  # words by which it was broadened
    total: Number
    languages: LanguageCounts
    reports: Number
    generation: Number
    revision: Number
    knowledge: Number  # what the expansions were made from
    glossary: str = ""  # the hash of the user's own, empty without one
    words_fingerprint: Name
    engine: Name
    duizhao: Name  # the program's version
    ids: tuple[str, ...] = ()

    def inquiry(self) -> Inquiry:
        """What was asked."""
        return Inquiry(
            text=self.query,
            lang=self.lang,
            match=self.match,
            cross_lingual=self.cross_lingual,
            without=frozenset(self.without),
            added=self.added,
            filters=tuple(one.match() for one in self.filters),
            sort=self.sort,
        )


def make_record(reading: Reading, generation: OpenGeneration) -> SearchRecord:
    """Search for all that a reading finds, whatever its page, and record it."""
    inquiry = reading.inquiry
    manifest = generation.manifest
    request = SearchRequest(plan=reading.plan, limit=manifest.reports, sort=inquiry.sort, filters=inquiry.filters)
    found = generation.engine.search(request)
    return SearchRecord(
        searched_at=datetime.now(UTC).replace(microsecond=0),
        query=inquiry.text,
        canonical=reading.canonical,
        literal=literal_cut(AllOf((reading.plan.match, *inquiry.filters)), generation.vocabulary),
        lang=inquiry.lang,
        match=inquiry.match,
        sort=inquiry.sort,
        filters=tuple(RecordedFilter(one.filter, tuple(sorted(one.values))) for one in inquiry.filters),
        cross_lingual=inquiry.cross_lingual,
        without=tuple(sorted(inquiry.without)),
        removed=reading.expanded.removed,
        expansions=tuple(
            RecordedExpansion(one.said, one.rendering, one.source, one.weight, one.reason)
            for one in reading.expanded.expansions
        ),
        added=inquiry.added,
        total=found.total,
        languages=LanguageCounts(*(_having(request, sides, generation) for sides in (("en",), ("zh",), ("en", "zh")))),
        reports=manifest.reports,
        generation=generation.number,
        revision=manifest.revision,
        knowledge=generation.knowledge,
        glossary=generation.glossary,
        words_fingerprint=manifest.words_fingerprint,
        engine=manifest.engine,
        duizhao=version("duizhao"),
        ids=tuple(hit.entry_id for hit in found.hits),
    )


def _having(request: SearchRequest, sides: tuple[str, ...], generation: OpenGeneration) -> int:
    """The reports found that have all of these versions."""
    filters = (*request.filters, *(HasValue("lang", frozenset((side,))) for side in sides))
    return generation.engine.search(replace(request, limit=0, filters=filters)).total


def record_json(record: SearchRecord) -> Iterator[bytes]:
    """The record as JSON, an id a line, in pieces of bounded size."""
    head = msgspec.json.format(msgspec.json.encode(replace(record, ids=())), indent=1)
    before, _, after = head.rpartition(b"[]")
    yield before + b"["
    for start in range(0, len(record.ids), _IDS_IN_CHUNK):
        lines = (b"\n  " + msgspec.json.encode(one) for one in record.ids[start : start + _IDS_IN_CHUNK])
        yield (b"," if start else b"") + b",".join(lines)
    yield (b"\n ]" if record.ids else b"]") + after + b"\n"
