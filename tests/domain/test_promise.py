"""The promised date follows from where the ticket stands."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.promise import Promise
from bot.domain.tickets import Status
from tests.domain.desk.ticketbook import IN_SEVEN_DAYS, IN_TWO_DAYS, PROMISE, ticket

NEXT_DAY = datetime(2026, 11, 24, 15, tzinfo=UTC)
AFTER_NEXT = datetime(2026, 11, 26, 15, tzinfo=UTC)


DUE = [
    (Status.NEW, False, IN_TWO_DAYS),
    (Status.OPEN, False, IN_TWO_DAYS),
    (Status.NEW, True, IN_SEVEN_DAYS),
    (Status.OPEN, True, IN_SEVEN_DAYS),
    (Status.PENDING, False, None),
    (Status.PENDING, True, None),
    (Status.CLOSED, False, None),
    (Status.CLOSED, True, None),
]


def test_every_state_has_a_date_or_none() -> None:
    assert {status for status, _, _ in DUE} == set(Status)


@pytest.mark.parametrize(("status", "research", "due"), DUE)
def test_two_working_days_or_seven_while_somebody_waits_for_the_desk(
    status: Status, research: bool, due: datetime | None
) -> None:
    assert PROMISE.due_at(ticket(status, research=research)) == due


def test_it_counts_from_when_the_ball_came_to_the_desk() -> None:
    since = datetime(2026, 11, 16, 8, tzinfo=UTC)
    assert PROMISE.due_at(ticket(opened_at=since)) == IN_TWO_DAYS
    assert PROMISE.due_at(ticket(since=since)) == datetime(2026, 11, 18, 15, tzinfo=UTC)


def test_a_desk_promises_what_its_settings_say() -> None:
    own = Promise(Calendar(ZoneInfo("Europe/Istanbul")), answer_days=1, research_days=3)
    assert own.due_at(ticket()) == NEXT_DAY
    assert own.due_at(ticket(research=True)) == AFTER_NEXT
