"""What a ticket's threads, cards and copies were before, and which replies were refused.

The threads that tickets have now are the first that are remembered.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables and the column, and the threads that are known."""
    op.create_table(
        "threads",
        sa.Column("staff_group", sa.String(length=100), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=False),
        sa.Column("ticket", _SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_threads_ticket"),
        sa.PrimaryKeyConstraint("staff_group", "thread", name="pk_threads"),
    )
    _earlier_places()
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("refused", sa.Boolean(), nullable=True))
    tickets = sa.table("tickets", *map(sa.column, ("number", "staff_group", "thread")))
    threads = sa.table("threads", *map(sa.column, ("staff_group", "thread", "ticket")))
    group, thread = tickets.c.staff_group, tickets.c.thread
    known = (
        sa.select(group, thread, sa.func.min(tickets.c.number))
        .where(group.is_not(None), thread.is_not(None))
        .group_by(group, thread)
    )
    op.execute(threads.insert().from_select(["staff_group", "thread", "ticket"], known))
    _replies_are_notes_until_they_go_out()


_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _earlier_places() -> None:
    op.create_table(
        "earlier_places",
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("ticket", _SERIAL, nullable=False),
        sa.Column("of", _SERIAL, nullable=True),
        sa.ForeignKeyConstraint(["of"], ["messages.id"], name="fk_earlier_places_of"),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name="fk_earlier_places_ticket"),
        sa.PrimaryKeyConstraint("address", "message", name="pk_earlier_places"),
    )
    op.create_index("ix_earlier_places_of", "earlier_places", ["of"])


def _replies_are_notes_until_they_go_out() -> None:
    """Those whose writers are being asked after."""
    names = ("author", "staff_address", "staff_message", "chat_message")
    messages = sa.table("messages", *map(sa.column, names))
    deliveries = sa.table(
        "deliveries",
        sa.column("state", sa.String()),
        sa.column("kind", sa.String()),
        sa.column("then", sa.JSON()),
    )
    waits = deliveries.c.state.in_(["queued", "sending"])
    asked = sa.select(deliveries.c.then).where(waits, deliveries.c.kind == "ask-member")
    for then in op.get_bind().execute(asked).scalars().all():
        if then and then["then"] == "act-on-words":
            chat = then["wrote"]["place"]["chat"]
            one = messages.update().where(
                messages.c.author == "expert",
                messages.c.chat_message.is_(None),
                messages.c.staff_address == f"{chat['platform']}:{chat['id']}",
                messages.c.staff_message == then["wrote"]["message"],
            )
            op.execute(one.values(author="note"))


def downgrade() -> None:
    """There is no way back, as from the forms before."""
    raise NotImplementedError("Restore the copy of the database from before the upgrade.")
