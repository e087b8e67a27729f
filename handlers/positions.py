"""`/neden 12`: why a ticket stands where it stands in the queue."""

import re

from bot.domain.desk.positions import Position, explained
from bot.domain.desk.queue import standing as standing_of
from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.storage import queue, tickets
from handlers import standing
from handlers.record import in_staff
from handlers.work import Work

_NUMBER = re.compile(r"#?(\d{1,9})")


def why(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    """The line about the ticket that is named, or else whose thread it is."""
    _, *behind = event.content.text.text.split(maxsplit=1)
    named = _NUMBER.fullmatch(behind[0].strip()) if behind else None
    if behind and named is None:
        return [in_staff(work, event.place, Words("why.how"))]
    ticket = (
        tickets.get(work.tx, int(named[1])) if named else tickets.of_thread(work.tx, event.place)
    )
    if ticket is None:
        return [in_staff(work, event.place, Words("why.how"))]
    return [in_staff(work, event.place, _line(work, ticket))]


def _line(work: Work, ticket: Ticket) -> Words:
    if not ticket.active:
        return Words("why.closed", {"number": ticket.number})
    standing.settle_all(work)
    link = work.desk.links.thread(ticket.place) if ticket.place is not None else ""
    return explained(ticket, _position(work, ticket), work.view.due_at(ticket), link)


def _position(work: Work, ticket: Ticket) -> Position:
    tx, stands, crowded = work.tx, standing_of(ticket, work.view), standing.is_crowded(work)
    return Position(
        stands,
        queue.before(tx, ticket.number, stands, crowded=crowded),
        work.desk.capacity.head_start_days if crowded else None,
        queue.overtaking(tx, ticket.number, stands) if crowded else 0,
    )
