"""Alembic's entry: runs the migrations on the connection it is handed."""

from typing import Any

from alembic import context

from bot.storage.tables import metadata

told = context.config.attributes.get("told")
connection = context.config.attributes["connection"]


def applied(*, step: Any, **_: Any) -> None:
    """Whoever waits for the migrations hears of each."""
    if told is not None:
        forms = context.script.walk_revisions()
        numbers = [one.revision for one in reversed(list(forms))]
        told(numbers.index(step.up_revision_id) + 1, len(numbers))


context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    on_version_apply=applied,  # type: ignore[arg-type] # is called by keywords
)
with context.begin_transaction():
    context.run_migrations()
