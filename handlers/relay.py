"""Messages between a contact's chat and the ticket's thread, both ways, with files, albums,
edits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.chats import Held
from bot.domain.desk.finding import who
from bot.domain.effects import PassOn
from bot.domain.listings import ShowEarlier
from bot.domain.messages import (
    CAPTIONED,
    OTHER,
    TEXT,
    Button,
    Copy,
    Edit,
    Message,
    Rows,
    Say,
    Text,
    bold,
    joined,
    units,
)
from bot.domain.outbox import Draft, Lane, queue_of
from bot.domain.people import Actor, Address, Place, Spot
from bot.domain.results import EditedInChat, EditedInThread, KeepChatPlaces, KeepStaffPlaces, Reply
from bot.domain.tickets import Author, Heard, Ticket, TicketMessage
from bot.domain.words import Words
from bot.render.labels import labelled
from bot.render.told import message as told_message
from bot.storage import addresses, deliveries, messages, tickets
from handlers import albums, folding
from handlers.work import Work

CRIES = 3  # of one ticket that go before everybody's words at a time


def keep(
    work: Work, ticket: Ticket, held: Sequence[Held], *, chat: Address, heard: Heard | None
) -> list[TicketMessage]:
    """Write the contact's messages down as the ticket's; `heard` is told of the last of them."""
    kept, at = [], messages.moment(work.tx, ticket.number, work.now)
    for one in held:
        row = TicketMessage(
            0,
            ticket.number,
            Author.CONTACT,
            one.kind,
            one.text,
            in_chat=Spot(chat, one.message),
            album=one.album,
            heard=heard if one is held[-1] else None,
        )
        kept.append(replace(row, id=messages.add(work.tx, row, at)))
    return kept


def to_staff(
    work: Work, ticket: Ticket, told: Sequence[TicketMessage], *, lane: Lane = Lane.RELAY
) -> list[Draft]:
    """Copies of a ticket's messages into its thread; pictures of one album stay together."""
    place = ticket.place
    if place is None:
        return []
    groups = _albums(told)
    if lane is Lane.RELAY:
        return [
            folding.fold(work, group[-1], place) or _copy(work, ticket, group, place=place)
            for group in groups
        ]
    later = folding.fold_all(work, groups[folding.FEW :], place)
    copies = [
        one if isinstance(one, Draft) else _copy(work, ticket, one, place=place)
        for one in (*groups[: folding.FEW], *later)
    ]
    return [replace(copy, lane=lane) for copy in copies]


def is_heard(work: Work, ticket: Ticket) -> bool:
    """Whether another cry of the same ticket needs to go before everybody's words: the first few
    that wait do, with which it is heard.
    """
    queue = queue_of(Draft(Say(ticket.place, Message()))) if ticket.place is not None else None
    return queue is None or deliveries.waiting_in(work.tx, queue, Lane.URGENT) < CRIES


def _albums(told: Iterable[TicketMessage]) -> list[list[TicketMessage]]:
    groups: list[list[TicketMessage]] = []
    for one in told:
        if one.in_chat is None:
            continue
        if groups and one.album and groups[-1][0].album == one.album:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def signature(work: Work, ticket: Ticket) -> Rows:
    """Whose words they are, below what the desk passes on to the experts in its own name."""
    label = Words("relay.signed", {"who": who(ticket)})
    return labelled(((Button(label, ShowEarlier(ticket.number)),),), work.context().phrases)


def _copy(work: Work, ticket: Ticket, group: Sequence[TicketMessage], *, place: Place) -> Draft:
    spots = [one.in_chat for one in group if one.in_chat is not None]
    act = Copy(place, spots[0].chat, tuple(spot.message for spot in spots))
    then = KeepStaffPlaces(tuple(one.id for one in group), ticket.number, place)
    album = group[0].album
    if album is None:
        return Draft(replace(act, buttons=signature(work, ticket)), Lane.RELAY, then=then)
    return albums.joined(work, act, then, slot=albums.slot_of(spots[0].chat, album))


def expect(work: Work, ticket: Ticket, at: Spot, content: Message) -> int:
    """An expert's message may go out to the contact; what it is changed to meanwhile is kept with
    it.
    """
    known = messages.in_thread(work.tx, at)
    if known is not None and known.in_chat is None:
        return known.id
    row = TicketMessage(
        0,
        ticket.number,
        Author.NOTE,
        content.kind,
        content.text.text,
        in_thread=at,
        album=content.album,
    )
    return messages.add(work.tx, row, written(work, ticket))


def written(work: Work, ticket: Ticket) -> datetime:
    """The moment that experts write on a ticket at: now, and after it was closed, also by a clock
    that was set back since.
    """
    return max(work.now, ticket.closed_at or work.now)


