"""Deliveries in queues: what waits in one holds up no other.

What is owed already keeps the order of its chat as a whole.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column, and for what is still owed its chat."""
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("queue", sa.String(length=170), nullable=True))
    deliveries = sa.table("deliveries", *map(sa.column, ("queue", "address", "state")))
    owed = deliveries.c.state.in_(["queued", "sending"])
    op.execute(deliveries.update().where(owed).values(queue=deliveries.c.address))


def downgrade() -> None:
    """There is no way back, as from the form before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
