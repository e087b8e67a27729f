"""What waits for the desk, by the date that was promised.

Law: emergencies stand first, then what was promised once and not kept, then what is due first, of
what is due at one moment what matters most; what waits for the contact comes last, oldest first. In
a crowd only what is due and not late is placed otherwise, as `Capacity` says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from bot.domain.desk import roles
from bot.domain.desk.view import DeskView
from bot.domain.listings import ShowQueue, Sieve
from bot.domain.tickets import WAITING, Kind, Priority, Status, Ticket
from bot.domain.words import Linked, Value, Words


class Rank(IntEnum):
    """What stands before what, whatever its date; a lower one comes first."""

    URGENT_LATE = 0
    URGENT = 1
    URGENT_ANSWERED = 2
    LATE = 3
    DUE = 4
    ANSWERED = 5


EMERGENCIES = (Rank.URGENT_LATE, Rank.URGENT_ANSWERED)  # the first and the last of them
_HAIR = timedelta(microseconds=1)  # what matters more stands before what is due at that moment
OVERDUE = frozenset({Rank.URGENT_LATE, Rank.LATE})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ticket stands: by its rank, then by a moment; `ahead` is that moment in a crowd."""

    rank: Rank
    at: datetime
    ahead: datetime


def standing(ticket: Ticket, view: DeskView) -> Standing:
    """Where the ticket stands in the queue; it has to be active."""
    due = view.due_at(ticket)
    rank = _rank(ticket, view, waits=due is not None)
    at = (due or ticket.since) + _HAIR * (ticket.priority.rank - Priority.NORMAL.rank)
    ahead = view.capacity.ahead(ticket, at) if rank is Rank.DUE else at
    return Standing(rank, at, ahead)


def _rank(ticket: Ticket, view: DeskView, *, waits: bool) -> Rank:
    if not waits:
        return Rank.URGENT_ANSWERED if ticket.urgent else Rank.ANSWERED
    if _late(ticket, view):
        return Rank.URGENT_LATE if ticket.urgent else Rank.LATE
    return Rank.URGENT if ticket.urgent else Rank.DUE


def in_order(tickets: Iterable[Ticket], view: DeskView, *, crowded: bool = False) -> list[Ticket]:
    """The tickets as the queue shows them."""

    def place(ticket: Ticket) -> tuple[Rank, datetime, int]:
        stands = standing(ticket, view)
        return stands.rank, stands.ahead if crowded else stands.at, ticket.number

    return sorted(tickets, key=place)


def title(count: int, wanted: ShowQueue, *, mine: bool = False, only: Iterable[str] = ()) -> Words:
    """What the list is headed with; `only` names what it was narrowed to."""
    if not count and replace(wanted, page=0, expert=None) == ShowQueue():
        return Words("queue.empty")
    name = "queue.mine" if mine else "queue.title"
    said = Words(name, {"n": count}, plural=count)
    if wanted.sieve is not Sieve.ALL:
        said = _narrowed(said, Words(f"queue.sieve-{wanted.sieve}"))
    for one in only:
        said = _narrowed(said, one)
    return said


def _narrowed(said: Words, only: Words | str) -> Words:
    return Words("queue.narrowed", {"title": said, "only": only})


def line(ticket: Ticket, subject: str | None, *, view: DeskView, link: str = "") -> Words:
    """One ticket in a line; `subject` is its subject area's name, `link` leads to its thread."""
    values: dict[str, Value] = {
        "number": Linked(f"#{ticket.number}", link),
        "topic": subject or unnamed(ticket),
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


def unnamed(ticket: Ticket) -> Words:
    """What a ticket without a subject is called: by what it is for."""
    asked = ticket.kind is Kind.QUESTION
    return Words("card.no-topic" if asked else f"ticket-kind.{ticket.kind}")


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
