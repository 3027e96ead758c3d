"""Alembic's entry: bot.adapters.store.upgrade hands in an open connection."""

from alembic import context

from bot.adapters.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
