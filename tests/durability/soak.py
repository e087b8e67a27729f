"""An hour of a hostile afternoon: `python -m tests.durability.soak --minutes 60 --seed 1`.

A real desk beside the stand-in, killed, cut off, refused, thrown out and flooded while contacts and
experts go on writing; on both databases at once. In the end all is calm, everybody says a last
word, and the ledger is read: nothing lost, astray, late behind what came after it, or twice beyond
one for each call that was under way when its desk was killed or its answer got lost.
"""

import argparse
import asyncio
import math
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from bot.playground.serving import serving
from bot.playground.telegram import Telegram
from bot.storage import tables
from bot.storage.database import connect
from tests.databases import postgres_server, postgres_url, sqlite_url
from tests.durability.cast import (
    FIRST_CONTACT,
    FIRST_EXPERT,
    FIRST_FLOODER,
    Afternoon,
    Answerer,
    Writer,
)
from tests.durability.desk_process import DeskProcess, environment, small_content
from tests.durability.ledger import Ledger
from tests.durability.verdict import Verdict, judge
from tests.durability.weather import Sky, set_clock
from tests.world import TOKEN

MINUTE = 60.0
GROUP_PER_MINUTE = 1000  # of an operator's 19 the afternoon would last for days
FLOODERS = 3
SHORTEST_PAUSE, LONGEST_PAUSE = 0.8, 10.0  # seconds between two acts of one person, on average


