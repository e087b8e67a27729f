"""Things that go wrong between a bot and Telegram, ordered in advance: "the next two sendMessage
calls hang".

Law: a fault says what happens to one call; the rules decide which call, in the order they were
given.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TooMany:
    """429 with `retry_after` seconds; the halt is kept, calls inside it are violations."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Refuse:
    """An ordinary JSON error, such as 403 or 400, in Telegram's form."""

    code: int
    description: str


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page in place of JSON, as a proxy answers when Telegram is away."""

    code: int = 502


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer at all for `seconds`; `handled` says whether the call took effect."""

    seconds: float = 3600.0
    handled: bool = False


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is torn down; `handled` says whether the call took effect before."""

    handled: bool = False


@dataclass(frozen=True, slots=True)
class BrokenJson:
    """Half a JSON text with status 200; `handled` says whether the call took effect."""

    handled: bool = True


@dataclass(frozen=True, slots=True)
class Slow:
    """The right answer, `seconds` late; `handled` says whether the call took effect before."""

    seconds: float = 1.0
    handled: bool = False


Fault = TooMany | Refuse | Page | Hang | Reset | BrokenJson | Slow


@dataclass(slots=True)
class Rule:
    """A fault for `times` matching calls, after `skip` of them have passed unharmed."""

    fault: Fault
    method: str | None
    chat_id: int | None
    times: int
    skip: int

    def takes(self, method: str, chat_id: int | None) -> bool:
        """Whether this call meets the rule; counts down as it does."""
        if (
            self.times <= 0
            or self.method not in (None, method)
            or self.chat_id not in (None, chat_id)
        ):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


@dataclass(slots=True)
class Faults:
    """The rules still to be carried out."""

    rules: list[Rule] = field(default_factory=list)

    def next(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault of this call, from the first rule that takes it."""
        for rule in self.rules:
            if rule.takes(method, chat_id):
                self.rules = [kept for kept in self.rules if kept.times > 0]
                return rule.fault
        return None
