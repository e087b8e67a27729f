"""What is owed to people, in which order, and what a failed act means for its delivery.

Law: one delivery is one act with a unique, repeatable key; the table below is the only place that
says what happens after a failure.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

from bot.domain.messages import Act
from bot.domain.results import FollowUp

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

    HALT = "halt"  # too many calls: nobody speaks until it is over, then again
    RETRY = "retry"  # the network or the platform stumbled: again, later each time
    UNREACHABLE = "unreachable"  # the person blocked the bot or is gone
    DROP = "drop"  # the act can never work
    FATAL = "fatal"  # the desk itself is no longer let in; nothing can be said


class Cause(StrEnum):
    """What a refusal is about, where the platform says so."""

    THREAD_GONE = "thread-gone"
    MESSAGE_GONE = "message-gone"  # the one that was to be changed
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an act failed; `uncertain` when the platform may have carried it out all the same."""

    verdict: Verdict
    reason: str
    wait: timedelta = timedelta()
    uncertain: bool = False
    cause: Cause = Cause.OTHER


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
    """A delivery to be recorded: one act, and what its result leads to.

    `slot` lets a newer draft take the place of one that has not been spoken yet; `wait` is how long
    it waits at least; without a `key` it gets one from what caused it.
    """

    act: Act
    lane: Lane = Lane.REPLY
    then: FollowUp | None = None
    slot: str | None = None
    key: str | None = None
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A recorded delivery, ready to be spoken."""

    id: int
    key: str
    lane: Lane
    act: Act
    then: FollowUp | None = None
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
