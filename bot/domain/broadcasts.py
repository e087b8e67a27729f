"""A broadcast: what it says to whom, and how far it is. Law: the plan can be made twice and owes
nobody a second copy; what it says is a value, whatever becomes of the message it was taken from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.messages import Act, Copy, Edit, Message, Rows, Say, SayAlbum
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place, Spot
from bot.domain.results import Arrived, Corrected

BATCH = 100  # recipients planned at a time, so that the outbox stays short

Version = tuple[Message, ...]  # one message, or the files of an album in their order


class Status(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"  # confirmed, for a later time
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What a coordinator wants said to those who asked for its subjects, in a version a language.

    One that was begun by an early form of the desk has no versions: its source is copied.
    """

    id: int
    status: Status
    subjects: frozenset[int]
    source: Spot  # the message that it was made of first
    by: int  # the expert who composes it
    created_at: datetime
    thread: str | None = None
    panel: str | None = None  # the desk's own message with the buttons and the progress
    planned_to: int | None = None  # the last contact that has been planned
    recipients: int = 0
    ended_at: datetime | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    edition: int = 1  # grows with every change of what it says, or to whom
    previewed: int | None = None  # the edition that was looked at last
    at: datetime | None = None  # when it is to go out; None: at once
    started_at: datetime | None = None
    corrects: int | None = None  # the broadcast whose copies it changes
    stops: int = 0  # people who wanted no more after it

    @property
    def place(self) -> Place:
        """Where its panel stands."""
        return Place(self.source.chat, self.thread)

    @property
    def of(self) -> int:
        """The broadcast whose copies the contacts have: itself, or the one that it corrects."""
        return self.id if self.corrects is None else self.corrects


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a broadcast goes to; `has` is what is with them of the one it corrects."""

    contact: int
    address: Address
    language: str
    has: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A broadcast as somebody of one language gets it; `below` follows an album, which has no room
    for buttons.
    """

    messages: Version
    below: Message | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a broadcast reaches, by language, and who wants it but is left out."""

    by_language: Mapping[str, int] = field(default_factory=dict)
    snoozed: int = 0

    @property
    def all(self) -> int:
        """How many get it."""
        return sum(self.by_language.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a broadcast's deliveries ended how; `failed` by what each failure was about."""

    sent: int = 0
    blocked: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0
    withdrawn: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    joined: int = 0  # people who asked for one of its subjects since it began

    @property
    def ended(self) -> int:
        """Deliveries that are over, however they went."""
        return self.sent + self.blocked + self.failed + self.uncertain + self.withdrawn


def prefix(broadcast_id: int) -> str:
    """What the keys of a broadcast's deliveries start with."""
    return f"broadcast:{broadcast_id}:"


def key_of(broadcast_id: int, contact: int) -> str:
    """The key of a broadcast's delivery to a contact."""
    return f"{prefix(broadcast_id)}{contact}"


def contact_of(key: str) -> int:
    """The contact whom a broadcast's delivery is for, by its key."""
    return int(key.rsplit(":", 1)[1])


def language_for(broadcast: Broadcast, language: str, default: str) -> str:
    """The language of the version that somebody of a language gets: their own, else the desk's,
    else the one that there is.
    """
    wanted = (language, default, *sorted(broadcast.versions))
    return next((one for one in wanted if one in broadcast.versions), default)


def plan(
    broadcast: Broadcast, recipients: Iterable[Recipient], *, looks: Mapping[str, Look]
) -> Iterator[Draft]:
    """One delivery a recipient; `looks` has how it is for each of their languages."""
    for one in recipients:
        look = looks[one.language]
        then = Arrived(broadcast.id, one.contact, broadcast.edition)
        yield Draft(
            _act(broadcast, one, look),
            Lane.BROADCAST,
            then=Corrected(broadcast.corrects) if broadcast.corrects is not None else then,
            key=key_of(broadcast.id, one.contact),
        )


def _act(broadcast: Broadcast, to: Recipient, look: Look) -> Act:
    place = Place(to.address)
    if broadcast.corrects is not None:
        return Edit(Spot(to.address, to.has[0]), look.messages[0])
    if not broadcast.versions:
        source, buttons = broadcast.source, look.messages[0].buttons
        return Copy(place, source.chat, (source.message,), buttons=buttons)
    return said(place, look)


def said(place: Place, look: Look) -> Say | SayAlbum:
    """The act that says it somewhere; what stands below an album follows by itself."""
    if len(look.messages) > 1:
        return SayAlbum(place, look.messages)
    return Say(place, look.messages[0])


def with_buttons(version: Version, buttons: Rows, below: Message) -> Look:
    """A version with its buttons: below its one message, or in a message after an album."""
    if len(version) != 1:
        return Look(version, Message(below.text, buttons))
    one = version[0]
    changed = Message(one.text, buttons, kind=one.kind, file=one.file, preview=True)
    return Look((changed,))
