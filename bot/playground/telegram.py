"""The stand-in's Telegram as one object: what tests and the page hold in their hands.

>>> telegram = Telegram(clock=Clock())
>>> contact = telegram.contact(1001, "Deniz Derneği")
>>> await contact.send("Merhaba")                    # an update waits for the bot
>>> await contact.hears("Hoş geldiniz")              # until the bot has said so
>>> telegram.fail(TooMany(3), method="sendMessage")  # the next one gets a 429
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from bot.clock import Clock
from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.faults import Fault, Faults, Rule
from bot.playground.flood import Flood
from bot.playground.updates import Updates
from bot.playground.world import World

Json = dict[str, Any]

TOKEN = "123456:PLAYGROUND-TOKEN-NOT-SECRET"  # noqa: S105 - opens nothing but the stand-in
STAFF_CHAT = -1001000000001
STAFF_TITLE = "Destek Noktası – Uzmanlar"
KEPT_CALLS = 100_000
BEFORE_CONTACTS, FIRST_EXPERT = 1000, 2000  # ids of contacts lie between


class Preview(Protocol):
    """What the desk tells the page's editor of the entry behind the first of some messages that
    has one: `messages` are their buttons' codes, newest first; None where no entry was shown.
    """

    def __call__(
        self, messages: Iterable[Sequence[str]], typed: Sequence[str], *, others: bool
    ) -> Json | None:
        """Takes a while; called in a thread."""


class Why(Protocol):
    """What the desk tells the page of how it understood a contact's words; None where it did not
    ask what they mean.
    """

    def __call__(self, person: int, words: str, language: str) -> Json | None:
        """Quick."""


class Scenes(Protocol):
    """What can be played on the page by one tap."""

    def titles(self) -> list[Json]:
        """Name, title and a line about each."""

    def begin(self, name: str, language: str) -> int:
        """Play one; the id of its contact, KeyError when there is none of that name."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot: `at` in monotonic seconds, `when` by the desk's clock, `status` 0 when
    unanswered.
    """

    at: float
    when: datetime
    method: str
    params: Json
    status: int
    result: Any


class Telegram:
    """A small Telegram with one bot; lives in one event loop and is not thread-safe.

    `path` keeps everything in a SQLite file that survives kill -9, None in memory only. `flood`
    switches Telegram's own limits on; `record=False` keeps no calls (for benchmarks).
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        path: Path | None = None,
        flood: bool = False,
        record: bool = True,
    ) -> None:
        self.clock = clock or Clock()
        self.world = World(self.clock, path)
        self.updates = Updates(self.world)
        self.flood = Flood(on=flood)
        self.faults = Faults()
        self.record = record
        self.calls: deque[Call] = deque(maxlen=KEPT_CALLS)
        self.listeners: set[Callable[[Json], None]] = set()
        self.preview: Preview | None = None  # what an editor sees of an entry that was shown
        self.why: Why | None = None  # how the desk understood words
        self.scenes: Scenes | None = None  # what can be played
        self.restart: Callable[[], None] | None = None  # lets the desk begin with nothing, too
        self.working = True  # false while the desk is started again
        self.last_call = 0.0  # monotonic moment of the last call other than getUpdates
        self._waiters: list[asyncio.Future[None]] = []
        if offset := self.world.settings.get("clock_offset"):
            self.clock.advance(timedelta(seconds=offset))
        if STAFF_CHAT not in self.world.chats:
            self.world.forum(STAFF_CHAT, STAFF_TITLE)
        self.world.store.commit()

    def contact(
        self, user_id: int, first_name: str = "Dernek", language_code: str = "tr"
    ) -> Contact:
        """The contact with this id, made on first mention."""
        self.world.user(user_id, first_name, language_code)
        return Contact(self, user_id)

    def newcomer(self, name: str, language: str = "tr") -> Contact:
        """A contact who was not there before."""
        here = (user for user in self.world.users if user < FIRST_EXPERT)
        contact = self.contact(max(here, default=BEFORE_CONTACTS) + 1, name, language)
        self.changed({"type": "people"})
        return contact

    def expert(self, user_id: int, first_name: str = "Uzman", *, member: bool = True) -> Expert:
        """The expert with this id; put into the staff group, without a word, unless
        `member=False`.
        """
        self.world.user(user_id, first_name)
        if member and (STAFF_CHAT, user_id) not in self.world.members:
            self.world.members.put((STAFF_CHAT, user_id), "member")
        return Expert(self, user_id, STAFF_CHAT)

    def fail(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        skip: int = 0,
    ) -> None:
        """Order a fault for the next `times` calls of this method and chat (None: any), after
        `skip` good ones.

        Orders are carried out in the order given; see `faults` for what can go wrong.
        """
        self.faults.rules.append(Rule(fault, method, chat_id, times, skip))

    def called(self, method: str, *, chat_id: int | None = None) -> list[Call]:
        """The recorded calls of a method (to one chat), good and bad."""
        return [
            call
            for call in self.calls
            if call.method == method
            and (chat_id is None or call.params.get("chat_id") in (chat_id, str(chat_id)))
        ]

    def advance(self, by: timedelta) -> None:
        """Move the desk's clock forward; kept with the rest, so that a restart goes on from
        there.
        """
        self.clock.advance(by)
        self.world.settings.put("clock_offset", self.clock.offset.total_seconds())
        self.changed({"type": "clock"})

    def reset(self) -> None:
        """Forget people, chats, messages and waiting updates; the bot's own settings and webhook
        stay.
        """
        kept = {key: value for key, value in self.world.settings.items() if key != "clock_offset"}
        self.updates.clear()
        self.world.wipe()
        for key, value in kept.items():
            self.world.settings.put(key, value)
        self.world.settings.put("clock_offset", self.clock.offset.total_seconds())
        self.world.forum(STAFF_CHAT, STAFF_TITLE)
        self.changed({"type": "reset"})

    def begin_anew(self) -> None:
        """Forget everything, the bot's own settings and the moved clock, too."""
        self.updates.clear()
        self.world.wipe()
        self.clock.offset = timedelta()
        self.world.forum(STAFF_CHAT, STAFF_TITLE)

    def works(self, working: bool) -> None:
        """Tell the page whether the desk is at work, or being started again."""
        self.working = working
        self.changed({"type": "desk", "working": working})

    def changed(self, news: Json) -> None:
        """Make a change safe, tell the page, and wake those who wait for it."""
        self.world.store.commit()
        for listener in self.listeners:
            listener(news)
        if self._waiters:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    async def until(self, condition: Callable[[], Any], within: float = 5.0) -> Any:
        """Wait until the condition holds and give what it gave; TimeoutError after `within`
        seconds.
        """
        end = time.monotonic() + within
        while not (value := condition()):
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("The condition did not come true in time.")
            await asyncio.wait([waiter], timeout=min(left, 0.25))
        return value

    async def quiet(self, seconds: float = 0.15, within: float = 10.0) -> None:
        """Wait until every update is confirmed and the bot has made no call but getUpdates for
        `seconds`.
        """
        end = time.monotonic() + within
        while self.updates.waiting or time.monotonic() - self.last_call < seconds:
            if time.monotonic() > end:
                raise TimeoutError("The bot did not come to rest in time.")
            await asyncio.sleep(seconds / 5)

    def close(self) -> None:
        """Let go of the file."""
        self.world.store.close()
