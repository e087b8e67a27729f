"""The promise clock on Turkish working days. The dates of 2026 are those of the official
calendar.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from tests.domain.brute import differences

ISTANBUL = ZoneInfo("Europe/Istanbul")
CALENDAR = Calendar(ISTANBUL)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("since", "days", "due", "why"),
    [
        ("2026-11-23 10:00", 2, "2026-11-25 18:00", "an ordinary week"),
        ("2026-11-23 10:00", 1, "2026-11-24 18:00", "the next day"),
        ("2026-11-23 10:00", 0.5, "2026-11-24 18:00", "half a day is over within the next one"),
        ("2026-11-23 10:00", 1.5, "2026-11-25 18:00", "one and a half within the second one"),
        ("2026-11-23 10:00", 0, "2026-11-23 18:00", "no day: today's closing time"),
        ("2026-10-28 10:00", 0, "2026-10-28 13:00", "today, which is a half day"),
        ("2026-11-27 16:00", 2, "2026-12-01 18:00", "Friday: the weekend does not count"),
        ("2026-11-28 12:00", 2, "2026-12-01 18:00", "Saturday: the first day is Monday"),
        ("2026-11-29 12:00", 1, "2026-11-30 18:00", "Sunday"),
        ("2026-11-23 22:00", 2, "2026-11-25 18:00", "written in the evening"),
        ("2026-11-23 00:00", 2, "2026-11-25 18:00", "written at midnight"),
        (
            "2026-10-26 10:00",
            2,
            "2026-10-30 18:00",
            "28 October is half, 29 October is Republic Day",
        ),
        ("2026-10-26 10:00", 1.5, "2026-10-28 13:00", "a half day closes early"),
        ("2026-10-27 10:00", 0.5, "2026-10-28 13:00", "half a day on a half day"),
        ("2026-10-27 10:00", 1, "2026-10-30 18:00", "a half day is not a whole one"),
        ("2026-03-17 10:00", 2, "2026-03-23 18:00", "Ramazan Bayramı with its eve"),
        ("2026-05-25 10:00", 7, "2026-06-09 18:00", "Kurban Bayramı: four and a half days"),
        ("2026-12-31 10:00", 2, "2027-01-05 18:00", "over the New Year"),
    ],
)
def test_a_promise_falls_on_the_closing_time_of_its_last_working_day(
    since: str, days: float, due: str, why: str
) -> None:
    assert CALENDAR.due_at(at(since), days) == at(due), why


def test_the_day_of_writing_is_the_one_in_the_desks_zone() -> None:
    late = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # half past midnight in Istanbul
    assert CALENDAR.due_at(late, 1) == at("2026-11-25 18:00")
    assert CALENDAR.due_at(late, 1).tzinfo is ISTANBUL


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2026-11-23", 1),  # Monday
        ("2026-11-27", 1),  # Friday
        ("2026-11-28", 0),  # Saturday
        ("2026-11-29", 0),  # Sunday
        ("2026-10-28", 0.5),  # the eve of Republic Day
        ("2026-10-29", 0),  # Republic Day
        ("2026-03-19", 0.5),  # the eve of Ramazan Bayramı
        ("2026-05-26", 0.5),  # the eve of Kurban Bayramı
        ("2028-10-28", 0),  # a half day on a Saturday
    ],
)
def test_how_much_of_a_working_day_a_day_is(day: str, share: float) -> None:
    assert CALENDAR.share(date.fromisoformat(day)) == share


def test_the_desk_closes_when_it_is_told_to() -> None:
    early = Calendar(ISTANBUL, closes=time(16, 30), half_day_until=time(12, 15))
    assert early.closes_at(date(2026, 11, 23)) == at("2026-11-23 16:30")
    assert early.closes_at(date(2026, 10, 28)) == at("2026-10-28 12:15")


def test_a_country_without_half_days_has_whole_ones_and_its_own_holidays() -> None:
    german = Calendar(ZoneInfo("Europe/Berlin"), country="DE")
    assert german.share(date(2026, 10, 28)) == 1
    assert german.share(date(2026, 10, 29)) == 1
    assert german.share(date(2026, 12, 25)) == 0


def test_a_promise_that_no_calendar_can_keep_ends_all_the_same() -> None:
    due = CALENDAR.due_at(at("2026-11-23 10:00"), 10**6)
    assert due == CALENDAR.closes_at(date(2026, 11, 23) + timedelta(days=400))


@given(
    st.datetimes(
        at("2026-01-01 00:00").replace(tzinfo=None), at("2027-12-01 00:00").replace(tzinfo=None)
    ),
    st.integers(1, 30),
)
def test_a_promise_is_never_in_the_past_and_never_on_a_closed_day(
    since: datetime, days: int
) -> None:
    moment = since.replace(tzinfo=ISTANBUL)
    due = CALENDAR.due_at(moment, days)
    assert due > moment
    assert CALENDAR.share(due.date()) > 0
    assert CALENDAR.due_at(moment, days + 1) > due


@given(
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    st.integers(1, 40).map(lambda halves: halves / 2),
)
def test_a_promise_gives_the_days_it_names_and_not_a_day_more(since: date, days: float) -> None:
    due = CALENDAR.due_at(datetime.combine(since, time(9), ISTANBUL), days).date()
    worked = [CALENDAR.share(since + timedelta(days=n)) for n in range(1, (due - since).days + 1)]
    assert sum(worked[:-1]) < days <= sum(worked)


@pytest.mark.parametrize(
    ("since", "hours", "ends", "why"),
    [
        ("2026-11-23 10:00", 1, "2026-11-23 11:00", "within the day"),
        ("2026-11-23 17:30", 1, "2026-11-24 09:30", "over the night"),
        ("2026-11-23 17:00", 1, "2026-11-23 18:00", "up to closing time"),
        ("2026-11-23 07:00", 1, "2026-11-23 10:00", "before the desk opens"),
        ("2026-11-27 18:00", 1, "2026-11-30 10:00", "over the weekend"),
        ("2026-11-28 03:00", 1, "2026-11-30 10:00", "on a Saturday night"),
        ("2026-10-28 12:30", 1, "2026-10-30 09:30", "a half day, then a holiday"),
        ("2026-11-23 10:00", 18, "2026-11-25 10:00", "two days of nine hours"),
    ],
)
def test_working_hours_run_while_the_desk_is_open(
    since: str, hours: int, ends: str, why: str
) -> None:
    assert CALENDAR.after(at(since), timedelta(hours=hours)) == at(ends), why


def test_working_hours_stand_still_in_the_break_and_on_days_of_ones_own() -> None:
    desk = Calendar(
        ISTANBUL, pauses=((time(12, 30), time(13, 30)),), closed=frozenset({date(2026, 11, 24)})
    )
    assert desk.after(at("2026-11-23 12:00"), timedelta(hours=1)) == at("2026-11-23 14:00")
    assert desk.after(at("2026-11-23 12:45"), timedelta(hours=1)) == at("2026-11-23 14:30")
    assert desk.after(at("2026-11-23 17:30"), timedelta(hours=1)) == at("2026-11-25 09:30")
    assert desk.due_at(at("2026-11-23 10:00"), 2) == at("2026-11-26 18:00")
    assert list(desk.hours(date(2026, 11, 24))) == []


def test_hours_that_no_calendar_can_give_end_all_the_same() -> None:
    end = CALENDAR.after(at("2026-11-23 10:00"), timedelta(hours=10**6))
    assert end > at("2027-11-23 10:00")


def test_the_calendar_is_what_counting_minute_by_minute_gives() -> None:
    assert differences(10_000) == 0


@pytest.mark.soak
def test_the_calendar_is_what_counting_gives_a_million_times() -> None:
    assert differences(1_000_000, seed=2) == 0
