"""The loops of a running desk: keep, handle, speak, tick. The only place that asks the clock.

One update's road: kept (committed), then handled with all its consequences in one transaction, then
spoken. A loop that stumbles over the database or the network says so, waits, and goes on.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.content import Shelf
from bot.domain.deliveries import Delivery, Failure, Verdict
from bot.domain.pace import Pace
from bot.domain.tickets import Promise
from bot.gateway.client import Client
from bot.gateway.failures import NOT_MODIFIED, classify
from bot.gateway.incoming import order_key, parse
from bot.gateway.journal import Journal
from bot.storage import deliveries, facts, updates
from bot.storage.books import Books, Tx, cause, is_outage
from handlers import ticks
from handlers.deliveries import Ended, cycle, recover, settle
from handlers.desk import Desk
from handlers.dispatch import handle
from handlers.troubles import set_aside

log = structlog.get_logger(__name__)

POLL_SECONDS = 25
MOST_IN_FLIGHT = 48
BATCH = 100
TICK_SECONDS = 2.0
_LONGEST_SLEEP = 30.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_HOUSEKEEPING = timedelta(minutes=10)


@dataclass(slots=True)
class Running:
    """Everything that the loops share."""

    books: Books
    journal: Journal
    client: Client
    shelf: Shelf
    clock: Clock
    pace: Pace
    promise: Promise
    staff_chat_id: int | None
    default_language: str
    keep: timedelta
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    to_handle: asyncio.Event = field(default_factory=asyncio.Event)
    to_speak: asyncio.Event = field(default_factory=asyncio.Event)

    def desk(self) -> Desk:
        """The content and rules as they are now, for one batch of work."""
        held = self.shelf.held
        return Desk(
            held.catalog,
            held.index,
            self.promise,
            self.staff_chat_id,
            self.client.username,
            self.default_language,
        )


async def steadily(running: Running, name: str, round: Callable[[], Awaitable[None]]) -> None:
    """Repeat until the desk stops; after trouble wait, longer each time, and go on."""
    pause = _FIRST_PAUSE
    while not running.stopping.is_set():
        try:
            await round()
            pause = _FIRST_PAUSE
        except Exception as error:
            why = cause(error) if is_outage(error) else type(error).__name__
            log.error("loop_stumbled", loop=name, error=why, again_in=pause)
            await sleep(running.stopping, pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


async def sleep(wake: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until `wake` is set."""
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        pass


class Inbox:
    """Polling: what Telegram hands out is kept before the next request confirms it."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._offset: int | None = None
        self._unhooked = False

    async def round(self) -> None:
        """One getUpdates."""
        running = self._running
        await sleep(running.stopping, running.pace.halted(time.monotonic()))
        if running.stopping.is_set():
            return
        try:
            if not self._unhooked:
                await running.client.call("deleteWebhook", {})
                self._unhooked = True
            raw = await running.client.updates(self._offset, patience=POLL_SECONDS)
        except TelegramError as error:
            failure = classify(error)
            if failure.verdict is not Verdict.HALT:
                raise
            await halt(running, failure)
            return
        if raw:
            await keep(running, raw)
            self._offset = max(one["update_id"] for one in raw) + 1


async def keep(running: Running, raw: Sequence[dict[str, Any]]) -> None:
    """Keep updates durably; returns when they are. Handling them joins the same commit."""
    now = running.clock.now()
    arrived = [(one["update_id"], order_key(one), one) for one in raw]
    await running.books.write(lambda tx: updates.keep(tx, arrived, now))
    running.to_handle.set()


async def halt(running: Running, failure: Failure) -> None:
    """Telegram asked for silence: remembered over a restart, too."""
    running.pace.halt(time.monotonic() + failure.wait.total_seconds())
    until = running.clock.now() + failure.wait
    log.warning("halted", seconds=failure.wait.total_seconds())
    await running.books.write(lambda tx: facts.put(tx, facts.HALT, until.isoformat()))


class Work:
    """Handling: the oldest open updates, a chat's strictly in order."""

    def __init__(self, running: Running) -> None:
        self._running = running

    async def round(self) -> None:
        """One batch, or a wait for one."""
        running = self._running
        running.to_handle.clear()
        desk, now = running.desk(), running.clock.now()
        try:
            count, next_try = await running.books.write(lambda tx: work(tx, desk, now))
        # undone as a whole: again one by one, to find the update that fails
        except Exception as error:
            log.warning("batch_failed", error=type(error).__name__)
            count, next_try = await running.books.write(lambda tx: carefully(tx, desk, now))
        if count:
            running.to_speak.set()
        if count < BATCH:
            pause = (next_try - now).total_seconds() if next_try else _LONGEST_SLEEP
            await wait_any(running, running.to_handle, pause)


