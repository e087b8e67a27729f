"""What waits for the desk, by the date that was promised.

Law: emergencies stand first, then what is due first; what waits for the contact comes last, oldest
first.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.desk.tickets import DeskView
from bot.domain.tickets import Ticket
from bot.domain.words import Value, Words


def in_order(tickets: Iterable[Ticket], view: DeskView) -> list[Ticket]:
    """The tickets as the queue shows them."""

    def place(ticket: Ticket) -> tuple[bool, bool, datetime, int]:
        due = view.promise.due_at(ticket)
        return not ticket.urgent, due is None, due or ticket.since, ticket.number

    return sorted(tickets, key=place)


def title(count: int, *, mine: bool) -> Words:
    """What the list is headed with."""
    if not count:
        return Words("queue.empty")
    return Words("queue.mine" if mine else "queue.title", {"n": count}, plural=count)


def line(ticket: Ticket, subject: str | None, *, view: DeskView) -> Words:
    """One ticket in a line; `subject` is its subject area's name."""
    due = view.promise.due_at(ticket)
    values: dict[str, Value] = {
        "number": ticket.number,
        "topic": subject or Words("card.no-topic"),
        "due": due,
        "expert": ticket.expert_name or Words("queue.nobody"),
    }
    state = "overdue" if due is not None and due < view.now else str(ticket.status)
    line = Words(f"queue.line-{state}", values)
    return Words("queue.urgent", {"line": line}) if ticket.urgent else line
