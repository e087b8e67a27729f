"""Words that do not arrive: whoever wrote them hears of it.

Law: in the thread they were written in; where that is gone in the one after it, or outside of all
threads with the ticket's number.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import results as rs
from bot.domain.effects import PassOn, Tell
from bot.domain.events import StaffEdited, StaffWrote
from bot.domain.messages import Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Place, Spot
from bot.domain.tickets import Author, Ticket, TicketMessage
from bot.domain.words import Words
from bot.render.told import message as told_message
from bot.storage import chats, messages, tickets
from handlers import albums, relay
from handlers.record import in_staff, record
from handlers.work import Work

_QUOTED = 300  # letters that are enough to know one's own words again


def told_of(work: Work, numbers: Sequence[int]) -> list[TicketMessage]:
    """The messages of these numbers that are still known."""
    found = (messages.get(work.tx, number) for number in numbers)
    return [one for one in found if one is not None]


def to_experts(work: Work, ticket: Ticket, *words: Words) -> list[Draft]:
    """A word in the ticket's thread; while it has none outside of all, with its number."""
    if ticket.place is not None:
        return [in_staff(work, ticket.place, *words)]
    if work.desk.staff is None:
        return []
    return [in_staff(work, Place(work.desk.staff), _about(ticket), *words)]


def to_writer(work: Work, event: StaffWrote | StaffEdited, words: Words) -> list[Draft]:
    """Below what somebody wrote in the staff group; where the desk has left that group, where the
    ticket is now, with what was written.
    """
    staff = work.desk.staff
    if event.place.chat == staff:
        said = told_message((words,), (), work.context().phrases)
        return [Draft(Say(event.place, replace(said, reply_to=event.message)), Lane.RELAY)]
    ticket, quoted = tickets.of_thread(work.tx, event.place), _quoted(event.content.text.text)
    if ticket is not None:
        return to_experts(work, ticket, words, *quoted)
    return [in_staff(work, Place(staff), words, *quoted)] if staff is not None else []


def _about(ticket: Ticket) -> Words:
    return Words("staff.about", {"number": ticket.number})


def edit_failed(work: Work, number: int, ticket_number: int) -> list[Draft]:
    """The contact does not read the new words; whoever changed them is told."""
    message = messages.get(work.tx, number)
    if message is None:
        return []
    at = message.in_thread
    if at is not None:
        return not_sent(work, ticket_number, at, key="staff.edit-not-sent")
    ticket = tickets.get(work.tx, ticket_number)
    return to_experts(work, ticket, Words("staff.edit-not-sent")) if ticket else []


def reply_failed(work: Work, then: rs.KeepChatPlaces) -> list[Draft]:
    """An expert's reply that nobody can deliver has not been given; its writer is told. One that
    was changed on its way is tried once more as it is now.
    """
    ticket, sent = tickets.get(work.tx, then.ticket), told_of(work, then.messages)
    if ticket is None or not sent or sent[0].author is not Author.EXPERT:
        return []
    if then.reply is None:
        return edit_failed(work, sent[0].id, then.ticket)
    changed = messages.take_edit(work.tx, sent[0].id) if len(sent) == 1 else None
    chat = chats.get(work.tx, ticket.contact)
    if changed is not None and chat is not None:
        return [relay.to_contact(work, PassOn(ticket, then.reply, changed), chat.address)]
    told = albums.refuse(work, sent[0])
    for one in sent:
        messages.refuse(work.tx, one.id)
    return [] if told else not_sent(work, then.ticket, then.reply.at)


def not_sent(work: Work, number: int, at: Spot, *, key: str = "staff.not-sent") -> list[Draft]:
    """Below what was written, where that still stands; else with its words."""
    ticket, written = tickets.get(work.tx, number), messages.in_thread(work.tx, at)
    if ticket is None:
        return []
    if ticket.place is None or written is None or written.in_thread != at:
        quoted = _quoted(written.text) if written is not None else ()
        return to_experts(work, ticket, Words(key), *quoted)
    said = told_message((Words(key),), (), work.context().phrases)
    return [Draft(Say(ticket.place, replace(said, reply_to=at.message)), Lane.RELAY)]


def quote(message: TicketMessage) -> Words:
    """The beginning of what was written, to be known again."""
    return Words("ticket.question", {"question": message.text[:_QUOTED]})


def _quoted(text: str) -> tuple[Words, ...]:
    return (Words("ticket.question", {"question": text[:_QUOTED]}),) if text else ()


def could_not_copy(
    work: Work, then: rs.KeepStaffPlaces, ticket: Ticket, *, places: Sequence[str] = ()
) -> list[Draft]:
    """Messages that the platform won't copy (deleted meanwhile, or protected), or all but the ones
    at `places`: the thread says so. So does the contact's chat, but for what experts have had.
    """
    told = told_of(work, then.messages)
    fresh = [one for one in told if one.author is Author.CONTACT]
    fresh = [one for one in fresh if not messages.was_passed_on(work.tx, one)]
    messages.scatter(work.tx, told, then.place.chat, places=places)
    for one in told if not places else ():
        messages.take_edit(work.tx, one.id)  # a later copy is of what it holds then
    if not fresh:
        quoted = [quote(one) for one in told if one.text and not places]
        return to_experts(work, ticket, Words("staff.not-copied-again"), *quoted)
    words = Words("message.not-passed-on", {"number": ticket.number})
    heard = record(work, [Tell(ticket.contact, (words,), ticket=ticket.number)])
    return [*to_experts(work, ticket, Words("staff.not-copied")), *heard]
