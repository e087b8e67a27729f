"""Tickets and their history."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from bot.domain.history import Past
from bot.domain.people import Actor, Address, Place, Role
from bot.domain.tickets import Kind, Priority, Status, Step, Ticket
from bot.storage import cases, dialect, facts, said_words
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.tables import chats, experts, threads, ticket_steps, tickets

# the fields that have a column of the same name
_PLAIN = tuple(
    field.name
    for field in fields(Ticket)
    if field.name not in {"number", "status", "expert_name", "case", "group", "kind"}
)
_FLAGS = ("asks", "on_it", "legal", "appealed")  # which tickets of an earlier form do not have
TICKETS = (
    select(tickets, experts.c.name.label("expert_name"), chats.c.code.label("case"))
    .outerjoin(experts, experts.c.id == tickets.c.expert_id)
    .outerjoin(chats, chats.c.id == tickets.c.contact)
)
_GET = TICKETS.where(tickets.c.number == bindparam("number"))
_IN_THREAD = TICKETS.where(
    tickets.c.thread == bindparam("thread"), tickets.c.staff_group == bindparam("staff_group")
)
_OF_THREAD = TICKETS.join(threads, threads.c.ticket == tickets.c.number).where(
    threads.c.thread == bindparam("thread"), threads.c.staff_group == bindparam("staff_group")
)
_OF_CONTACT = TICKETS.where(tickets.c.contact == bindparam("contact")).order_by(tickets.c.number)
_ACTIVE = TICKETS.where(tickets.c.status != Status.CLOSED).order_by(tickets.c.number)
_WITHOUT_THREAD = _ACTIVE.where(
    or_(
        tickets.c.thread.is_(None),
        tickets.c.staff_group.is_(None),
        tickets.c.staff_group != bindparam("staff_group"),
    )
)


_GROUP = tickets.c.staff_group
_EMERGENCIES = TICKETS.where(
    tickets.c.status == Status.NEW, tickets.c.policy.like("emergency%")
).order_by(tickets.c.number)
_STEPS = select(ticket_steps.c.ticket, ticket_steps.c.step).order_by(
    ticket_steps.c.ticket, ticket_steps.c.id
)
_PASTS = (
    select(ticket_steps, tickets.c.subject)
    .join(tickets, tickets.c.number == ticket_steps.c.ticket)
    .order_by(ticket_steps.c.ticket, ticket_steps.c.id)
)
_STAFF = (str(Role.EXPERT), str(Role.COORDINATOR))
_KNOWN = frozenset(map(str, Step))
_PLACED = TICKETS.where(tickets.c.staff_group.is_not(None)).order_by(tickets.c.number)
# two ranges of the index: what is not equal would be looked for in every row
_ELSEWHERE = (
    TICKETS.where(_GROUP < bindparam("staff_group")),  # noqa: SIM300 — the column comes first
    TICKETS.where(_GROUP > bindparam("staff_group")),  # noqa: SIM300
)


def open(tx: Tx, ticket: Ticket) -> Ticket:  # noqa: A001 — said as `tickets.open`
    """Insert; the ticket with its number."""
    row = _values(ticket)
    if least := facts.get(tx, facts.LEAST_TICKET):
        highest = tx.execute(select(func.max(tickets.c.number))).scalar() or 0
        row["number"] = max(least, highest + 1)
    number = dialect.add(tx, tickets, row)
    said_words.keep_request(tx, number, found_by(ticket))
    return replace(ticket, number=number, case=cases.of(tx, ticket.contact))


def found_by(ticket: Ticket) -> tuple[str | None, ...]:
    """What of a request it is found by: whoever is not to be named is found by no name."""
    name = ticket.organisation if ticket.named else None
    return ticket.question, name, ticket.province


def find_anew(tx: Tx, ticket: Ticket) -> None:
    """A detail of the request was corrected: it is found by what it says now."""
    said_words.keep_request(tx, ticket.number, found_by(ticket))


def get(tx: Tx, number: int | None) -> Ticket | None:
    """The ticket, or None."""
    row = tx.execute(_GET, {"number": number}).first()
    return of_row(row) if row else None


def current(tx: Tx, number: int | None) -> Ticket | None:
    """The ticket in which this one goes on by now, if it does."""
    found = get(tx, number)
    while found is not None and found.joined is not None:
        found = get(tx, found.joined)
    return found


def save(tx: Tx, ticket: Ticket) -> None:
    """Write the ticket as it now stands; where in the queue is found out anew."""
    tx.execute(update(tickets).where(tickets.c.number == ticket.number).values(_values(ticket)))


def name_thread(tx: Tx, number: int, name: str) -> None:
    """Remember what the ticket's thread is called now."""
    tx.execute(update(tickets).where(tickets.c.number == number).values(thread_name=name))


def in_thread(tx: Tx, place: Place) -> Ticket | None:
    """The ticket whose thread this is, or None."""
    if place.thread is None:
        return None
    where = {"thread": place.thread, "staff_group": place.chat.key}
    row = tx.execute(_IN_THREAD, where).first()
    return of_row(row) if row else None


