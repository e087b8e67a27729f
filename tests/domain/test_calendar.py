"""The promise clock on Turkish working days. The dates of 2026 are those of the official
calendar.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar

ISTANBUL = ZoneInfo("Europe/Istanbul")
CALENDAR = Calendar(ISTANBUL)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("since", "days", "due", "why"),
    [
        ("2026-11-23 10:00", 2, "2026-11-25 18:00", "an ordinary week"),
        ("2026-11-27 16:00", 2, "2026-12-01 18:00", "Friday: the weekend does not count"),
        ("2026-11-28 12:00", 2, "2026-12-01 18:00", "Saturday: the first day is Monday"),
        ("2026-11-23 22:00", 2, "2026-11-25 18:00", "written in the evening"),
        (
            "2026-10-26 10:00",
            2,
            "2026-10-30 18:00",
            "28 October is half, 29 October is Republic Day",
        ),
        ("2026-10-26 10:00", 1.5, "2026-10-28 13:00", "a half day closes early"),
        ("2026-03-17 10:00", 2, "2026-03-23 18:00", "Ramazan Bayramı with its eve"),
        ("2026-05-25 10:00", 7, "2026-06-09 18:00", "Kurban Bayramı: four and a half days"),
        ("2026-12-31 10:00", 2, "2027-01-05 18:00", "over the New Year"),
    ],
)
def test_a_promise_falls_on_the_closing_time_of_its_last_working_day(
    since: str, days: float, due: str, why: str
) -> None:
    assert CALENDAR.due_at(at(since), days) == at(due), why


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
