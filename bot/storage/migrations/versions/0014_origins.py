"""What every delivery goes back to, so that the logs tell one story under one name."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Deliveries of before have none."""
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("origin", sa.String(64), nullable=True))


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
