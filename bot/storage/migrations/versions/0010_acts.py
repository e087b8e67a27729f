"""Replies that can be taken back, tickets that are refused and appealed, and their priority."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The columns; of the replies of before nobody knows, and they are too old for it."""
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("expert", NUMBER, nullable=True))
        table.add_column(sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("held", sa.Boolean(), nullable=True))
    with op.batch_alter_table("tickets") as table:
        table.add_column(sa.Column("refused", sa.String(40), nullable=True))
        table.add_column(sa.Column("appealed", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("joined", NUMBER, nullable=True))
        table.add_column(sa.Column("priority", sa.String(8), nullable=True))
        table.add_column(sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
