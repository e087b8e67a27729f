"""Tick: what time itself asks for, and housekeeping."""

import time

from bot.domain.desk.capacity import Capacity
from bot.domain.promise import Promise
from bot.engine.run import Running, sleep
from bot.storage import age, audit, deliveries, facts, queue
from handlers import groups, ticks
from handlers.work import Work

TICK_SECONDS = 2.0
_HOUSEKEEPING = 600.0  # seconds
_MILLISECONDS = 1000


class Ticker:
    """A tick every two seconds, housekeeping every ten minutes."""

    def __init__(self, running: Running) -> None:
        self._running = running
        # what tickets have their places by: what holds since a start, or since it was changed
        self._placed_by: tuple[Promise, Capacity] | None = None
        self._tidied: float | None = None  # by the clock that only runs

    async def turn(self) -> None:
        """One tick."""
        running = self._running
        desk, now = running.desk(), running.clock.now()
        if self._placed_by != (desk.promise, desk.capacity):
            await running.database.write(queue.displace)
            self._placed_by = desk.promise, desk.capacity
        count, grown = await running.database.write(
            lambda tx: (tick(Work(tx, desk, now)), age.present(tx))
        )
        running.note.write(grown)
        if count:
            running.to_speak.set()
        running.staff = await running.database.write(lambda tx: facts.moved(tx, running.staff))
        await running.look_at_closures()
        mono = time.monotonic()
        if self._tidied is None or mono - self._tidied > _HOUSEKEEPING:
            self._tidied = mono
            await running.database.write(lambda tx: _tidy(Work(tx, desk, now), running))
            running.to_speak.set()
        await sleep(running.stopping, TICK_SECONDS)


def tick(work: Work) -> int:
    """What time asks for now; how many acts are owed for it."""
    drafts = [
        *groups.settle(work),
        *ticks.wake(work),
        *ticks.appointed(work),
        *ticks.remind(work),
        *ticks.broadcast(work),
    ]
    stamp = int(work.now.timestamp() * _MILLISECONDS)
    deliveries.owe(work.tx, drafts, cause=f"tick:{stamp}", now=work.now)
    return len(drafts)


def _tidy(work: Work, running: Running) -> None:
    ticks.forget(work, running.keep, words=running.keep_words)
    audit.forget(work.tx, work.now - running.keep_who)
    drafts = [*ticks.waiting_tickets(work), *ticks.late_words(work)]
    deliveries.owe(work.tx, drafts, cause=f"tidy:{int(work.now.timestamp())}", now=work.now)
