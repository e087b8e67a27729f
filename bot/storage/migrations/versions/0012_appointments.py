"""Times that a contact and the experts agree on."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The tables, and what a ticket is for."""
    with op.batch_alter_table("tickets") as table:
        table.add_column(sa.Column("kind", sa.String(16), nullable=True))
        table.add_column(sa.Column("appointed_until", MOMENT, nullable=True))
    serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "appointments",
        sa.Column("id", serial, nullable=False),
        sa.Column("ticket", serial, nullable=False),
        sa.Column("contact", serial, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("booked_at", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("told_at", "ended_at")),
        sa.Column("followed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_appointments_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
    )
    for name in ("ticket", "contact", "state"):
        op.create_index(f"ix_appointments_{name}", "appointments", [name])
    op.create_table(
        "taken_times",
        sa.Column("lane", sa.String(16), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("appointment", serial, nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment"], ["appointments.id"], name="fk_taken_times_appointment"
        ),
        sa.PrimaryKeyConstraint("lane", "at", name="pk_taken_times"),
    )
    op.create_index("ix_taken_times_appointment", "taken_times", ["appointment"])


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
