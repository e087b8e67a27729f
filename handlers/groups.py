"""The staff group is another one: it was changed in the settings, or made into a new one.

Law: a ticket's thread is looked for in the staff group of today and nowhere else.
"""

from dataclasses import replace

from bot.domain.events import GroupMoved
from bot.domain.messages import CloseThread, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Place
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.render.told import message
from bot.storage import deliveries, facts, messages, tickets
from handlers.cards import thread
from handlers.record import in_staff
from handlers.work import Work


def on_moved(work: Work, event: GroupMoved) -> list[Draft]:
    """The staff group has a new address, which holds from now on; the setting should follow."""
    if event.before != work.desk.staff:
        return []
    facts.put_moved(work.tx, event.before, event.now)
    words = Words("staff.group-upgraded", {"id": event.now.id})
    return [in_staff(work, Place(event.now), words)]


def settle(work: Work) -> list[Draft]:
    """Tickets that stand in another group come into this one, with their history; the old threads
    are closed with a word where that is still possible, and the coordinators are told.
    """
    staff = work.desk.staff
    if staff is None:
        return []
    elsewhere = tickets.elsewhere(work.tx, staff)
    if not elsewhere:
        return []
    for group in {ticket.group for ticket in elsewhere if ticket.group is not None}:
        deliveries.withdraw(work.tx, group, work.now)
    moved = sum(ticket.active for ticket in elsewhere)
    told = Words("staff.group-changed", {"n": moved}, plural=moved)
    drafts = [draft for ticket in elsewhere for draft in _moved(work, ticket)]
    return [in_staff(work, Place(staff), told), *drafts]


def _moved(work: Work, ticket: Ticket) -> list[Draft]:
    left = _left(work, ticket.place) if ticket.active and ticket.place else []
    ticket = replace(ticket, group=None, thread=None, card=None)
    tickets.save(work.tx, ticket)
    for one in messages.of_ticket(work.tx, ticket.number):
        if one.in_thread is not None:
            messages.leave_thread(work.tx, one)
    return [*left, *(thread(work, ticket) if ticket.active else ())]


def _left(work: Work, place: Place) -> list[Draft]:
    said = message((Words("staff.moved-on"),), (), work.context().phrases)
    return [Draft(Say(place, said), Lane.REMINDER), Draft(CloseThread(place), Lane.REMINDER)]
