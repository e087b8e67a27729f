"""New threads are opened before contacts are answered: what waits is in the lane of now."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE, NOW = 15, 8


def upgrade() -> None:
    """The lane of what still waits, and of what is remembered."""
    op.execute(f"UPDATE deliveries SET lane = {NOW} WHERE lane = {BEFORE}")  # noqa: S608


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
