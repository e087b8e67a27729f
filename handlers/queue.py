"""What waits, in the order in which it is due: for everybody, or of one expert."""

from collections.abc import Iterable

from bot.domain.contact.view import subject_label
from bot.domain.desk import queue
from bot.domain.events import StaffWrote
from bot.domain.messages import Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Place
from bot.domain.tickets import Ticket
from bot.render.queue import queue as shown_queue
from bot.storage import tickets
from handlers.work import Work


def everybodys(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    """`/kuyruk`: everything that is open, by due date."""
    return _listing(work, event.place, tickets.active(work.tx), mine=False)


def ones_own(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/ben`: one's own tickets."""
    mine = [one for one in tickets.active(work.tx) if one.expert_id == actor.id]
    return _listing(work, event.place, mine, mine=True)


def _listing(work: Work, place: Place, waiting: Iterable[Ticket], *, mine: bool) -> list[Draft]:
    desk = work.desk
    ordered = queue.in_order(waiting, work.view)
    lines = [
        queue.line(
            ticket,
            subject_label(desk.catalog, desk.default_language, ticket.subject),
            view=work.view,
        )
        for ticket in ordered
    ]
    title = queue.title(len(lines), mine=mine)
    shown = shown_queue(lines, work.context().phrases, title=title)
    return [Draft(Say(place, shown), Lane.RELAY)]
