"""Wire the rooms together and run the desk until it is told to stop."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.content import Shelf
from bot.domain.deliveries import Draft
from bot.domain.effects import Words
from bot.domain.pace import MINUTE, Pace
from bot.domain.tickets import Promise
from bot.gateway import webhook
from bot.gateway.client import CALL_TIMEOUT, Client
from bot.gateway.incoming import ALLOWED
from bot.gateway.journal import Journal
from bot.gateway.serving import serving
from bot.gateway.setup import introduction
from bot.i18n import Speech
from bot.loops import Inbox, Running, Speaker, Ticker, Work, keep, steadily
from bot.settings import Settings
from bot.storage import deliveries, facts
from bot.storage.books import Books, Tx, connect
from bot.storage.guard import Guard, notes_path
from bot.storage.migrate import upgrade
from handlers import ticks
from handlers.deliveries import resume
from handlers.desk import Desk

log = structlog.get_logger(__name__)
# seconds; the books' thread and the loop share one interpreter, and take short turns
_SWITCH = 0.001


@asynccontextmanager
async def opened(
    settings: Settings,
    clock: Clock,
    *,
    token: str,
    api_url: str,
    call_timeout: float = CALL_TIMEOUT,
) -> AsyncIterator[Running]:
    """Everything that a desk needs, opened in order and closed in reverse."""
    sys.setswitchinterval(_SWITCH)
    async with AsyncExitStack() as stack:
        shelf = await asyncio.to_thread(Shelf.open, settings.faq_dir, settings.default_language)
        engine = connect(settings.database_url)
        stack.callback(engine.dispose)
        stack.enter_context(Guard(engine))
        await asyncio.to_thread(upgrade, engine)
        books = Books(engine)
        stack.push_async_callback(books.close)
        journal = Journal(notes_path(engine))
        stack.callback(journal.close)
        pace = await _pace(settings, books, clock)
        await asyncio.sleep(pace.halted(time.monotonic()))
        client = await stack.enter_async_context(Client(token, api_url, timeout=call_timeout))
        promise = Promise(settings.calendar(), settings.answer_days, settings.research_days)
        yield Running(
            books=books,
            journal=journal,
            client=client,
            shelf=shelf,
            clock=clock,
            pace=pace,
            promise=promise,
            staff_chat_id=settings.staff_chat_id,
            default_language=settings.default_language,
            keep=timedelta(days=settings.keep_days),
        )


async def _pace(settings: Settings, books: Books, clock: Clock) -> Pace:
    """The pace, with what was said just before a restart still counted and a halt still kept."""
    pace = Pace(settings.pace_per_second, settings.pace_group_per_minute, settings.pace_chat_burst)
    now, mono = clock.now(), time.monotonic()
    recent, halted, groups = await books.write(lambda tx: _memory(tx, now))
    for chat_id, at in recent:
        pace.took(chat_id, mono - max((now - at).total_seconds(), 0.0))
    for chat_id in groups:  # a call may have been under way when the last desk died
        pace.took(chat_id, mono)
    if halted is not None and halted > now:
        pace.halt(mono + (halted - now).total_seconds())
    return pace


def _memory(
    tx: Tx, now: datetime
) -> tuple[list[tuple[int | None, datetime]], datetime | None, set[int]]:
    recent = deliveries.recent(tx, now - timedelta(seconds=MINUTE))
    groups = {chat_id for chat_id, _ in recent if chat_id is not None and chat_id < 0}
    return recent, facts.halted_until(tx), groups


async def run(running: Running, settings: Settings, *, watch: bool = True) -> None:
    """Run all loops until `running.stopping` is set, then finish what is under way."""
    desk, now, journal = running.desk(), running.clock.now(), running.journal
    await running.books.write(lambda tx: _begin(tx, journal, desk, now))
    journal.begin()
    running.to_handle.set()
    speaker = Speaker(running)
    try:
        await _loop(running, settings, speaker, watch=watch)
    except ExceptionGroup as group:  # whichever loop ended says why
        raise group.exceptions[0] from None
    await speaker.finish()
    log.info("stopped")


async def _loop(running: Running, settings: Settings, speaker: Speaker, *, watch: bool) -> None:
    """All loops side by side, until `running.stopping` is set."""
    rounds = [
        ("work", Work(running).round),
        ("speak", speaker.round),
        ("tick", Ticker(running).round),
    ]
    async with asyncio.TaskGroup() as group:
        loops = [group.create_task(steadily(running, name, round)) for name, round in rounds]
        if watch:
            loops.append(group.create_task(running.shelf.watch(stop=running.stopping)))
        if settings.webhook_url:
            loops.append(group.create_task(_serve_webhook(running, settings)))
        polling = (
            None
            if settings.webhook_url
            else group.create_task(steadily(running, "inbox", Inbox(running).round))
        )
        log.info("ready", bot=running.client.username, staff=running.staff_chat_id is not None)
        await running.stopping.wait()
        running.to_speak.set()
        running.to_handle.set()
        if polling is not None:
            # it may wait for Telegram for long; what is not confirmed is handed out again
            polling.cancel()
        await _leave(loops)


async def _leave(loops: list[asyncio.Task[None]]) -> None:
    """Give every loop a moment to end its round."""
    _, late = await asyncio.wait(loops, timeout=1.0)
    for loop in late:
        loop.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _begin(tx: Tx, journal: Journal, desk: Desk, now: datetime) -> None:
    known = journal.mark != "" and facts.get(tx, facts.JOURNAL) == journal.mark
    left, answered = (journal.left, journal.answered) if known else (None, {})
    resume(tx, left=left, answered=answered, desk=desk, now=now)
    facts.put(tx, facts.JOURNAL, journal.next_mark)

    def word(language: str, words: Words) -> str:
        return Speech.of(language, desk.promise.calendar.zone).plain(words)

    drafts: list[Draft] = [
        *introduction(word, default=desk.default_language, staff_chat_id=desk.staff_chat_id)
    ]
    drafts += ticks.waiting_tickets(tx, desk, now)
    deliveries.owe(tx, drafts, cause=f"start:{int(now.timestamp() * 1000)}", now=now)


async def _serve_webhook(running: Running, settings: Settings) -> None:
    app = webhook.create_app(
        settings.webhook_url, settings.webhook_secret, lambda raw: keep(running, [raw])
    )
    payload = {
        "url": settings.webhook_url,
        "secret_token": settings.webhook_secret,
        "allowed_updates": list(ALLOWED),
    }

    async def announce() -> None:
        await running.client.call("setWebhook", payload)
        await running.stopping.wait()

    async with serving(app, host="0.0.0.0", port=settings.port):  # noqa: S104 — Telegram calls from outside
        await steadily(running, "webhook", announce)


def stop_on_signals(stop: Callable[[], None]) -> None:
    """SIGTERM and Ctrl-C end the desk gracefully."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


async def desk(settings: Settings) -> None:
    """Serve Telegram until a signal comes."""
    async with opened(
        settings, Clock(), token=settings.bot_token, api_url=settings.bot_api_url
    ) as running:
        stop_on_signals(running.stopping.set)
        await run(running, settings)
