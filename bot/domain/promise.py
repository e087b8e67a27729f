"""The date that the desk promises. Law: it is computed from where the ticket stands, never
counted.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import Calendar
from bot.domain.tickets import Status, Ticket


@dataclass(frozen=True, slots=True)
class Promise:
    """How many working days the desk gives itself, and on which calendar."""

    calendar: Calendar
    answer_days: int = 2
    research_days: int = 7

    def due_at(self, ticket: Ticket) -> datetime | None:
        """By when the ticket's answer comes; None while nobody waits for the desk."""
        if ticket.status in (Status.PENDING, Status.CLOSED):
            return None
        days = self.research_days if ticket.research else self.answer_days
        return self.calendar.due_at(ticket.since, days)
