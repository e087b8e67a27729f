"""Whom a message in the staff group is for: what it replies to is looked up."""

from dataclasses import dataclass

from bot.domain.desk.forum import Whom, card_of, goes_out, is_said_by_desk, is_twin
from bot.domain.events import StaffWrote
from bot.domain.people import Spot
from bot.domain.tickets import Ticket
from bot.storage import earlier_places, messages, tickets
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a message in the staff group is for, and on which ticket."""

    whom: Whom
    ticket: Ticket | None = None


def meant_for(work: Work, event: StaffWrote, *, is_order: bool) -> Meant:
    """Whom it is for; the ticket is the thread's, and in a group without threads that of what is
    replied to.
    """
    ticket = tickets.in_thread(work.tx, event.place)
    if ticket is None and event.place.thread is None:
        ticket = _ticket_answered(work, event)
    reply_to = event.content.reply_to
    if ticket is None or is_order or reply_to is None:
        return Meant(Whom.COLLEAGUES, ticket)
    spot = Spot(event.place.chat, reply_to)
    target, earlier = messages.in_thread(work.tx, spot), earlier_places.ticket_at(work.tx, spot)
    if goes_out(ticket, reply_to, target, earlier=earlier):
        return Meant(Whom.CONTACT, ticket)
    if event.answered is None or not is_said_by_desk(event.answered):
        return Meant(Whom.COLLEAGUES, ticket)
    if target is not None or earlier is not None:  # a reply of before, in a thread made again
        return Meant(Whom.UNCLEAR, ticket)
    twin = is_twin(ticket, event.answered, messages.of_ticket(work.tx, ticket.number))
    return Meant(Whom.CONTACT if twin else Whom.UNCLEAR, ticket)


def _ticket_answered(work: Work, event: StaffWrote) -> Ticket | None:
    """The ticket whose card, or whose message, is replied to outside of all threads."""
    if event.content.reply_to is None:
        return None
    spot = Spot(event.place.chat, event.content.reply_to)
    target = messages.in_thread(work.tx, spot)
    number = target.ticket if target is not None else earlier_places.ticket_at(work.tx, spot)
    if number is None and event.answered is not None and is_said_by_desk(event.answered):
        number = card_of(event.answered)
    return tickets.get(work.tx, number)
