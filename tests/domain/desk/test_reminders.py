"""A promised date is reminded of three hours before it lapses, and when it has."""

from datetime import datetime, timedelta

import pytest

from bot.domain.desk.reminders import Reminder, reminder
from bot.domain.tickets import Status, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    IN_SEVEN_DAYS,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    ticket,
    view,
)

SECOND = timedelta(seconds=1)
THREE_HOURS = timedelta(hours=3)


def reminded(one: Ticket, at: datetime) -> Reminder | None:
    return reminder(one, view(after=at - NOW))


def expected(when: str, due: datetime, expert: str | Words) -> Reminder:
    return Reminder(
        Words(f"reminder.{when}", {"number": NUMBER, "due": due, "expert": expert}),
        f"reminder:{NUMBER}:{int(due.timestamp())}:{when}",
    )


@pytest.mark.parametrize(
    ("before_due", "when"),
    [
        (timedelta(days=2), None),
        (THREE_HOURS + SECOND, None),
        (THREE_HOURS, "soon"),
        (SECOND, "soon"),
        (timedelta(), "late"),
        (-SECOND, "late"),
        (-timedelta(days=30), "late"),
    ],
)
@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
def test_before_the_date_lapses_and_when_it_has(
    before_due: timedelta, when: str | None, status: Status
) -> None:
    found = reminded(ticket(status), IN_TWO_DAYS - before_due)
    assert found == (when and expected(when, IN_TWO_DAYS, Words("queue.nobody")))


def test_the_date_is_the_researched_one_and_the_expert_is_named() -> None:
    mine = ticket(Status.OPEN, expert_id=31, expert_name="Elif", research=True)
    assert reminded(mine, IN_TWO_DAYS) is None
    assert reminded(mine, IN_SEVEN_DAYS) == expected("late", IN_SEVEN_DAYS, "Elif")


@pytest.mark.parametrize("status", [Status.PENDING, Status.CLOSED])
def test_nobody_is_reminded_of_what_nobody_waits_for(status: Status) -> None:
    assert reminded(ticket(status), NOW + timedelta(days=400)) is None


def test_the_key_is_known_and_the_same_however_often_it_is_looked_for() -> None:
    first = reminded(ticket(), IN_TWO_DAYS - THREE_HOURS)
    again = reminded(ticket(), IN_TWO_DAYS - SECOND)
    assert first == again
    assert first is not None
    assert first.key == "reminder:12:1795618800:soon"
