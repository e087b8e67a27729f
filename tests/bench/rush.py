"""How long experts wait to see what is asked when sixty ask at once: `python -m tests.bench.rush`.

At the pace that an operator has, and in real time, about ten minutes. Told is when the question of
the first ticket, of the median and of the last one stands in its thread, by how much the latest is
later than its share of twenty calls a minute (emergencies that went before it have theirs, too),
and how long these took.
"""

import argparse
import asyncio
import statistics
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.playground.contacts import Contact
from bot.playground.telegram import STAFF_CHAT, Telegram
from tests.bench.fairness import PACE
from tests.bench.load import DESK, running

CALLS = 3  # of a ticket until its question is seen: the thread, the card, the question
PER_MINUTE = 20  # of Telegram, into one group
FIRST_CONTACT = 1001
STEPS = 6  # of the form that are skipped
CRY = "kocam beni öldürecek yardım edin"
CRIES = (20.0, 50.0, 90.0, 150.0)  # seconds after the rush began
TARGETS = {"first ticket": 10.0, "emergency": 15.0}

Json = dict[str, Any]


@dataclass
class Seen:
    """When which of the wanted words were seen in the staff group, by the clock that only runs."""

    wanted: set[str]
    moments: dict[str, float] = field(default_factory=dict)

    def heard(self, news: Json) -> None:
        """A message: the first time that words stand in the group counts, on a card, too."""
        message = news.get("message") or {}
        if message.get("chat", {}).get("id") == STAFF_CHAT:
            for words in self.wanted - self.moments.keys():
                if words in message.get("text", ""):
                    self.moments[words] = time.monotonic()


def _question(n: int) -> str:
    return f"Talebimiz {n}: genel kurulu nasıl ertelerim?"


async def _asks(person: Contact, words: str) -> float:
    """A ticket, as fast as a form can be skipped through; when it was sent."""
    for one in ("/start", "/uzman", words):
        await person.send(one)
    for _ in range(STEPS):
        await person.tap(person.messages[0], "i|skip", forged=True)
    await person.tap(person.messages[0], "i|send", forged=True)
    return time.monotonic()


async def _cries(telegram: Telegram, began: float, at: float) -> float:
    person = telegram.contact(9000 + int(at))
    await asyncio.sleep(max(0.0, began + at - time.monotonic()))
    await person.send(f"{CRY} {int(at)}")
    return time.monotonic()


async def rush(tickets: int) -> tuple[list[float], list[float]]:
    """(waits of the tickets in the order in which they were seen, waits of the emergencies), in
    seconds; whoever is never seen waits until the end.
    """
    async with running(DESK, **PACE) as (telegram, _):
        cries = {f"{CRY} {int(at)}" for at in CRIES}
        seen = Seen({_question(n) for n in range(tickets)} | cries)
        telegram.listeners.add(seen.heard)
        people = [telegram.contact(FIRST_CONTACT + n) for n in range(tickets)]
        began = time.monotonic()
        crying = [asyncio.create_task(_cries(telegram, began, at)) for at in CRIES]
        asked = await asyncio.gather(*(_asks(one, _question(n)) for n, one in enumerate(people)))
        most = 60 * (tickets * CALLS / PER_MINUTE + 3)
        with suppress(TimeoutError):
            await telegram.until(lambda: seen.wanted <= seen.moments.keys(), within=most)
        cried = [await one for one in crying]
    end = time.monotonic()
    waits = [seen.moments.get(_question(n), end) - at for n, at in enumerate(asked)]
    pairs = zip(CRIES, cried, strict=True)
    return sorted(waits), [seen.moments.get(f"{CRY} {int(at)}", end) - when for at, when in pairs]


def late(waits: list[float]) -> float:
    """By how many seconds the latest ticket is seen after its share of the minute."""
    share = 60 * CALLS / PER_MINUTE
    ahead = (n + sum(at < wait for at in CRIES) for n, wait in enumerate(waits, start=1))
    return max(wait - n * share for n, wait in zip(ahead, waits, strict=True))


def table(waits: list[float], cries: list[float]) -> Table:
    """What was found."""
    shown = Table("", "seconds", "target", title=f"{len(waits)} tickets at once")
    shown.add_row("first ticket", f"{waits[0]:.1f}", f"≤ {TARGETS['first ticket']:.0f}")
    shown.add_row("median", f"{statistics.median(waits):.0f}", "")
    shown.add_row("last", f"{waits[-1]:.0f}", "")
    shown.add_row("behind its share, at most", f"{late(waits):.0f}", "")
    told = ", ".join(f"{one:.1f}" for one in cries)
    shown.add_row("emergencies", told, f"≤ {TARGETS['emergency']:.0f}")
    return shown


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.rush", description=__doc__)
    asked.add_argument("--tickets", type=int, default=60)
    given = asked.parse_args()
    Console().print(table(*asyncio.run(rush(given.tickets))))


if __name__ == "__main__":
    main()
