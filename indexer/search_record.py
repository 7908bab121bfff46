"""The search record: everything that a search depended on and all that it found, to be printed, kept and run again.

It names the query as typed and as read, what was added to it and why, the literal query that was evaluated, the state
of the collection, of what it taught and of the index, and every report found, in the order in which it was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Final, Literal

import msgspec

from corpus.model import Side
from corpus.store import Store
from indexer.engine import SearchRequest, Sort
from indexer.errors import IndexerError
from indexer.fields import FilterName
from indexer.generations import OpenGeneration
from indexer.literal_query import literal
from indexer.plan import AllOf, HasValue
from indexer.search import Inquiry, MatchMode, Reading

KIND: Final = "duizhao search record"
FORMAT: Final = 1
# Of a million reports with long ids; nothing longer is read.
RECORD_BYTES_MAX: Final = 256_000_000
_IDS_IN_CHUNK: Final = 1_000


class BadRecord(IndexerError):
    """A file that is no search record, or one that this program cannot read."""


@dataclass(frozen=True, slots=True)
class RecordedExpansion:
    """What was looked for beside what was typed: for `said`, `rendering`, because of `source` with its arguments."""

    said: str
    rendering: str
    source: str
    weight: float
    reason: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedFilter:
    """A condition that was chosen beside the query: the filter holds one of these values."""

    filter: FilterName
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageCounts:
    """The reports found that have an English version, a Chinese one, both."""

    en: int
    zh: int
    both: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """A search and what it found. `reports` are all that were searched, `total` those found, `ids` theirs in order."""

    record: Literal["duizhao search record"] = KIND
    format: int = FORMAT
    searched_at: datetime  # UTC
    query: str  # as typed
    canonical: str
    literal: str  # every stem, wildcard and expansion written out
    lang: Side | None = None
    match: MatchMode = "all"
    sort: Sort = "relevance"
    filters: tuple[RecordedFilter, ...] = ()
    cross_lingual: bool = False
    without: tuple[str, ...] = ()
    expansions: tuple[RecordedExpansion, ...] = ()
    added: tuple[str, ...] = ()  # words by which the search was broadened
    total: int
    languages: LanguageCounts
    reports: int
    generation: int
    revision: int
    knowledge: int
    words_fingerprint: str
    engine: str
    duizhao: str  # the program's version
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
            filters=tuple(HasValue(one.filter, frozenset(one.values)) for one in self.filters),
            sort=self.sort,
        )


def make_record(reading: Reading, generation: OpenGeneration, store: Store) -> SearchRecord:
    """Search for all that a reading finds, whatever its page, and record it."""
    inquiry = reading.inquiry
    manifest = generation.manifest
    request = SearchRequest(plan=reading.plan, limit=manifest.reports, sort=inquiry.sort, filters=inquiry.filters)
    found = generation.engine.search(request)
    return SearchRecord(
        searched_at=datetime.now(UTC).replace(microsecond=0),
        query=inquiry.text,
        canonical=reading.canonical,
        literal=literal(AllOf((reading.plan.match, *inquiry.filters)), generation.vocabulary),
        lang=inquiry.lang,
        match=inquiry.match,
        sort=inquiry.sort,
        filters=tuple(RecordedFilter(one.filter, tuple(sorted(one.values))) for one in inquiry.filters),
        cross_lingual=inquiry.cross_lingual,
        without=tuple(sorted(inquiry.without)),
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
        knowledge=store.knowledge().number,
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


def read_record(data: bytes) -> SearchRecord:
    """The record in a JSON file; raises BadRecord for anything else."""
    if len(data) > RECORD_BYTES_MAX:
        raise BadRecord(f"the file is longer than a search record may be ({RECORD_BYTES_MAX} bytes)")
    try:
        named = msgspec.json.decode(data, type=_Named)
        if named.record != KIND:
            raise BadRecord("the file is no search record")
        if named.format != FORMAT:
            raise BadRecord(f"the record has format {named.format}, this program reads {FORMAT}")
        return msgspec.json.decode(data, type=SearchRecord)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise BadRecord(f"the file is no search record: {exc}") from exc


class _Named(msgspec.Struct):
    record: str = ""
    format: int = 0
