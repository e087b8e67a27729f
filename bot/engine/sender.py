"""Speak: the outbox by lane and age, at the platform's pace, one call at a time of each queue."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from structlog.contextvars import bind_contextvars

from bot.domain.messages import AskMember, OpenThread, address_of, group_of
from bot.domain.outbox import About, Delivery, Failure, Lane, is_brief
from bot.domain.results import Result
from bot.engine.run import FOREVER, Running, sleep, wait_any
from bot.gateway.platform import Failed
from handlers.deliveries import Ended, Hold, cycle, on_clock_set_back, recover, settle
from handlers.work import Work

log = structlog.get_logger(__name__)

MOST_IN_FLIGHT = 48
_PACE_OF_ONE = 100  # calls a second; up to here one call begins at a time
_SET_BACK = 1.0  # seconds; a clock that loses less is only slow
_LAST_MOMENT = 5.0  # seconds that calls under way have to come home when the desk ends


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one turn saw: when it was, who must wait (`full`: for an emergency, too), and how many
    calls could begin.
    """

    mono: float
    now: datetime
    limited: Mapping[str, float]
    full: Mapping[str, float]
    away: Mapping[str, float]
    room: int


class Sender:
    """Takes what is owed, call by call, and records how each ended."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._flying: dict[int, Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: list[Ended] = []
        # whether the last cycle failed: it may have been written down all the same
        self._unsure = False
        self._ahead: float | None = None  # the clock of the last turn before the one that only runs

    async def turn(self) -> None:
        """Record what ended, take what may be said now, and begin saying it."""
        running = self._running
        if self._unsure:
            await self._recover()
        running.to_speak.clear()
        turn = self._looked()
        await self._watch_the_clock(turn)
        chosen, next_due = await self._cycle(turn)
        if running.journal.full and not self._ended:
            running.journal.begin()
        for delivery in chosen:
            self._begin(delivery)
        if self._ended:
            return
        if len(chosen) >= turn.room:
            await self._rest_while_more_waits(turn)
        else:
            await self._rest(turn, next_due)

    def _looked(self) -> _Turn:
        mono, now = time.monotonic(), self._running.clock.now()
        pace = self._running.pace
        full = pace.limited(mono, evenly=False)
        return _Turn(mono, now, pace.limited(mono), full, pace.away(mono), self._room(mono))

    async def _watch_the_clock(self, turn: _Turn) -> None:
        """What waits is due at a moment of a clock that somebody may set."""
        before, self._ahead = self._ahead, turn.now.timestamp() - turn.mono
        if before is None or before - self._ahead < _SET_BACK:
            return
        desk = self._running.desk()
        await self._running.database.write(lambda tx: on_clock_set_back(Work(tx, desk, turn.now)))

    def _hold(self, turn: _Turn) -> Hold:
        queues = {one.queue for one in self._flying.values() if one.queue is not None}
        away = {key: timedelta(seconds=wait) for key, wait in turn.away.items()}
        opening = any(
            isinstance(one.act, OpenThread) and one.lane is not Lane.URGENT
            for one in self._flying.values()
        )
        waiting = turn.limited.keys(), turn.full.keys()
        return Hold(set(self._flying), queues, *waiting, away=away, opening=opening)

    async def _cycle(self, turn: _Turn) -> tuple[list[Delivery], datetime | None]:
        """What ended is in the database, and what is said next is chosen there."""
        ended, self._ended = self._ended, []
        desk, hold, now = self._running.desk(), self._hold(turn), turn.now
        try:
            found = await self._running.database.write(
                lambda tx: cycle(Work(tx, desk, now), ended, turn.room, hold)
            )
        except Exception:
            self._ended = ended + self._ended
            self._unsure = True
            raise
        if any(isinstance(one.act, AskMember) for one, _, _ in ended):  # commands were carried out
            await self._running.look_at_closures()
        return found

    async def _recover(self) -> None:
        """After a cycle that failed: record one by one what ended, and owe again what was never
        begun. A database that is away fails here, too.
        """
        ended, ids = list(self._ended), set(self._flying)
        desk, now = self._running.desk(), self._running.clock.now()
        await self._running.database.write(lambda tx: recover(Work(tx, desk, now), ended, ids=ids))
        self._ended = self._ended[len(ended) :]
        self._unsure = False

    def _room(self, mono: float) -> int:
        """How many calls may begin now: one at the platform's pace, more where the pace is hardly a
        limit.
        """
        if self._running.stopping.is_set() or self._running.pace.wait(mono) > 0:
            return 0
        burst = max(1, self._running.pace.per_second // _PACE_OF_ONE)
        return max(0, min(burst, MOST_IN_FLIGHT - len(self._flying)))

    def _begin(self, delivery: Delivery) -> None:
        # the platform asked for silence, or proved to be away, while this one was chosen
        if self._running.pace.silent(time.monotonic()) > 0:
            left = timedelta(seconds=self._running.pace.halted(time.monotonic()))
            self._end(delivery, None, Failure(About.PACE, "halted", wait=left))
            return
        self._flying[delivery.id] = delivery
        address, now = address_of(delivery.act), time.monotonic()
        queue = delivery.queue if is_brief(delivery.act) else None
        self._running.pace.took(address, now, queue=queue)
        task = asyncio.create_task(self._call(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _call(self, delivery: Delivery) -> None:
        journal, result, failure = self._running.journal, None, None
        began = time.monotonic()
        bind_contextvars(origin=delivery.origin, delivery=delivery.id)  # of this task alone
        try:
            result = await self._running.platform.carry_out(
                delivery.act, on_leaving=lambda: journal.leave(delivery.id)
            )
        except Failed as failed:
            failure = failed.failure
        except Exception as error:  # nothing that a library raises may stop the desk from speaking
            failure = Failure(About.CALL, type(error).__name__, uncertain=True)
        if result is not None:
            journal.answer(delivery.id, result)
            self._paced(delivery, None, began)
        elif failure is not None:
            failure = self._noted(delivery, failure)
            self._paced(delivery, failure, began)
        log.debug("spoken", act=type(delivery.act).__name__, failed=failure is not None)
        self._end(delivery, result, failure)

    def _noted(self, delivery: Delivery, failure: Failure) -> Failure:
        """The failure, in the journal too; what never left is not uncertain."""
        journal = self._running.journal
        uncertain = failure.uncertain and journal.has_left(delivery.id)
        journal.failed(delivery.id, uncertain=uncertain)
        return replace(failure, uncertain=uncertain)

    def _paced(self, delivery: Delivery, failure: Failure | None, began: float) -> None:
        """How it ended is news about everybody's way to the platform, and about its chat's."""
        pace, now, counts = self._running.pace, time.monotonic(), self._running.counts
        counts.call(delivery.lane, str(failure.about) if failure else None)
        chat, group = address_of(delivery.act), group_of(delivery.act)
        match failure.about if failure else None:
            case About.PACE if failure is not None:
                counts.halts += 1
                pace.halt(now + failure.wait.total_seconds())
            case About.CALL | About.DESK:
                if seconds := pace.stumbled(chat.key if chat else "", began, now):
                    log.error("nobody_is_reached", again_in=seconds)
            case About.GROUP if group is not None:
                pace.left(group.key, began, now)
            case _:  # also a refusal is an answer
                pace.went_well(group.key if group and failure is None else None)

    def _end(self, delivery: Delivery, result: Result | None, failure: Failure | None) -> None:
        self._flying.pop(delivery.id, None)
        self._ended.append((delivery, result, failure))
        self._running.to_speak.set()

    async def _rest_while_more_waits(self, turn: _Turn) -> None:
        """Until the pace allows the next call, or one ends."""
        has_room = len(self._flying) < MOST_IN_FLIGHT
        pause = self._running.pace.wait(time.monotonic()) if has_room else FOREVER
        if turn.room == 0 or pause > 0:
            await wait_any(self._running, self._running.to_speak, pause)
            await self._breathe()

    async def _rest(self, turn: _Turn, next_due: datetime | None) -> None:
        """Until something is owed, is due, or may be said to a chat that had to wait."""
        waits = [(next_due - turn.now).total_seconds()] if next_due else []
        pause = min([*waits, *turn.limited.values()], default=FOREVER)
        await wait_any(self._running, self._running.to_speak, pause)
        await self._breathe()

    async def _breathe(self) -> None:
        """Wait for the next turn, so that what ended is recorded together with what is said next; a
        halt is recorded at once, it must outlive a crash.
        """
        pace = self._running.pace
        await sleep(self._running.stopping, min(pace.wait(time.monotonic()), 1 / pace.per_second))

    async def finish(self, seconds: float = _LAST_MOMENT) -> None:
        """Let the calls under way come home and record them."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        ended, self._ended = self._ended, []
        desk, now = self._running.desk(), self._running.clock.now()
        await self._running.database.write(
            lambda tx: settle(Work(tx, desk, now), ended, careful=True)
        )
