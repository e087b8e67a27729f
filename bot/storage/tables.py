"""The tables. Law: what is here and what the migrations make are the same (a test compares them).

An address of a platform is kept as one text, `telegram:1001`, wherever a row names one.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
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

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """As it is written."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """As it is read."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Written(TypeDecorator[str]):
    """What a person wrote, without the letters that no writing has and some databases refuse."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """As it is written."""
        return value and value.replace("\0", "").encode(errors="replace").decode()


def key_column(name: str, *, nullable: bool = True) -> Column[str]:
    """An address, as one text."""
    return Column(name, String(100), nullable=nullable)


def id_column(name: str) -> Column[str]:
    """A platform's own id of a message, a thread or an album."""
    return Column(name, String(64))


metadata = MetaData(naming_convention=NAMES)
Spoken = JSON(none_as_null=True)
Folded = String(32).with_variant(String(32, collation="C"), "postgresql")  # compared by its letters
LONGEST_ORIGIN = 64  # letters
Serial = BigInteger().with_variant(Integer, "sqlite")  # a number of the desk's own

updates = Table(
    "updates",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    # whose turn it takes; empty for nobody's
    key_column("chat", nullable=False),
    Column("raw", Text),  # emptied once handled: the words of people are not kept twice
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received_at", Moment, nullable=False),
    Column("not_before", Moment),
    Column("error", Text),
    Index("ix_updates_open", "state", "number"),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Serial, primary_key=True),  # the contact's number
    Column("language", String(8), nullable=False),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("state", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("wakes_at", Moment, index=True),  # looked at again by itself, for what waits in it
    Column("code", String(12)),  # how the desk calls the contact
    Index("ix_chats_code", "code", unique=True),
)

