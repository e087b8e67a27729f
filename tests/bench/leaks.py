"""What a desk holds on to: `python -m tests.bench.leaks`.

Memory and open files of a desk with the real content: warmed up by some thousands of updates, after
20,000 more, and after 40 reloads of its content, each of which somebody has been answered from.
"""

import argparse
import asyncio
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
MOST_GROWN = 1.10
EDITED = Path("tr", "faq", "09-02.md")
EDITOR = 999_998
WITHIN = 60.0  # seconds until an edit is served


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes and open files of a process."""

    megabytes: float
    files: int


def held(pid: int) -> Held:
    """What a process holds now."""
    return Held(memory(pid), len(list(Path(f"/proc/{pid}/fd").iterdir())))


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
    warm, loaded, reloaded = found
    shown = Table("", "memory", "÷ before", "target", "open files", "more", "target")
    shown.add_row("warmed up", f"{warm.megabytes:.0f} MB", "", "", str(warm.files), "", "")
    rows = ((f"{updates} updates", warm, loaded), (f"{reloads} reloads", loaded, reloaded))
    for what, before, after in rows:
        grown = f"{after.megabytes / before.megabytes:.3f}"
        more = str(after.files - before.files)
        figures = f"{after.megabytes:.0f} MB", grown, f"≤ {MOST_GROWN:.2f}", str(after.files), more
        shown.add_row(what, *figures, "0")
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
