"""What can happen: an update translated into the desk's own words.

Law: ids are the platform's own, as text; `message` is the id of a message, `content` what it holds.
"""

from dataclasses import dataclass

from bot.domain.messages import Message
from bot.domain.people import Address, Place, Spot


@dataclass(frozen=True, slots=True)
class Said:
    """A contact wrote or sent something in the private chat."""

    chat: Address
    message: str
    content: Message
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Commanded:
    """A contact sent a command, e.g. `/start faq_9-2` → name "start", argument "faq_9-2"."""

    chat: Address
    message: str
    name: str
    argument: str = ""
    language: str | None = None
    content: Message | None = None  # the whole of what was typed


@dataclass(frozen=True, slots=True)
class Edited:
    """A contact changed an earlier message."""

    chat: Address
    message: str
    content: Message


@dataclass(frozen=True, slots=True)
class Tapped:
    """A contact pressed a button under `message`."""

    chat: Address
    message: str
    tap: str
    code: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reacted:
    """A contact set a sign on a message, or took it off ("")."""

    chat: Address
    message: str
    sign: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A contact blocked the bot (reachable False) or came back."""

    chat: Address
    reachable: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """Somebody typed `@bot words` in any chat (inline mode)."""

    person: Address
    search: str
    query: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The message that another one replies to: who wrote it, under which name, and what it holds;
    `of_desk` when the desk itself said it, or it is a forward of that. `codes` are what its buttons
    say.
    """

    person: Address
    content: Message
    of_desk: bool = False
    forwarded: bool = False
    codes: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class StaffWrote:
    """A message in the staff group; whoever writes for the group itself bears its address, with
    what they sign as. `nameless` is what was written as a channel or for the group: nobody knows
    who did.
    """

    place: Place
    message: str
    person: Address
    name: str
    content: Message
    command: str | None = None
    answered: Answered | None = None
    nameless: bool = False

    @property
    def at(self) -> Spot:
        """Where it stands."""
        return Spot(self.place.chat, self.message)


@dataclass(frozen=True, slots=True)
class StaffEdited:
    """Somebody changed a message in the staff group."""

    place: Place
    message: str
    person: Address
    name: str
    content: Message

    @property
    def at(self) -> Spot:
        """Where it stands."""
        return Spot(self.place.chat, self.message)


@dataclass(frozen=True, slots=True)
class StaffTapped:
    """A button of the staff group was pressed; membership is not yet proven."""

    place: Place
    message: str
    tap: str
    person: Address
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class StaffReacted:
    """Somebody set a sign on a message of the staff group, or took it off ("")."""

    at: Spot
    person: Address
    sign: str


@dataclass(frozen=True, slots=True)
class Outsider:
    """A tap in a group that is not the staff group."""

    chat: Address
    tap: str


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """A group became another one, with everybody in it: the platform gave it a new address."""

    before: Address
    now: Address


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """Somebody joined or left the staff group, or runs it from now on, or no longer."""

    person: Address
    inside: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class DeskStands:
    """The desk was let into the staff group or thrown out; `opens`: it may open threads there."""

    group: Address
    inside: bool
    opens: bool


Event = (
    Said
    | Commanded
    | Edited
    | Tapped
    | Reacted
    | Reached
    | Searched
    | StaffWrote
    | StaffEdited
    | StaffTapped
    | StaffReacted
    | Outsider
    | GroupMoved
    | MemberChanged
    | DeskStands
)