@dataclass(frozen=True, slots=True)
class Size:
    """How long the afternoon is, and who is there."""

    seconds: float
    seed: int
    contacts: int = 15
    experts: int = 3
    per_second: int = 28
    burst: int = 20  # calls to one chat, before it hears one a second
    patience: float = 600.0  # seconds until the desk must have caught up

    @property
    def pause(self) -> float:
        """On a short afternoon people hurry."""
        return min(max(self.seconds / 100, SHORTEST_PAUSE), LONGEST_PAUSE)


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of it."""

    ledger: Ledger
    verdict: Verdict
    sky: Sky
    caught_up: float  # seconds from the end of the storm

    @property
    def allowed(self) -> int:
        """Repeats: one for each call under way at a kill, and for each answer that got lost."""
        return self.sky.count["kills"] + self.sky.count["hidden answers"]

    @property
    def faults(self) -> list[str]:
        """All that may not be."""
        late = ["the desk never caught up"] if self.caught_up == math.inf else []
        return [*self.verdict.faults(self.allowed), *self.sky.deaths, *late]


async def soak(database_url: str, folder: Path, size: Size) -> Soaked:
    """One afternoon on one database."""
    telegram, clock = Telegram(), folder / "clock"
    set_clock(clock, timedelta())
    afternoon = Afternoon(Ledger(telegram), size.seed, size.pause)
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, database_url, small_content(folder), **_settings(clock, size))
        desk = DeskProcess(folder, env, module="tests.durability.clocked")
        writers = [
            Writer(afternoon, telegram.contact(FIRST_CONTACT + n, f"Dernek {n}"))
            for n in range(size.contacts)
        ]
        experts = [
            Answerer(afternoon, telegram.expert(FIRST_EXPERT + n, f"Uzman {n}"))
            for n in range(size.experts)
        ]
        flooders = [telegram.contact(FIRST_FLOODER + n) for n in range(FLOODERS)]
        sky = Sky(desk, telegram, afternoon, experts[0].expert, flooders, clock, size.seconds)
        caught_up = await _whole(sky, [*writers, *experts], database_url, size)
    return Soaked(afternoon.ledger, judge(afternoon.ledger), sky, caught_up)


def _settings(clock: Path, size: Size) -> dict[str, object]:
    return {
        "CLOCK_FILE": clock,
        "PACE_PER_SECOND": size.per_second,
        "PACE_CHAT_BURST": size.burst,
        "PACE_GROUP_PER_MINUTE": GROUP_PER_MINUTE,
    }


async def _whole(
    sky: Sky, cast: Sequence[Writer | Answerer], database_url: str, size: Size
) -> float:
    """From the first start to the last word; how long the desk took to catch up."""
    done = asyncio.Event()
    alive = asyncio.create_task(sky.keeps_alive(done))
    early = [one for one in cast[::2] if isinstance(one, Writer)]
    try:
        await asyncio.gather(*(one.settles() for one in early))
        await asyncio.gather(sky.rages(), *(one.live() for one in cast))
        began = time.monotonic()
        set_clock(sky.clock, timedelta())
        await caught_up_with(sky, database_url, size.patience)
        caught_up = time.monotonic() - began
        for one in cast:
            if isinstance(one, Writer):
                await one.says_goodbye()
        await caught_up_with(sky, database_url, size.patience)
        done.set()
        await alive
        assert await sky.desk.end(signal.SIGTERM) == 0
        return caught_up
    except TimeoutError:
        return math.inf
    finally:
        alive.cancel()
        if sky.desk.alive:
            await sky.desk.kill()


async def caught_up_with(sky: Sky, database_url: str, within: float) -> None:
    """Wait until the desk owes nothing more to anybody but those who flooded: they hear what they
    asked for as fast as a chat may.
    """
    engine = connect(database_url)
    try:
        async with asyncio.timeout(within):
            while True:
                heard = not sky.telegram.updates.waiting
                if heard and await asyncio.to_thread(_owes_nothing, engine):
                    return
                await asyncio.sleep(0.2)
    finally:
        engine.dispose()


def _owes_nothing(engine: Engine) -> bool:
    u, d = tables.updates.c, tables.deliveries.c
    flooders = [f"telegram:{FIRST_FLOODER + n}" for n in range(FLOODERS)]
    to_others = d.address.is_(None) | d.address.not_in(flooders)
    owed = select(d.id).where(d.state.in_(["queued", "sending"]), to_others).limit(1)
    try:
        with engine.connect() as tx:
            opened = tx.execute(select(u.number).where(u.state == "open").limit(1)).first()
            return opened is None and tx.execute(owed).first() is None
    except OperationalError:  # the desk writes, and is asked again
        return False


def table(found: dict[str, Soaked], size: Size) -> Table:
    """What was sent and got, and what befell, a column for each database."""
    title = f"{size.seconds / MINUTE:.1f} minutes, seed {size.seed}"
    shown = Table("", *found, title=title)
    rows = [_figures(one) for one in found.values()]
    for what in rows[0]:
        shown.add_row(what, *(row[what] for row in rows))
    return shown


def _figures(one: Soaked) -> dict[str, str]:
    verdict, ledger = one.verdict, one.ledger
    asked = sum(map(len, ledger.asked.values()))
    return {
        "people's words, notes among them": str(len(ledger.sent)),
        "answers asked for": str(asked),
        "words that arrived": str(verdict.arrived),
        "undeliverable, and told": str(verdict.told),
        "lost": str(len(verdict.lost)),
        "to the wrong person": str(len(verdict.strayed)),
        "twice (allowed)": f"{len(verdict.twice)} ({one.allowed})",
        "out of order": str(len(verdict.disordered)),
        "changed, but not where they are read": str(len(verdict.stale)),
        "lives that ended by themselves": str(len(one.sky.deaths)),
        "caught up after": f"{one.caught_up:.0f} s",
        **{what: str(n) for what, n in sorted(one.sky.count.items())},
        "calls in a halt": str(len(one.sky.telegram.flood.violations)),
    }


async def _both(folder: Path, size: Size, wanted: list[str]) -> dict[str, Soaked]:
    places = {name: folder / name for name in wanted}
    for place in (folder / "server", *places.values()):
        place.mkdir()
    with postgres_server(folder / "server") as server:
        urls = {"sqlite": sqlite_url(folder / "sqlite"), "postgresql": postgres_url(server)}
        runs = (soak(urls[name], place, size) for name, place in places.items())
        return dict(zip(places, await asyncio.gather(*runs), strict=True))


def main() -> None:
    """Print the table, and every fault; exit 1 when there is one."""
    asked = argparse.ArgumentParser(prog="python -m tests.durability.soak", description=__doc__)
    asked.add_argument("--minutes", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked.add_argument("--on", nargs="+", default=["sqlite", "postgresql"])
    given = asked.parse_args()
    size = Size(given.minutes * MINUTE, given.seed)
    print(f"seed {size.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    found = asyncio.run(_both(folder, size, given.on))
    Console().print(table(found, size))
    faults = [f"{name}: {fault}" for name, one in found.items() for fault in one.faults]
    print("\n".join([*faults, f"the desks' logs: {folder}"]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
