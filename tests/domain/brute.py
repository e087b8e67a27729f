"""Working time counted minute by minute, the slow way, to compare the calendar with.

Law: nothing here is asked of the calendar; days come from the library of holidays.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.typing import NDArray

from bot.domain.calendar import Calendar

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
ZONE = ZoneInfo("Europe/Istanbul")
MINUTE = timedelta(minutes=1)
_DAY = 24 * 60
_WEEKEND = (5, 6)
CLOSED = frozenset(date(2026, 8, day) for day in range(3, 15)) | {date(2027, 12, 31)}
AWAY = frozenset(date(year, 11, day) for year in range(2024, 2031) for day in (2, 5, 30))
DESKS = (
    Calendar(ZONE),
    Calendar(ZONE, opens=time(10, 15), pauses=((time(12, 30), time(13, 30)),)),
    Calendar(ZONE, closes=time(17), pauses=((time(12), time(14)),), closed=CLOSED, away=AWAY),
    Calendar(
        ZONE,
        opens=time(8),
        closes=time(20),
        pauses=(
            (time(7), time(8, 30)),
            (time(10), time(10, 15)),
            (time(12), time(13, 45)),
            (time(13, 45), time(14)),
            (time(19), time(21)),
        ),
    ),
)


class Minutes:
    """A desk's open minutes of seven years, and how much of a working day each day is."""

    def __init__(self, desk: Calendar) -> None:
        self.desk = desk

    @cached_property
    def days(self) -> list[float]:
        """The share of each day, from the first on."""
        years = range(FIRST.year, LAST.year + 1)
        public = set(holidays.country_holidays("TR", years=years))
        away = self.desk.closed | self.desk.away
        half = set(holidays.country_holidays("TR", years=years, categories=("half_day",)))

        def share(day: date) -> float:
            if day.weekday() in _WEEKEND or day in public or day in away:
                return 0
            return 0.5 if day in half else 1

        return [share(FIRST + timedelta(days=n)) for n in range((LAST - FIRST).days + 1)]

    def _open(self, share: float) -> list[bool]:
        """Which minutes of such a day the desk is open in."""
        ends = self.desk.half_day_until if share < 1 else self.desk.closes
        minutes = (time(n // 60, n % 60) for n in range(_DAY))
        return [
            share > 0
            and self.desk.opens <= minute < ends
            and not any(away <= minute < back for away, back in self.desk.pauses)
            for minute in minutes
        ]

    @cached_property
    def worked(self) -> NDArray[np.int64]:
        """How many minutes the desk has been open by the end of each minute of the seven years."""
        kinds = {share: np.array(self._open(share), np.int64) for share in set(self.days)}
        return np.cumsum(np.concatenate([kinds[share] for share in self.days]))

    def after(self, since: datetime, minutes: int) -> datetime:
        """The first moment at which so many minutes have been worked since then."""
        begins = datetime.combine(FIRST, time(), ZONE)
        at = (since - begins) // MINUTE
        before = self.worked[at - 1] if at else 0
        last = int(np.searchsorted(self.worked, before + minutes))  # the minute that completes them
        return begins + last * MINUTE + MINUTE

    def due(self, since: datetime, days: int) -> datetime:
        """The end of the day on which so many working days have passed after that of `since`."""
        at, left = (since.date() - FIRST).days, float(days)
        while left > 0:
            at += 1
            left -= self.days[at]
        ends = self.desk.half_day_until if self.days[at] < 1 else self.desk.closes
        return datetime.combine(FIRST + timedelta(days=at), ends, ZONE)


def cases(count: int, seed: int) -> Iterator[tuple[datetime, int]]:
    """Moments of the seven years, and how many minutes are to be worked from then on."""
    chance = Random(seed)
    minutes = ((date(2030, 9, 1) - FIRST).days) * _DAY
    for _ in range(count):
        since = datetime.combine(FIRST, time(), ZONE) + chance.randrange(minutes) * MINUTE
        yield since, chance.choice((1, 30, 60, 61, 240, 480, 540, chance.randrange(1, 20000)))


def differences(count: int, seed: int = 1) -> int:
    """In how many cases the calendar says anything else, for each of four desks in turn."""
    counted = [Minutes(desk) for desk in DESKS]
    wrong = 0
    for n, (since, minutes) in enumerate(cases(count, seed)):
        slow = counted[n % len(counted)]
        days = 1 + minutes % 30
        wrong += slow.desk.after(since, minutes * MINUTE) != slow.after(since, minutes)
        wrong += slow.desk.due_at(since, days) != slow.due(since, days)
    return wrong
