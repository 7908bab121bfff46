"""The first schema: reports by revision, their records, aliases, decisions, knowledge and generations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "reports",
        sa.Column("report_id", sa.String, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("superseded_at", sa.Integer),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("reports_by_revision", "reports", ["revision"])
    op.create_index("reports_by_superseded_at", "reports", ["superseded_at"])
    op.create_table(
        "records",
        sa.Column("report_id", sa.String, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("languages", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "taken",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("report_id", sa.String, nullable=False),
    )
    op.create_table(
        "aliases",
        sa.Column("alias", sa.String, primary_key=True),
        sa.Column("report_id", sa.String, primary_key=True),
    )
    op.create_index("aliases_by_report", "aliases", ["report_id"])
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("decided_at", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("decisions_by_target", "decisions", ["target"])
    op.create_table(
        "knowledge",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "generations",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("manifest_sha256", sa.String, nullable=False, unique=True),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.bulk_insert(sa.table("counters", sa.column("name"), sa.column("value")), [{"name": "revision", "value": 0}])
