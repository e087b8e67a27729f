"""A ticket goes to somebody else: an expert, or whoever bears a role or a subject.

Law: the clock goes on, whoever it goes to is called, and whoever gets it may give it back.
"""

from dataclasses import dataclass, replace

from bot.domain.buttons import OnTicket
from bot.domain.desk import roles
from bot.domain.desk.said import Decision
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, CallExperts, Effect, KeepStep, ShowCard
from bot.domain.messages import Button
from bot.domain.people import Actor, Expert, Role
from bot.domain.tickets import Step, Ticket, advance, claimed
from bot.domain.words import Value, Words


@dataclass(frozen=True, slots=True)
class HandOver:
    """It is that expert's from now on."""

    to: Expert


@dataclass(frozen=True, slots=True)
class HandToRole:
    """It is nobody's, and for whoever bears this."""

    bearing: roles.Bearing


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Whom it was handed to does not take it; `to` is who had handed it over, while here."""

    to: Expert | None


HandOverRequest = HandOver | HandToRole | GiveBack


def decided(ticket: Ticket, request: HandOverRequest, actor: Actor, *, view: DeskView) -> Decision:
    """The ticket after it was handed over, or given back."""
    match request:
        case HandOver(to):
            return _handed(ticket, to, actor, view=view)
        case HandToRole(bearing):
            return _for_all(ticket, roles.code(bearing), actor, view=view)
        case GiveBack(to):
            return _given_back(ticket, to, actor, view=view)


def _handed(ticket: Ticket, to: Expert, actor: Actor, *, view: DeskView) -> Decision:
    if ticket.expert_id == to.id:
        return ticket, [Answer(Words("hand.already", {"expert": to.name}))]
    ticket = advance(_of(ticket, to), Step.HAND_OVER, view.now)
    ticket = replace(ticket, handed_by=None if to.id == actor.id else actor.id)
    kept = KeepStep(ticket, Step.HAND_OVER, actor, str(to.id))
    return ticket, [Answer(Words("hand.done")), kept, *_called(ticket, actor, "hand.to", view)]


def _for_all(ticket: Ticket, bearing: str, actor: Actor, *, view: DeskView) -> Decision:
    if ticket.expert_id is None and ticket.handed_to == bearing:
        return ticket, [Answer(Words("hand.already-there"))]
    ticket = advance(ticket, Step.HAND_TO_ROLE, view.now)
    ticket = replace(ticket, handed_by=actor.id, handed_to=bearing)
    kept = KeepStep(ticket, Step.HAND_TO_ROLE, actor, bearing)
    return ticket, [Answer(Words("hand.done")), kept, *_called(ticket, actor, "hand.to-role", view)]


def _given_back(ticket: Ticket, to: Expert | None, actor: Actor, *, view: DeskView) -> Decision:
    if to is None or ticket.handed_by is None or ticket.expert_id == to.id:
        return ticket, [Answer(Words("hand.nobody"), alert=True), ShowCard(ticket)]
    if actor.id != ticket.expert_id and actor.role is not Role.COORDINATOR:
        return ticket, [Answer(Words("hand.not-yours"), alert=True)]
    ticket = replace(advance(_of(ticket, to), Step.GIVE_BACK, view.now), handed_by=None)
    kept = KeepStep(ticket, Step.GIVE_BACK, actor, str(to.id))
    return ticket, [Answer(Words("hand.done")), kept, *_called(ticket, actor, "hand.back", view)]


def _of(ticket: Ticket, expert: Expert) -> Ticket:
    return claimed(ticket, Actor(expert.id, expert.name))


def _called(ticket: Ticket, actor: Actor, key: str, view: DeskView) -> list[Effect]:
    """Whoever it goes to is called where it stands, and may give it back by a tap."""
    expert = ticket.expert_name or Words("queue.nobody")
    due = view.due_at(ticket)
    date = Words("hand.due", {"due": due}) if due is not None else Words("hand.no-date")
    values: dict[str, Value] = {
        "number": ticket.number,
        "by": actor.name,
        "expert": expert,
        "date": date,
    }
    back = Button(Words("card.give-back"), OnTicket(ticket.number, Step.GIVE_BACK))
    rows = ((back,),) if ticket.handed_by is not None and ticket.expert_id is not None else ()
    return [CallExperts(ticket, Words(key, values), rows), ShowCard(ticket)]
