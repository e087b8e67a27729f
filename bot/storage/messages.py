"""The messages of tickets: where each stands on both sides, and for a time what was said."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, delete, exists, func, null, select, update

from bot.domain.messages import Message
from bot.domain.people import Address, Spot
from bot.domain.tickets import Author, Heard, Status, TicketMessage
from bot.storage import codec, dialect, earlier_places, said_words
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.tables import earlier_places as earlier
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
_EARLIER = (
    select(messages)
    .join(earlier, earlier.c.of == messages.c.id)
    .where(
        earlier.c.message == bindparam("message"),
        earlier.c.address == bindparam("address"),
    )
)
_MOVED = exists().where(earlier.c.of == messages.c.id)
_UNSEEN = select(func.min(messages.c.id)).where(
    messages.c.ticket == bindparam("number"),
    messages.c.author == Author.CONTACT,
    messages.c.staff_address.is_(None),
    ~_MOVED,
)
_LATE = (
    select(messages.c.ticket, func.min(messages.c.id).label("id"))
    .join(tickets, tickets.c.number == messages.c.ticket)
    .where(
        tickets.c.status != Status.CLOSED,
        messages.c.author == Author.CONTACT,
        messages.c.staff_address.is_(None),
        messages.c.at < bindparam("before"),
        ~_MOVED,
    )
    .group_by(messages.c.ticket)
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
    number = dialect.add(tx, messages, row)
    if message.author in _PEOPLE:
        said_words.keep(tx, message.ticket, number, message.text)
    return number


def place_in_chat(tx: Tx, message_id: int, spot: Spot) -> None:
    """Write down where a message stands now in its contact's chat."""
    tx.execute(_PLACE_IN_CHAT, {"message_id": message_id, **_at(spot)})


def place_in_thread(tx: Tx, message_id: int, spot: Spot | None) -> None:
    """Write down where a message stands now in the staff group; None: no longer there."""
    tx.execute(_PLACE_IN_THREAD, {"message_id": message_id, **_at(spot)})


def leave_chat(tx: Tx, message: TicketMessage) -> None:
    """It is said anew in its contact's chat; a reply to the one of before still means it."""
    if message.in_chat is not None:
        earlier_places.remember(tx, message.in_chat, message.ticket, of=message.id)


def leave_thread(tx: Tx, message: TicketMessage) -> None:
    """It is to stand in another place of the staff group; the one of before is still known."""
    if message.in_thread is not None:
        earlier_places.remember(tx, message.in_thread, message.ticket, of=message.id)
    place_in_thread(tx, message.id, None)


def scatter(tx: Tx, told: Sequence[TicketMessage], chat: Address, *, places: Sequence[str]) -> None:
    """Messages stand in a chat at these places, fewer than there are messages: nobody knows which
    of them where.
    """
    column = messages.c.staff_address if chat.group else messages.c.chat_address
    for message in told:
        tx.execute(update(messages).where(messages.c.id == message.id).values({column: chat.key}))
    for place in places:
        earlier_places.remember(tx, Spot(chat, place), told[0].ticket)


def in_chat(tx: Tx, spot: Spot) -> TicketMessage | None:
    """The ticket's message that stands, or stood, at this place of a contact's chat, the newest
    one.
    """
    return _there(tx, _IN_CHAT, spot)


def in_thread(tx: Tx, spot: Spot) -> TicketMessage | None:
    """The ticket's message that stands, or stood, at this place of the staff group, the newest
    one.
    """
    return _there(tx, _IN_THREAD, spot)


def _there(tx: Tx, query: Select[Any], spot: Spot) -> TicketMessage | None:
    at = _at(spot)
    row = tx.execute(query, at).first() or tx.execute(_EARLIER, at).first()
    return _message(row) if row else None


def get(tx: Tx, message_id: int) -> TicketMessage | None:
    """The message, or None."""
    row = tx.execute(_GET, {"message_id": message_id}).first()
    return _message(row) if row else None


