"""The staff group is another one: it was changed in the settings, or made into a new one.

Law: a ticket's thread is looked for in the staff group of today and nowhere else.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

import structlog

from bot.domain.events import GroupMoved
from bot.domain.messages import CloseThread, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.render.told import message
from bot.storage import deliveries, facts, messages, tickets
from bot.storage.addresses import from_key
from handlers import broadcasts, coordinators
from handlers.cards import thread
from handlers.record import in_staff
from handlers.work import Work

log = structlog.get_logger(__name__)


def on_moved(work: Work, event: GroupMoved) -> list[Draft]:
    """The staff group has a new address, which holds from now on; the setting should follow."""
    if event.before != work.desk.staff:
        return []
    facts.put_moved(work.tx, event.before, event.now)
    words = Words("staff.group-upgraded", {"id": event.now.id})
    private = coordinators.told(work, [words], key=f"upgraded:{event.now.id}")
    return [in_staff(work, Place(event.now), words), *private]


def settle(work: Work) -> list[Draft]:
    """What stands in another group than the staff's of today comes into this one, with its history;
    the old threads are closed with a word where that is still possible, and the coordinators are
    told. Without a staff group what people write waits, and the group that was left is told.
    """
    tx, staff = work.tx, work.desk.staff
    before, now = facts.get(tx, facts.STAFF), staff.key if staff is not None else ""
    elsewhere = tickets.elsewhere(tx, staff)
    if before == now and not elsewhere:
        return []
    facts.put(tx, facts.STAFF, now)
    left = {ticket.group for ticket in elsewhere if ticket.group is not None}
    if before and before != now:
        left.add(from_key(before, group=True))
    for group in left:
        deliveries.withdraw(tx, group, work.now)
    farewells = [draft for ticket in elsewhere for draft in _leave(work, ticket)]
    if staff is None:
        return _unset(work, left)
    return [*_told(work, elsewhere, staff), *farewells, *_anew(work, staff, fresh=bool(before))]


def _unset(work: Work, left: Collection[Address]) -> list[Draft]:
    """No group is set: nobody's words go where the operator no longer wants them."""
    if left:
        log.error("no_staff_group", see="STAFF_CHAT_ID")
    return [in_staff(work, Place(group), Words("staff.unset")) for group in left]


def _told(work: Work, elsewhere: Sequence[Ticket], staff: Address) -> list[Draft]:
    """To the coordinators, where something of theirs stood in another group."""
    moved = sum(ticket.active for ticket in elsewhere)
    told = Words("staff.group-changed", {"n": moved}, plural=moved)
    if not moved:
        told = Words("staff.group-changed-none")
    return [in_staff(work, Place(staff), told)] if elsewhere else []


def _anew(work: Work, staff: Address, *, fresh: bool) -> list[Draft]:
    """Threads for all that is open, also for what was about to get one in the group before, and how
    far broadcasts are.
    """
    waiting = tickets.without_thread(work.tx, staff)
    drafts = [draft for ticket in waiting for draft in thread(work, ticket)]
    return [*drafts, *(broadcasts.go_on(work) if fresh else ())]


def _leave(work: Work, ticket: Ticket) -> list[Draft]:
    left = _left(work, ticket.place) if ticket.active and ticket.place and work.desk.staff else []
    tickets.save(work.tx, replace(ticket, group=None, thread=None, card=None))
    for one in messages.of_ticket(work.tx, ticket.number):
        if one.in_thread is not None:
            messages.leave_thread(work.tx, one)
    return left


def _left(work: Work, place: Place) -> list[Draft]:
    said = message((Words("staff.moved-on"),), (), work.context().phrases)
    return [Draft(Say(place, said), Lane.REMINDER), Draft(CloseThread(place), Lane.REMINDER)]
