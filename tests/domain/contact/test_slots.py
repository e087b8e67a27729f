"""Times that are typed: the one that is meant, several that may be, or none."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.contact import slots
from tests.domain.contact.talk import NOW, PROMISE
from tests.domain.contact.test_phone import CALLING

ZONE = PROMISE.calendar.zone
FREE = list(CALLING.free(NOW, timedelta(minutes=15), taken=(), days=14))
DAYS = ("24", "25", "26", "01", "02", "03")  # of November and December


def meant(text: str) -> list[str] | None:
    found = slots.named(text, FREE, now=NOW, zone=ZONE)
    return found and [f"{at.astimezone(ZONE):%d.%m %H:%M}" for at in found]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("salı 14.30", "24.11 14:30"),
        ("Salı saat 14:30 olur", "24.11 14:30"),
        ("yarın 15.15", "24.11 15:15"),
        ("çarşamba 3 buçuk", "25.11 15:30"),
        ("perşembe saat 2", "26.11 14:00"),
        ("perşembe 16'da", "26.11 16:00"),
        ("2 aralık 13.45", "02.12 13:45"),
        ("02.12 16:00", "02.12 16:00"),
        ("Tuesday 14:30", "24.11 14:30"),
        ("tomorrow at 4 pm", "24.11 16:00"),
        ("3 Aralık saat 15", "03.12 15:00"),
    ],
)
def test_one_time(text: str, time: str) -> None:
    assert meant(text) == [time]


@pytest.mark.parametrize("text", ["pazartesi 14:30", "salı 09:00", "cuma", "29 ekim", "salı 18.00"])
def test_a_time_that_is_not_free(text: str) -> None:
    assert meant(text) == []


@pytest.mark.parametrize("text", ["bilmiyorum", "cumartesi olur mu", "0532 111 22 33", "en kısa"])
def test_no_time(text: str) -> None:
    assert meant(text) is None


def test_an_hour_alone_may_be_of_any_day() -> None:
    assert meant("15:00") == [f"{day}.{'11' if day > '20' else '12'} 15:00" for day in DAYS]


def test_a_button_names_the_moment_and_a_forged_one_none_that_is_free() -> None:
    assert [slots.moment_of(slots.slot_of(at)) for at in FREE] == FREE
    for forged in (-1, 0, 10**9, 7):
        assert slots.moment_of(forged) not in FREE


def test_times_are_spread_over_the_day_and_paged_by_days() -> None:
    first, more = slots.offered(FREE, ZONE, 0)
    later, last = slots.offered(FREE, ZONE, 1)
    assert (len(first), more, len(later), last) == (12, True, 12, False)
    assert f"{first[1].astimezone(ZONE):%H:%M}" == "14:30"
    assert slots.offered(FREE, ZONE, 9) == ([], False)


def test_the_next_day_of_a_date() -> None:
    today = datetime(2026, 11, 23, tzinfo=UTC).date()
    assert str(slots.day_in("10 ocak", today)) == "2027-01-10"
    assert str(slots.day_in("yarın", today)) == "2026-11-24"
    assert slots.day_in("31.02", today) is None
    assert slots.day_in("acelesi yok", today) is None
