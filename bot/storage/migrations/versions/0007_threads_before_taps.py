"""Emergencies and new threads go before what is said to taps: what waits is in the lane of now."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEFORE, NOW = 0, 9


def upgrade() -> None:
    """The lane of what still waits, and of what is remembered."""
    op.execute(f"UPDATE deliveries SET lane = {NOW} WHERE lane = {BEFORE}")  # noqa: S608


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
