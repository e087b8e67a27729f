"""The playground in a process of its own, started as a newcomer starts it; it can be killed and
started again.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]
_BURST = "18"  # a test reads faster than people do; the stand-in allows 20
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Playground:
    """One working folder, and the process that serves it; the port stays the same over restarts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start, and come back when the page can be opened."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if name.lower() not in Settings.model_fields
        }
        environment |= {
            "PORT": str(self._port),
            "PYTHONPATH": str(PROJECT),
            "PACE_CHAT_BURST": _BURST,
        }
        with (self._folder / "complaints.txt").open("a") as complaints:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "playground"],
                cwd=self._folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := _ADDRESS.search(line):
                self._port = int(found[1])
                return
        raise AssertionError(f"The playground did not open: {self.complaints()}")

    def kill(self) -> None:
        """kill -9: no goodbye, nothing flushed."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate(timeout=20)
        self._process = None

    def complaints(self) -> str:
        """What it wrote for its operator."""
        return (self._folder / "complaints.txt").read_text()


@contextmanager
def playground(folder: Path) -> Iterator[Playground]:
    """A playground that runs in `folder` until the block ends."""
    one = Playground(folder)
    one.start()
    try:
        yield one
    finally:
        one.kill()
