"""A broadcast: who gets it, and how far it is. Law: the plan can be made twice and owes nobody a
second copy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.buttons import encode
from bot.domain.deliveries import Draft, Lane

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
    topics: frozenset[int]
    source_id: int
    by: int
    created_at: datetime
    thread_id: int | None = None
    panel_id: int | None = None
    planned_to: int | None = None
    recipients: int = 0
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a broadcast's deliveries ended how."""

    sent: int = 0
    blocked: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0

    @property
    def ended(self) -> int:
        """Deliveries that are over, however they went."""
        return self.sent + self.blocked + self.failed + self.uncertain


def prefix(broadcast_id: int) -> str:
    """What the keys of a broadcast's deliveries start with."""
    return f"broadcast:{broadcast_id}:"


def plan(
    broadcast: Broadcast, chat_ids: Iterable[int], *, staff_chat_id: int, labels: tuple[str, str]
) -> Iterator[Draft]:
    """One delivery a recipient; `labels` are the words on *stop* and *why*."""
    stop, why = labels
    keyboard = {
        "inline_keyboard": [
            # a row each: phones cut labels
            [{"text": stop, "callback_data": encode("b", "stop", broadcast.id)}],
            [{"text": why, "callback_data": encode("b", "why", broadcast.id)}],
        ]
    }
    for chat_id in chat_ids:
        yield Draft(
            method="copyMessage",
            payload={
                "chat_id": chat_id,
                "from_chat_id": staff_chat_id,
                "message_id": broadcast.source_id,
                "reply_markup": keyboard,
            },
            lane=Lane.BROADCAST,
            chat_id=chat_id,
            key=f"{prefix(broadcast.id)}{chat_id}",
        )