def work(tx: Tx, desk: Desk, now: datetime) -> tuple[int, datetime | None]:
    """Handle a batch of open updates; how many there were, and when a failed one may be tried
    again.
    """
    batch = updates.claim(tx, BATCH, now)
    for one in batch:
        _handle_one(tx, one, desk, now)
    updates.done(tx, [one.id for one in batch])
    return _next(tx, batch, now)


def carefully(tx: Tx, desk: Desk, now: datetime) -> tuple[int, datetime | None]:
    """`work` with a savepoint for each update, so that one that fails is undone alone and blocks
    only its chat.
    """
    batch = updates.claim(tx, BATCH, now)
    done: list[int] = []
    stuck: set[int] = set()
    for one in batch:
        if one.chat_id in stuck:
            continue
        try:
            with tx.begin_nested():
                _handle_one(tx, one, desk, now)
            done.append(one.id)
        except Exception as error:
            if is_outage(error):
                raise  # not this update's fault: all of the batch is tried again
            stuck.add(one.chat_id)
            _trouble(tx, one, error, desk, now)
    updates.done(tx, done)
    return _next(tx, batch, now)


def _next(tx: Tx, batch: Sequence[updates.Update], now: datetime) -> tuple[int, datetime | None]:
    return len(batch), updates.next_try(tx, now) if len(batch) < BATCH else None


def _handle_one(tx: Tx, one: updates.Update, desk: Desk, now: datetime) -> None:
    event = parse(one.raw, staff_chat_id=desk.staff_chat_id)
    if event is None:
        return
    drafts = handle(tx, event, desk, now=now)
    deliveries.owe(tx, drafts, cause=f"update:{one.id}", now=now)


def _trouble(tx: Tx, one: updates.Update, error: Exception, desk: Desk, now: datetime) -> None:
    """Note a failed try; after the fifth it is set aside with a word to the contact and to the
    desk.
    """
    name = type(error).__name__
    aside = updates.failed(tx, one, name, now)
    log.error(
        "update_failed", update=one.id, error=name, attempts=one.attempts + 1, set_aside=aside
    )
    if aside:
        deliveries.owe(tx, set_aside(one.chat_id, one.id, desk), cause=f"aside:{one.id}", now=now)


