"""How fast the desk may speak. Law: asked before every call; it never waits itself.

Source of the numbers: Telegram's "Bots FAQ" (about 30 messages a second overall, 1 a second in one
chat with short bursts, 20 a minute in one group). Moments are seconds of a monotonic clock.
"""

from collections import deque
from dataclasses import dataclass, field

from bot.domain.people import Address

MINUTE = 60.0


@dataclass(slots=True)
class Pace:
    """Sliding windows over the calls of one bot token."""

    per_second: int
    group_per_minute: int
    chat_burst: int
    _last: float = float("-inf")
    _halted: float = float("-inf")
    _groups: dict[str, deque[float]] = field(default_factory=dict)  # by the address's key
    _chats: dict[str, deque[float]] = field(default_factory=dict)

    def halt(self, until: float) -> None:
        """Telegram asked for silence (429): nobody speaks before then."""
        self._halted = max(self._halted, until)

    def wait(self, now: float) -> float:
        """Seconds until any call may be made."""
        return max(self._halted - now, self._last + 1 / self.per_second - now, 0.0)

    def halted(self, now: float) -> float:
        """Seconds until a halt is over; 0 when there is none."""
        return max(self._halted - now, 0.0)

    def took(self, address: Address | None, now: float) -> None:
        """A call is made now."""
        self._last = max(self._last, now)
        if address is None:
            return
        windows = self._groups if address.group else self._chats
        windows.setdefault(address.key, deque()).append(now)

    def limited(self, now: float) -> dict[str, float]:
        """Chats that must wait, by the address's key, and how many seconds."""
        found = self._limited(self._groups, self.group_per_minute, MINUTE, now)
        return found | self._limited(self._chats, self.chat_burst, float(self.chat_burst), now)

    @staticmethod
    def _limited(
        windows: dict[str, deque[float]], most: int, span: float, now: float
    ) -> dict[str, float]:
        waits = {}
        for key, taken in list(windows.items()):
            while taken and taken[0] <= now - span:
                taken.popleft()
            if not taken:
                del windows[key]
            elif len(taken) >= most:
                waits[key] = taken[-most] + span - now
        return waits