def expect_note(work: Work, ticket: Ticket, at: Spot, content: Message) -> None:
    """A note is to go out after all, with the other pictures of its album; as a reply it is written
    now.
    """
    number = expect(work, ticket, at, content)
    rest = albums.notes(work, ticket.number, content.album) if content.album else []
    messages.written_now(work.tx, [number, *(one.id for one, _ in rest)], written(work, ticket))


def expected(work: Work, at: Spot) -> Ticket | None:
    """The ticket to whose contact an expert's message may go out, which has not done so."""
    known = messages.in_thread(work.tx, at)
    if known is None or known.author is not Author.NOTE:
        return None
    return tickets.get(work.tx, known.ticket)


def stays(work: Work, at: Spot) -> None:
    """It does not go out after all."""
    known = messages.in_thread(work.tx, at)
    if known is not None:
        messages.remove(work.tx, known.id)


def refuse(work: Work, at: Spot) -> None:
    """It does not go out as it is; it may be changed, or sent after all."""
    known = messages.in_thread(work.tx, at)
    if known is not None:
        messages.refuse(work.tx, known.id)


def as_it_is_now(work: Work, at: Spot) -> Message | None:
    """What an expert's message was changed to while its writer was asked after, once."""
    known = messages.in_thread(work.tx, at)
    return messages.take_edit(work.tx, known.id) if known is not None else None


def to_contact(work: Work, reply: PassOn, chat: Address) -> Draft:
    """An expert's reply on its way to the contact, under a line that says which ticket it is
    about; as it is now, where it was changed while its writer was asked after.
    """
    ticket, at = reply.ticket, reply.reply.at
    kept = expect(work, ticket, at, reply.content)
    content = messages.take_edit(work.tx, kept) or reply.content
    messages.goes_out(work.tx, kept, content.text.text, expert=reply.reply.expert.id)
    then = KeepChatPlaces((kept,), ticket.number, reply.reply)
    act = Copy(Place(chat), at.chat, (at.message,), reply_to=_answered(work, reply))
    if content.album:
        return _whole_album(work, act, then, album=content.album)
    said = _reply(work, ticket, content, copy=act)
    return Draft(said, Lane.RELAY, then=then, slot=slot_of(kept))


def slot_of(message: int) -> str:
    """Where an expert's reply waits to go out."""
    return f"reply:{message}"


def _whole_album(work: Work, act: Copy, then: KeepChatPlaces, *, album: str) -> Draft:
    """With the pictures of the album that have not gone out: they wait for it, or were notes."""
    expert = then.reply.expert.id if then.reply is not None else 0
    pictures = dict(zip(then.messages, act.messages, strict=True))
    for one, spot in albums.notes(work, then.ticket, album):
        changed = messages.take_edit(work.tx, one.id)
        text = changed.text.text if changed else one.text
        messages.goes_out(work.tx, one.id, text, expert=expert)
        pictures[one.id] = spot.message
    numbers = tuple(sorted(pictures))
    then = replace(then, messages=numbers)
    act = replace(act, messages=tuple(pictures[number] for number in numbers))
    slot = albums.slot_of(act.source, album)
    return albums.joined(work, replace(act, reply_to=None), then, slot=slot)


def _reply(work: Work, ticket: Ticket, content: Message, *, copy: Copy) -> Say | Copy:
    """The words anew below their heading; else the copy, where there is room with a heading."""
    said = _headed(work, ticket, content)
    if not _fits(work, content, said):
        return copy
    if content.kind == TEXT:
        return Say(copy.to, Message(said, reply_to=copy.reply_to, preview=True))
    return replace(copy, caption=said) if content.kind in CAPTIONED else copy


def _fits(work: Work, content: Message, said: Text) -> bool:
    """Whether there is room for these words where the content's own stand."""
    limits = work.desk.limits
    return units(said.text) <= (limits.text if content.kind == TEXT else limits.caption)


def _answered(work: Work, reply: PassOn) -> str | None:
    """The contact's message that the expert replies to, in the contact's own chat."""
    if reply.content.reply_to is None:
        return None
    target = messages.in_thread(work.tx, Spot(reply.reply.at.chat, reply.content.reply_to))
    return target.in_chat.message if target and target.in_chat else None


def _headed(work: Work, ticket: Ticket, content: Message) -> Text:
    """The expert's words below a line that names the ticket."""
    heading = work.desk.phrases(ticket.language).text("relay.heading", {"number": ticket.number})
    return joined([bold(heading), content.text])


