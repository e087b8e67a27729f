"""What the loops of a desk share, and how each goes on.

Law: only this room asks the clock. A loop that stumbles over the database or the network says so,
waits, and goes on; only a database that another desk has ends it.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.content import LiveContent
from bot.domain.appointments import Hours
from bot.domain.desk.capacity import OFF, Capacity
from bot.domain.pace import Pace
from bot.domain.people import Address
from bot.domain.promise import Promise
from bot.engine.counts import Counts
from bot.gateway.journal import Journal
from bot.gateway.platform import Failed, Platform
from bot.storage import closures
from bot.storage.age import Note
from bot.storage.database import Database, LeaseLost, cause, is_outage
from handlers.work import Desk, Notice

log = structlog.get_logger(__name__)

LONGEST_SLEEP = 30.0
FOREVER = math.inf  # or until the longest sleep is over
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
# of a database that is full or away: it is tried again soon, and said once for all loops until it
# has been well for so long
_OUTAGE_PAUSE, _OVER = 5.0, 60.0


@dataclass(slots=True)
class Outage:
    """The database was full or away: since when, and when last, by the clock that only runs."""

    since: float | None = None
    last: float = -math.inf

    def met(self, mono: float) -> bool:
        """It is so now; whether that is news."""
        news = self.since is None
        self.since = mono if self.since is None else self.since
        self.last = mono
        return news

    def over(self, mono: float) -> float | None:
        """How many seconds it lasted, once, when it has been over for a while."""
        if self.since is None or mono - self.last < _OVER:
            return None
        lasted, self.since = self.last - self.since, None
        return lasted


@dataclass(slots=True)
class Running:
    """Everything that the loops share."""

    database: Database
    journal: Journal
    note: Note
    platform: Platform
    content: LiveContent
    clock: Clock
    pace: Pace
    promise: Promise
    staff: Address | None
    default_language: str
    keep: timedelta  # how long what is done is remembered
    keep_words: timedelta  # how long the words of a ticket that is over are
    keep_who: timedelta  # how long it is known who of the staff did what
    second_ok: bool = True
    second_announcer: bool = True
    capacity: Capacity = OFF
    hours: Hours = field(default_factory=Hours)  # when experts can be spoken to
    outage: Outage = field(default_factory=Outage)
    counts: Counts = field(default_factory=Counts)
    notice: Notice | None = None  # is told how words were understood
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    to_handle: asyncio.Event = field(default_factory=asyncio.Event)
    to_speak: asyncio.Event = field(default_factory=asyncio.Event)

    async def look_at_closures(self) -> None:
        """From now on the calendar knows the days on which coordinators have closed the desk."""
        self.promise = self.promise.away_on(await self.database.write(closures.days))

    def desk(self) -> Desk:
        """The content and rules as they are now, for one batch of work."""
        served = self.content.served
        return Desk(
            catalog=served.catalog,
            index=served.index,
            promise=self.promise,
            staff=self.staff,
            platform=self.platform.name,
            links=self.platform.links,
            limits=self.platform.limits,
            default_language=self.default_language,
            second_ok=self.second_ok,
            second_announcer=self.second_announcer,
            capacity=self.capacity,
            hours=self.hours.on(self.promise.calendar),
            notice=self.notice,
        )


async def steadily(running: Running, name: str, turn: Callable[[], Awaitable[None]]) -> None:
    """Repeat until the desk stops; after trouble wait, longer each time, and go on."""
    pause = _FIRST_PAUSE
    while not running.stopping.is_set():
        try:
            await turn()
            pause = _FIRST_PAUSE
            if (lasted := running.outage.over(time.monotonic())) is not None:
                log.info("database_is_back", after=round(lasted))
        except LeaseLost:
            raise  # another desk answers everybody now: this one has to end
        except Exception as error:
            outage = is_outage(error)
            if not outage or running.outage.met(time.monotonic()):
                log.error("loop_stumbled", loop=name, error=_why(error), again_in=pause)
            await sleep(running.stopping, pause)
            pause = min(pause * 2, _OUTAGE_PAUSE if outage else _LONGEST_PAUSE)


def _why(error: Exception) -> str:
    """What happened, without anybody's words."""
    if is_outage(error):
        return cause(error)
    origin = error.__cause__ if isinstance(error, Failed) else None
    return type(origin or error).__name__


async def sleep(wake: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until `wake` is set."""
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        pass


async def wait_any(running: Running, event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, for the end of the desk, or for so many seconds, whichever comes
    first.
    """
    waiting = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(running.stopping.wait())]
    try:
        await asyncio.wait(
            waiting,
            timeout=max(0.0, min(seconds, LONGEST_SLEEP)),
            return_when=asyncio.FIRST_COMPLETED,
        )
    finally:
        for one in waiting:
            one.cancel()
