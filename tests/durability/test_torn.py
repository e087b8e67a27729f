"""The files as they lie on the disk at any instant: sound, with every update that was confirmed.

The desk is stopped in the middle of whatever it does, its database and write-ahead log are copied
as they are, and it goes on; a few instants in every run of the suite, `make soak` has two hundred.
What a power cut takes beyond that, writes that the system had not brought to the disk yet, is not
shown.
"""

import asyncio
import os
import random
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest

from bot.playground.serving import serving
from bot.playground.telegram import Telegram
from tests.durability.desk_process import ANSWERS, DeskProcess, environment, small_content
from tests.world import TOKEN, sqlite_url

SEED = 20261129
LONGEST_PAUSE = 0.1  # seconds between two instants
AT_ONCE = 4  # messages sent at a time
FILES = ("", "-wal")


class Crowd:
    """People who write without end; knows which updates the desk has confirmed."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._chance = random.Random(SEED)
        self._sent = set[int]()

    async def write(self) -> None:
        """A few messages every few moments."""
        while True:
            for _ in range(AT_ONCE):
                person = self._telegram.contact(self._chance.randint(1001, 1040))
                await person.send(f"/start faq_1-{self._chance.randint(1, ANSWERS)}")
            self._sent |= set(self._telegram.updates.waiting)
            await asyncio.sleep(0.02)

    def confirmed(self) -> set[int]:
        """What the desk has taken and will not be handed again."""
        return self._sent - set(self._telegram.updates.waiting)


@asynccontextmanager
async def writing(crowd: Crowd) -> AsyncIterator[None]:
    """Meanwhile they write."""
    task = asyncio.create_task(crowd.write())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def torn(pid: int, source: Path, target: Path) -> None:
    """Copy the files while nothing moves in them."""
    os.kill(pid, signal.SIGSTOP)
    try:
        while Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "T":
            pass
        for end in FILES:
            shutil.copyfile(f"{source}{end}", f"{target}{end}")
    finally:
        os.kill(pid, signal.SIGCONT)


def looked_over(copy: Path) -> tuple[str, set[int]]:
    """What SQLite says of the copy, and the updates that it holds; the copy is gone then."""
    with closing(sqlite3.connect(copy)) as found:
        sound = found.execute("PRAGMA integrity_check").fetchone()[0]
        held = {row[0] for row in found.execute("SELECT number FROM updates")}
    for end in (*FILES, "-shm"):
        Path(f"{copy}{end}").unlink(missing_ok=True)
    return sound, held


@pytest.mark.parametrize(
    "instants",
    [pytest.param(4, id="short"), pytest.param(200, marks=pytest.mark.soak, id="soak")],
)
async def test_at_any_instant_the_files_are_sound_and_hold_what_was_confirmed(
    tmp_path: Path, instants: int
) -> None:
    telegram, chance = Telegram(), random.Random(SEED)
    file, copy = tmp_path / "desk.sqlite3", tmp_path / "copy.sqlite3"
    async with serving(telegram, token=TOKEN) as address:
        more = {"PACE_PER_SECOND": 1000}
        env = environment(address, sqlite_url(tmp_path), small_content(tmp_path), **more)
        desk, crowd = DeskProcess(tmp_path, env), Crowd(telegram)
        await desk.start()
        try:
            await desk.ready()
            async with writing(crowd):
                confirmed = set[int]()
                for _ in range(instants):
                    before = len(confirmed)
                    await desk.until(lambda n=before: len(crowd.confirmed()) > n, within=30)  # type: ignore[misc]
                    await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE))
                    confirmed = crowd.confirmed()
                    torn(desk.pid, file, copy)
                    sound, held = await asyncio.to_thread(looked_over, copy)
                    assert (sound, confirmed - held) == ("ok", set())
        finally:
            await desk.kill()
