"""The life of a ticket. Law: no status changes anywhere but in `advance`."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Actor, Address, Place, Spot


class Status(StrEnum):
    """Who has the ball."""

    NEW = "new"  # nobody is on it
    OPEN = "open"  # an expert is on it
    PENDING = "pending"  # it is the contact's turn
    CLOSED = "closed"  # over


class Step(StrEnum):
    """What can happen to a ticket."""

    OPEN = "open"
    CLAIM = "claim"
    RESEARCH = "research"
    REPLY = "reply"
    CONTACT_WROTE = "contact-wrote"
    CLOSE = "close"
    REOPEN = "reopen"
    RATE = "rate"
    WITHDRAW = "withdraw"  # the contact's last words were not meant for it
    CORRECT = "correct"  # a detail of it was mistyped


NEXT = {
    (Status.NEW, Step.CLAIM): Status.OPEN,
    (Status.OPEN, Step.CLAIM): Status.OPEN,
    (Status.PENDING, Step.CLAIM): Status.PENDING,
    (Status.NEW, Step.RESEARCH): Status.OPEN,
    (Status.OPEN, Step.RESEARCH): Status.OPEN,
    (Status.NEW, Step.REPLY): Status.PENDING,
    (Status.OPEN, Step.REPLY): Status.PENDING,
    (Status.PENDING, Step.REPLY): Status.PENDING,
    (Status.CLOSED, Step.REPLY): Status.PENDING,
    (Status.NEW, Step.CONTACT_WROTE): Status.NEW,
    (Status.OPEN, Step.CONTACT_WROTE): Status.OPEN,
    (Status.PENDING, Step.CONTACT_WROTE): Status.OPEN,
    (Status.CLOSED, Step.CONTACT_WROTE): Status.OPEN,
    (Status.NEW, Step.CLOSE): Status.CLOSED,
    (Status.OPEN, Step.CLOSE): Status.CLOSED,
    (Status.PENDING, Step.CLOSE): Status.CLOSED,
    (Status.CLOSED, Step.REOPEN): Status.OPEN,
    (Status.CLOSED, Step.RATE): Status.CLOSED,
    (Status.OPEN, Step.WITHDRAW): Status.PENDING,
    **{(status, Step.CORRECT): status for status in Status},
}
BALL_TO_DESK = {
    (Status.PENDING, Step.CONTACT_WROTE),
    (Status.CLOSED, Step.CONTACT_WROTE),
    (Status.CLOSED, Step.REOPEN),
}


class NotAllowed(Exception):
    """This step is not possible while the ticket stands where it stands."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A period of human interaction with a contact."""

    number: int
    contact: int  # whose it is
    status: Status
    question: str
    language: str
    opened_at: datetime
    since: datetime  # when the ball last came to the desk
    subject: int | None = None
    organisation: str | None = None
    province: str | None = None
    rights_based: bool | None = None
    named: bool = False
    answer_id: str | None = None
    policy: str | None = None
    research: bool = False
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    expert_id: int | None = None
    expert_name: str | None = None
    group: Address | None = None  # where the experts see it, with its thread and its card there
    thread: str | None = None
    card: str | None = None
    rating: int | None = None
    rating_words: str | None = None

    @property
    def active(self) -> bool:
        """True until the ticket is closed."""
        return self.status is not Status.CLOSED

    @property
    def place(self) -> Place | None:
        """Its thread, when there is one."""
        return Place(self.group, self.thread) if self.group and self.thread else None

    @property
    def urgent(self) -> bool:
        """True when the contact's words named an emergency."""
        return (self.policy or "").startswith("emergency")


class Heard(StrEnum):
    """How a contact is told that a message arrived."""

    ADDED = "added"
    REOPENED = "reopened"  # with a new date
    SIGN = "sign"  # a reaction: neither the date nor the state has changed
    PLACED = "placed"  # it went to the ticket without being told so
    THANKS = "thanks"  # a reaction: it only thanks, and the ball stays where it is


class Author(StrEnum):
    """Who wrote a message of a ticket."""

    CONTACT = "contact"
    EXPERT = "expert"
    DESK = "desk"
    NOTE = "note"  # an expert, and it has not gone out (yet)


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """A message of a ticket, and where it stands on both sides."""

    id: int
    ticket: int
    author: Author
    kind: str
    text: str = ""
    in_chat: Spot | None = None
    in_thread: Spot | None = None
    album: str | None = None
    heard: Heard | None = None  # what its writer is told once it stands in the thread
    somewhere: bool = False  # it is on the other side, though nobody knows where
    refused: bool = False  # an expert's reply that could not be delivered

    @property
    def on_its_way(self) -> bool:
        """Whether it is still to arrive on the other side."""
        place = self.in_thread if self.author is Author.CONTACT else self.in_chat
        return place is None and not self.somewhere and not self.refused


def advance(ticket: Ticket, step: Step, now: datetime) -> Ticket:
    """The ticket after one step; raises NotAllowed when the table has no such step."""
    status = NEXT.get((ticket.status, step))
    if status is None:
        raise NotAllowed(f"{step} while {ticket.status}")
    changed = replace(ticket, status=status)
    if (ticket.status, step) in BALL_TO_DESK:
        changed = replace(changed, since=now, closed_at=None, research=False)
    match step:
        case Step.REPLY:
            return replace(changed, replied_at=ticket.replied_at or now, closed_at=None)
        case Step.RESEARCH:
            return replace(changed, research=True)
        case Step.CLOSE:
            return replace(changed, closed_at=now)
    return changed


def claimed(ticket: Ticket, expert: Actor) -> Ticket:
    """The ticket with this expert on it."""
    return replace(ticket, expert_id=expert.id, expert_name=expert.name)


def case_code(ticket: Ticket) -> str:
    """How the contact is called while the organisation has not agreed to be named."""
    return f"D-{ticket.number:04d}"
