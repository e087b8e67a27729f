"""Appointments, and the times that they take.

Law: two of one lane never have a time in common: whoever comes second fails, and is tried again.
"""

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.domain.appointments import AHEAD, Appointment, State
from bot.domain.tickets import Status
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import appointments, taken_times, tickets

# the fields that have a column of the same name
_PLAIN = tuple(one.name for one in fields(Appointment) if one.name not in {"id", "length", "state"})
_ALL = select(appointments)
_GET = _ALL.where(appointments.c.id == bindparam("number"))
_OF_TICKET = _ALL.where(appointments.c.ticket == bindparam("ticket")).order_by(appointments.c.id)
_AHEAD = appointments.c.state.in_([str(state) for state in AHEAD])
_OF_CONTACT = _ALL.where(appointments.c.contact == bindparam("contact"), _AHEAD).order_by(
    appointments.c.at
)
_CLOSED = select(tickets.c.number).where(tickets.c.status == Status.CLOSED)
_OPEN = _ALL.where(
    or_(
        appointments.c.state == State.MISSED,
        (appointments.c.state == State.BOOKED) & (appointments.c.at <= bindparam("near")),
        (appointments.c.state == State.BOOKED) & appointments.c.ticket.in_(_CLOSED),
        (appointments.c.state == State.HELD)
        & appointments.c.followed_at.is_(None)
        & (appointments.c.ended_at <= bindparam("held")),
    )
).order_by(appointments.c.id)
_TAKEN = select(taken_times.c.at).where(
    taken_times.c.lane == bindparam("of_lane"), taken_times.c.at >= bindparam("since")
)


def add(tx: Tx, one: Appointment) -> Appointment:
    """Insert; the appointment with its number. Raises where its time is taken meanwhile."""
    kept = replace(one, id=dialect.add(tx, appointments, _values(one)))
    _take(tx, kept)
    return kept


def save(tx: Tx, one: Appointment) -> None:
    """Write it as it now stands, with the times that it takes."""
    tx.execute(update(appointments).where(appointments.c.id == one.id).values(_values(one)))
    tx.execute(delete(taken_times).where(taken_times.c.appointment == one.id))
    _take(tx, one)


def _take(tx: Tx, one: Appointment) -> None:
    rows = [{"lane": one.lane, "at": at, "appointment": one.id} for at in one.takes()]
    if rows:
        tx.execute(insert(taken_times), rows)


def get(tx: Tx, number: int) -> Appointment | None:
    """The appointment, or None."""
    row = tx.execute(_GET, {"number": number}).first()
    return _appointment(row) if row else None


def of_ticket(tx: Tx, ticket: int) -> Appointment | None:
    """The newest one on a ticket, or None."""
    found = [_appointment(row) for row in tx.execute(_OF_TICKET, {"ticket": ticket})]
    return found[-1] if found else None


def of_contact(tx: Tx, contact: int) -> tuple[Appointment, ...]:
    """What is ahead for a contact, the first one first."""
    return tuple(_appointment(row) for row in tx.execute(_OF_CONTACT, {"contact": contact}))


def open(  # noqa: A001 — as `tickets.open`
    tx: Tx, *, near: datetime, held: datetime
) -> tuple[Appointment, ...]:
    """Those that time may ask something of: what is to be until `near`, what its ticket left
    behind, and what was held before then.
    """
    rows = tx.execute(_OPEN, {"near": near, "held": held})
    return tuple(_appointment(row) for row in rows)


def taken(tx: Tx, lane: str, *, since: datetime) -> frozenset[datetime]:
    """The times of a lane that are somebody's."""
    rows = tx.execute(_TAKEN, {"of_lane": lane, "since": since})
    return frozenset(row.at for row in rows)


def _values(one: Appointment) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _PLAIN}
    minutes = one.length // timedelta(minutes=1)
    return {**values, "minutes": minutes, "state": str(one.state)}


def _appointment(row: Any) -> Appointment:
    return Appointment(
        **{name: getattr(row, name) for name in _PLAIN},
        id=row.id,
        length=timedelta(minutes=row.minutes),
        state=State(row.state),
    )
