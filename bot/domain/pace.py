"""How fast the desk may speak. Law: asked before every call; it never waits itself.

Source of the numbers: Telegram's "Bots FAQ" (about 30 messages a second overall, 1 a second in one
chat with short bursts, 20 a minute in one group). Moments are seconds of a monotonic clock.
"""

from collections import deque
from dataclasses import dataclass, field

from bot.domain.people import Address

MINUTE = 60.0
_FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds
_EVIDENCE = 3  # chats to which calls failed, one after the other: then it is not about the calls


@dataclass(slots=True)
class _Pause:
    """A silence that grows from failure to failure: 1, 2, 4 … 30 seconds."""

    begun: float = float("-inf")
    until: float = float("-inf")
    length: float = _FIRST_PAUSE

    def grow(self, begun: float, now: float) -> float:
        """Once more, and longer: how long. A call that began before the last one is no news: 0."""
        if begun < self.begun:
            return 0.0
        length = self.length
        self.begun, self.until = now, now + length
        self.length = min(length * 2, LONGEST_PAUSE)
        return length


@dataclass(slots=True)
class _Window:
    """Of each chat so many calls in so many seconds: some at once, then the rest of them parted
    evenly, so that nothing waits long for its turn behind what came in a burst. Who has been quiet
    for as long may burst again.
    """

    most: int
    span: float  # seconds
    at_once: int
    _taken: dict[str, deque[float]] = field(default_factory=dict)  # by key
    _parted: dict[str, float] = field(default_factory=dict)  # by key: until when

    def took(self, key: str, now: float) -> None:
        """A call of this key is made now."""
        taken = self._taken.setdefault(key, deque())
        taken.append(now)
        if len(taken) >= self.at_once:
            self._parted[key] = now + 2 * self.span

    def limited(self, now: float, *, evenly: bool) -> dict[str, float]:
        """Who must wait, and how many seconds; not `evenly`: only who has used up a window."""
        waits = {}
        for key, taken in list(self._taken.items()):
            while taken and taken[0] <= now - self.span:
                taken.popleft()
            if not taken:
                del self._taken[key]
            elif (following := self._next(key, taken, evenly=evenly)) > now:
                waits[key] = following - now
        self._parted = {key: until for key, until in self._parted.items() if until > now}
        return waits

    def _next(self, key: str, taken: deque[float], *, evenly: bool) -> float:
        """When the next call may be made."""
        left, last = self.most - len(taken), taken[-1]
        room = taken[-self.most] + self.span if left <= 0 else float("-inf")
        if not evenly or key not in self._parted:
            return room
        rest = (taken[0] + self.span - last) / (left + 1) if left > 0 else 0.0
        return max(room, last + max(rest, self.span / self.most))


@dataclass(slots=True)
class Pace:
    """Sliding windows over the calls of one bot token."""

    per_second: int
    group_per_minute: int
    chat_burst: int
    _last: float = float("-inf")
    _halted: float = float("-inf")
    _second: deque[float] = field(default_factory=deque)  # the calls of the last one
    _groups: _Window = field(init=False)
    _chats: _Window = field(init=False)
    _stumbled: set[str] = field(default_factory=set)  # chats, since the last call that went well
    _pause: _Pause = field(default_factory=_Pause)  # of everybody
    _away: dict[str, _Pause] = field(default_factory=dict)  # groups, by the address's key

    def __post_init__(self) -> None:
        burst = self.chat_burst
        self._chats = _Window(burst, float(burst), at_once=burst)
        most = self.group_per_minute
        self._groups = _Window(most, MINUTE, at_once=max(1, most // 2))

    def halt(self, until: float) -> None:
        """Telegram asked for silence (429): nobody speaks before then."""
        self._halted = max(self._halted, until)

    def stumbled(self, chat: str, begun: float, now: float) -> float:
        """A call to a chat ("" for nobody's) failed for no reason of its own. One that fails alone
        holds nobody up; when they fail to one chat after the other, all are silent for a while,
        longer each time, until one goes well. How long the silence is that begins now, 0 if none.
        """
        self._stumbled.add(chat)
        return self._pause.grow(begun, now) if len(self._stumbled) >= _EVIDENCE else 0.0

    def left(self, group: str, begun: float, now: float) -> None:
        """A group is away, or the desk's rights there: nothing is said in it or copied from it for
        a while, longer each time, until something goes well.
        """
        self._away.setdefault(group, _Pause()).grow(begun, now)

    def went_well(self, group: str | None) -> None:
        """A call was answered: the network is there, and so is the group it needed, if one."""
        self._stumbled.clear()
        self._pause = _Pause()
        self._away.pop(group or "", None)

    def away(self, now: float) -> dict[str, float]:
        """Groups that are away, by the address's key, and for how many seconds they are left
        alone.
        """
        return {key: one.until - now for key, one in self._away.items() if one.until > now}

    def wait(self, now: float) -> float:
        """Seconds until any call may be made."""
        return max(self.silent(now), self._last + 1 / self.per_second - now)

    def halted(self, now: float) -> float:
        """Seconds until a halt is over; 0 when there is none."""
        return max(self._halted - now, 0.0)

    def silent(self, now: float) -> float:
        """Seconds until a halt and a pause after failures are over."""
        return max(self.halted(now), self._pause.until - now)

    def in_use(self, now: float) -> float:
        """The share of a second's calls that were made in the last second, 0 to 1."""
        return sum(at > now - 1 for at in self._second) / self.per_second

    def took(self, address: Address | None, now: float, *, queue: str | None = None) -> None:
        """A call is made now; one to no chat may be of a queue, which is limited like a chat:
        answers to what one person presses or searches for.
        """
        self._last = max(self._last, now)
        self._second.append(now)
        while self._second[0] <= now - 1:
            self._second.popleft()
        windows = self._groups if address is not None and address.group else self._chats
        key = address.key if address is not None else queue
        if key is not None:
            windows.took(key, now)

    def limited(self, now: float, *, evenly: bool = True) -> dict[str, float]:
        """Chats and queues that must wait, by their keys, and how many seconds; not `evenly`: as
        far as an emergency has to.
        """
        found = self._groups.limited(now, evenly=evenly) | self._chats.limited(now, evenly=evenly)
        for key, wait in self.away(now).items():
            found[key] = max(wait, found.get(key, 0.0))
        return found
