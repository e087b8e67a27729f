"""A broadcast: who gets it, and how far it is. Law: the plan can be made twice and owes nobody a
second copy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.messages import Copy, Rows
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place, Spot

BATCH = 100  # recipients planned at a time, so that the outbox stays short


class Status(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    SENDING = "sending"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message of the staff group on its way to those who asked for its subjects."""

    id: int
    status: Status
    subjects: frozenset[int]
    source: Spot  # the message
    by: int  # the expert
    created_at: datetime
    thread: str | None = None
    panel: str | None = None  # the desk's own message with the buttons and the progress
    planned_to: int | None = None  # the last contact that has been planned
    recipients: int = 0
    ended_at: datetime | None = None

    @property
    def place(self) -> Place:
        """Where its panel stands."""
        return Place(self.source.chat, self.thread)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a broadcast's deliveries ended how."""

    sent: int = 0
    blocked: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0
    withdrawn: int = 0

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


def plan(
    broadcast: Broadcast, recipients: Iterable[tuple[int, Address]], *, buttons: Rows
) -> Iterator[Draft]:
    """One delivery a recipient, given as the contact's number and address."""
    for contact, address in recipients:
        yield Draft(
            Copy(
                Place(address),
                broadcast.source.chat,
                (broadcast.source.message,),
                buttons=buttons,
            ),
            Lane.BROADCAST,
            key=key_of(broadcast.id, contact),
        )
