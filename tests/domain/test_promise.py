"""The promised date follows from where the ticket stands."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.promise import Promise
from bot.domain.tickets import Status
from tests.domain.desk.ticketbook import IN_SEVEN_DAYS, IN_TWO_DAYS, NOW, PROMISE, ticket

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
    assert PROMISE.due_at(ticket(status, research=research), NOW) == due


def test_it_counts_from_when_the_ball_came_to_the_desk() -> None:
    since = datetime(2026, 11, 16, 8, tzinfo=UTC)
    assert PROMISE.due_at(ticket(opened_at=since), since) == IN_TWO_DAYS
    assert PROMISE.due_at(ticket(since=since), since) == datetime(2026, 11, 18, 15, tzinfo=UTC)


def test_a_desk_promises_what_its_settings_say() -> None:
    own = Promise(Calendar(ZoneInfo("Europe/Istanbul")), answer_days=1, research_days=3)
    assert own.due_at(ticket(), NOW) == NEXT_DAY
    assert own.due_at(ticket(research=True), NOW) == AFTER_NEXT


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=1), timedelta(days=41)])
def test_a_date_that_has_lapsed_is_counted_from_now(status: Status, late: timedelta) -> None:
    now = IN_TWO_DAYS + late
    waits = ticket(status)
    assert PROMISE.lapsed(waits, now)
    assert PROMISE.told(waits) == IN_TWO_DAYS
    assert PROMISE.due_at(waits, now) == PROMISE.calendar.due_at(now, PROMISE.answer_days)


def test_a_renewed_promise_runs_from_when_it_was_renewed() -> None:
    renewed = ticket(renewed_at=IN_TWO_DAYS)
    friday = IN_TWO_DAYS + timedelta(days=2)
    assert PROMISE.told(renewed) == friday
    assert not PROMISE.lapsed(renewed, friday - timedelta(seconds=1))
    assert PROMISE.lapsed(renewed, friday)


@pytest.mark.parametrize("status", [Status.PENDING, Status.CLOSED])
def test_what_nobody_waits_for_does_not_lapse(status: Status) -> None:
    assert not PROMISE.lapsed(ticket(status), NOW + timedelta(days=400))
