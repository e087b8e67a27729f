"""The date that the desk promises. Law: it is computed from where the ticket stands, never counted,
and it is never past: a date that has lapsed is renewed from now on.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.tickets import WAITING, Status, Ticket


@dataclass(frozen=True, slots=True)
class Promise:
    """How many working days the desk gives itself, of an emergency hours, and on which calendar;
    and for how long an expert, or a contact, may be silent.
    """

    calendar: Calendar
    answer_days: int = 2
    research_days: int = 7
    legal_days: int = 5
    urgent_hours: int = 1
    silent_hours: int = 12
    nudge_days: int = 5
    close_days: int = 5

    def away_on(self, days: frozenset[date]) -> "Promise":
        """The same promise where the desk is closed on these days, too."""
        if days == self.calendar.away:
            return self
        return replace(self, calendar=replace(self.calendar, away=days))

    def due_at(self, ticket: Ticket, now: datetime) -> datetime | None:
        """By when the ticket's answer comes, always after `now`; None while nobody waits."""
        told = self.told(ticket)
        return self._counted(ticket, now) if told is not None and told <= now else told

    def lapsed(self, ticket: Ticket, now: datetime) -> bool:
        """Whether the date that was told last has passed without an answer."""
        told = self.told(ticket)
        return told is not None and told <= now

    def told(self, ticket: Ticket) -> datetime | None:
        """The date that was told last, though it may have passed; None while nobody waits."""
        if ticket.status not in WAITING:
            return None
        return self._counted(ticket, ticket.renewed_at or ticket.since)

    def silent_from(self, ticket: Ticket) -> datetime | None:
        """From when on a ticket's expert has been silent for too long; None where nobody is on it,
        or the contact knows that it takes long.
        """
        if ticket.status is not Status.OPEN or ticket.expert_id is None:
            return None
        if ticket.research or ticket.legal:
            return None
        hours = self.urgent_hours if ticket.urgent else self.silent_hours
        since = max(ticket.worked_at or ticket.since, ticket.since)
        return self.calendar.after(since, timedelta(hours=hours))

    def nudge_at(self, ticket: Ticket) -> datetime | None:
        """When the contact is asked whether that was all; None unless they have the ball."""
        if ticket.status is not Status.PENDING or ticket.answered_at is None:
            return None
        return self.calendar.due_at(ticket.answered_at, self.nudge_days)

    def close_at(self, ticket: Ticket) -> datetime | None:
        """When a ticket whose contact was asked, and says nothing, is over."""
        if ticket.status is not Status.PENDING or ticket.nudged_at is None:
            return None
        return self.calendar.due_at(ticket.nudged_at, self.close_days)

    def in_hours(self, ticket: Ticket) -> bool:
        """Whether its promise is one of hours: an emergency, until an expert says otherwise."""
        return ticket.urgent and not ticket.research and not ticket.legal

    def _counted(self, ticket: Ticket, since: datetime) -> datetime:
        """The date of a promise that is given then; of an emergency in hours."""
        if self.in_hours(ticket):
            return self.calendar.after(since, timedelta(hours=self.urgent_hours))
        days = self.research_days if ticket.research else self.answer_days
        days = self.legal_days if ticket.legal else days
        return self.calendar.due_at(since, days)
