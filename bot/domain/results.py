"""What an act's result is, and what it leads to once it is known.

Law: a follow-up is a value of this union and nothing else; whoever adds one is told by the type
checker where it has to be carried out.
"""

from dataclasses import dataclass

from bot.domain.events import StaffEdited, StaffReacted, StaffTapped, StaffWrote
from bot.domain.people import Actor, Place, Spot


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
    """Whether the person belongs to the group, and is one of those who run it."""

    inside: bool
    leads: bool = False


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
    """A ticket's messages stand in its thread, each by itself or all `together` in one; now their
    writer may hear that they arrived.
    """

    messages: tuple[int, ...]
    ticket: int
    place: Place
    together: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An expert's reply on its way: where it stands in the staff group, whose it is, whether its
    ticket was closed, and the ticket's last message that the expert can have seen.
    """

    at: Spot
    expert: Actor
    reopens: bool = False
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class KeepChatPlaces:
    """A ticket's messages stand in the contact's chat; an expert's reply counts from now on."""

    messages: tuple[int, ...]
    ticket: int
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An expert's reply is no longer with the contact: it was never said. Whoever `asked` for that
    hears of it.
    """

    messages: tuple[int, ...]
    ticket: int
    expert: Actor
    place: Place
    asked: str


@dataclass(frozen=True, slots=True)
class EditedInThread:
    """The copy of a ticket's message has its new words; one that is gone is made anew."""

    message: int
    ticket: int
    place: Place


@dataclass(frozen=True, slots=True)
class EditedInChat:
    """An expert's reply has its new words; one that the contact deleted is said anew."""

    message: int
    ticket: int


@dataclass(frozen=True, slots=True)
class KeepPanel:
    """A broadcast's panel stands in the staff group."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class Previewed:
    """A broadcast's preview stands in the staff group: the platform takes it as it is."""

    broadcast: int
    edition: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A broadcast is with a contact, as it stood in this edition; there it can be corrected."""

    broadcast: int
    contact: int
    edition: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a contact has of a broadcast is changed; nobody who deleted it gets it anew."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class ActOnTap:
    """Now it is known whether the person who tapped belongs to the staff group; `seen`: the
    ticket's last message that stood in its thread by then.
    """

    tapped: StaffTapped
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class ActOnWords:
    """Now it is known whether the person who wrote belongs to the staff group; `seen`: the
    ticket's last message that stood in its thread by then.
    """

    wrote: StaffWrote
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class ActOnEdit:
    """Now it is known whether the person who changed a reply belongs to the staff group."""

    edited: StaffEdited


@dataclass(frozen=True, slots=True)
class ActOnSign:
    """Now it is known whether the person who set a sign belongs to the staff group."""

    reacted: StaffReacted


@dataclass(frozen=True, slots=True)
class KeepReminder:
    """A ticket's thread was reminded of its date."""

    ticket: int
    place: Place


FollowUp = (
    FillThread
    | KeepCard
    | KeepStaffPlaces
    | KeepChatPlaces
    | TakenBack
    | EditedInThread
    | EditedInChat
    | KeepPanel
    | Previewed
    | Arrived
    | Corrected
    | ActOnTap
    | ActOnWords
    | ActOnEdit
    | ActOnSign
    | KeepReminder
)
