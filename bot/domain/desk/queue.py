"""What waits for the desk, by the date that was promised.

Law: emergencies stand first, then what was promised once and not kept, then what is due first; what
waits for the contact comes last, oldest first.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.desk import roles
from bot.domain.desk.view import DeskView
from bot.domain.tickets import WAITING, Status, Ticket
from bot.domain.words import Value, Words


def in_order(tickets: Iterable[Ticket], view: DeskView) -> list[Ticket]:
    """The tickets as the queue shows them."""

    def place(ticket: Ticket) -> tuple[bool, bool, bool, datetime, int]:
        due = view.due_at(ticket)
        kept = not _late(ticket, view)
        return not ticket.urgent, due is None, kept, due or ticket.since, ticket.number

    return sorted(tickets, key=place)


def title(count: int, *, mine: bool) -> Words:
    """What the list is headed with."""
    if not count:
        return Words("queue.empty")
    return Words("queue.mine" if mine else "queue.title", {"n": count}, plural=count)


def line(ticket: Ticket, subject: str | None, *, view: DeskView) -> Words:
    """One ticket in a line; `subject` is its subject area's name."""
    values: dict[str, Value] = {
        "number": ticket.number,
        "topic": subject or Words("card.no-topic"),
        "due": view.due_at(ticket),
        "expert": ticket.expert_name or Words("queue.nobody"),
    }
    late = _late(ticket, view)
    asked = ticket.status is Status.PENDING and ticket.asks
    state = "overdue" if late else "asked" if asked else ticket.status
    if ticket.handed_to and state == Status.NEW:
        state, values = "handed", {**values, "role": _role(ticket.handed_to)}
    line = Words(f"queue.line-{state}", values)
    return Words("queue.urgent", {"line": line}) if ticket.urgent else line


def _role(code: str) -> Value:
    """Whom it was handed to."""
    bearing = roles.from_code(code)
    if isinstance(bearing, roles.Duty):
        return Words(f"role.{bearing}")
    return Words("record.subject", {"number": bearing})


def _late(ticket: Ticket, view: DeskView) -> bool:
    """Whether its date has lapsed, and the desk still owes the answer."""
    lapsed = ticket.lapsed_at is not None or view.promise.lapsed(ticket, view.now)
    return ticket.status in WAITING and lapsed
