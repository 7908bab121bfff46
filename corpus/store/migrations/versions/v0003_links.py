"""Links between two reports of one work."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "links",
        sa.Column("first", sa.String, primary_key=True),
        sa.Column("second", sa.String, nullable=False, unique=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("first_revision", sa.Integer, nullable=False),
        sa.Column("second_revision", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
