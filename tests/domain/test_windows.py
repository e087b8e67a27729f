"""Times at which experts can be spoken to, against a walk through every quarter of an hour."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.windows import CELL, Weekly, Windows, cells, hours_of

ISTANBUL = ZoneInfo("Europe/Istanbul")
OPEN = Windows(Calendar(ISTANBUL), hours_of("tue-thu 13:30-17:30"))
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 11:00 in Istanbul
QUARTER = timedelta(minutes=15)

zones = st.sampled_from(["Europe/Istanbul", "Europe/Berlin", "Asia/Kathmandu", "America/New_York"])
quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Weekly, ...]:
    """One window a day at most, on some days."""
    days = draw(st.sets(st.integers(0, 4), min_size=1))
    ends = {day: sorted(draw(st.sets(quarters, min_size=2, max_size=2))) for day in days}
    return tuple((day, begins, closes) for day, (begins, closes) in sorted(ends.items()))


def here(moment: datetime, windows: Windows) -> datetime:
    return moment.astimezone(windows.calendar.zone)


def in_hours(at: datetime, length: timedelta, windows: Windows) -> bool:
    """Whether all of it lies in one window of a whole working day, as clocks show it."""
    begins, ends = here(at, windows), here(at + length, windows)
    if windows.calendar.share(begins.date()) < 1 or begins.date() != ends.date():
        return False
    return any(
        day == begins.weekday() and opens <= begins.time() and ends.time() <= closes
        for day, opens, closes in windows.hours
    )


@settings(max_examples=25, deadline=None)
@given(weeks(), zones, st.integers(0, 7 * 365 * 24 * 60), st.data())
def test_what_is_offered_is_what_a_walk_through_all_quarters_finds(
    hours: tuple[Weekly, ...], zone: str, minutes: int, data: st.DataObject
) -> None:
    """On any calendar: nothing past, nothing on a holiday, nothing taken, and nothing left out."""
    closed = data.draw(st.frozensets(st.integers(0, 8), max_size=3))
    begins = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    away = frozenset(begins.date() + timedelta(days=n) for n in closed)
    windows = Windows(Calendar(ZoneInfo(zone), closed=away), hours)
    length = QUARTER * data.draw(st.integers(1, 6))
    first = begins.replace(minute=0, second=0, microsecond=0)
    walk = [first + n * QUARTER for n in range(9 * 96)]
    taken = frozenset(data.draw(st.lists(st.sampled_from(walk), max_size=40)))
    last = here(begins, windows).date() + timedelta(days=5)
    expected = [
        at
        for at in walk
        if at > begins
        and here(at, windows).date() <= last
        and in_hours(at, length, windows)
        and taken.isdisjoint(cells(at, length))
    ]
    found = list(windows.free(begins, length, taken=taken, days=5))
    jumps = {here(at, windows).utcoffset() for at in walk}
    assert found == sorted(set(found))
    assert all(at in expected for at in found) or len(jumps) > 1
    assert found == expected or len(jumps) > 1  # hours that clocks skip, or show twice


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-24 13:29", None),
        ("2026-11-24 13:30", "17:30"),
        ("2026-11-24 17:29", "17:30"),
        ("2026-11-24 17:30", None),
        ("2026-11-27 14:00", None),  # a Friday
        ("2026-10-28 14:00", None),  # the half day before the holiday
        ("2026-10-29 14:00", None),  # the holiday
    ],
)
def test_the_telephone_is_answered_in_its_hours_and_never_on_holidays(
    moment: str, until: str | None
) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=ISTANBUL)
    found = OPEN.open_at(at)
    assert (found and f"{found.closes.astimezone(ISTANBUL):%H:%M}") == until


def test_the_next_window_passes_over_holidays_and_closures() -> None:
    closed = Calendar(ISTANBUL, closed=frozenset({date(2026, 10, 27)}))
    found = Windows(closed, OPEN.hours).after(datetime(2026, 10, 26, 9, tzinfo=UTC))
    assert found is not None  # Wednesday is the half day, Thursday the holiday
    assert found.opens == datetime(2026, 11, 3, 10, 30, tzinfo=UTC)


def test_a_desk_that_is_closed_for_years_answers_never() -> None:
    days = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(1200))
    shut = Windows(Calendar(ISTANBUL, closed=days), OPEN.hours)
    assert shut.after(MONDAY) is None
    assert list(shut.free(MONDAY, CELL, taken=(), days=14)) == []


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("tue-thu 13:30-17:30", 3),
        ("mon 10:00-12:00 14:00-17:00, Fri 09:00-10:00", 3),
        ("sal-per 13:30-17:30", 3),
        ("", 0),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, times: int) -> None:
    assert len(hours_of(written)) == times


@pytest.mark.parametrize(
    "written",
    [
        "sat 10:00-12:00",
        "tue",
        "tue 12:00-10:00",
        "tue 10:00",
        "tue 10:05-11:00",
        "tue 10:00-12:00 11:00-13:00",
        "someday 10:00-12:00",
    ],
)
def test_hours_that_cannot_be_kept_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"holds|names"):
        hours_of(written)
