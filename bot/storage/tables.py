"""The tables. Law: what is here and what the migrations make are the same (a test compares
them).
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite forgets zones, so they are given back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData(naming_convention=NAMES)
Serial = BigInteger().with_variant(Integer, "sqlite")

updates = Table(
    "updates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("raw", Text),  # emptied once handled: the words of people are not kept twice
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received_at", Moment, nullable=False),
    Column("not_before", Moment),
    Column("error", Text),
    Index("ix_updates_open", "state", "id"),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(8), nullable=False),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("state", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("lane", Integer, nullable=False),
    Column("chat_id", BigInteger),
    Column("method", String(40), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("then", JSON, nullable=False),
    Column("slot", String(80)),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("error", Text),
    Index("ix_deliveries_queue", "state", "lane", "id"),
    Index("ix_deliveries_slot", "slot"),
    Index("ix_deliveries_ended_at", "ended_at"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("number", Serial, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("status", String(8), nullable=False),
    Column("topic", Integer),
    Column("question", Text, nullable=False),
    Column("organisation", Text),
    Column("province", Text),
    Column("rights_based", Boolean),
    Column("named", Boolean, nullable=False, default=False),
    Column("answer_id", String(40)),
    Column("language", String(8), nullable=False),
    Column("research", Boolean, nullable=False, default=False),
    Column("policy", String(40)),
    Column("opened_at", Moment, nullable=False),
    # when the ball last came to the desk: the promise runs from here
    Column("since", Moment, nullable=False),
    Column("replied_at", Moment),
    Column("closed_at", Moment),
    Column("expert_id", BigInteger),
    Column("expert_name", Text),
    Column("thread_id", BigInteger),
    Column("card_id", BigInteger),
    Column("rating", Integer),
    Column("rating_words", Text),
    Index("ix_tickets_chat_id", "chat_id"),
    Index("ix_tickets_thread_id", "thread_id"),
    Index("ix_tickets_status", "status"),
)

ticket_steps = Table(
    "ticket_steps",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("ticket", ForeignKey("tickets.number"), nullable=False, index=True),
    Column("step", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", BigInteger),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("ticket", ForeignKey("tickets.number"), nullable=False, index=True),
    Column("author", String(8), nullable=False),  # contact, expert or desk
    Column("kind", String(16), nullable=False),
    Column("chat_message_id", BigInteger),  # its place in the contact's chat
    Column("staff_message_id", BigInteger),  # its place in the staff group
    Column("album", String(40)),
    Column("at", Moment, nullable=False),
    Index("ix_messages_staff_message_id", "staff_message_id"),
    Index("ix_messages_chat_message_id", "chat_message_id"),
)

votes = Table(
    "votes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("answer_id", String(40), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("helped", Boolean, nullable=False),
    Column("reason", Text),
    Column("at", Moment, nullable=False),
    UniqueConstraint("answer_id", "chat_id", name="uq_votes_answer_chat"),
)

queries = Table(
    "queries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("query", Text, nullable=False),  # masked: without addresses and numbers
    Column("outcome", String(16), nullable=False),
    Column("best", String(40)),
    Column("confidence", Integer),  # percent
    Column("at", Moment, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_id", Integer, primary_key=True, autoincrement=False),
    Column("choice_id", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("status", String(12), nullable=False),
    Column("topics", JSON, nullable=False),
    Column("source_id", BigInteger, nullable=False),  # the message in the staff group
    Column("thread_id", BigInteger),
    Column("panel_id", BigInteger),  # the desk's own message with the buttons and the progress
    Column("by", BigInteger, nullable=False),
    # the last chat id that has been planned, None before the first
    Column("planned_to", BigInteger),
    Column("recipients", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
)
