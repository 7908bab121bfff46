"""Each row of reports says which knowledge its alignment was made with, read from its content; studies are counted."""

import zlib
from typing import Final

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Rows whose content is in memory at a time.
PAGE: Final = 100


class _Alignment(msgspec.Struct):
    """What is read of an alignment."""

    knowledge: int


class _Report(msgspec.Struct):
    """What is read of a report: the form it had at this version, whatever the model has become since."""

    alignment: _Alignment | None


def upgrade() -> None:
    """Add the column with its values, the index that answers for it, and the counter of studies."""
    op.add_column("reports", sa.Column("knowledge", sa.Integer))
    _fill(op.get_bind())
    op.drop_index("reports_by_superseded_at", "reports")
    op.create_index("reports_by_superseded_at", "reports", ["superseded_at", "report_id", "knowledge"])
    op.bulk_insert(sa.table("counters", sa.column("name"), sa.column("value")), [{"name": "studied", "value": 0}])


def _fill(connection: sa.Connection) -> None:
    """Read the number out of every row's content."""
    last = 0
    select = sa.text("SELECT rowid, content FROM reports WHERE rowid > :last ORDER BY rowid LIMIT :page")
    update = sa.text("UPDATE reports SET knowledge = :number WHERE rowid = :row")
    decoder = msgspec.json.Decoder(_Report)
    while rows := connection.execute(select, {"last": last, "page": PAGE}).all():
        last = rows[-1].rowid
        found = [(row.rowid, decoder.decode(zlib.decompress(row.content)).alignment) for row in rows]
        values = [{"row": row, "number": aligned.knowledge} for row, aligned in found if aligned is not None]
        if values:
            connection.execute(update, values)
