"""Promises that are renewed: from when they run, when one lapsed; and whose turn it really is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SILENCES = ("worked_at", "answered_at", "nudged_at")
FLAGS = ("asks", "on_it", "legal")


def upgrade() -> None:
    """The columns; of the tickets of before nobody knows, so a lapsed date is told once."""
    with op.batch_alter_table("tickets") as table:
        for name in ("renewed_at", "lapsed_at", "reminded_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        for name in FLAGS:
            table.add_column(sa.Column(name, sa.Boolean(), nullable=True))
        table.add_column(sa.Column("reason", sa.Text(), nullable=True))
        for name in SILENCES:
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    # who is silent is silent from now on: nobody hears of a hundred old tickets at once
    for name, status in (("worked_at", "open"), ("answered_at", "pending")):
        op.execute(f"UPDATE tickets SET {name} = CURRENT_TIMESTAMP WHERE status = '{status}'")  # noqa: S608


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
