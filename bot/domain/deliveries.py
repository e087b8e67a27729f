"""What is owed to Telegram, in which order, and what a failed call means.

Law: one delivery is one Bot API call with a unique, repeatable key; the table below is the only
place that says what happens after a failure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import Any

MOST_ATTEMPTS = 12
_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=5)


class Lane(IntEnum):
    """Priority: a smaller lane speaks first."""

    TAP = 0
    REPLY = 1
    RELAY = 2
    REMINDER = 3
    SETUP = 4
    BROADCAST = 5


class Verdict(StrEnum):
    """What a failure asks for."""

    HALT = "halt"  # 429: nobody speaks until it is over, then again
    RETRY = "retry"  # the network or Telegram stumbled: again, later each time
    UNREACHABLE = "unreachable"  # 403: the person blocked the bot or is gone
    DROP = "drop"  # 400: the call can never work
    FATAL = "fatal"  # 401: the token is no longer valid; nothing can be said


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call failed; `uncertain` when Telegram may have carried it out all the same."""

    verdict: Verdict
    reason: str
    wait: timedelta = timedelta()
    uncertain: bool = False


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    # written before the call: of a broadcast, so that a crash never repeats it; of a slot
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    UNCERTAIN = "uncertain"  # broadcasts only: a crash or time-out hid the result; not repeated


@dataclass(frozen=True, slots=True)
class Draft:
    """A delivery to be recorded. `then` names the follow-up that gets the call's result;
    `slot` lets a newer draft take the place of one that has not been spoken yet."""

    method: str
    payload: Mapping[str, Any]
    lane: Lane = Lane.REPLY
    chat_id: int | None = None
    then: Mapping[str, Any] = field(default_factory=dict)
    slot: str | None = None
    key: str | None = None
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A recorded delivery, ready to be spoken."""

    id: int
    key: str
    lane: Lane
    chat_id: int | None
    method: str
    payload: Mapping[str, Any]
    then: Mapping[str, Any]
    attempts: int = 0
    slot: str | None = None


def next_wait(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failed try: 1 s, 2 s, 4 s … at most five minutes."""
    return min(_FIRST_WAIT * int(2 ** min(attempts - 1, 20)), _LONGEST_WAIT)


def after_failure(delivery: Delivery, failure: Failure) -> tuple[State, timedelta]:
    """The delivery's next state and how long it waits there."""
    match failure.verdict:
        # the pace holds everybody back; a wait of its own would let later words overtake it
        case Verdict.HALT:
            return State.QUEUED, timedelta()
        case Verdict.UNREACHABLE:
            return State.UNREACHABLE, timedelta()
        case Verdict.RETRY if failure.uncertain and delivery.lane is Lane.BROADCAST:
            return State.UNCERTAIN, timedelta()
        case Verdict.RETRY if delivery.attempts + 1 < MOST_ATTEMPTS:
            return State.QUEUED, next_wait(delivery.attempts + 1)
        case Verdict.FATAL:
            return State.QUEUED, _LONGEST_WAIT
    return State.FAILED, timedelta()
