"""The tables. A change here needs a migration in `migrations/versions`; a test holds the two together."""

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

METADATA: Final = MetaData()

# Every state of every report. A row is current at revision r when revision <= r < superseded_at; NULL is never.
reports: Final = Table(
    "reports",
    METADATA,
    Column("report_id", String, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("superseded_at", Integer),
    Column("digest", String, nullable=False),  # SHA-256 of what the report says, without revision and sources
    Column("content", LargeBinary, nullable=False),  # corpus.store.packing
    Column("knowledge", Integer),  # the number that its alignment names; NULL without an alignment
    Column("collection_flags", LargeBinary),  # what only the whole collection tells of it; NULL where nothing
    Index("reports_by_revision", "revision"),
    # Holds what is asked of all current reports, so that no row with its content need be read for it.
    Index("reports_by_superseded_at", "superseded_at", "report_id", "knowledge"),
)

# The records that a report is made from, in the order they came; those whose every language was replaced are gone.
records: Final = Table(
    "records",
    METADATA,
    Column("report_id", String, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("languages", String, nullable=False),  # sides or languages it gives, separated by spaces
    Column("content", LargeBinary, nullable=False),
)

# Every record ever taken, also those that were replaced since or changed nothing: it is not taken again.
taken: Final = Table(
    "taken",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("report_id", String, nullable=False),
)

# Two works may claim one identifier; the alias then leads to the smaller report_id, whichever came first.
aliases: Final = Table(
    "aliases",
    METADATA,
    Column("alias", String, primary_key=True),
    Column("report_id", String, primary_key=True),
    Index("aliases_by_report", "report_id"),
)

decisions: Final = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("target", String, nullable=False),
    Column("action", String, nullable=False),
    Column("who", String, nullable=False),
    Column("decided_at", String, nullable=False),  # ISO 8601
    Column("reason", Text, nullable=False),
    Index("decisions_by_target", "target"),
)

# Two reports of one work; each is in one link at most. The numbers say what the alignment was made from.
links: Final = Table(
    "links",
    METADATA,
    Column("first", String, primary_key=True),  # the English report's id
    Column("second", String, nullable=False, unique=True),  # the Chinese report's id
    Column("reason", String, nullable=False),
    Column("first_revision", Integer, nullable=False),
    Column("second_revision", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the alignment, packed
)

knowledge: Final = Table(
    "knowledge",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# The flags of current reports, and those that are gone: a flag that comes again has the key it had, and its `since`.
flags: Final = Table(
    "flags",
    METADATA,
    Column("key", String, primary_key=True),
    Column("report_id", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("position", Integer, nullable=False),  # in the order of its report's texts, from 0
    Column("since", Integer, nullable=False),  # the revision that had it first
    Column("gone_at", Integer),  # the revision from which its report no longer has it; NULL while it does
    Index("flags_by_report", "report_id"),
    Index("flags_by_rule", "gone_at", "rule", "severity"),
)

# Published generations of the index, by the hash of their manifest; they keep the rows of their revision alive.
generations: Final = Table(
    "generations",
    METADATA,
    Column("name", String, primary_key=True),
    Column("manifest_sha256", String, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
)

# "revision": changes so far. "studied": bilingual reports when a study last came to its end; 0 while one is under way.
counters: Final = Table(
    "counters",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)
