"""Handle: the oldest open updates, a chat's strictly in order, each with all its consequences."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from structlog.contextvars import bound_contextvars

from bot.domain.people import Address
from bot.engine.run import LONGEST_SLEEP, Running, wait_any
from bot.gateway.platform import Platform
from bot.storage import deliveries, updates
from bot.storage.database import is_outage
from bot.storage.updates import Update
from handlers.dispatch import handle
from handlers.troubles import set_aside
from handlers.work import Work

log = structlog.get_logger(__name__)

BATCH = 32  # who writes meanwhile waits for no more than these

Handled = tuple[int, datetime | None]  # how many there were, and when a failed one is tried again


class Worker:
    """Takes what was kept, batch by batch."""

    def __init__(self, running: Running) -> None:
        self._running = running

    async def turn(self) -> None:
        """One batch, or a wait for one."""
        running = self._running
        running.to_handle.clear()
        desk, now, platform = running.desk(), running.clock.now(), running.platform
        try:
            count, next_try = await running.database.write(
                lambda tx: handle_batch(Work(tx, desk, now), platform)
            )
        # undone as a whole: again one by one, to find the update that fails
        except Exception as error:
            if is_outage(error):
                raise
            log.warning("batch_failed", error=type(error).__name__)
            count, next_try = await running.database.write(
                lambda tx: handle_carefully(Work(tx, desk, now), platform)
            )
        running.counts.handled += count
        if count:
            running.to_speak.set()
        if count < BATCH:
            pause = (next_try - now).total_seconds() if next_try else LONGEST_SLEEP
            await wait_any(running, running.to_handle, pause)


def handle_batch(work: Work, platform: Platform) -> Handled:
    """Handle a batch of open updates, all or none."""
    batch = updates.claim(work.tx, BATCH, work.now)
    for update in batch:
        _handle(work, update, platform)
    updates.done(work.tx, batch)
    return _handled(work, batch)


def handle_carefully(work: Work, platform: Platform) -> Handled:
    """The same with a savepoint for each update, so that one that fails is undone alone and blocks
    only its chat.
    """
    batch = updates.claim(work.tx, BATCH, work.now)
    done: list[Update] = []
    stuck: set[str] = set()
    for update in batch:
        if update.chat in stuck:
            continue
        try:
            with work.tx.begin_nested():
                _handle(work, update, platform)
            done.append(update)
        except Exception as error:
            if is_outage(error):
                raise  # not this update's fault: all of the batch is tried again
            stuck.add(update.chat)
            _trouble(work, update, platform.chat_of(update.raw), error=error)
    updates.done(work.tx, done)
    return _handled(work, batch)


def _handled(work: Work, batch: Sequence[Update]) -> Handled:
    return len(batch), updates.next_try(work.tx, work.now) if len(batch) < BATCH else None


def _handle(work: Work, update: Update, platform: Platform) -> None:
    cause = f"update:{update.platform}:{update.number}"
    with bound_contextvars(origin=cause):
        event = platform.parse(update.raw, staff=work.desk.staff)
        if event is not None:
            deliveries.owe(work.tx, handle(work, event), cause=cause, now=work.now)
        log.debug("handled")


def _trouble(work: Work, update: Update, chat: Address | None, *, error: Exception) -> None:
    """Note a failed try; after the fifth it is set aside with a word to the contact and to the
    desk.
    """
    name = type(error).__name__
    aside = updates.failed(work.tx, update, name, work.now)
    log.error(
        "update_failed",
        origin=f"update:{update.platform}:{update.number}",
        update=update.number,
        error=name,
        attempts=update.attempts + 1,
        set_aside=aside,
    )
    if aside:
        drafts = set_aside(work, update.number, chat)
        deliveries.owe(
            work.tx, drafts, cause=f"aside:{update.platform}:{update.number}", now=work.now
        )
