"""The desk as the operator runs it: a process of its own, that can be killed like one."""

import asyncio
import os
import re
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot.playground.telegram import STAFF_CHAT
from tests.processes import started
from tests.world import TOKEN

SUBJECT = "---\ntitle: {title}\nquestion_id: {question}\nchoice_id: {choice}\n---\n{body}\n"
ANSWERS = 10


def small_content(folder: Path) -> Path:
    """A content folder that is read in no time: one subject with numbered answers."""
    place = folder / "faq_data" / "tr" / "faq"
    place.mkdir(parents=True)
    (place / "01.md").write_text(
        "---\nquestion_id: 1\ntitle: Hangisi?\n---\nBirini seçin.\n", encoding="utf-8"
    )
    for n in range(1, ANSWERS + 1):
        body = f"Gövde {n}"
        text = SUBJECT.format(title=f"Örgütümüz {n}. durumda.", question=1, choice=n, body=body)
        (place / f"01-{n:02}.md").write_text(text, encoding="utf-8")
    return folder / "faq_data"


def environment(address: str, database_url: str, faq_dir: Path, **more: object) -> dict[str, str]:
    """What the operator sets; the pace is high where it is not what is tested."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    own = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "STAFF_CHAT_ID": STAFF_CHAT,
        "DATABASE_URL": database_url,
        "FAQ_DIR": faq_dir,
        "PACE_GROUP_PER_MINUTE": 100_000,
        "PACE_CHAT_BURST": 100_000,
        "OPENBLAS_NUM_THREADS": 1,
        "PYTHONPATH": Path(__file__).parents[2],
    }
    return kept | {name: str(value) for name, value in (own | more).items()}


class DeskProcess:
    """`python -m bot run`, again and again; everything it says is kept in `log`."""

    def __init__(self, folder: Path, env: dict[str, str], *, module: str = "bot") -> None:
        self.log = folder / "desk.log"
        self._folder = folder
        self._env = env
        self._module = module
        self._process: BaseProcess | None = None
        self._begun = 0

    async def start(self) -> None:
        """Begin a life."""
        self._begun = len(self.said())
        self._process = started((self._module, "run"), self._folder, self._env, output=self.log)

    async def ready(self, within: float = 30.0) -> None:
        """Wait until this life says that it is ready."""
        await self.until(lambda: self.is_ready, within)

    @property
    def is_ready(self) -> bool:
        """Whether this life has said that it is ready."""
        return re.search(r" ready |\"ready\"", self.said()[self._begun :]) is not None

    async def end(self, number: signal.Signals, within: float = 20.0) -> int:
        """Send a signal and wait; the exit code."""
        assert self._process is not None
        if (pid := self._process.pid) and self.alive:
            os.kill(pid, number)
        await asyncio.to_thread(self._process.join, within)
        if (code := self._process.exitcode) is None:
            raise TimeoutError
        return code

    async def kill(self) -> None:
        """`kill -9`, and nothing more."""
        await self.end(signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process is not None and self._process.is_alive()

    async def until(self, condition: Callable[[], Any], within: float) -> None:
        """Wait for the condition; AssertionError with the desk's last words when it died or time is
        over.
        """
        end = time.monotonic() + within
        while not condition():
            if not self.alive or time.monotonic() > end:
                raise AssertionError(f"waited in vain; the desk: {self.said()[-2000:]}")
            await asyncio.sleep(0.02)

    def said(self) -> str:
        """Everything on stdout and stderr so far."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""
