"""A whole desk for tests: the real bot over real HTTP against the stand-in, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import opened, run
from bot.clock import Clock
from bot.gateway.client import CALL_TIMEOUT
from bot.loops import Running
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.settings import Settings

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"


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


@asynccontextmanager
async def world(
    database_url: str, *, telegram: Telegram | None = None, call_timeout: float = CALL_TIMEOUT, **more: Any
) -> AsyncIterator[World]:
    """Open a desk on the database; the stand-in is new unless one is given."""
    clock = Clock() if telegram is None else telegram.clock
    telegram = telegram or Telegram(clock=clock)
    found = settings(database_url, **more)
    async with (
        serving(telegram, token=TOKEN) as address,
        opened(found, clock, token=TOKEN, api_url=address, call_timeout=call_timeout) as running,
    ):
        task = asyncio.create_task(run(running, found, watch=bool(more.get("faq_dir"))))
        try:
            yield World(telegram, running, clock, task)
        finally:
            running.stopping.set()
            await task


def sqlite_url(folder: Path) -> str:
    """A fresh SQLite database in a folder."""
    return f"sqlite:///{folder / 'desk.sqlite3'}"