def edit_in_thread(
    work: Work, message: TicketMessage, content: Message, *, place: Place
) -> list[Draft]:
    """The contact changed a message: the copy in the thread changes too, or is made anew, as it is
    where a file bears more words than the desk may write below one.
    """
    ticket = tickets.get(work.tx, message.ticket)
    if ticket is None:
        return []
    if message.in_thread is None:
        alone = replace(message, album=None)  # nobody knows which of the pictures there it is
        return [_copy(work, ticket, [alone], place=place)] if message.somewhere else []
    if _stays(message, content) and _fits(work, content, content.text):
        then = EditedInThread(message.id, message.ticket, place)
        slot = f"edit:staff:{message.id}"
        below = signature(work, ticket) if message.album is None else ()
        signed = replace(content, buttons=below)
        return [_edit(message.in_thread, signed, content.text, then=then, slot=slot)]
    if message.in_chat is None or not shows_change(message, content):
        return []
    held = Held(message.in_chat.message, content.kind, content.text.text)
    kept = keep(work, ticket, [held], chat=message.in_chat.chat, heard=None)
    return to_staff(work, ticket, kept)


def edit_in_chat(
    work: Work, message: TicketMessage, content: Message, *, ticket: Ticket
) -> list[Draft]:
    """An expert changed a reply: what the contact sees changes too, or is sent anew, as it is
    where a file bears more words than the desk may write below one.
    """
    if message.in_chat is None:  # nobody knows which of the pictures there it is
        return _sent_anew(work, message, content, ticket=ticket) if message.somewhere else []
    if not _stays(message, content) or not _fits(work, content, content.text):
        is_seen = shows_change(message, content)
        return _sent_anew(work, message, content, ticket=ticket) if is_seen else []
    headed = _headed(work, ticket, content)
    bare = message.album is not None or not _fits(work, content, headed)
    said = content.text if bare else headed
    then = EditedInChat(message.id, message.ticket)
    return [_edit(message.in_chat, content, said, then=then, slot=f"edit:chat:{message.id}")]


def _sent_anew(
    work: Work, message: TicketMessage, content: Message, *, ticket: Ticket
) -> list[Draft]:
    chat = addresses.address_of(work.tx, ticket.contact)
    if message.in_thread is None or chat is None:
        return []
    expert = Actor(ticket.expert_id or 0, ticket.expert_name or "")
    anew = PassOn(ticket, Reply(message.in_thread, expert), replace(content, album=None))
    return [to_contact(work, anew, chat)]


def shows_change(message: TicketMessage, content: Message) -> bool:
    """Whether the other side can see what has changed."""
    return _stays(message, content) or _is_new(message, content)


def _stays(message: TicketMessage, content: Message) -> bool:
    """Whether the copy that is there can be changed into what the message holds now."""
    has_words = content.kind == TEXT or content.kind in CAPTIONED
    return has_words and message.kind == content.kind


def _is_new(message: TicketMessage, content: Message) -> bool:
    """Whether there is something to be seen anew: a live location, which moves, is not."""
    return content.kind == OTHER or content.kind != message.kind


def _edit(
    at: Spot, content: Message, said: Text, *, then: EditedInThread | EditedInChat, slot: str
) -> Draft:
    changed = replace(content, text=said, album=None, reply_to=None, preview=True)
    # what is changed in the group holds up nothing that is new there
    lane = Lane.CARD if at.chat.group else Lane.RELAY
    return Draft(Edit(at, changed), lane, then=then, slot=slot)


def moved(work: Work, of: Ticket, to: Ticket) -> list[Draft]:
    """What was said on one ticket is another one's, and stands in its thread, too."""
    rows = messages.of_ticket(work.tx, of.number)
    messages.move(work.tx, rows, to=to.number)
    fresh = (messages.get(work.tx, row.id) for row in rows if row.author is not Author.DESK)
    told = [row for row in fresh if row is not None and row.in_chat is not None]
    return to_staff(work, to, told)


def only_words(work: Work, ticket: Ticket, taken: Sequence[TicketMessage]) -> bool:
    """Whether these are all that the contact has said since the expert's reply."""
    people = [
        one for one in messages.of_ticket(work.tx, ticket.number) if one.author is not Author.DESK
    ]
    before = people[: -len(taken)] if taken else []
    alone = bool(before) and people[len(before) :] == list(taken)
    return alone and before[-1].author is Author.EXPERT


def withdraw(work: Work, ticket: Ticket, spot: Spot) -> tuple[bool, list[Draft]]:
    """The contact's message, with what went along, is no longer the ticket's: whether it was all
    that the contact had said since the expert's reply, and the word to the experts.
    """
    taken = messages.together(work.tx, spot, ticket=ticket.number)
    alone = only_words(work, ticket, taken)
    called_off = albums.call_off(work, taken)
    for one in taken:
        messages.remove(work.tx, one.id)
    if not taken or ticket.place is None or called_off:
        return alone, []
    copy = next((one.in_thread.message for one in taken if one.in_thread), None)
    words = told_message((Words("staff.withdrawn"),), (), work.context().phrases)
    return alone, [Draft(Say(ticket.place, replace(words, reply_to=copy)), Lane.RELAY)]
