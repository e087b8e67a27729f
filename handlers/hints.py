"""Words to experts who may be mistaken about what their message does."""

from dataclasses import replace

from bot.domain.appointments import State
from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.tickets import Status, Ticket
from bot.domain.words import Words
from bot.storage import appointments, experts, messages
from handlers.undelivered import to_writer
from handlers.work import Work


def stays_inside(work: Work, ticket: Ticket | None, event: StaffWrote) -> list[Draft]:
    """A note on an open ticket by somebody who has not replied there yet: once, that it stays; not
    where the desk itself has asked for a note.
    """
    if ticket is None or not ticket.active or event.content.reply_to is not None:
        return []
    if "@" in (event.command or "") or _is_outcome(work, ticket):  # for another bot
        return []
    expert = experts.known(work.tx, event.person)
    if expert is not None and messages.has_replied(work.tx, ticket.number, expert):
        return []
    key = f"inside:{ticket.number}:{event.person.key}"
    return [replace(one, key=key) for one in to_writer(work, event, Words("staff.stays-inside"))]


def _is_outcome(work: Work, ticket: Ticket) -> bool:
    """Whether experts were asked what came of an appointment, and the contact is silent since."""
    found = appointments.of_ticket(work.tx, ticket.number)
    return found is not None and found.state is State.HELD and ticket.status is Status.PENDING
