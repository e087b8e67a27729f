"""Keep: what a platform hands out is durable before the next request confirms it."""

import time
from collections.abc import Sequence

import structlog

from bot.domain.outbox import About, Failure
from bot.engine.run import Running, sleep
from bot.gateway.platform import Failed, Raw
from bot.storage import facts, updates

log = structlog.get_logger(__name__)

POLL_SECONDS = 25


class Inbox:
    """Polling: one request after the other, each for what comes after the last."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._after: int | None = None

    async def turn(self) -> None:
        """One request for updates."""
        running = self._running
        await sleep(running.stopping, running.pace.halted(time.monotonic()))
        if running.stopping.is_set():
            return
        try:
            raw = await running.platform.updates(self._after, patience=POLL_SECONDS)
        except Failed as failed:
            if failed.failure.about is not About.PACE:
                raise
            await _halt(running, failed.failure)
            return
        if raw:
            await keep(running, raw)
            self._after = max(running.platform.number_of(one) for one in raw)


async def keep(running: Running, raw: Sequence[Raw]) -> None:
    """Keep updates durably; returns when they are. Handling them joins the same commit."""
    now, platform = running.clock.now(), running.platform
    arrived = [
        updates.Arrived(platform.name, platform.number_of(one), platform.chat_of(one), one)
        for one in raw
    ]
    await running.database.write(lambda tx: updates.keep(tx, arrived, now))
    running.to_handle.set()


async def _halt(running: Running, failure: Failure) -> None:
    """The platform asked for silence: remembered over a restart, too."""
    running.counts.halts += 1
    running.pace.halt(time.monotonic() + failure.wait.total_seconds())
    now = running.clock.now()
    log.warning("halted", seconds=failure.wait.total_seconds())
    await running.database.write(lambda tx: facts.halt(tx, now, failure.wait))
