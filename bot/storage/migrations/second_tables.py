"""The tables of the second form that the first one had not, or had otherwise."""

import sqlalchemy as sa
from alembic import op

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def make_assessments() -> sa.Table:
    """Make the table and its indexes."""
    return op.create_table(
        "assessments",
        sa.Column("contact", SERIAL, autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("contact", "question_id", name=op.f("pk_assessments")),
    )


def make_broadcasts() -> sa.Table:
    """Make the table and its indexes."""
    return op.create_table(
        "broadcasts",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("source_address", sa.String(length=100), nullable=False),
        sa.Column("source_message", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=True),
        sa.Column("panel", sa.String(length=64), nullable=True),
        sa.Column("by", SERIAL, nullable=False),
        sa.Column("planned_to", SERIAL, nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )


def make_chats() -> sa.Table:
    """Make the table and its indexes."""
    return op.create_table(
        "chats",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
    )


def make_deliveries() -> sa.Table:
    """Make the table and its indexes."""
    made = op.create_table(
        "deliveries",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=True),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("act", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("then", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("slot", sa.String(length=120), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    op.create_index("ix_deliveries_ended_at", "deliveries", ["ended_at"], unique=False)
    op.create_index("ix_deliveries_queue", "deliveries", ["state", "lane", "id"], unique=False)
    op.create_index("ix_deliveries_slot", "deliveries", ["slot"], unique=False)
    return made


def make_experts() -> sa.Table:
    """Make the table and its indexes."""
    return op.create_table(
        "experts",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experts")),
    )


def make_subscriptions() -> sa.Table:
    """Make the table and its indexes."""
    return op.create_table(
        "subscriptions",
        sa.Column("contact", SERIAL, autoincrement=False, nullable=False),
        sa.Column("subject", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("contact", "subject", name=op.f("pk_subscriptions")),
    )


def make_updates() -> sa.Table:
    """Make the table and its indexes."""
    made = op.create_table(
        "updates",
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.String(length=100), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "number", name=op.f("pk_updates")),
    )
    op.create_index("ix_updates_open", "updates", ["state", "number"], unique=False)
    return made


def make_votes() -> sa.Table:
    """Make the table and its indexes."""
    return op.create_table(
        "votes",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("answer_id", sa.String(length=40), nullable=False),
        sa.Column("contact", SERIAL, nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.UniqueConstraint("answer_id", "contact", name="uq_votes_answer_contact"),
    )


def make_addresses() -> sa.Table:
    """Make the table and its indexes."""
    made = op.create_table(
        "addresses",
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("contact", SERIAL, nullable=True),
        sa.Column("expert", SERIAL, nullable=True),
        sa.ForeignKeyConstraint(["contact"], ["chats.id"], name=op.f("fk_addresses_contact")),
        sa.ForeignKeyConstraint(["expert"], ["experts.id"], name=op.f("fk_addresses_expert")),
        sa.PrimaryKeyConstraint("platform", "id", name=op.f("pk_addresses")),
        sa.UniqueConstraint("contact", name=op.f("uq_addresses_contact")),
    )
    op.create_index(op.f("ix_addresses_expert"), "addresses", ["expert"], unique=False)
    return made


def make_tickets() -> sa.Table:
    """Make the table and its indexes."""
    made = op.create_table(
        "tickets",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("contact", SERIAL, nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("rights_based", sa.Boolean(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("answer_id", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("research", sa.Boolean(), nullable=False),
        sa.Column("policy", sa.String(length=40), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("replied_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("expert_id", SERIAL, nullable=True),
        sa.Column("staff_group", sa.String(length=100), nullable=True),
        sa.Column("thread", sa.String(length=64), nullable=True),
        sa.Column("card", sa.String(length=64), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("rating_words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name=op.f("fk_tickets_expert_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tickets")),
    )
    op.create_index("ix_tickets_contact", "tickets", ["contact"], unique=False)
    op.create_index("ix_tickets_status", "tickets", ["status"], unique=False)
    op.create_index("ix_tickets_thread", "tickets", ["thread"], unique=False)
    return made


def make_messages() -> sa.Table:
    """Make the table and its indexes."""
    made = op.create_table(
        "messages",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("ticket", SERIAL, nullable=False),
        sa.Column("author", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("chat_address", sa.String(length=100), nullable=True),
        sa.Column("chat_message", sa.String(length=64), nullable=True),
        sa.Column("staff_address", sa.String(length=100), nullable=True),
        sa.Column("staff_message", sa.String(length=64), nullable=True),
        sa.Column("album", sa.String(length=64), nullable=True),
        sa.Column("heard", sa.String(length=8), nullable=True),
        sa.Column("edit", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.number"], name=op.f("fk_messages_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index("ix_messages_chat_message", "messages", ["chat_message"], unique=False)
    op.create_index("ix_messages_staff_message", "messages", ["staff_message"], unique=False)
    op.create_index(op.f("ix_messages_ticket"), "messages", ["ticket"], unique=False)
    return made


def make_ticket_steps() -> sa.Table:
    """Make the table and its indexes."""
    made = op.create_table(
        "ticket_steps",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("ticket", SERIAL, nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", SERIAL, nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket"], ["tickets.number"], name=op.f("fk_ticket_steps_ticket")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_steps")),
    )
    op.create_index(op.f("ix_ticket_steps_ticket"), "ticket_steps", ["ticket"], unique=False)
    return made
