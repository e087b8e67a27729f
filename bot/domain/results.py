"""What an act's result is, and what it leads to once it is known.

Law: a follow-up is a value of this union and nothing else; whoever adds one is told by the type
checker where it has to be carried out.
"""

from dataclasses import dataclass

from bot.domain.events import StaffTapped
from bot.domain.people import Place


@dataclass(frozen=True, slots=True)
class Done:
    """The act was carried out, and there is nothing more to know."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where the messages stand now, in their order."""

    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreadOpened:
    """The new thread's id."""

    thread: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether the person belongs to the group."""

    inside: bool


Result = Done | Said | ThreadOpened | Membership


@dataclass(frozen=True, slots=True)
class FillThread:
    """A ticket's thread is there: its card and its conversation follow."""

    ticket: int


@dataclass(frozen=True, slots=True)
class KeepCard:
    """A ticket's card stands in its thread."""

    ticket: int
    place: Place


@dataclass(frozen=True, slots=True)
class KeepStaffPlaces:
    """A ticket's messages stand in its thread."""

    messages: tuple[int, ...]
    ticket: int
    place: Place


@dataclass(frozen=True, slots=True)
class KeepChatPlaces:
    """A ticket's messages stand in the contact's chat; `reply` is the expert's own, if it is
    one.
    """

    messages: tuple[int, ...]
    ticket: int
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class KeepPanel:
    """A broadcast's panel stands in the staff group."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class ActOnTap:
    """Now it is known whether the person who tapped belongs to the staff group."""

    tapped: StaffTapped


@dataclass(frozen=True, slots=True)
class KeepReminder:
    """A ticket's thread was reminded of its date."""

    ticket: int
    place: Place


FollowUp = (
    FillThread | KeepCard | KeepStaffPlaces | KeepChatPlaces | KeepPanel | ActOnTap | KeepReminder
)
