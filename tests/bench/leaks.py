"""What a desk holds on to: `python -m tests.bench.leaks`.

Memory, open files and connections of a desk with the real content: warmed up by some thousands of
updates, after 20,000 more, and after 40 reloads of its content, from each of which somebody has
been answered. Connections to the Bot API come and go; their number has a bound.
"""

import argparse
import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.playground.telegram import Telegram
from tests.bench.load import DESK, MIXED, PROJECT, load, memory, running

WARM, UPDATES, RELOADS = 4000, 20_000, 40
CONTACTS = 64
MOST_GROWN, MOST_CONNECTIONS = 1.10, 70
EDITED = Path("tr", "faq", "09-02.md")
EDITOR = 999_998
WITHIN = 60.0  # seconds until an edit is served


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes, open files and connections of a process."""

    megabytes: float
    files: int
    connections: int


def held(pid: int) -> Held:
    """What a process holds now."""
    opened = [os.readlink(one) for one in Path(f"/proc/{pid}/fd").iterdir()]
    connections = sum(one.startswith("socket:") for one in opened)
    return Held(memory(pid), len(opened) - connections, connections)


async def measure(updates: int, reloads: int) -> tuple[Held, Held, Held]:
    """Warmed up, after so many updates, and after so many reloads."""
    with tempfile.TemporaryDirectory() as folder:
        faq = Path(folder) / "faq_data"
        shutil.copytree(PROJECT / "faq_data", faq)
        async with running(DESK, FAQ_DIR=str(faq)) as (telegram, process):
            await load(telegram, MIXED, contacts=CONTACTS, messages=WARM)
            await _reload(telegram, faq, range(2))
            warm = await _at_rest(process.pid)
            await load(telegram, MIXED, contacts=CONTACTS, messages=updates)
            loaded = await _at_rest(process.pid)
            await _reload(telegram, faq, range(2, reloads + 2))
            return warm, loaded, await _at_rest(process.pid)


async def _at_rest(pid: int) -> Held:
    await asyncio.sleep(3.0)
    return held(pid)


async def _reload(telegram: Telegram, faq: Path, versions: Sequence[int]) -> None:
    """One edit after the other, each served before the next."""
    file, reader = faq / EDITED, telegram.contact(EDITOR)
    before = file.read_text(encoding="utf-8")
    for version in versions:
        file.write_text(f"{before}\n\nSürüm {version}.\n", encoding="utf-8")
        end = time.monotonic() + WITHIN
        while not await _reads(telegram, f"Sürüm {version}."):
            assert time.monotonic() < end, "an edit is not served"
            await asyncio.sleep(0.3)
    await reader.send("/menu")


async def _reads(telegram: Telegram, words: str) -> bool:
    """Whether who asks for the answer now is shown these words."""
    reader = telegram.contact(EDITOR)
    asked = await reader.send("/start faq_9-2")
    said = await reader.hears("", after=asked["message_id"], within=20)
    return words in said["text"]


def table(found: tuple[Held, Held, Held], updates: int, reloads: int) -> Table:
    """The three moments."""
    shown = Table("", "memory", "÷ before", "open files", "connections")
    moments = ("warmed up", f"{updates} updates", f"{reloads} reloads")
    for what, before, now in zip(moments, (found[0], *found), found, strict=False):
        memory = f"{now.megabytes:.0f} MB", f"{now.megabytes / before.megabytes:.3f}"
        shown.add_row(what, *memory, str(now.files), str(now.connections))
    shown.add_row("target", "", f"≤ {MOST_GROWN:.2f}", "constant", f"≤ {MOST_CONNECTIONS}")
    return shown


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.leaks", description=__doc__)
    asked.add_argument("--updates", type=int, default=UPDATES)
    asked.add_argument("--reloads", type=int, default=RELOADS)
    given = asked.parse_args()
    found = asyncio.run(measure(given.updates, given.reloads))
    Console().print(table(found, given.updates, given.reloads))


if __name__ == "__main__":
    main()
