"""What a decision about a ticket may look at besides the ticket."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.desk.capacity import OFF, Capacity
from bot.domain.promise import Promise
from bot.domain.tickets import Ticket


@dataclass(frozen=True, slots=True)
class DeskView:
    """The promise and the time; `crossed` when the contact wrote what whoever asks can't have
    seen; `needs_ok` when what it says of the law a second expert has to look at; `crowded` while
    the rule for a crowd holds.
    """

    promise: Promise
    now: datetime
    crossed: bool = False
    needs_ok: bool = False
    capacity: Capacity = OFF
    crowded: bool = False

    def due_at(self, ticket: Ticket) -> datetime | None:
        """By when the ticket's answer comes; never past, None while nobody waits."""
        return self.promise.due_at(ticket, self.now)
