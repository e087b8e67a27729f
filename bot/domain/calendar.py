"""The desk's working days. Law: time is asked of the calendar, never of the system clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays

SATURDAY = 5
_LONGEST_SEARCH = 400  # days; more than any promise can need


@dataclass(frozen=True)
class Calendar:
    """Weekdays without public holidays; on the eve of some holidays the desk closes early.

    Holidays and half days come from the `holidays` library (categories public and half_day).
    `pauses` are when nobody is there within a day, in order and apart; `closed` are days of the
    desk's own, and `away` those that coordinators named meanwhile.
    """

    zone: ZoneInfo
    closes: time = time(18)
    half_day_until: time = time(13)
    country: str = "TR"
    opens: time = time(9)
    pauses: tuple[tuple[time, time], ...] = ()
    closed: frozenset[date] = frozenset()
    away: frozenset[date] = frozenset()

    @cached_property
    def _public(self) -> Mapping[date, str]:
        return holidays.country_holidays(self.country)

    @cached_property
    def _half(self) -> Mapping[date, str]:
        supported = holidays.country_holidays(self.country).supported_categories
        if "half_day" not in supported:
            return {}
        return holidays.country_holidays(self.country, categories=("half_day",))

    def share(self, day: date) -> float:
        """How much of a working day this is: 1, 0.5 on a half day, 0 when the desk is closed."""
        if day.weekday() >= SATURDAY or day in self._public:
            return 0
        if day in self.closed or day in self.away:
            return 0
        return 0.5 if day in self._half else 1

    def closes_at(self, day: date) -> datetime:
        """The moment the desk closes on this working day."""
        end = self.half_day_until if self.share(day) < 1 else self.closes
        return datetime.combine(day, end, self.zone)

    def due_at(self, since: datetime, days: float) -> datetime:
        """Closing time of the `days`-th working day after the day of `since`.

        Half days count half. Source of the two spans (2 and 7 days): the desk's written rule.
        """
        day = since.astimezone(self.zone).date()
        left = days
        for _ in range(_LONGEST_SEARCH):
            if left <= 0:
                break
            day += timedelta(days=1)
            left -= self.share(day)
        return self.closes_at(day)

    def after(self, since: datetime, worked: timedelta) -> datetime:
        """The moment at which the desk will have been open for so long since then."""
        moment, left = since.astimezone(self.zone), worked
        for opens, closes in self._open_from(moment.date()):
            begins = max(opens, moment)
            if closes - begins >= left:
                return begins + left
            left -= max(closes - begins, timedelta())
        return self.closes_at(moment.date() + timedelta(days=_LONGEST_SEARCH))

    def _open_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """When the desk is open, from this day on."""
        for n in range(_LONGEST_SEARCH):
            yield from self.hours(day + timedelta(days=n))

    def hours(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """From when till when the desk is open on this day, part by part."""
        if not self.share(day):
            return
        begins, closes = datetime.combine(day, self.opens, self.zone), self.closes_at(day)
        for pause in self.pauses:
            away, back = (datetime.combine(day, one, self.zone) for one in pause)
            if begins < min(away, closes):
                yield begins, min(away, closes)
            begins = max(begins, back)
        if begins < closes:
            yield begins, closes
