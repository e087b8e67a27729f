"""What a ticket is about, how much it matters, in which language: set right by an expert."""

from dataclasses import dataclass, replace

from bot.domain.desk.said import Decision
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, KeepStep, ShowCard
from bot.domain.people import Actor
from bot.domain.tickets import Priority, Step, Ticket, advance
from bot.domain.words import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be set; None stays as it is."""

    subject: int | None = None
    priority: Priority | None = None
    language: str | None = None


def marked(ticket: Ticket, mark: Mark, actor: Actor, *, view: DeskView) -> Decision:
    """Only the experts hear of it: no date depends on it."""
    after = replace(
        advance(ticket, Step.MARK, view.now),
        subject=ticket.subject if mark.subject is None else mark.subject,
        priority=mark.priority or ticket.priority,
        language=mark.language or ticket.language,
    )
    if after == ticket:
        return ticket, [Answer(Words("staff.marked-already")), ShowCard(ticket)]
    words = Answer(Words("staff.marked"))
    return after, [words, KeepStep(after, Step.MARK, actor), ShowCard(after)]
