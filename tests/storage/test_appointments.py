"""Appointments and the times they take, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.appointments import Appointment, State, ended, moved
from bot.domain.tickets import Kind, Status, Ticket
from bot.storage import appointments, tickets
from bot.storage.database import Tx

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
AT = NOW + timedelta(days=2)
HOUR = timedelta(hours=1)


def made(tx: Tx, **values: object) -> Appointment:
    one = Ticket(0, 7, Status.NEW, "?", "tr", NOW, NOW, kind=Kind.CALL, appointed_until=AT)
    number = tickets.open(tx, one).number
    assert tickets.get(tx, number) == replace(one, number=number)
    booked = Appointment(0, number, 7, "call", AT, HOUR, NOW, number="0532 111 22 33")
    return replace(booked, **values)  # type: ignore[arg-type]


def test_one_comes_back_as_it_was_and_is_found_by_all_who_look(tx: Tx) -> None:
    one = appointments.add(tx, made(tx))
    assert appointments.get(tx, one.id) == one
    assert appointments.of_ticket(tx, one.ticket) == one
    assert appointments.of_contact(tx, 7) == (one,)
    assert appointments.of_contact(tx, 8) == ()
    assert appointments.open(tx, near=AT, held=NOW) == (one,)
    assert appointments.open(tx, near=AT - HOUR, held=NOW) == ()
    ticket = tickets.get(tx, one.ticket)
    assert ticket is not None
    tickets.save(tx, replace(ticket, status=Status.CLOSED))
    assert appointments.open(tx, near=NOW, held=NOW) == (one,)
    assert appointments.get(tx, 99) is None


def test_no_time_of_a_lane_is_given_twice_whoever_asks(tx: Tx) -> None:
    first = appointments.add(tx, made(tx))
    quarters = frozenset(AT + n * timedelta(minutes=15) for n in range(4))
    assert appointments.taken(tx, "call", since=NOW) == quarters
    assert appointments.taken(tx, "meeting", since=NOW) == frozenset()
    appointments.add(tx, made(tx, kind="half-day"))  # another lane
    second = made(tx, at=AT + timedelta(minutes=45))
    with pytest.raises(IntegrityError), tx.begin_nested():
        appointments.add(tx, second)
    appointments.save(tx, moved(first, AT - HOUR, NOW))
    assert appointments.add(tx, second).at == second.at


def test_what_is_over_takes_no_time_and_holds_no_number(tx: Tx) -> None:
    one = appointments.add(tx, made(tx))
    over = ended(one, State.HELD, AT)
    appointments.save(tx, over)
    assert appointments.taken(tx, "call", since=NOW) == frozenset()
    there = appointments.get(tx, one.id)
    assert there == over
    assert there.number is None
    assert appointments.open(tx, near=AT, held=AT - HOUR) == ()
    assert appointments.open(tx, near=AT, held=AT) == (over,)
