"""Times to choose from, as buttons and as they are typed.

Law: whatever is chosen is free; of what is typed nothing is guessed that two times could be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import groupby

from bot.domain.booking_buttons import OtherSlots, PickSlot
from bot.domain.messages import Button, Rows
from bot.domain.windows import CELL
from bot.domain.words import Words
from intents.turkish import plain, words

_DAYS, _A_DAY = 3, 4  # that are offered at once, and times of each
_MINUTE = timedelta(minutes=1)
_START = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 12  # words that may name a time
_FROM_EVENING = 7  # an hour below it is one of the afternoon
_HALF_DAY = 12
_WEEKDAYS = (
    ("pazartesi", "monday", "pzt"), ("sali", "tuesday"), ("cars", "wednesday"),
    ("pers", "thursday"), ("cuma", "friday"),
)  # fmt: skip
_WEEKEND = ("cumartesi", "pazarl", "saturday", "sunday")
_MONTHS = (
    "ocak january", "subat february", "mart march", "nisan april", "mayis may", "haziran june",
    "temmuz july", "agustos august", "eylul september", "ekim october", "kasim november",
    "aralik december",
)  # fmt: skip
_PAIR = re.compile(r"\b(\d{1,2})[.:](\d{2})\b")
_ALONE = re.compile(r"\bsaat (\d{1,2})\b|\b(\d{1,2})(?:(?:te|ta|de|da)\b| bucuk| ?[ap]m\b)")
_BARE = re.compile(r"(?<![.:\d])\b(\d{1,2})\b(?![.:]\d)")
_DATED = re.compile(rf"\b(\d{{1,2}}) ({'|'.join('|'.join(one.split()) for one in _MONTHS)})")


def slot_of(at: datetime) -> int:
    """A moment as buttons name it: minutes since 1970."""
    return (at - _START) // _MINUTE


def moment_of(slot: int) -> datetime:
    """The moment that a button names; a forged one is some moment that is free to nobody."""
    try:
        return _START + slot * _MINUTE
    except OverflowError:
        return _START


def offered(free: Sequence[datetime], zone: tzinfo, page: int) -> tuple[list[datetime], bool]:
    """Some times of a few days, spread over each; and whether there are days after them."""
    days = [list(day) for _, day in groupby(free, key=lambda at: at.astimezone(zone).date())]
    shown = days[page * _DAYS : (page + 1) * _DAYS]
    return [at for day in shown for at in _spread(day)], len(days) > (page + 1) * _DAYS


def _spread(day: Sequence[datetime]) -> Iterator[datetime]:
    most = min(_A_DAY, len(day))
    yield from (day[n * len(day) // most] for n in range(most))


def rows(times: Sequence[datetime], *, page: int, more: bool) -> Rows:
    """A button a time, and further days."""
    slots = tuple((Button(Words("slot.at", {"at": at}), PickSlot(slot_of(at))),) for at in times)
    later = Button(Words("slot.later"), OtherSlots(page + 1))
    first = Button(Words("slot.first"), OtherSlots(0))
    turns = tuple(one for one, there in ((later, more), (first, page > 0)) if there)
    return (*slots, turns) if turns else slots


def day_in(text: str, today: date) -> date | None:
    """The next day of the date that the words name; None where they name none."""
    named_ = _day(words(text), plain(text), today)
    if named_ is None:
        return None
    try:
        day = today.replace(day=named_[0], month=named_[1])
        return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:  # there is no such day
        return None


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of a time: the weekday, the date, the hour; None for what was not."""

    weekday: int | None = None
    day: tuple[int, int] | None = None
    hour: tuple[int, int] | None = None

    def fits(self, at: datetime) -> bool:
        """Whether a time is all of it."""
        checks = (
            (self.weekday, at.weekday()),
            (self.day, (at.day, at.month)),
            (self.hour, (at.hour, at.minute)),
        )
        return all(wanted in (None, there) for wanted, there in checks)


def named(
    text: str, free: Sequence[datetime], *, now: datetime, zone: tzinfo
) -> list[datetime] | None:
    """The free times that the words name, by day, date or hour; None where they name none."""
    said = _said(text, now.astimezone(zone).date())
    if said is None:
        return None
    here = [at.astimezone(zone) for at in free]
    if said.weekday is not None and said.day is None:  # the next one on which anything is free
        day = next((at.date() for at in here if at.weekday() == said.weekday), None)
        here = [at for at in here if at.date() == day]
    return [at.astimezone(UTC) for at in here if said.fits(at)]


def _said(text: str, today: date) -> _Said | None:
    typed, small = words(text), plain(text)
    if len(typed) > _LONGEST:
        return None
    weekday = next((n for n, names in enumerate(_WEEKDAYS) if _any(typed, names)), None)
    day = _day(typed, small, today)
    said = _Said(
        weekday, day, _hour(typed, small, after_day=weekday is not None or day is not None)
    )
    return None if said == _Said() else said


def _any(typed: Sequence[str], names: tuple[str, ...]) -> bool:
    days = (word for word in typed if not word.startswith(_WEEKEND))
    return any(word.startswith(names) for word in days)


def _day(typed: Sequence[str], small: str, today: date) -> tuple[int, int] | None:
    for name, days in (("bugun", 0), ("today", 0), ("yarin", 1), ("tomorrow", 1)):
        if name in typed:
            day = today + timedelta(days=days)
            return day.day, day.month
    if found := _DATED.search(small):
        return int(found[1]), next(
            n for n, names in enumerate(_MONTHS, start=1) if found[2] in names.split()
        )
    dates = ((int(one[1]), int(one[2])) for one in _PAIR.finditer(small))
    return next((one for one in dates if not _is_hour(*one) and _is_date(*one)), None)


def _hour(typed: Sequence[str], small: str, *, after_day: bool) -> tuple[int, int] | None:
    for found in _PAIR.finditer(small):
        hour, minute = int(found[1]), int(found[2])
        if _is_hour(hour, minute):
            return _of_day(hour), minute
    undated = _DATED.sub(" ", small)
    alone = _ALONE.search(undated) or (_BARE.search(undated) if after_day else None)
    if alone is None:
        return None
    hour = int(next(one for one in alone.groups() if one))
    return (_of_day(hour), 30 if "bucuk" in typed else 0) if _is_hour(hour, 0) else None


def _of_day(hour: int) -> int:
    """`3` is said of fifteen o'clock."""
    return hour + _HALF_DAY if hour < _FROM_EVENING else hour


def _is_hour(hour: int, minute: int) -> bool:
    return hour in range(2 * _HALF_DAY) and minute in range(0, 60, CELL // _MINUTE)


def _is_date(day: int, month: int) -> bool:
    return day in range(1, 32) and month in range(1, 13)
