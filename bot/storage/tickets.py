"""Tickets, their history and the messages that belong to them."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.domain.tickets import Status, Step, Ticket
from bot.storage.books import Tx
from bot.storage.tables import messages, ticket_steps, tickets


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a ticket and where it stands on both sides."""

    id: int
    ticket: int
    author: str
    kind: str
    chat_message_id: int | None
    staff_message_id: int | None
    album: str | None = None


def open(tx: Tx, ticket: Ticket) -> Ticket:
    """Insert; the ticket with its number."""
    values = {name: value for name, value in asdict(ticket).items() if name != "number"}
    number = tx.execute(insert(tickets).values(**values)).inserted_primary_key
    assert number is not None
    return replace(ticket, number=number[0])


def get(tx: Tx, number: int) -> Ticket | None:
    """The ticket, or None."""
    row = tx.execute(select(tickets).where(tickets.c.number == number)).first()
    return _ticket(row) if row else None


def in_thread(tx: Tx, thread_id: int | None) -> Ticket | None:
    """The ticket whose thread this is, or None."""
    if thread_id is None:
        return None
    row = tx.execute(select(tickets).where(tickets.c.thread_id == thread_id)).first()
    return _ticket(row) if row else None


def of_chat(tx: Tx, chat_id: int) -> tuple[Ticket, ...]:
    """A contact's tickets, oldest first."""
    rows = tx.execute(
        select(tickets).where(tickets.c.chat_id == chat_id).order_by(tickets.c.number)
    )
    return tuple(_ticket(row) for row in rows)


def active(tx: Tx) -> tuple[Ticket, ...]:
    """All tickets that are not closed, oldest first."""
    rows = tx.execute(
        select(tickets).where(tickets.c.status != Status.CLOSED).order_by(tickets.c.number)
    )
    return tuple(_ticket(row) for row in rows)


def without_thread(tx: Tx) -> tuple[Ticket, ...]:
    """Active tickets that no expert can see yet."""
    return tuple(ticket for ticket in active(tx) if ticket.thread_id is None)


def save(tx: Tx, ticket: Ticket) -> None:
    """Write the ticket as it now stands."""
    values = {name: value for name, value in asdict(ticket).items() if name != "number"}
    tx.execute(update(tickets).where(tickets.c.number == ticket.number).values(**values))


def note(tx: Tx, number: int, step: Step | str, *, at: datetime, by: int | None) -> None:
    """Write a step into the ticket's history."""
    tx.execute(insert(ticket_steps).values(ticket=number, step=str(step), at=at, by=by))


def add_message(tx: Tx, message: Message, at: datetime) -> int:
    """Insert a message of a ticket; its id."""
    values = {name: value for name, value in asdict(message).items() if name != "id"}
    key = tx.execute(insert(messages).values(**values, at=at)).inserted_primary_key
    assert key is not None
    return int(key[0])


def place_message(tx: Tx, id: int, *, chat: int | None = None, staff: int | None = None) -> None:
    """Write down where a message stands now, on one side."""
    values = {"chat_message_id": chat} if chat is not None else {"staff_message_id": staff}
    tx.execute(update(messages).where(messages.c.id == id).values(**values))


def message_in_chat(tx: Tx, chat_id: int, message_id: int) -> Message | None:
    """The ticket's message that stands at this place of the contact's chat."""
    query = (
        select(messages)
        .join(tickets, tickets.c.number == messages.c.ticket)
        .where(tickets.c.chat_id == chat_id, messages.c.chat_message_id == message_id)
        .order_by(messages.c.id.desc())
    )
    row = tx.execute(query).first()
    return _message(row) if row else None


def message_in_staff(tx: Tx, message_id: int) -> Message | None:
    """The ticket's message that stands at this place of the staff group."""
    row = tx.execute(select(messages).where(messages.c.staff_message_id == message_id)).first()
    return _message(row) if row else None


def messages_of(tx: Tx, number: int) -> tuple[Message, ...]:
    """All messages of a ticket, oldest first."""
    rows = tx.execute(select(messages).where(messages.c.ticket == number).order_by(messages.c.id))
    return tuple(_message(row) for row in rows)


def _ticket(row: Any) -> Ticket:
    return Ticket(**{**row._mapping, "status": Status(row.status)})


def _message(row: Any) -> Message:
    return Message(
        row.id,
        row.ticket,
        row.author,
        row.kind,
        row.chat_message_id,
        row.staff_message_id,
        row.album,
    )
