"""Texts by their names in the catalogs, as the rules ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Words:
    """A text by its name, with what is filled in. `plural` picks the form, and fills `{n}`."""

    key: str
    values: Mapping[str, "Value"] = field(default_factory=dict)
    plural: int | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody's name, which calls them where it is read; `id` is the platform's own of them."""

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A label that leads somewhere; without an address it is only read."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a moment, where it is read."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Month:
    """The month of a day, with its year."""

    day: date


Moment = date | datetime | time
Value = Words | Called | Linked | Day | Month | tuple["Value", ...] | str | int | Moment | None
