"""When a chat is looked at again by itself, for what waits in it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column; nothing waits in the chats of before, whose next words find what they held."""
    with op.batch_alter_table("chats") as table:
        table.add_column(sa.Column("wakes_at", sa.DateTime(timezone=True), nullable=True))
        table.create_index("ix_chats_wakes_at", ["wakes_at"])


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
