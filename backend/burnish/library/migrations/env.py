"""Run by Alembic: applies the migrations on the connection, and within the transaction, of ``open_database``."""

from alembic import context

from burnish.library.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()
