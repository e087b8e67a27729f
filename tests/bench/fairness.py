"""How long others wait while one person floods: `python -m tests.bench.fairness`.

Twelve contacts ask, are answered, pause, and ask again, at the pace that an operator has. Beside
them one person floods in one way: messages, taps, inline queries, or all three in turn. Told is the
p95 of the others' waits, and its ratio to that of a desk without a flood. Each way has a desk of
its own, in turn and for several rounds, so that the machine's moods fall on all. Whoever waits at
the end counts with the time waited so far.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.playground.contacts import Contact
from bot.playground.telegram import Telegram
from tests.bench.load import DESK, running

OTHERS = 12
FLOODER, FIRST = 5001, 1001
SCRIPT = ("/menu", "1", "/konular 9.2", "genel kurul cagrisi kac gun once yapilir")
PAUSE = (1.0, 2.0)  # seconds between an answer and the next question
WARM = 2.0  # seconds of flood before waits are counted
TARGET = 1.5
PACE = {"PACE_PER_SECOND": "28", "PACE_GROUP_PER_MINUTE": "19", "PACE_CHAT_BURST": "5"}

Json = dict[str, Any]
Act = Callable[[Contact, int], Awaitable[Any]]  # who floods, and how many acts went before


@dataclass(frozen=True, slots=True)
class Size:
    """How many contacts there are, for how long they are watched, how many acts a second flood."""

    others: int
    seconds: float
    rate: float


async def _message(person: Contact, n: int) -> None:
    await person.send(SCRIPT[n % len(SCRIPT)])


async def _tap(person: Contact, n: int) -> None:
    first = next(iter(person.telegram.world.messages[person.chat_id]))
    await person.tap(first, f"q|faq|{n % 9 + 1}|0", forged=True)


async def _search(person: Contact, n: int) -> None:
    await person.ask_inline(f"genel kurul {n % 7}")


async def _mixed(person: Contact, n: int) -> None:
    await (_message, _tap, _search)[n % 3](person, n)


async def _nothing(_: Contact, __: int) -> None:
    """Nobody floods."""


CALM = "no flood"
WAYS: dict[str, Act] = {
    CALM: _nothing,
    "messages": _message,
    "taps": _tap,
    "inline queries": _search,
    "all three": _mixed,
}


@dataclass
class Waits:
    """Who waits since when, and how long answers took."""

    telegram: Telegram
    asked: dict[int, float] = field(default_factory=dict)
    found: list[float] = field(default_factory=list)
    _woken: dict[int, asyncio.Event] = field(default_factory=dict)

    def heard(self, news: Json) -> None:
        """A message of the desk: whoever waits for it waits no more."""
        if news["type"] == "message" and news["message"]["from"]["is_bot"]:
            chat_id = news["message"]["chat"]["id"]
            if chat_id in self.asked:
                self.found.append(time.monotonic() - self.asked.pop(chat_id))
                self._woken[chat_id].set()

    async def answer(self, chat_id: int, words: str) -> None:
        """Ask, and wait for the answer."""
        woken = self._woken[chat_id] = asyncio.Event()
        self.asked[chat_id] = time.monotonic()
        await self.telegram.contact(chat_id).send(words)
        await woken.wait()

    def all(self) -> list[float]:
        """The waits that are over, and the others as long as they are now."""
        now = time.monotonic()
        return [*self.found, *(now - since for since in self.asked.values())]


async def _asks(waits: Waits, chat_id: int) -> None:
    """One of the others: asks, hears, pauses."""
    chance, n = random.Random(chat_id), chat_id
    while True:
        await asyncio.sleep(chance.uniform(*PAUSE))
        await waits.answer(chat_id, SCRIPT[n % len(SCRIPT)])
        n += 1


async def _floods(person: Contact, act: Act, rate: float) -> None:
    began, n = time.monotonic(), 0
    while True:
        await act(person, n)
        n += 1
        await asyncio.sleep(max(0.0, began + n / rate - time.monotonic()))


async def waits(act: Act, size: Size) -> list[float]:
    """How long answers took while somebody acted so: seconds, one for each question."""
    async with running(DESK, **PACE) as (telegram, _):
        measured = Waits(telegram)
        telegram.listeners.add(measured.heard)
        flooder = telegram.contact(FLOODER)
        everybody = [FLOODER, *range(FIRST, FIRST + size.others)]
        await asyncio.gather(*(measured.answer(one, "/start") for one in everybody))
        await telegram.quiet(0.5)
        tasks = [asyncio.create_task(_floods(flooder, act, size.rate))]
        tasks += [asyncio.create_task(_asks(measured, one)) for one in everybody[1:]]
        try:
            await asyncio.sleep(WARM)
            measured.found.clear()
            await asyncio.sleep(size.seconds)
            return measured.all()
        finally:
            await _stopped(tasks)


async def _stopped(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task


def p95(found: list[float]) -> float:
    """The wait that one in twenty exceeds."""
    return statistics.quantiles(found, n=20)[-1]


def compare(size: Size, rounds: int, ways: dict[str, Act]) -> dict[str, list[float]]:
    """All waits of each way, from rounds in turn."""
    found: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, act in ways.items():
            found[way] += asyncio.run(waits(act, size))
    return found


def table(found: dict[str, list[float]], size: Size) -> Table:
    """What was found, a line for each way."""
    title = f"{size.others} contacts beside one who acts {size.rate:.0f} times a second"
    shown = Table("flood", "answers", "median", "p95", "÷ no flood", "target", title=title)
    calm = p95(found[CALM])
    for way, one in found.items():
        ratio = f"{p95(one) / calm:.2f}"
        figures = f"{statistics.median(one) * 1000:.0f} ms", f"{p95(one) * 1000:.0f} ms"
        shown.add_row(way, str(len(one)), *figures, ratio, "" if way == CALM else f"≤ {TARGET}")
    return shown


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.fairness", description=__doc__)
    asked.add_argument("--seconds", type=float, default=20.0, help="how long each desk is watched")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--rate", type=float, default=40.0, help="acts a second of who floods")
    given = asked.parse_args()
    size = Size(OTHERS, given.seconds, given.rate)
    Console().print(table(compare(size, given.rounds, WAYS), size))


if __name__ == "__main__":
    main()
