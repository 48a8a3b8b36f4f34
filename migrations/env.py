"""Alembic's entry: the caller hands over an open connection."""

from alembic import context

from cpe_tracker.model.tables import Tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Tables.metadata)
with context.begin_transaction():
    context.run_migrations()
