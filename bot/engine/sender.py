"""Speak: the outbox by lane and age, at the platform's pace, one call at a time to each chat."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.domain.messages import address_of
from bot.domain.outbox import Delivery, Failure, Verdict
from bot.domain.results import Result
from bot.engine.run import FOREVER, Running, sleep, wait_any
from bot.gateway.platform import Failed
from handlers.deliveries import Ended, cycle, recover, settle
from handlers.work import Work

log = structlog.get_logger(__name__)

MOST_IN_FLIGHT = 48
_PACE_OF_ONE = 100  # calls a second; up to here one call begins at a time
_LAST_MOMENT = 5.0  # seconds that calls under way have to come home when the desk ends


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one turn saw: when it was, who must wait, and how many calls could begin."""

    mono: float
    now: datetime
    limited: Mapping[str, float]
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

    async def turn(self) -> None:
        """Record what ended, take what may be said now, and begin saying it."""
        running = self._running
        if self._unsure:
            await self._recover()
        running.to_speak.clear()
        turn = self._looked()
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
        limited = self._running.pace.limited(mono)
        return _Turn(mono, now, limited, self._room(mono))

    async def _cycle(self, turn: _Turn) -> tuple[list[Delivery], datetime | None]:
        """What ended is in the database, and what is said next is chosen there."""
        ended, self._ended = self._ended, []
        desk, ids, now = self._running.desk(), set(self._flying), turn.now
        spoken_to = (address_of(one.act) for one in self._flying.values())
        skip = {one.key for one in spoken_to if one is not None} | turn.limited.keys()
        try:
            return await self._running.database.write(
                lambda tx: cycle(Work(tx, desk, now), ended, turn.room, skip=skip, ids=ids)
            )
        except Exception:
            self._ended = ended + self._ended
            self._unsure = True
            raise

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
        # the platform asked for silence while this one was chosen
        if (halted := self._running.pace.halted(time.monotonic())) > 0:
            failure = Failure(Verdict.HALT, "halted", wait=timedelta(seconds=halted))
            self._end(delivery, None, failure)
            return
        self._flying[delivery.id] = delivery
        self._running.pace.took(address_of(delivery.act), time.monotonic())
        task = asyncio.create_task(self._call(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _call(self, delivery: Delivery) -> None:
        journal, result, failure = self._running.journal, None, None
        try:
            result = await self._running.platform.carry_out(
                delivery.act, on_leaving=lambda: journal.leave(delivery.id)
            )
        except Failed as failed:
            failure = failed.failure
        except Exception as error:  # nothing that a library raises may stop the desk from speaking
            failure = Failure(Verdict.RETRY, type(error).__name__, uncertain=True)
        if result is not None:
            journal.answer(delivery.id, result)
        elif failure is not None:
            failure = self._noted(delivery, failure)
        self._end(delivery, result, failure)

    def _noted(self, delivery: Delivery, failure: Failure) -> Failure:
        """The failure, in the journal too; what never left is not uncertain."""
        journal, pace = self._running.journal, self._running.pace
        uncertain = failure.uncertain and journal.has_left(delivery.id)
        journal.failed(delivery.id, uncertain=uncertain)
        if failure.verdict is Verdict.HALT:
            pace.halt(time.monotonic() + failure.wait.total_seconds())
        return replace(failure, uncertain=uncertain)

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
