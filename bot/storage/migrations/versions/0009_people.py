"""Who bears which roles, to whom a ticket was handed, what the staff did, and when it is away."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The columns and tables; whoever has no roles is an expert, as before."""
    with op.batch_alter_table("experts") as table:
        table.add_column(sa.Column("on_duty", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("subjects", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("leads", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("gone_at", MOMENT, nullable=True))
    with op.batch_alter_table("tickets") as table:
        table.add_column(sa.Column("handed_by", NUMBER, nullable=True))
        table.add_column(sa.Column("handed_to", sa.String(32), nullable=True))
    with op.batch_alter_table("ticket_steps") as table:
        table.add_column(sa.Column("about", sa.String(100), nullable=True))
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("by", NUMBER, nullable=False),
        sa.Column("deed", sa.String(16), nullable=False),
        sa.Column("ticket", NUMBER, nullable=True),
        sa.Column("about", sa.String(100), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_ticket", "audit", ["ticket"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_table(
        "closures",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closures"),
    )


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
