"""Wire the rooms together and run the desk until it is told to stop."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.content import LiveContent
from bot.domain.pace import MINUTE, Pace
from bot.domain.people import Address
from bot.engine import embedded
from bot.engine.embedded import Door, Hook
from bot.engine.run import Running
from bot.gateway.journal import NOTES, Journal
from bot.gateway.platform import Platform
from bot.gateway.telegram.client import Telegram
from bot.kept import Kept
from bot.memory import settle, share_one_arena
from bot.settings import Settings
from bot.storage import beside, deliveries, facts
from bot.storage.age import Note
from bot.storage.database import Database, Tx, connect
from bot.storage.guard import Guard
from bot.storage.migrate import upgrade

# seconds; the database's thread and the loop share one interpreter, and take short turns
_SWITCH = 0.001


@asynccontextmanager
async def opened(settings: Settings, clock: Clock, platform: Platform) -> AsyncIterator[Running]:
    """Everything that a desk needs, opened in order and closed in reverse."""
    sys.setswitchinterval(_SWITCH)
    share_one_arena()
    async with AsyncExitStack() as stack:
        engine = connect(settings.database_url)
        stack.callback(engine.dispose)
        place = beside.folder(engine, settings.state_dir)
        content = await asyncio.to_thread(
            LiveContent.open, settings.faq_dir, settings.default_language, Kept(place)
        )
        guard = stack.enter_context(Guard(engine))
        configured = platform.group(settings.staff_chat_id)
        await asyncio.to_thread(upgrade, engine, configured)
        database = Database(engine, guard.begin)
        stack.push_async_callback(database.close)
        journal = Journal(place / NOTES)
        stack.callback(journal.close)
        staff = await database.write(lambda tx: facts.moved(tx, configured))
        pace = await _pace(settings, database, clock)
        await asyncio.sleep(pace.halted(time.monotonic()))
        await stack.enter_async_context(platform)
        running = Running(
            database=database,
            journal=journal,
            note=Note(place),
            platform=platform,
            content=content,
            clock=clock,
            pace=pace,
            promise=settings.promise(),
            hours=settings.hours(),
            staff=staff,
            default_language=settings.default_language,
            second_ok=settings.second_ok,
            second_announcer=settings.second_announcer,
            keep=timedelta(days=settings.keep_days),
            keep_words=timedelta(days=settings.ticket_words_days),
            keep_who=timedelta(days=settings.audit_days),
            capacity=settings.capacity(),
        )
        await running.look_at_closures()
        yield running


async def _pace(settings: Settings, database: Database, clock: Clock) -> Pace:
    """The pace, with what was said just before a restart still counted and a halt still kept."""
    pace = Pace(settings.pace_per_second, settings.pace_group_per_minute, settings.pace_chat_burst)
    now, mono = clock.now(), time.monotonic()
    recent, halt = await database.write(lambda tx: _memory(tx, now))
    for address, at in recent:
        pace.took(address, mono - max((now - at).total_seconds(), 0.0))
    for group in {address for address, _ in recent if address is not None and address.group}:
        pace.took(group, mono)  # a call may have been under way when the last desk died
    pace.halt(mono + halt.total_seconds())
    return pace


def _memory(tx: Tx, now: datetime) -> tuple[list[tuple[Address | None, datetime]], timedelta]:
    return deliveries.recent(tx, now - timedelta(seconds=MINUTE)), facts.halt_left(tx, now)


async def run(running: Running, settings: Settings, *, watch: bool = True) -> None:
    """Run the desk until `running.stopping` is set; see `engine.embedded`."""
    hook = None
    if settings.webhook_url:
        hook = Hook(settings.webhook_url, settings.webhook_secret, settings.port)
    await embedded.run(running, hook=hook, watch=watch, door=_door(settings))


def _door(settings: Settings) -> Door | None:
    """Where watchers may ask, if anywhere."""
    if settings.watch_port is None:
        return None
    return Door(settings.watch_host, settings.watch_port)


def stop_on_signals(stop: Callable[[], None]) -> None:
    """SIGTERM and Ctrl-C end the desk gracefully."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


async def desk(settings: Settings) -> None:
    """Serve Telegram until a signal comes."""
    platform = Telegram(settings.bot_token, settings.bot_api_url)
    async with opened(settings, Clock(), platform) as running:
        stop_on_signals(running.stopping.set)
        settle()
        await run(running, settings)
