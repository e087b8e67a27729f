"""What every handler is handed: the content as it is now and the desk's own rules."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.tickets import Promise, Ticket
from bot.i18n import Speech
from bot.render.screens import Stage
from intents.content.catalog import Catalog
from intents.index import Index


@dataclass(frozen=True, slots=True)
class Desk:
    """A snapshot for one batch of work; `staff_chat_id` is None while no staff group is set."""

    catalog: Catalog
    index: Index
    promise: Promise
    staff_chat_id: int | None
    username: str
    default_language: str = "tr"

    def speech(self, language: str) -> Speech:
        """The desk's words in a language, with dates in the desk's zone."""
        return Speech.of(language, self.promise.calendar.zone)

    def stage(self, language: str, now: datetime) -> Stage:
        """What a screen for a contact of this language needs."""
        return Stage(self.catalog, self.speech(language), language, self.username, self.today(now))

    def today(self, now: datetime) -> date:
        """The date at the desk."""
        return now.astimezone(self.promise.calendar.zone).date()

    def due_at(self, ticket: Ticket) -> datetime | None:
        """The date that was promised, or None while nobody waits for the desk."""
        return self.promise.due_at(ticket)
