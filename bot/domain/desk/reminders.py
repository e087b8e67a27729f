"""Who is reminded of a promised date. Law: before it lapses and when it has, once each."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.desk.tickets import DeskView
from bot.domain.tickets import Ticket
from bot.domain.words import Words

BEFORE_DUE = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is said, under a key that is the same however often it is looked for."""

    words: Words
    key: str


def reminder(ticket: Ticket, view: DeskView) -> Reminder | None:
    """What the ticket's date asks for now, or None."""
    due = view.promise.due_at(ticket)
    if due is None or view.now < due - BEFORE_DUE:
        return None
    when = "late" if view.now >= due else "soon"
    expert = ticket.expert_name or Words("queue.nobody")
    return Reminder(
        Words(f"reminder.{when}", {"number": ticket.number, "due": due, "expert": expert}),
        f"reminder:{ticket.number}:{int(due.timestamp())}:{when}",
    )
