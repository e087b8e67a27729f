"""What the buttons of appointments say: one frozen value each, as all others in `buttons`."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.appointments import Act
from bot.domain.chats import Expects


@dataclass(frozen=True, slots=True)
class ShowPhone:
    """The desk's number, and when somebody answers it."""


@dataclass(frozen=True, slots=True)
class AskCall:
    """The desk shall call back."""


@dataclass(frozen=True, slots=True)
class AskMeeting:
    """An expert shall work on something together with the organisation."""


@dataclass(frozen=True, slots=True)
class InBooking:
    """Go on with an appointment that is being put together, or leave it."""

    exit: Literal["cancel", "back", "skip", "on", "send", "anew"]


@dataclass(frozen=True, slots=True)
class SayBased:
    """Whether the organisation calls itself rights-based."""

    word: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class PickKind:
    """Which kind of work together."""

    kind: str


@dataclass(frozen=True, slots=True)
class AgreeToBring:
    """The organisation does its own work, and brings what is asked for."""


@dataclass(frozen=True, slots=True)
class PickSlot:
    """When it begins, in minutes since 1970."""

    slot: int


@dataclass(frozen=True, slots=True)
class OtherSlots:
    """Further times."""

    page: int


@dataclass(frozen=True, slots=True)
class FixBooking:
    """Correct one detail of the appointment."""

    step: Expects


@dataclass(frozen=True, slots=True)
class ListAppointments:
    """The appointments that are ahead."""


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """The contact wants another time."""

    appointment: int


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """The contact does not want it any more."""

    appointment: int


@dataclass(frozen=True, slots=True)
class SayOutcome:
    """Some time after work together: whether it goes well, or more is needed."""

    appointment: int
    word: Literal["well", "more"]


@dataclass(frozen=True, slots=True)
class OnAppointment:
    """In the staff group: what became of it, or shall."""

    appointment: int
    act: Act


@dataclass(frozen=True, slots=True)
class MoveTo:
    """In the staff group: another time for it."""

    appointment: int
    slot: int


BookingPress = (
    ShowPhone
    | AskCall
    | AskMeeting
    | InBooking
    | SayBased
    | PickKind
    | AgreeToBring
    | PickSlot
    | OtherSlots
    | FixBooking
    | ListAppointments
    | MoveAppointment
    | CancelAppointment
    | SayOutcome
)
AppointmentPress = OnAppointment | MoveTo