def keep_thread(tx: Tx, place: Place, number: int) -> None:
    """Remember for ever that the thread was opened for this ticket."""
    row = {"staff_group": place.chat.key, "thread": place.thread, "ticket": number}
    dialect.upsert(tx, threads, [row], keys=("staff_group", "thread"), change=("ticket",))


def of_thread(tx: Tx, place: Place) -> Ticket | None:
    """The ticket that the thread is, or once was, for."""
    found = in_thread(tx, place)
    if found is not None or place.thread is None:
        return found
    where = {"thread": place.thread, "staff_group": place.chat.key}
    row = tx.execute(_OF_THREAD, where).first()
    return of_row(row) if row else None


def of_numbers(tx: Tx, numbers: Sequence[int]) -> tuple[Ticket, ...]:
    """These tickets, in this order."""
    rows = tx.execute(TICKETS.where(tickets.c.number.in_(numbers)))
    found = {row.number: of_row(row) for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def of_contact(tx: Tx, contact: int) -> tuple[Ticket, ...]:
    """A contact's tickets, oldest first."""
    return tuple(of_row(row) for row in tx.execute(_OF_CONTACT, {"contact": contact}))


def count_of_contact(tx: Tx, contact: int) -> int:
    """How many tickets a contact has."""
    query = select(func.count()).select_from(tickets).where(tickets.c.contact == contact)
    return tx.execute(query).scalar_one()


def active(tx: Tx) -> tuple[Ticket, ...]:
    """All tickets that are not closed, oldest first."""
    return tuple(of_row(row) for row in tx.execute(_ACTIVE))


def emergencies(tx: Tx) -> tuple[Ticket, ...]:
    """The emergencies that nobody is on, oldest first."""
    return tuple(of_row(row) for row in tx.execute(_EMERGENCIES))


def without_thread(tx: Tx, group: Address) -> tuple[Ticket, ...]:
    """Active tickets that no expert of this group can see yet, oldest first."""
    return tuple(of_row(row) for row in tx.execute(_WITHOUT_THREAD, {"staff_group": group.key}))


def elsewhere(tx: Tx, group: Address | None) -> tuple[Ticket, ...]:
    """Tickets, also closed ones, whose thread is in another group than this; in any for None."""
    if group is None:
        return tuple(of_row(row) for row in tx.execute(_PLACED))
    here = {"staff_group": group.key}
    found = (of_row(row) for past in _ELSEWHERE for row in tx.execute(past, here))
    return tuple(sorted(found, key=lambda ticket: ticket.number))


def note(
    tx: Tx, number: int, step: Step | str, *, at: datetime, by: Actor | None, about: str = ""
) -> None:
    """Write a step into the ticket's history."""
    who = {"by": by.id or None, "role": str(by.role)} if by else {"by": None, "role": None}
    row = {"ticket": number, "step": str(step), "at": at, "about": about or None, **who}
    tx.execute(insert(ticket_steps), row)


def histories(tx: Tx) -> Iterator[list[Step]]:
    """The steps of each ticket, in their order, but for those that nobody knows any more."""
    rows = tx.execute(_STEPS)
    for _, steps in groupby(rows, key=lambda row: int(row.ticket)):
        yield [Step(row.step) for row in steps if row.step in _KNOWN]


def history(tx: Tx, number: int) -> tuple[Past, ...]:
    """What a ticket has been through, step by step."""
    query = select(ticket_steps.c.step, ticket_steps.c.at).where(ticket_steps.c.ticket == number)
    rows = tx.execute(query.order_by(ticket_steps.c.id))
    return tuple(Past(Step(row.step), row.at) for row in rows if row.step in _KNOWN)


def pasts(tx: Tx) -> Iterator[tuple[int | None, list[Past]]]:
    """Each ticket's subject and its steps, in their order, with who did them."""
    for _, rows in groupby(tx.execute(_PASTS), key=lambda row: int(row.ticket)):
        steps = [row for row in rows if row.step in _KNOWN]
        if steps:
            yield steps[0].subject, [_past(row) for row in steps]


def _past(row: Any) -> Past:
    by = row.by if row.role in _STAFF else None
    to = int(row.about) if row.about and row.about.isdecimal() else None
    return Past(Step(row.step), row.at, by, to)


def _values(ticket: Ticket) -> dict[str, Any]:
    values = {name: getattr(ticket, name) for name in _PLAIN}
    group = ticket.group.key if ticket.group else None
    kind = None if ticket.kind is Kind.QUESTION else str(ticket.kind)
    strings = {"status": str(ticket.status), "priority": str(ticket.priority)}
    unplaced = {"rank": None, "looks_at": None}
    return {**values, **strings, **unplaced, "staff_group": group, "kind": kind}


def of_row(row: Any) -> Ticket:
    """The ticket of a row of `TICKETS`."""
    values = {name: getattr(row, name) for name in _PLAIN}
    values |= {name: bool(values[name]) for name in _FLAGS}
    values |= {"priority": Priority(row.priority or Priority.NORMAL)}
    return Ticket(
        **values,
        number=row.number,
        status=Status(row.status),
        kind=Kind(row.kind or Kind.QUESTION),
        expert_name=row.expert_name,
        case=row.case or "",
        group=from_key(row.staff_group, group=True) if row.staff_group else None,
    )
