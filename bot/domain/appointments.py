"""A time that a contact and the experts have agreed on: a call back, or work together.

Law: a number to call stands nowhere else, and goes when the call is over; no two appointments of
one lane have a moment in common.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.windows import Windows, cells

CALL = "call"  # the kind of a call back; all others are kinds of work together
GRACE = timedelta(hours=1)  # after its end, until nobody has noted what came of it
DAYS_AHEAD = {True: 14, False: 30}  # for which times are offered: of a call, of anything else
MOST_MISSED = 2  # calls that reached nobody, after which no other time is offered
OFFERED = timedelta(days=3)  # that another time stays offered, and the number is kept for it


LANES = (CALL, "meeting")  # of each the times are somebody's only once


class State(StrEnum):
    """How it stands."""

    BOOKED = "booked"
    MISSED = "missed"  # nobody was reached: another time is offered
    HELD = "held"  # it took place
    CANCELLED = "cancelled"
    OVER = "over"  # nothing more comes of it


AHEAD = frozenset({State.BOOKED, State.MISSED})  # a number to call is kept for these


class Act(StrEnum):
    """What can be done about it."""

    MOVE = "move"
    CANCEL = "cancel"
    HELD = "held"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One, on a ticket; `moved` counts the times that it got another time."""

    id: int
    ticket: int
    contact: int
    kind: str
    at: datetime
    length: timedelta
    booked_at: datetime
    state: State = State.BOOKED
    number: str | None = None  # whom to call
    missed: int = 0
    moved: int = 0
    told_at: datetime | None = None  # when both sides were told that it comes near
    ended_at: datetime | None = None  # when it took place, or nobody was reached
    followed_at: datetime | None = None  # when the contact was asked what came of it

    @property
    def is_call(self) -> bool:
        """Whether it is a call back."""
        return self.kind == CALL

    @property
    def lane(self) -> str:
        """Which appointments can't be at the same time."""
        return lane_of(self.kind)

    @property
    def ends_at(self) -> datetime:
        """When it is to be over."""
        return self.at + self.length

    @property
    def due_at(self) -> datetime:
        """By when somebody has noted what came of it."""
        return self.ends_at + GRACE

    def takes(self) -> Iterator[datetime]:
        """The parts of time that are nobody else's; none once it is not to be."""
        if self.state is State.BOOKED:
            yield from cells(self.at, self.length)


def lane_of(kind: str) -> str:
    """Which appointments can't be at the same time as one of this kind."""
    return LANES[kind != CALL]


@dataclass(frozen=True, slots=True)
class Phone:
    """The desk's telephone: its number, an extension, and when somebody answers it."""

    number: str
    windows: Windows
    extension: str = ""
    length: timedelta = timedelta(minutes=15)  # of a call back


@dataclass(frozen=True, slots=True)
class Meetings:
    """When experts have time to work together with an organisation, from so many days on."""

    windows: Windows
    notice: timedelta = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Hours:
    """When experts can be spoken to; None for what a desk does not offer."""

    phone: Phone | None = None
    meetings: Meetings | None = None

    def __bool__(self) -> bool:
        """Whether anything is offered."""
        return self.phone is not None or self.meetings is not None

    def on(self, calendar: Calendar) -> "Hours":
        """The same on the calendar as it is now: days on which the desk is closed come and go."""
        phone, meetings = self.phone, self.meetings
        if phone is not None:
            phone = replace(phone, windows=replace(phone.windows, calendar=calendar))
        if meetings is not None:
            meetings = replace(meetings, windows=replace(meetings.windows, calendar=calendar))
        return Hours(phone, meetings)

    def free(
        self, kind: str, length: timedelta, *, now: datetime, taken: Collection[datetime]
    ) -> Iterator[datetime]:
        """The moments at which something of this kind can begin, the first ones first."""
        days = DAYS_AHEAD[kind == CALL]
        if kind == CALL and self.phone is not None:
            yield from self.phone.windows.free(now, length, taken=taken, days=days)
        if kind != CALL and self.meetings is not None:
            begins = now + self.meetings.notice
            yield from self.meetings.windows.free(begins, length, taken=taken, days=days)


def moved(one: Appointment, at: datetime, now: datetime) -> Appointment:
    """The same at another time; whoever was told that it comes near is told again."""
    again = replace(one, at=at, state=State.BOOKED, moved=one.moved + 1, booked_at=now)
    return replace(again, told_at=None, ended_at=None)


def ended(one: Appointment, state: State, now: datetime) -> Appointment:
    """It is not ahead any more; nobody is called on the number again."""
    number = one.number if state in AHEAD else None
    return replace(one, state=state, ended_at=now, number=number)
