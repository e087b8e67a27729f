"""Times at which experts can be spoken to: the same each week, and free until somebody takes them.

Law: a window is open only on whole working days; nothing that is over, has begun, or is taken is
ever offered; a time is a moment, whatever clocks of people do meanwhile.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from bot.domain.calendar import SATURDAY, Calendar

CELL = timedelta(minutes=15)  # what is taken is taken in such parts
_WHOLE_DAY = 1
_LONGEST_SEARCH = 400  # days
_DAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4,
    "pzt": 0, "sal": 1, "çar": 2, "per": 3, "cum": 4,
}  # fmt: skip

Weekly = tuple[int, time, time]  # a day of the week, from when, till when


@dataclass(frozen=True, slots=True)
class Window:
    """From when till when."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class Windows:
    """The hours of each week, on the desk's calendar."""

    calendar: Calendar
    hours: tuple[Weekly, ...]
    step: timedelta = CELL  # between two beginnings

    def on(self, day: date) -> Iterator[Window]:
        """The windows of one day, in their order; none on a holiday, half or whole."""
        if self.calendar.share(day) < _WHOLE_DAY:
            return
        for weekday, begins, ends in self.hours:
            if weekday == day.weekday():
                opens, closes = self._moment(day, begins), self._moment(day, ends)
                if opens < closes:
                    yield Window(opens, closes)

    def _moment(self, day: date, at: time) -> datetime:
        """The moment at which clocks here show this; hours that clocks skip come after them."""
        return datetime.combine(day, at, self.calendar.zone).astimezone(UTC)

    def since(self, moment: datetime) -> Iterator[Window]:
        """The windows that are not over then, one after the other."""
        first = moment.astimezone(self.calendar.zone).date()
        for n in range(_LONGEST_SEARCH):
            yield from (one for one in self.on(first + timedelta(days=n)) if one.closes > moment)

    def open_at(self, moment: datetime) -> Window | None:
        """The window that is open then, or None."""
        found = next(self.since(moment), None)
        return found if found is not None and found.opens <= moment else None

    def after(self, moment: datetime) -> Window | None:
        """The next window that opens later."""
        return next((one for one in self.since(moment) if one.opens > moment), None)

    def free(
        self, begins: datetime, length: timedelta, *, taken: Collection[datetime], days: int
    ) -> Iterator[datetime]:
        """The moments, from then on and for so many days, at which something of this length can
        begin: nothing of what is `taken` falls into it.
        """
        last = begins.astimezone(self.calendar.zone).date() + timedelta(days=days)
        for window in self.since(begins):
            if window.opens.astimezone(self.calendar.zone).date() > last:
                return
            yield from _free_in(window, begins, length, step=self.step, taken=taken)


def _free_in(
    window: Window,
    begins: datetime,
    length: timedelta,
    *,
    step: timedelta,
    taken: Collection[datetime],
) -> Iterator[datetime]:
    at = window.opens
    while at + length <= window.closes:
        if at > begins and not any(cell in taken for cell in cells(at, length)):
            yield at
        at += step


def cells(at: datetime, length: timedelta) -> Iterator[datetime]:
    """The parts of time that something of this length takes."""
    whole, over = divmod(length, CELL)
    first = at.astimezone(UTC)
    yield from (first + n * CELL for n in range(whole + bool(over)))


def hours_of(text: str) -> tuple[Weekly, ...]:
    """The hours that an operator wrote: `tue-thu 13:30-17:30, fri 10:00-12:00 14:00-16:00`;
    ValueError with what is wrong.
    """
    parts = (part.split() for part in text.split(",") if part.strip())
    found = tuple(sorted(one for part in parts for one in _hours(part)))
    for before, after in pairwise(found):
        if before[0] == after[0] and after[1] < before[2]:
            raise ValueError(f"names the same time twice in {text!r}")
    return found


def _hours(words: list[str]) -> Iterator[Weekly]:
    days, times = words[0].casefold(), words[1:]
    if not times:
        raise ValueError(f"holds days and times like tue-thu 13:30-17:30, not {' '.join(words)!r}")
    first, _, last = days.partition("-")
    begins, ends = _day(first), _day(last or first)
    for day in range(begins, ends + 1):
        yield from ((day, *_times(one)) for one in times)


def _day(name: str) -> int:
    if name[:3] not in _DAYS:
        raise ValueError(f"names working days as mon, tue, wed, thu or fri, not {name!r}")
    return _DAYS[name[:3]]


def _times(text: str) -> tuple[time, time]:
    try:
        begins, ends = (time.fromisoformat(part).replace(tzinfo=None) for part in text.split("-"))
    except ValueError as error:
        raise ValueError(f"holds times like 13:30-17:30, not {text!r}") from error
    aligned = all(at.minute % (CELL.seconds // 60) == 0 and not at.second for at in (begins, ends))
    if begins >= ends or not aligned:
        raise ValueError(f"holds times in whole quarters of an hour, the later last, not {text!r}")
    return begins, ends


assert max(_DAYS.values()) < SATURDAY