def words_of(tx: Tx, numbers: Collection[int]) -> dict[int, str]:
    """What these messages say, by their ids."""
    query = select(messages.c.id, messages.c.words).where(messages.c.id.in_(numbers))
    return {row.id: row.words or "" for row in tx.execute(query)}


def keep_edit(tx: Tx, message_id: int, changed: Message) -> None:
    """Remember what a message holds now, until its copy has arrived and can be changed."""
    written = codec.message_to_json(changed)
    tx.execute(update(messages).where(messages.c.id == message_id).values(edit=written))


def take_edit(tx: Tx, message_id: int) -> Message | None:
    """What a message was changed to while its copy was on its way, once; not what waits for an OK
    while the message itself is with the contact.
    """
    row = tx.execute(_GET, {"message_id": message_id}).first()
    if row is None or row.edit is None or (row.held and row.author == Author.EXPERT):
        return None
    tx.execute(update(messages).where(messages.c.id == message_id).values(edit=null()))
    return codec.message_from_json(row.edit)


def kept_edit(tx: Tx, message_id: int) -> Message | None:
    """What a message holds by now, while it is still on its way."""
    row = tx.execute(_GET, {"message_id": message_id}).first()
    return codec.message_from_json(row.edit) if row is not None and row.edit else None


def goes_out(tx: Tx, message_id: int, text: str, *, expert: int) -> None:
    """A note is a reply from now on, and one that was refused is on its way again; it stays the
    expert's whose it was first.
    """
    values: dict[str, Any] = {"author": str(Author.EXPERT), "words": text or None}
    values |= {"refused": None, "chat_address": None, "held": None}
    values |= {"expert": func.coalesce(messages.c.expert, expert or null())}
    tx.execute(update(messages).where(messages.c.id == message_id).values(values))
    _find_by(tx, message_id, text)


def hold(tx: Tx, message_id: int, *, expert: int) -> None:
    """An expert's reply waits for a second one's OK."""
    values = {"held": True, "expert": expert, "refused": None}
    tx.execute(update(messages).where(messages.c.id == message_id).values(values))


def unhold(tx: Tx, message_id: int) -> Message | None:
    """What a reply was changed to while it waited for an OK; it waits no more."""
    changed = kept_edit(tx, message_id)
    values = {"held": None, "edit": null()}
    tx.execute(update(messages).where(messages.c.id == message_id).values(values))
    return changed


def held(tx: Tx, ticket: int) -> tuple[TicketMessage, ...]:
    """The replies of a ticket that wait for a second expert's OK, or whose changes do."""
    found = select(messages).where(messages.c.ticket == ticket, messages.c.held.is_(True))
    return tuple(_message(row) for row in tx.execute(found.order_by(messages.c.id)))


def arrived(tx: Tx, numbers: Sequence[int], now: datetime) -> None:
    """An expert's reply came to the contact at this moment."""
    tx.execute(update(messages).where(messages.c.id.in_(numbers)).values(arrived_at=now))


def of_reply(tx: Tx, reply: TicketMessage) -> tuple[TicketMessage, ...]:
    """All that an expert's message became: pictures of its album, and what was sent anew."""
    same = messages.c.id == reply.id
    if reply.album is not None:
        same |= messages.c.album == reply.album
    if reply.in_thread is not None:
        at = _at(reply.in_thread)
        there = messages.c.staff_address == at["address"]
        same |= there & (messages.c.staff_message == at["message"])
    mine = (messages.c.ticket == reply.ticket) & (messages.c.author == Author.EXPERT)
    found = tx.execute(select(messages).where(mine, same).order_by(messages.c.id))
    return tuple(_message(row) for row in found)


def has_replied(tx: Tx, ticket: int, expert: int) -> bool:
    """Whether this expert has ever sent something on the ticket."""
    mine = (messages.c.ticket == ticket) & (messages.c.expert == expert)
    return tx.execute(select(messages.c.id).where(mine).limit(1)).first() is not None


