"""The messages of tickets: where each stands on both sides, and for a time what was said."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, null, select, update

from bot.domain.messages import Message
from bot.domain.people import Spot
from bot.domain.tickets import Author, Heard, Status, TicketMessage
from bot.storage import codec, dialect
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.tables import messages, tickets

_IN_CHAT = (
    select(messages)
    .where(
        messages.c.chat_message == bindparam("message"),
        messages.c.chat_address == bindparam("address"),
    )
    .order_by(messages.c.id.desc())
)
_IN_THREAD = (
    select(messages)
    .where(
        messages.c.staff_message == bindparam("message"),
        messages.c.staff_address == bindparam("address"),
    )
    .order_by(messages.c.id.desc())
)
_PEOPLE = (Author.CONTACT, Author.EXPERT)
_OF_TICKET = select(messages).where(messages.c.ticket == bindparam("number"))
_ONE = messages.c.id == bindparam("message_id")
_GET = select(messages).where(_ONE)
_PLACE_IN_CHAT = (
    update(messages)
    .where(_ONE)
    .values(chat_address=bindparam("address"), chat_message=bindparam("message"))
)
_PLACE_IN_THREAD = (
    update(messages)
    .where(_ONE)
    .values(staff_address=bindparam("address"), staff_message=bindparam("message"))
)


def add(tx: Tx, message: TicketMessage, at: datetime) -> int:
    """Insert a message of a ticket; its id."""
    chat, staff = _at(message.in_chat), _at(message.in_thread)
    row = {
        "ticket": message.ticket,
        "author": str(message.author),
        "kind": message.kind,
        "words": message.text or None,
        "chat_address": chat["address"],
        "chat_message": chat["message"],
        "staff_address": staff["address"],
        "staff_message": staff["message"],
        "album": message.album,
        "heard": message.heard and str(message.heard),
        "at": at,
    }
    return dialect.add(tx, messages, row)


def place_in_chat(tx: Tx, message_id: int, spot: Spot) -> None:
    """Write down where a message stands now in its contact's chat."""
    tx.execute(_PLACE_IN_CHAT, {"message_id": message_id, **_at(spot)})


def place_in_thread(tx: Tx, message_id: int, spot: Spot | None) -> None:
    """Write down where a message stands now in the staff group; None: no longer there."""
    tx.execute(_PLACE_IN_THREAD, {"message_id": message_id, **_at(spot)})


def in_chat(tx: Tx, spot: Spot) -> TicketMessage | None:
    """The ticket's message that stands at this place of a contact's chat, the newest one."""
    row = tx.execute(_IN_CHAT, _at(spot)).first()
    return _message(row) if row else None


def in_thread(tx: Tx, spot: Spot) -> TicketMessage | None:
    """The ticket's message that stands at this place of the staff group, the newest one."""
    row = tx.execute(_IN_THREAD, _at(spot)).first()
    return _message(row) if row else None


def get(tx: Tx, message_id: int) -> TicketMessage | None:
    """The message, or None."""
    row = tx.execute(_GET, {"message_id": message_id}).first()
    return _message(row) if row else None


def keep_edit(tx: Tx, message_id: int, changed: Message) -> None:
    """Remember what a message holds now, until its copy has arrived and can be changed."""
    written = codec.message_to_json(changed)
    tx.execute(update(messages).where(messages.c.id == message_id).values(edit=written))


def take_edit(tx: Tx, message_id: int) -> Message | None:
    """What a message was changed to while its copy was on its way, once."""
    row = tx.execute(_GET, {"message_id": message_id}).first()
    if row is None or row.edit is None:
        return None
    tx.execute(update(messages).where(messages.c.id == message_id).values(edit=null()))
    return codec.message_from_json(row.edit)


def remove(tx: Tx, message_id: int) -> None:
    """It was no message of the ticket's after all."""
    tx.execute(delete(messages).where(messages.c.id == message_id))


def written_at(tx: Tx, message_id: int) -> datetime | None:
    """When it was written down."""
    query = select(messages.c.at).where(messages.c.id == message_id)
    moment: datetime | None = tx.execute(query).scalar()
    return moment