async def wait_any(running: Running, event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, for the end of the desk, or for so many seconds, whichever comes
    first.
    """
    waiting = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(running.stopping.wait())]
    try:
        await asyncio.wait(
            waiting,
            timeout=max(0.0, min(seconds, _LONGEST_SLEEP)),
            return_when=asyncio.FIRST_COMPLETED,
        )
    finally:
        for one in waiting:
            one.cancel()


class Speaker:
    """Speaking: the outbox by lane and age, at Telegram's pace, one call at a time to each chat."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._flying: dict[int, Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: list[Ended] = []
        # whether the last cycle failed: it may have been written down all the same
        self._unsure = False

    async def round(self) -> None:
        """Record what ended, take what may be said now, and begin saying it."""
        running = self._running
        if self._unsure:
            await self._recover()
        running.to_speak.clear()
        mono, now = time.monotonic(), running.clock.now()
        ended, self._ended = self._ended, []
        room = self._room(mono)
        limited = running.pace.limited(mono)
        skip = {
            one.chat_id for one in self._flying.values() if one.chat_id is not None
        } | limited.keys()
        desk, ids = running.desk(), set(self._flying)
        try:
            chosen, next_due = await running.books.write(
                lambda tx: cycle(tx, ended, room, skip=skip, ids=ids, desk=desk, now=now)
            )
        except Exception:
            self._ended = ended + self._ended
            self._unsure = True
            raise
        if running.journal.full and not self._ended:
            running.journal.begin()
        for delivery in chosen:
            self._begin(delivery)
        await self._rest(
            mono, now, next_due=next_due, limited=limited, room=room, full=len(chosen) >= room
        )

    async def _recover(self) -> None:
        """After a cycle that failed: record one by one what ended, and owe again what was never
        begun. A database that is away fails here, too.
        """
        ended, ids = list(self._ended), set(self._flying)
        desk, now = self._running.desk(), self._running.clock.now()
        await self._running.books.write(lambda tx: recover(tx, ended, ids=ids, desk=desk, now=now))
        self._ended = self._ended[len(ended) :]
        self._unsure = False

    def _room(self, mono: float) -> int:
        """How many calls may begin now: one at Telegram's pace, more where the pace is hardly a
        limit.
        """
        if self._running.stopping.is_set() or self._running.pace.wait(mono) > 0:
            return 0
        burst = max(1, self._running.pace.per_second // 100)
        return max(0, min(burst, MOST_IN_FLIGHT - len(self._flying)))

    def _begin(self, delivery: Delivery) -> None:
        # a 429 came while this one was chosen
        if (halted := self._running.pace.halted(time.monotonic())) > 0:
            self._end(delivery, None, Failure(Verdict.HALT, "429", wait=timedelta(seconds=halted)))
            return
        self._flying[delivery.id] = delivery
        self._running.pace.took(delivery.chat_id, time.monotonic())
        task = asyncio.create_task(self._call(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _call(self, delivery: Delivery) -> None:
        running, result, failure = self._running, None, None
        try:
            result = await running.client.call(
                delivery.method,
                delivery.payload,
                on_leaving=lambda: running.journal.leave(delivery.id),
            )
        except TelegramError as error:
            if NOT_MODIFIED not in error.message.lower():  # the library begins it with a capital
                failure = classify(error)
        except Exception as error:  # nothing that a library raises may stop the desk from speaking
            failure = Failure(Verdict.RETRY, type(error).__name__, uncertain=True)
        if failure is None:
            running.journal.answer(delivery.id, result)
        else:
            failure = replace(
                failure, uncertain=failure.uncertain and running.journal.has_left(delivery.id)
            )
            running.journal.failed(delivery.id, uncertain=failure.uncertain)
            if failure.verdict is Verdict.HALT:
                running.pace.halt(time.monotonic() + failure.wait.total_seconds())
        self._end(delivery, result, failure)

    def _end(self, delivery: Delivery, result: Any, failure: Failure | None) -> None:
        self._flying.pop(delivery.id, None)
        self._ended.append((delivery, result, failure))
        self._running.to_speak.set()

    async def _rest(
        self,
        mono: float,
        now: datetime,
        *,
        next_due: datetime | None,
        limited: dict[int, float],
        room: int,
        full: bool,
    ) -> None:
        running = self._running
        if self._ended:
            return
        if full:  # more may wait: come back as soon as the pace allows, or when a call ends
            pause = (
                running.pace.wait(time.monotonic())
                if len(self._flying) < MOST_IN_FLIGHT
                else _LONGEST_SLEEP
            )
            if room == 0 or pause > 0:
                await wait_any(running, running.to_speak, pause)
                await self._breathe()
            return
        waits = [(next_due - now).total_seconds()] if next_due else []
        pause = min([*waits, *limited.values(), _LONGEST_SLEEP])
        await wait_any(running, running.to_speak, pause)
        await self._breathe()

    async def _breathe(self) -> None:
        """Wait for the next turn, so that what ended is recorded together with what is said next; a
        halt is recorded at once, it must outlive a crash.
        """
        pace = self._running.pace
        await sleep(self._running.stopping, min(pace.wait(time.monotonic()), 1 / pace.per_second))

    async def finish(self, seconds: float = 5.0) -> None:
        """Let the calls under way come home and record them."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        ended, self._ended = self._ended, []
        desk, now = self._running.desk(), self._running.clock.now()
        await self._running.books.write(lambda tx: settle(tx, ended, desk, now, careful=True))


class Ticker:
    """What time asks for, every two seconds, and housekeeping every ten minutes."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._tidied: datetime | None = None

    async def round(self) -> None:
        """One tick."""
        running = self._running
        desk, now = running.desk(), running.clock.now()
        if await running.books.write(lambda tx: tick(tx, desk, now)):
            running.to_speak.set()
        if self._tidied is None or now - self._tidied > _HOUSEKEEPING:
            self._tidied = now
            await running.books.write(lambda tx: _tidy(tx, desk, now, running.keep))
            running.to_speak.set()
        await sleep(running.stopping, TICK_SECONDS)


def tick(tx: Tx, desk: Desk, now: datetime) -> int:
    """What time asks for now; how many calls are owed for it."""
    stamp = int(now.timestamp() * 1000)
    drafts = [*ticks.remind(tx, desk, now), *ticks.broadcast(tx, desk, now)]
    deliveries.owe(tx, drafts, cause=f"tick:{stamp}", now=now)
    return len(drafts)


def _tidy(tx: Tx, desk: Desk, now: datetime, keep: timedelta) -> None:
    ticks.forget(tx, now, keep)
    drafts = ticks.waiting_tickets(tx, desk, now)
    deliveries.owe(tx, drafts, cause=f"tidy:{int(now.timestamp())}", now=now)