def said_with(tx: Tx, reply: TicketMessage) -> tuple[TicketMessage, ...]:
    """What the desk told the contact as the reply arrived."""
    along = (messages.c.ticket == reply.ticket) & (messages.c.at == reply.arrived_at)
    mine = along & (messages.c.author == Author.DESK) & (messages.c.id > reply.id)
    found = tx.execute(select(messages).where(mine).order_by(messages.c.id))
    return tuple(_message(row) for row in found)


def places_in_chat(tx: Tx, message: TicketMessage) -> tuple[Spot, ...]:
    """Wherever it stands, or stood, in its contact's chat."""
    chat = message.in_chat
    if chat is None:
        return ()
    where = (earlier.c.of == message.id) & (earlier.c.address == chat.chat.key)
    before = tx.execute(select(earlier.c.message).where(where)).scalars()
    return (chat, *(Spot(chat.chat, one) for one in before))


def written_now(tx: Tx, numbers: Sequence[int], now: datetime) -> None:
    """What was a note is to go out: as a reply it is written at this moment."""
    tx.execute(update(messages).where(messages.c.id.in_(numbers)).values(at=now))


def refuse(tx: Tx, message_id: int) -> None:
    """An expert's reply could not be delivered; what it was changed to meanwhile is past, too."""
    values = {"refused": True, "edit": null(), "held": None}
    tx.execute(update(messages).where(messages.c.id == message_id).values(values))


def was_passed_on(tx: Tx, message: TicketMessage) -> bool:
    """Whether the experts have had it, in this thread or in one before."""
    there = messages.c.staff_address.is_not(None) | _MOVED
    found = select(messages.c.id).where(messages.c.id == message.id, there)
    return tx.execute(found).first() is not None


def seen_by_experts(tx: Tx, ticket: int) -> int:
    """The last message of the ticket up to which nothing of the contact's is still on its way to
    the experts; 0 where there is none.
    """
    unseen = tx.execute(_UNSEEN, {"number": ticket}).scalar()
    if unseen is not None:
        return int(unseen) - 1
    last = select(func.max(messages.c.id)).where(messages.c.ticket == ticket)
    return tx.execute(last).scalar() or 0


def late(tx: Tx, before: datetime) -> list[tuple[int, int]]:
    """(ticket, message): the first words of each ticket's contact that were written before then
    and have not reached the experts.
    """
    rows = tx.execute(_LATE, {"before": before})
    return [(row.ticket, row.id) for row in rows]


def remove(tx: Tx, message_id: int) -> None:
    """It was no message of the ticket's after all, wherever it stood."""
    tx.execute(delete(earlier).where(earlier.c.of == message_id))
    said_words.remove(tx, message_id)
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


def move(tx: Tx, rows: Sequence[TicketMessage], *, to: int) -> None:
    """They are another ticket's from now on; where they stood before is still known."""
    for row in rows:
        leave_thread(tx, row)
        tx.execute(update(messages).where(messages.c.id == row.id).values(ticket=to))


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
    _find_by(tx, message_id, text)


def _find_by(tx: Tx, message_id: int, text: str) -> None:
    """A ticket is found by what was said on it, and by no note."""
    row = tx.execute(_GET, {"message_id": message_id}).first()
    if row is not None and row.author in _PEOPLE:
        said_words.change(tx, row.ticket, message_id, text)


def forget_words(tx: Tx, before: datetime) -> None:
    """Let go of what was said on tickets that have been over since before then."""
    over = select(tickets.c.number).where(
        tickets.c.status == Status.CLOSED, tickets.c.closed_at < before
    )
    kept = messages.c.words.is_not(None) | messages.c.edit.is_not(None)
    tx.execute(
        update(messages).where(kept, messages.c.ticket.in_(over)).values(words=None, edit=null())
    )
    said_words.forget(tx, over)


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
        somewhere=_is_somewhere(row),
        refused=bool(row.refused),
        expert=row.expert,
        arrived_at=row.arrived_at,
        held=bool(row.held),
    )


def _is_somewhere(row: Any) -> bool:
    if row.author == Author.CONTACT:
        return row.staff_address is not None and row.staff_message is None
    return row.chat_address is not None and row.chat_message is None