def contact_wrote_after(tx: Tx, ticket: int, message_id: int) -> bool:
    """Whether the contact wrote on the ticket after this message."""
    later = select(messages.c.id).where(
        messages.c.ticket == ticket,
        messages.c.author == Author.CONTACT,
        messages.c.id > message_id,
    )
    return tx.execute(later.limit(1)).first() is not None


def moment(tx: Tx, ticket: int, now: datetime) -> datetime:
    """Now, or just after what was said on the ticket last: what is written at one moment belongs
    together, also where many updates are handled at once.
    """
    query = select(func.max(messages.c.at)).where(messages.c.ticket == ticket)
    last: datetime | None = tx.execute(query).scalar()
    return now if last is None or last < now else last + timedelta(microseconds=1)


def together(tx: Tx, spot: Spot, *, ticket: int) -> tuple[TicketMessage, ...]:
    """A contact's message at this place of the chat, with what went to the ticket in one with it:
    the pictures of its album, and what had waited along.
    """
    named = select(messages).where(
        messages.c.chat_address == spot.chat.key,
        messages.c.chat_message == spot.message,
        messages.c.ticket == ticket,
        messages.c.author == Author.CONTACT,
    )
    one = tx.execute(named).first()
    if one is None:
        return ()
    along = messages.c.at == one.at
    if one.album is not None:
        along |= messages.c.album == one.album
    found = select(messages).where(
        messages.c.ticket == ticket, messages.c.author == Author.CONTACT, along
    )
    return tuple(_message(row) for row in tx.execute(found.order_by(messages.c.id)))


def last_words(tx: Tx, numbers: Collection[int]) -> dict[tuple[int, Author], datetime]:
    """When the contact and the experts last spoke on these tickets; a reply that has not arrived
    was not spoken.
    """
    spoken = messages.c.chat_message.is_not(None) & messages.c.author.in_(_PEOPLE)
    query = (
        select(messages.c.ticket, messages.c.author, func.max(messages.c.at))
        .where(messages.c.ticket.in_(numbers), spoken)
        .group_by(messages.c.ticket, messages.c.author)
    )
    return {(ticket, Author(author)): at for ticket, author, at in tx.execute(query)}


def was_heard(tx: Tx, message_id: int) -> None:
    """Its writer has been told that it arrived."""
    tx.execute(update(messages).where(messages.c.id == message_id).values(heard=None))


def of_ticket(tx: Tx, number: int) -> tuple[TicketMessage, ...]:
    """All messages of a ticket, oldest first."""
    rows = tx.execute(_OF_TICKET.order_by(messages.c.id), {"number": number})
    return tuple(_message(row) for row in rows)


def change_words(tx: Tx, message_id: int, text: str) -> None:
    """The writer changed what was said."""
    tx.execute(update(messages).where(messages.c.id == message_id).values(words=text or None))


def forget_words(tx: Tx, before: datetime) -> None:
    """Let go of what was said on tickets that have been over since before then."""
    over = select(tickets.c.number).where(
        tickets.c.status == Status.CLOSED, tickets.c.closed_at < before
    )
    kept = messages.c.words.is_not(None) | messages.c.edit.is_not(None)
    tx.execute(
        update(messages).where(kept, messages.c.ticket.in_(over)).values(words=None, edit=null())
    )


def _at(spot: Spot | None) -> dict[str, str | None]:
    if spot is None:
        return {"address": None, "message": None}
    return {"address": spot.chat.key, "message": spot.message}


def _spot(key: str | None, message: str | None, *, group: bool) -> Spot | None:
    return Spot(from_key(key, group=group), message) if key and message else None


def _message(row: Any) -> TicketMessage:
    return TicketMessage(
        id=row.id,
        ticket=row.ticket,
        author=Author(row.author),
        kind=row.kind,
        text=row.words or "",
        in_chat=_spot(row.chat_address, row.chat_message, group=False),
        in_thread=_spot(row.staff_address, row.staff_message, group=True),
        album=row.album,
        heard=Heard(row.heard) if row.heard else None,
    )
