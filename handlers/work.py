"""What every handler is handed: the transaction, the desk as it is now, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.appointments import Hours
from bot.domain.chats import Chat
from bot.domain.desk.capacity import OFF, Capacity
from bot.domain.desk.view import DeskView
from bot.domain.links import Links
from bot.domain.people import Address
from bot.domain.promise import Promise
from bot.gateway.platform import Limits
from bot.render.context import RenderContext
from bot.render.phrases import Phrases
from bot.storage.database import Tx
from intents.content.catalog import Catalog
from intents.follow import Before
from intents.index import Index
from intents.understand import Intent

Notice = Callable[[Chat, Before, Intent], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """A snapshot for one batch of work; `staff` is None while no staff group is set."""

    catalog: Catalog
    index: Index
    promise: Promise
    staff: Address | None
    platform: str
    links: Links
    limits: Limits
    default_language: str = "tr"
    second_ok: bool = True  # legal replies wait for a second expert's
    second_announcer: bool = True  # broadcasts wait for a second coordinator
    capacity: Capacity = OFF
    hours: Hours = field(default_factory=Hours)
    notice: Notice | None = None  # is told how words were understood; nobody listens on a real desk

    def phrases(self, language: str) -> Phrases:
        """The desk's words in a language, with dates in the desk's zone."""
        return Phrases.of(language, self.promise.calendar.zone, self.default_language)

    def today(self, now: datetime) -> date:
        """The date at the desk."""
        return now.astimezone(self.promise.calendar.zone).date()


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work: everything in it is written together, or not at all."""

    tx: Tx
    desk: Desk
    now: datetime

    @property
    def view(self) -> DeskView:
        """What decisions about tickets may look at."""
        return DeskView(self.desk.promise, self.now, capacity=self.desk.capacity)

    def context(self, language: str | None = None) -> RenderContext:
        """What a screen needs for somebody of this language; the staff's own without one."""
        spoken = language or self.desk.default_language
        return RenderContext(
            self.desk.catalog,
            self.desk.phrases(spoken),
            spoken,
            self.desk.links,
            self.desk.today(self.now),
            self.desk.limits.folds,
        )
