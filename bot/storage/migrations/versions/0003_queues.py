"""Deliveries in queues, where what waits in one holds up no other, and in turns.

What is owed already keeps the order of its chat as a whole.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The columns, and for what is still owed its chat; each lane times ten,
    which leaves room between them.
    """
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("queue", sa.String(length=170), nullable=True))
        table.add_column(sa.Column("turn", sa.DateTime(timezone=True), nullable=True))
        table.drop_index("ix_deliveries_queue")
        table.create_index("ix_deliveries_queue", ["state", "lane", "turn", "id"])
    names = ("queue", "address", "state", "lane", "turn", "created_at")
    deliveries = sa.table("deliveries", *map(sa.column, names))
    owed = deliveries.c.state.in_(["queued", "sending"])
    op.execute(deliveries.update().where(owed).values(queue=deliveries.c.address))
    since = deliveries.c.created_at
    op.execute(deliveries.update().values(lane=deliveries.c.lane * 10, turn=since))


def downgrade() -> None:
    """There is no way back, as from the form before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
