"""What befalls a desk on a hostile afternoon: kills, outages, storms, removals, clocks, floods.

Law: everything is drawn from one seed. What is drawn is counted, and over when the afternoon is.
"""

import asyncio
import math
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import cycle
from pathlib import Path

from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.faults import BrokenJson, Fault, Hang, Page, Refuse, Reset, Rule, TooMany
from bot.playground.telegram import Telegram
from tests.durability.cast import Afternoon, floods
from tests.durability.desk_process import DeskProcess

EVER = 10**9
OUTAGES = (1, 1, 2, 3, 5, 10, 20, 40, 90)  # seconds; and one for half of the afternoon
WHOLE, SHORT = 3600.0, 60.0  # seconds of the afternoon that these are for, and of a short one
UNAUTHORIZED = Refuse(401, "Unauthorized")
KINDS: tuple[Fault, ...] = (
    UNAUTHORIZED,
    Reset(),
    Page(200),
    Page(403),
    Page(502),
    Page(503),
    Refuse(500, "Internal Server Error"),
    Hang(),
)
# the call takes effect, its answer never comes: one repeat each
HIDDEN: tuple[Fault, ...] = (Reset(handled=True), BrokenJson())
JUMPS = (timedelta(hours=1), timedelta(hours=-1), timedelta(days=40), timedelta(days=-40))
SPOKEN = ("sendMessage", "copyMessage", "editMessageText", "createForumTopic")
FIRST_BREATH, LONGEST_BREATH = 0.25, 4.0  # seconds until a desk that ended is started again


