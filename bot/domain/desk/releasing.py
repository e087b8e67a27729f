"""An expert lets a ticket go: it is nobody's again.

Law: the clock goes on, and while the desk is waited for, others are called.
"""

from dataclasses import replace

from bot.domain.buttons import OnTicket
from bot.domain.desk.said import Acts, Decision
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, CallExperts, KeepStep, ShowCard
from bot.domain.messages import Button, Rows
from bot.domain.people import Actor, Role
from bot.domain.tickets import WAITING, Step, Ticket, advance
from bot.domain.words import Value, Words


def released(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """Whoever is on it lets it go, or a coordinator takes it from them."""
    if ticket.active and ticket.expert_id is None:
        return ticket, [Answer(Words("release.nobodys")), ShowCard(ticket)]
    if ticket.active and actor.id != ticket.expert_id and actor.role is not Role.COORDINATOR:
        return ticket, [Answer(Words("release.not-yours"), alert=True)]
    before, ticket = ticket.expert_id, advance(ticket, Step.RELEASE, view.now)
    waits = ticket.status in WAITING
    called = [replace(_call(ticket, actor, view), but=before)] if waits else []
    words = Words("release.done" if waits else "release.done-quietly")
    return ticket, [Answer(words), KeepStep(ticket, Step.RELEASE, actor), *called, ShowCard(ticket)]


def _call(ticket: Ticket, actor: Actor, view: DeskView) -> CallExperts:
    """The others, and whoever takes it needs one tap."""
    values: dict[str, Value] = {
        "number": ticket.number,
        "expert": Words("queue.nobody"),
        "by": actor.name,
        "due": view.due_at(ticket),
    }
    return CallExperts(ticket, Words("release.called", values), taking(ticket))


def taking(ticket: Ticket) -> Rows:
    """The button by which somebody begins on a ticket of nobody's."""
    return ((Button(Words("card.on-it"), OnTicket(ticket.number, Step.ON_IT)),),)


ACTS: Acts = {Step.RELEASE: released}