experts = Table(
    "experts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("name", Written, nullable=False),
    Column("role", String(16), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("on_duty", Boolean),
    Column("subjects", Spoken),  # the numbers of those that are theirs
    Column("leads", Boolean),  # ran the staff group when they acted last
    Column("gone_at", Moment),  # when they were no longer in the staff group
)

addresses = Table(
    "addresses",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("is_group", Boolean, nullable=False, default=False),
    Column("contact", ForeignKey("chats.id"), unique=True),
    Column("expert", ForeignKey("experts.id"), index=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("lane", Integer, nullable=False),
    key_column("address"),
    Column("is_group", Boolean, nullable=False, default=False),
    Column("kind", String(20), nullable=False),  # which act it is
    Column("act", Spoken),  # emptied once it has ended, like what its result leads to
    Column("then", Spoken),
    Column("slot", String(120)),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("error", Text),
    Column("queue", String(170)),  # those in one never overtake each other
    Column("turn", Moment),  # by which those of one lane take turns
    Column("origin", String(LONGEST_ORIGIN)),  # what it goes back to, through all that led to it
    Index("ix_deliveries_queue", "state", "lane", "turn", "id"),
    Index("ix_deliveries_slot", "slot"),
    Index("ix_deliveries_ended_at", "ended_at"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("number", Serial, primary_key=True),
    Column("contact", Serial, nullable=False),
    Column("status", String(8), nullable=False),
    Column("subject", Integer),
    Column("question", Written, nullable=False),
    Column("organisation", Written),
    Column("province", Written),
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
    Column("expert_id", ForeignKey("experts.id")),
    key_column("staff_group"),  # where the experts see it
    id_column("thread"),
    id_column("card"),
    Column("rating", Integer),
    Column("rating_words", Written),
    Column("renewed_at", Moment),  # the promise was renewed, and runs from here
    Column("lapsed_at", Moment),  # a date passed without an answer
    Column("reminded_at", Moment),  # its experts heard that the date comes near
    # the expert's next reply, or the last one, is a question; the contact heard that one has begun
    Column("asks", Boolean),
    Column("on_it", Boolean),
    Column("legal", Boolean),
    Column("reason", Written),  # why it takes longer: one to choose from, or an expert's words
    # when its expert did something on it, the contact got the ball, and was asked after that
    Column("worked_at", Moment),
    Column("answered_at", Moment),
    Column("nudged_at", Moment),
    Column("handed_by", Serial),  # the expert who handed it over, and may get it back
    Column("handed_to", String(32)),  # those to whom it was handed, while nobody has it
    Column("refused", String(40)),  # the rule by which an expert refused it
    Column("appealed", Boolean),
    Column("joined", Serial),  # the ticket in which it goes on
    Column("priority", String(8)),
    Column("held_at", Moment),  # since when a reply waits for a second expert's OK
    Column("thread_name", Written),  # as it was given last
    # what is computed from all that, so that nobody reads every row to find a few: where it stands
    # in the queue, in due order and under the rule for a crowd, and when time next asks for it
    Column("rank", Integer),
    Column("stands_at", Moment),
    Column("ahead_at", Moment),
    Column("looks_at", Moment),
    Column("kind", String(16)),  # what it is for; none for a question
    Column("appointed_until", Moment),  # by when what was agreed on is over, and noted
    Index("ix_tickets_contact", "contact"),
    Index("ix_tickets_thread", "staff_group", "thread"),
    Index("ix_tickets_status", "status", "looks_at"),
    Index("ix_tickets_stands", "rank", "stands_at", "number", "subject", "expert_id"),
    Index("ix_tickets_ahead", "rank", "ahead_at", "number", "subject", "expert_id"),
)

# times that a contact and the experts have agreed on
appointments = Table(
    "appointments",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("ticket", ForeignKey("tickets.number"), nullable=False, index=True),
    Column("contact", Serial, nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("number", Written),  # whom to call; emptied when nobody is to be called any more
    Column("missed", Integer, nullable=False, default=0),
    Column("moved", Integer, nullable=False, default=0),
    Column("booked_at", Moment, nullable=False),
    Column("told_at", Moment),  # both sides were told that it comes near
    Column("ended_at", Moment),
    Column("followed_at", Moment),  # the contact was asked what came of it
)

# the quarters of an hour that are somebody's: nobody else gets them, whoever asks at the same time
taken_times = Table(
    "taken_times",
    metadata,
    Column("lane", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("appointment", ForeignKey("appointments.id"), nullable=False, index=True),
    PrimaryKeyConstraint("lane", "at"),
)

ticket_steps = Table(
    "ticket_steps",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("ticket", ForeignKey("tickets.number"), nullable=False, index=True),
    Column("step", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Serial),  # a contact's or an expert's number, as the role says
    Column("role", String(16)),
    Column("about", String(100)),  # to whom it was handed: a number, or a code
)

# what the staff did that is no step of a ticket's, without anybody's words
audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("by", Serial, nullable=False),  # the expert
    Column("deed", String(16), nullable=False),
    Column("ticket", Serial, index=True),
    Column("about", String(100)),  # a broadcast's number, an expert's and the roles, a day
    Column("at", Moment, nullable=False, index=True),
)

# days on which the desk is closed, as coordinators said in the staff group
closures = Table(
    "closures",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("reason", Written, nullable=False),
    Column("by", Serial, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("ticket", ForeignKey("tickets.number"), nullable=False, index=True),
    Column("author", String(8), nullable=False),  # contact, expert or desk
    Column("kind", String(16), nullable=False),
    Column("words", Written),  # emptied some time after the ticket is over
    key_column("chat_address"),  # its place in the contact's chat
    id_column("chat_message"),
    key_column("staff_address"),  # its place in the staff group; the address alone: somewhere there
    id_column("staff_message"),
    id_column("album"),
    Column("heard", String(8)),  # what its writer is told once it stands in the thread
    Column("edit", Spoken),  # what it holds now, while its copy is still on its way
    Column("at", Moment, nullable=False),
    Column("refused", Boolean),  # an expert's reply that could not be delivered
    Column("expert", Serial),  # whose reply it is
    Column("arrived_at", Moment),  # when a reply came to the contact
    Column("held", Boolean),  # a reply that waits for a second expert's OK
    Index("ix_messages_staff_message", "staff_message"),
    Index("ix_messages_chat_message", "chat_message"),
)

# every thread that was ever opened for a ticket: what was said there is for nobody else
threads = Table(
    "threads",
    metadata,
    key_column("staff_group", nullable=False),
    Column("thread", String(64), nullable=False),
    Column("ticket", ForeignKey("tickets.number"), nullable=False),
    PrimaryKeyConstraint("staff_group", "thread"),
)

# where messages and cards of tickets stood before, and perhaps still do
earlier_places = Table(
    "earlier_places",
    metadata,
    key_column("address", nullable=False),
    Column("message", String(64), nullable=False),
    Column("ticket", ForeignKey("tickets.number"), nullable=False),
    # which message of the ticket's; none for a card, and where nobody knows which
    Column("of", ForeignKey("messages.id"), index=True),
    PrimaryKeyConstraint("address", "message"),
)

# which words stand where, folded, so that a ticket is found by what was said on it; message 0: in
# the request itself
said_words = Table(
    "said_words",
    metadata,
    Column("word", Folded, nullable=False),
    Column("ticket", ForeignKey("tickets.number"), nullable=False),
    Column("message", Serial, nullable=False),
    PrimaryKeyConstraint("word", "ticket", "message"),
    Index("ix_said_words_ticket", "ticket", "word"),
    Index("ix_said_words_message", "message"),
)

votes = Table(
    "votes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("answer_id", String(40), nullable=False),
    Column("contact", Serial, nullable=False),
    Column("helped", Boolean, nullable=False),
    Column("reason", Written),
    Column("at", Moment, nullable=False),
    UniqueConstraint("answer_id", "contact", name="uq_votes_answer_contact"),
)

queries = Table(
    "queries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("query", Written, nullable=False),  # masked: without addresses and numbers
    Column("outcome", String(16), nullable=False),
    Column("best", String(40)),
    Column("confidence", Integer),  # percent
    Column("at", Moment, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("contact", Serial, primary_key=True, autoincrement=False),
    Column("question_id", Integer, primary_key=True, autoincrement=False),
    Column("choice_id", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("contact", Serial, primary_key=True, autoincrement=False),
    Column("subject", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("status", String(12), nullable=False),
    Column("subjects", JSON, nullable=False),
    key_column("source_address", nullable=False),  # the message in the staff group
    Column("source_message", String(64), nullable=False),
    id_column("thread"),
    id_column("panel"),  # the desk's own message with the buttons and the progress
    Column("by", Serial, nullable=False),  # the expert
    Column("planned_to", Serial),  # the last contact that has been planned, None before the first
    Column("recipients", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("versions", Spoken),  # what it says, by language; None: a copy of its source
    Column("edition", Integer),
    Column("previewed", Integer),
    Column("at", Moment),  # when it is to go out
    Column("started_at", Moment),
    Column("corrects", Serial),
    Column("stops", Integer),
)

# where what people have of a broadcast stands in their chats
arrivals = Table(
    "arrivals",
    metadata,
    Column("broadcast", Serial, primary_key=True, autoincrement=False),
    Column("contact", Serial, primary_key=True, autoincrement=False),
    Column("messages", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

# the files of albums in the staff group, outside of tickets: which of them belong together
group_albums = Table(
    "group_albums",
    metadata,
    Column("address", String(100), primary_key=True),
    Column("message", String(64), primary_key=True),
    Column("album", String(64), nullable=False, index=True),
    Column("content", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
)
