"""A reply is taken back: for a minute after it arrived, by whoever wrote it.

Law: what was taken back was never said; the ticket stands as it would without it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.desk.said import Decision
from bot.domain.effects import KeepStep, ShowCard
from bot.domain.history import Past, without_reply
from bot.domain.people import Actor
from bot.domain.tickets import Author, Step, Ticket, TicketMessage

WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Unsay:
    """The reply that arrived at this moment is taken back, on a ticket with this history."""

    history: tuple[Past, ...]
    arrived_at: datetime | None


def refusal(reply: TicketMessage | None, actor: Actor, now: datetime) -> str | None:
    """The name of the word that says why a message can't be taken back, or None."""
    if reply is None or reply.author is not Author.EXPERT or reply.refused:
        return "staff.take-back-none"
    if reply.expert != actor.id:
        return "staff.take-back-not-yours"
    late = reply.arrived_at is not None and now - reply.arrived_at > WITHIN
    return "staff.take-back-late" if late or reply.somewhere else None


def unsaid(ticket: Ticket, request: Unsay, actor: Actor) -> Decision:
    """The promise goes on as if there had been no reply; a date that has passed meanwhile lapses
    like any other.
    """
    if request.arrived_at is None:
        return ticket, []
    ticket = without_reply(ticket, request.history, request.arrived_at)
    return ticket, [KeepStep(ticket, Step.TAKE_BACK, actor), ShowCard(ticket)]
