"""Alembic's entry: runs the versions on the connection that `storage.migrate` hands over."""

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a table in place: batch mode copies it.
    render_as_batch=True,
)

with context.begin_transaction():
    context.run_migrations()
