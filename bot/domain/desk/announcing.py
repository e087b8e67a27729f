"""What stands behind `/duyuru`: a language, a correction, a time. Law: what can't be read is told,
never guessed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FIX = frozenset({"düzelt", "duzelt", "fix", "correct"})
_CLOCK = r"(\d{1,2})[:.](\d{2})"
_AT = re.compile(rf"(?:(\d{{1,2}})[./](\d{{1,2}})(?:[./](\d{{4}}))?\s+)?{_CLOCK}")
_OFFERED = (time(10), time(14), time(17))
_MOST_OFFERED = 5
_SOON = timedelta(minutes=15)
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: the version of a language, the correction of a broadcast, a time."""

    language: str | None = None
    corrects: int | None = None
    at: datetime | None = None


def read(words: str, languages: Collection[str], *, now: datetime, zone: ZoneInfo) -> Asked | None:
    """What the words behind the command ask for; None for what is nothing of that."""
    language, corrects = None, None
    first, *left = words.lower().split() or [""]
    if first in _FIX:
        number = left.pop(0).removeprefix("#") if left else ""
        if not number.isdecimal() or len(number) > _DIGITS:
            return None
        corrects = int(number)
        first, *left = left or [""]
    if first in languages:
        language = first
        first, *left = left or [""]
    at = _moment(" ".join([first, *left]), now.astimezone(zone)) if first else None
    return None if first and at is None else Asked(language, corrects, at)


def _moment(words: str, local: datetime) -> datetime | None:
    """A day and an hour, or an hour alone: the next time that it comes."""
    found = _AT.fullmatch(words.strip())
    if found is None:
        return None
    day, month, year, hour, minute = found.groups()
    try:
        clock = time(int(hour), int(minute))
        if day is None:
            return _next(local, clock)
        on = date(int(year or local.year), int(month), int(day))
        if year is None and on < local.date():
            on = on.replace(year=local.year + 1)
    except ValueError:
        return None
    return datetime.combine(on, clock, local.tzinfo)


def _next(local: datetime, clock: time) -> datetime:
    today = datetime.combine(local.date(), clock, local.tzinfo)
    return (
        today
        if today > local
        else datetime.combine(local.date() + timedelta(days=1), clock, local.tzinfo)
    )


def offered(now: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The next times of a day at which people read, soonest first."""
    local = now.astimezone(zone)
    days = (local.date() + timedelta(days=n) for n in range(3))
    times = (datetime.combine(day, at, zone) for day in days for at in _OFFERED)
    return tuple(one for one in times if one > now + _SOON)[:_MOST_OFFERED]
