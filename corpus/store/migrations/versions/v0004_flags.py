"""A table of flags beside the reports that hold them, and room for those that the whole collection speaks for."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# Reports in memory at a time.
PAGE = 100


def upgrade() -> None:
    """Make the table and the column, and list the flags of the reports that are here."""
    op.add_column("reports", sa.Column("collection_flags", sa.LargeBinary))
    flags = op.create_table(
        "flags",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("report_id", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("severity", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("gone_at", sa.Integer),
    )
    op.create_index("flags_by_report", "flags", ["report_id"])
    op.create_index("flags_by_rule", "flags", ["gone_at", "rule", "severity"])
    reports = sa.table("reports", *map(sa.column, ("report_id", "revision", "superseded_at", "content")))
    query = sa.select(reports).where(reports.c.superseded_at.is_(None)).order_by(reports.c.report_id).limit(PAGE)
    last = ""
    while rows := op.get_bind().execute(query.where(reports.c.report_id > last)).all():
        for row in rows:
            op.bulk_insert(flags, _flags(row.report_id, row.revision, row.content))
        last = rows[-1].report_id


def _flags(report_id: str, revision: int, content: bytes) -> list[dict[str, object]]:
    """The rows of a report's flags, as schema 0003 packed them."""
    return [
        {"key": flag["key"], "report_id": report_id, "rule": flag["rule"], "severity": flag["severity"]}
        | {"position": position, "since": revision, "gone_at": None}
        for position, flag in enumerate(json.loads(zlib.decompress(content))["flags"])
    ]
