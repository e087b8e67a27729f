"""Telegram's flood limits: who calls too fast gets 429, who calls on inside the halt is written
down.

Law: seconds here are the machine's own (monotonic); moving the desk's clock does not make Telegram
patient. Source: core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this (30 a
second, 20 a minute into a group, about one a second into a chat with short bursts).
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.playground.errors import ApiError, too_many

QUIET = frozenset({"sendChatAction", "answerCallbackQuery", "answerInlineQuery"})
SPEECH = ("send", "copy", "forward", "edit", "createForumTopic")
ACTS = (*SPEECH, "delete", "pin", "unpin", "close", "reopen", "setMessageReaction")
GRACE = 0.1  # seconds a call may already have been under way when the 429 was answered


@dataclass(slots=True)
class Flood:
    """The limits in force; `on=False` counts nothing and refuses nothing."""

    on: bool = True
    per_second: int = 30
    group_per_minute: int = 20
    burst: int = 20
    chat_per_second: float = 1.0
    retry_after: int = 1
    violations: list[tuple[float, str]] = field(default_factory=list)
    _all: deque[float] = field(default_factory=deque)
    _groups: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _halts: list[tuple[float, float, int | None]] = field(default_factory=list)

    def check(self, method: str, chat_id: int | None, at: float) -> ApiError | None:
        """The 429 this call gets at `at` (monotonic seconds), or None when it may pass."""
        if not method.startswith(ACTS) or method in QUIET or chat_id is None:
            return None
        if self._halts and (wait := self._halted(method, chat_id, at)):
            return too_many(wait)
        if not self.on:
            return None
        return self._limit(method, chat_id, at)

    def halt(self, retry_after: float, at: float, chat_id: int | None = None) -> None:
        """Refuse the chat (all chats when None) until `retry_after` seconds are over."""
        self._halts.append((at, at + retry_after, chat_id))

    def _halted(self, method: str, chat_id: int, at: float) -> int:
        """Whole seconds left when this call falls into a halt; the call is noted as a violation."""
        self._halts = [halt for halt in self._halts if halt[1] > at]
        if any(at > begin + GRACE for begin, _, _ in self._halts):
            self.violations.append((at, method))
        mine = [end - at for _, end, scope in self._halts if scope in (None, chat_id)]
        return max(1, round(max(mine))) if mine else 0

    def _limit(self, method: str, chat_id: int, at: float) -> ApiError | None:
        if _full(self._all, at, 1.0, self.per_second):
            return self._refuse(self.retry_after, at, None)
        if chat_id < 0 and method.startswith(SPEECH):
            sent = self._groups[chat_id]
            if _full(sent, at, 60.0, self.group_per_minute):
                return self._refuse(max(1, round(sent[0] + 60 - at)), at, chat_id)
            sent.append(at)
        elif chat_id > 0 and not self._spend(chat_id, at):
            return self._refuse(self.retry_after, at, chat_id)
        self._all.append(at)
        return None

    def _refuse(self, wait: int, at: float, chat_id: int | None) -> ApiError:
        self.halt(wait, at, chat_id)
        return too_many(wait)

    def _spend(self, chat_id: int, at: float) -> bool:
        """Take one message from the chat's allowance, which refills by the second up to the
        burst.
        """
        left, since = self._chats.get(chat_id, (float(self.burst), at))
        left = min(float(self.burst), left + (at - since) * self.chat_per_second)
        self._chats[chat_id] = (left - 1 if left >= 1 else left, at)
        return left >= 1


def _full(times: deque[float], at: float, window: float, limit: int) -> bool:
    while times and times[0] <= at - window:
        times.popleft()
    return len(times) >= limit
