"""Run by Alembic: applies the scripts on the connection it was given, inside that connection's transaction."""

from alembic import context

from corpus.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
