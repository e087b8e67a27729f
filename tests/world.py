"""A whole desk for tests: the real bot over real HTTP against the stand-in, on a real database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select

from bot.app import opened, run
from bot.clock import Clock
from bot.domain.outbox import State
from bot.engine.run import Running
from bot.engine.ticker import tick
from bot.gateway.telegram import client
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.settings import Settings
from bot.storage.broadcasts import under_way
from bot.storage.database import Tx
from bot.storage.deliveries import next_due
from bot.storage.tables import deliveries, updates
from bot.storage.updates import ASIDE, OPEN
from handlers.work import Work

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"
_GIVEN_UP = {
    State.FAILED: "refused",
    State.UNREACHABLE: "blocked",
    State.UNCERTAIN: "uncertain",
}
# built once: a desk at work is asked a hundred times a second
_OPENED = (
    select(updates.c.number).where(updates.c.state == OPEN, updates.c.not_before.is_(None)).limit(1)
)
_DUE = (
    select(deliveries.c.id)
    .where(
        (deliveries.c.state == State.SENDING)
        | (
            (deliveries.c.state == State.QUEUED)
            & (deliveries.c.not_before <= bindparam("now", type_=deliveries.c.not_before.type))
        )
    )
    .limit(1)
)
_UNDONE = select(updates.c.number, updates.c.error).where(
    (updates.c.state == ASIDE) | ((updates.c.state == OPEN) & (updates.c.attempts > 0))
)
_STUMBLED = select(deliveries.c.id, deliveries.c.error).where(
    deliveries.c.state == State.SENT, deliveries.c.error.is_not(None)
)
_UNSAID = (
    select(deliveries.c.state).where(deliveries.c.state.in_(_GIVEN_UP)).order_by(deliveries.c.id)
)
MOMENT = timedelta(seconds=5)  # what the desk waits on purpose is shorter


def settings(database_url: str, **more: Any) -> Settings:
    """Settings of a test desk: fast where the pace is not what is tested."""
    values: dict[str, Any] = {
        "bot_token": TOKEN,
        "staff_chat_id": STAFF_CHAT,
        "database_url": database_url,
        "pace_per_second": 1000,
        "pace_group_per_minute": 10_000,
        "pace_chat_burst": 10_000,
    }
    return Settings(_env_file=None, **(values | more))


@dataclass
class World:
    """One desk and everybody around it."""

    telegram: Telegram
    running: Running
    clock: Clock
    task: asyncio.Task[None] = field(repr=False)

    async def settled(self) -> None:
        """Everything that was said is handled, and everything owed is spoken."""
        await self.telegram.quiet(0.15)

    async def rest(self, within: float = 10.0) -> None:
        """Like `settled`, but asked of the database, so that it waits only while the desk works.

        What waits a moment on purpose (the pictures of an album) is hurried on by moving the clock,
        and a broadcast by ticking; what waits longer for another try is left alone.
        """
        end = time.monotonic() + within
        while time.monotonic() < end:
            if not self.telegram.updates.waiting and await self._hurried():
                return
            await asyncio.sleep(0.006)
        raise TimeoutError("The desk did not come to rest in time.")

    async def _hurried(self) -> bool:
        """True when nothing is left to do; otherwise what only waits is hurried on."""
        now = self.clock.now()
        busy, sending, later = await self.running.database.write(lambda tx: _owed(tx, now))
        if busy:
            return False
        if sending:
            await self.tick()
        elif later is not None and later - now < MOMENT:
            self.clock.advance(later - now)
            self.running.to_speak.set()
        else:
            return True
        return False

    async def troubles(self) -> tuple[list[str], list[str]]:
        """What failed in silence (none of it may), and why calls that were given up could not be
        made, in their order.
        """
        return await self.running.database.write(_troubles)

    async def tick(self) -> None:
        """What time asks for, at once."""
        desk, now = self.running.desk(), self.clock.now()
        if await self.running.database.write(lambda tx: tick(Work(tx, desk, now))):
            self.running.to_speak.set()


def _owed(tx: Tx, now: datetime) -> tuple[bool, bool, datetime | None]:
    """Whether there is work or a call to make now; where there is none, whether a broadcast is
    under way, and when the next call may be made.
    """
    if any(tx.execute(one, {"now": now}).first() is not None for one in (_OPENED, _DUE)):
        return True, False, None
    return False, bool(under_way(tx)), next_due(tx, now)


def _troubles(tx: Tx) -> tuple[list[str], list[str]]:
    faults = [
        *(f"update {row.number}: {row.error}" for row in tx.execute(_UNDONE)),
        *(f"call {row.id}: {row.error}" for row in tx.execute(_STUMBLED)),
    ]
    return faults, [_GIVEN_UP[row.state] for row in tx.execute(_UNSAID)]


@asynccontextmanager
async def world(
    database_url: str,
    *,
    telegram: Telegram | None = None,
    watch: bool = True,
    call_timeout: float = client.CALL_TIMEOUT,
    **more: Any,
) -> AsyncIterator[World]:
    """Open a desk on the database; the stand-in is new unless one is given."""
    clock = Clock() if telegram is None else telegram.clock
    telegram = telegram or Telegram(clock=clock)
    found = settings(database_url, **more)
    async with (
        serving(telegram, token=TOKEN) as address,
        opened(found, clock, client.Telegram(TOKEN, address, timeout=call_timeout)) as running,
    ):
        task = asyncio.create_task(run(running, found, watch=watch and bool(more.get("faq_dir"))))
        try:
            yield World(telegram, running, clock, task)
        finally:
            running.stopping.set()
            await task


def sqlite_url(folder: Path) -> str:
    """A fresh SQLite database in a folder."""
    return f"sqlite:///{folder / 'desk.sqlite3'}"