@dataclass
class Sky:
    """All that can happen, and to whom."""

    desk: DeskProcess
    telegram: Telegram
    afternoon: Afternoon
    expert: Expert
    flooders: list[Contact]
    clock: Path
    seconds: float  # how long the afternoon lasts
    count: Counter[str] = field(default_factory=Counter)
    deaths: list[str] = field(default_factory=list)  # of which nobody was the cause
    _killing: bool = False
    _cut_off: bool = False

    @cached_property
    def chance(self) -> random.Random:
        """What befalls, and when."""
        return self.afternoon.dice("sky")

    async def rages(self) -> None:
        """Everything at once, each in its own rhythm, until the afternoon is over."""
        rhythms: dict[Callable[[], Awaitable[None]], float] = {
            self._kill: 60,
            self._storm: 100,
            self._hide_an_answer: 80,
            self._remove: 300,
            self._jump: 120,
            self._flood: 180,
        }
        tasks = [asyncio.create_task(self._again(act, every)) for act, every in rhythms.items()]
        tasks.append(asyncio.create_task(self._outages()))
        await asyncio.sleep(self.seconds)
        self.afternoon.over.set()
        await asyncio.gather(*tasks)
        self.calm()

    def calm(self) -> None:
        """The sky clears; what was under way is left to the desk."""
        self.telegram.faults.rules.clear()

    async def _again(self, act: Callable[[], Awaitable[None]], every: float) -> None:
        """About `every` so many seconds of an hour, and so in proportion; twice at least."""
        every = min(every * self.scale, self.seconds / 3)
        while not self.afternoon.over.is_set():
            await act()
            await self._breath(self.chance.uniform(0.5, 1.5) * every)

    @property
    def scale(self) -> float:
        """A short afternoon is denser than a long one, as far as a desk can be."""
        return max(math.sqrt(self.seconds / WHOLE), 0.05)

    async def _breath(self, seconds: float) -> None:
        """Wait, but no longer than the afternoon lasts."""
        try:
            async with asyncio.timeout(seconds):
                await self.afternoon.over.wait()
        except TimeoutError:
            pass

    # What can happen.

    async def _kill(self) -> None:
        """Less in an outage: a desk can't start in one, and most of it is to be lived through."""
        await self._breath(self.chance.uniform(0.2, 1.0) * min(30, self.seconds / 3))
        spared = self._cut_off and self.count["kills"] and self.chance.random() < 0.8
        if self.desk.alive and not spared:
            self.count["kills"] += 1
            self._killing = True
            await self.desk.kill()

    async def keeps_alive(self, until: asyncio.Event) -> None:
        """Who starts the desk again when it has ended: later each time that it does not get
        ready.
        """
        breath = FIRST_BREATH
        while not until.is_set():
            if not self.desk.alive:
                breath = FIRST_BREATH if self._was_ready() else min(breath * 2, LONGEST_BREATH)
                await asyncio.sleep(breath)
                self._killing = False
                await self.desk.start()
                self.count["starts"] += 1
            await asyncio.sleep(0.05)

    def _was_ready(self) -> bool:
        """Whether it had been; then it ends only when it is killed."""
        ready = self.count["starts"] > 0 and self.desk.is_ready
        if ready and not self._killing:
            self.deaths.append(f"died by itself: {self.desk.said()[-400:]}")
        return ready

    async def _outages(self) -> None:
        """Of all lengths, and of all kinds."""
        lengths = [min(one, self.seconds / 40) for one in self.chance.sample(OUTAGES, len(OUTAGES))]
        lengths.insert(len(lengths) // 2, self.seconds / (2 if self.seconds > SHORT else 6))
        between = max(self.seconds - sum(lengths), 0.0) / (len(lengths) + 1)
        kinds = self.chance.sample(KINDS, len(KINDS))
        for seconds, fault in zip(lengths, cycle(kinds), strict=False):
            await self._breath(between * self.chance.uniform(0.5, 1.0))
            await self._outage(seconds, fault)

    async def _outage(self, seconds: float, fault: Fault) -> None:
        """Every call goes wrong in the same way."""
        if self.afternoon.over.is_set():
            return
        self.count["outages"] += 1
        self.count["seconds of outage"] += round(seconds)
        self.count["401s"] += fault == UNAUTHORIZED
        rule = Rule(Hang(seconds) if isinstance(fault, Hang) else fault, None, None, EVER, 0)
        self.telegram.faults.rules.insert(0, rule)
        self._cut_off = True
        await self._breath(seconds)
        self._cut_off, rule.times = False, 0

    async def _storm(self) -> None:
        """Telegram asks for silence, and again once it is over."""
        self.count["429s"] += 3
        longest = max(1, min(20, round(self.seconds / 20)))
        for _ in range(3):
            silence = TooMany(self.chance.randint(1, longest))
            self.telegram.fail(silence, method=self.chance.choice(SPOKEN))

    async def _hide_an_answer(self) -> None:
        self.count["hidden answers"] += 1
        fault, method = self.chance.choice(HIDDEN), self.chance.choice(SPOKEN)
        self.telegram.fail(fault, method=method, skip=self.chance.randrange(3))

    async def _remove(self) -> None:
        """Somebody throws the desk out of the staff group, and somebody takes it back."""
        await self._breath(self.seconds / 5 * self.chance.random())
        if self.afternoon.over.is_set():
            return
        self.count["removals"] += 1
        self.afternoon.away = True
        await self.expert.remove_bot()
        await self._breath(min(self.seconds / 10, self.chance.uniform(1, 120)))
        await self.expert.add_bot()
        self.afternoon.away = False

    async def _jump(self) -> None:
        """The clock is set wrong, and later right or wrong in another way."""
        await self._breath(self.seconds / 6 * self.chance.random())
        self.count["clock jumps"] += 1
        set_clock(self.clock, self.chance.choice((timedelta(), *JUMPS)))

    async def _flood(self) -> None:
        """Three people at once."""
        seconds = max(1.0, 20 * self.scale)
        done = await asyncio.gather(*(floods(one, self.chance, seconds) for one in self.flooders))
        self.count["acts of floods"] += sum(done)


def set_clock(file: Path, by: timedelta) -> None:
    """From now on the desk's clock is wrong by so much."""
    fresh = file.with_suffix(".new")
    fresh.write_text(str(by.total_seconds()))
    fresh.replace(file)
