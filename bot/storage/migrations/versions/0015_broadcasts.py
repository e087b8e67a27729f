"""What broadcasts say as values, when they go out, and what people have of them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """A broadcast that is under way goes on as a copy of its source, as it was begun."""
    serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    with op.batch_alter_table("broadcasts") as table:
        table.add_column(sa.Column("versions", sa.JSON(), nullable=True))
        table.add_column(sa.Column("edition", sa.Integer(), nullable=True))
        table.add_column(sa.Column("previewed", sa.Integer(), nullable=True))
        table.add_column(sa.Column("at", MOMENT, nullable=True))
        table.add_column(sa.Column("started_at", MOMENT, nullable=True))
        table.add_column(sa.Column("corrects", serial, nullable=True))
        table.add_column(sa.Column("stops", sa.Integer(), nullable=True))
    op.create_table(
        "arrivals",
        sa.Column("broadcast", serial, nullable=False, autoincrement=False),
        sa.Column("contact", serial, nullable=False, autoincrement=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("broadcast", "contact", name="pk_arrivals"),
    )
    op.create_table(
        "group_albums",
        sa.Column("address", sa.String(100), nullable=False),
        sa.Column("message", sa.String(64), nullable=False),
        sa.Column("album", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("address", "message", name="pk_group_albums"),
    )
    op.create_index("ix_group_albums_album", "group_albums", ["album"])


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
