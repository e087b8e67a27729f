"""What this process has done since it started, in numbers; who watches asks for them."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.outbox import Lane

SENT = "sent"


@dataclass(slots=True)
class Counts:
    """Grows only; a new process begins with none."""

    handled: int = 0  # updates
    spoken: Counter[tuple[Lane, str]] = field(default_factory=Counter)  # calls, by how they ended
    halts: int = 0

    def call(self, lane: Lane, about: str | None) -> None:
        """A call of this lane went well, or failed by a word about something."""
        self.spoken[lane, about or SENT] += 1
