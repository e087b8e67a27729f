"""All loops in one process: begun, kept going, and ended in good order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.domain.words import Words
from bot.engine.health import healthy
from bot.engine.inbox import Inbox, keep
from bot.engine.run import Running, steadily
from bot.engine.sender import Sender
from bot.engine.ticker import Ticker
from bot.engine.watch import create_app
from bot.engine.worker import Worker
from bot.gateway.serving import serving
from bot.storage import age, deliveries, facts, updates
from handlers import groups, ticks
from handlers.deliveries import resume
from handlers.troubles import from_a_backup
from handlers.work import Work

log = structlog.get_logger(__name__)

_LAST_MOMENT = 1.0  # seconds that each loop has to end its turn
_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Hook:
    """Where the platform brings updates to, and how it shows who it is."""

    url: str
    secret: str
    port: int


@dataclass(frozen=True, slots=True)
class Door:
    """Where watchers ask how the desk is."""

    host: str
    port: int


async def run(
    running: Running, *, hook: Hook | None = None, watch: bool = True, door: Door | None = None
) -> None:
    """Run all loops until `running.stopping` is set, then finish what is under way.

    Without a hook the updates are asked for; `watch` looks after the content folder; `door` is for
    whoever watches the desk.
    """
    desk, now = running.desk(), running.clock.now()
    await running.database.write(lambda tx: _begin(Work(tx, desk, now), running))
    running.journal.begin()
    running.to_handle.set()
    sender = Sender(running)
    try:
        async with _watched(running, door):
            await _loops(running, sender, hook=hook, watch=watch)
    except ExceptionGroup as group:  # whichever loop ended says why
        raise group.exceptions[0] from None
    await sender.finish()
    running.note.write(await running.database.write(age.present))
    log.info("stopped")


@asynccontextmanager
async def _watched(running: Running, door: Door | None) -> AsyncIterator[None]:
    """Watchers are answered meanwhile, where there is a door for them."""
    if door is None:
        yield
        return
    app = create_app(running)
    async with serving(app, host=door.host, port=door.port, setting="WATCH_PORT"):
        yield


async def _loops(running: Running, sender: Sender, *, hook: Hook | None, watch: bool) -> None:
    """All loops side by side, until `running.stopping` is set."""
    turns = [
        ("work", Worker(running).turn),
        ("speak", sender.turn),
        ("tick", Ticker(running).turn),
    ]
    async with asyncio.TaskGroup() as group:
        loops = [group.create_task(steadily(running, name, turn)) for name, turn in turns]
        if watch:
            loops.append(group.create_task(running.content.watch(stop=running.stopping)))
        arriving = group.create_task(_arriving(running, hook))
        log.info("ready", bot=running.platform.username, staff=running.staff is not None)
        await running.stopping.wait()
        running.to_speak.set()
        running.to_handle.set()
        if hook is None:
            # it may wait for the platform for long; what is not confirmed is handed out again
            arriving.cancel()
        else:
            loops.append(arriving)
        await _leave(loops)


async def _leave(loops: list[asyncio.Task[None]]) -> None:
    """Give every loop a moment to end its turn."""
    _, late = await asyncio.wait(loops, timeout=_LAST_MOMENT)
    for loop in late:
        loop.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _begin(work: Work, running: Running) -> None:
    """What a crash left behind is settled, and what is to be said at every start is owed."""
    journal, desk = running.journal, work.desk
    known = journal.mark != "" and facts.get(work.tx, facts.JOURNAL) == journal.mark
    left, answered = (journal.left, journal.answered) if known else (None, {})
    if running.note.is_ahead(work.tx):
        age.restored(work.tx, running.note, work.now, told=answered)
    backup = age.just_restored(work.tx)
    if backup is not None:
        log.warning("database_from_a_backup", not_said_again=backup.deliveries)
    resume(work, left=left, answered=answered)
    facts.put(work.tx, facts.JOURNAL, journal.next_mark)
    if (count := updates.set_aside(work.tx)) > 0:
        log.warning("updates_set_aside", count=count, see="python -m bot retry")

    def word(language: str, words: Words) -> str:
        return desk.phrases(language).plain(words)

    introduction = running.platform.introduction(
        word, default=desk.default_language, staff=desk.staff
    )
    told = [] if backup is None else from_a_backup(work, backup)
    drafts = [*introduction, *told, *groups.settle(work), *ticks.waiting_tickets(work)]
    stamp = int(work.now.timestamp() * _MILLISECONDS)
    deliveries.owe(work.tx, drafts, cause=f"start:{stamp}", now=work.now)


async def _arriving(running: Running, hook: Hook | None) -> None:
    """Updates come in: asked for, or brought."""
    if hook is None:
        await steadily(running, "inbox", Inbox(running).turn)
    else:
        await _serve(running, hook)


async def _serve(running: Running, hook: Hook) -> None:
    app = running.platform.hook(
        hook.url,
        hook.secret,
        keep=lambda raw: keep(running, raw),
        healthy=lambda: healthy(running),
    )

    async def announce() -> None:
        await running.platform.announce(hook.url, hook.secret)
        await running.stopping.wait()

    # the platform calls from outside
    async with serving(app, host="0.0.0.0", port=hook.port):  # noqa: S104
        await steadily(running, "webhook", announce)
