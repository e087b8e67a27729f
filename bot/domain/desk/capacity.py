"""The desk's written rule for a crowd: rights-based organisations come first.

Law: with the rule off the queue is in pure due order; with it on nobody is overtaken by what is due
more than the head start later, nor once a date of theirs has lapsed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Capacity:
    """From how many waiting tickets on the rule holds, None: never; and by how many days a
    rights-based organisation's stands before what is due at the same moment.
    """

    backlog: int | None = None
    head_start_days: int = 3

    def holds(self, waiting: int) -> bool:
        """Whether so many waiting tickets are a crowd."""
        return self.backlog is not None and waiting > self.backlog

    def ahead(self, ticket: Ticket, due: datetime) -> datetime:
        """By which moment the ticket finds its place in a crowd."""
        return due - timedelta(days=self.head_start_days) if ticket.rights_based else due


OFF = Capacity()
