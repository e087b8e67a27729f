"""`bot` with a clock that somebody may set: `CLOCK_FILE` holds by how many seconds it is wrong."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from bot import __main__ as command
from bot import app
from bot.clock import Clock


class SetClock(Clock):
    """The machine's clock, as somebody has set it."""

    def now(self) -> datetime:
        """The moment that the desk believes it is."""
        self.offset = timedelta(seconds=float(Path(os.environ["CLOCK_FILE"]).read_text()))
        return super().now()


if __name__ == "__main__":
    app.Clock = SetClock  # type: ignore[misc]
    command.app()
