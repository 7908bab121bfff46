"""The history of the schema, run by Alembic without an ini file: the scripts are in `versions`, oldest first."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

FOLDER: Final = Path(__file__).parent


def config(connection: Connection) -> Config:
    """Alembic's configuration over an open connection."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return settings


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the database to a version, inside the connection's transaction."""
    command.upgrade(config(connection), version)
