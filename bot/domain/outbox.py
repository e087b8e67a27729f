"""What is owed to people, in which order, and what a failed act means for its delivery.

Law: one delivery is one act with a unique, repeatable key; the table below is the only place that
says what happens after a failure. How long an act is tried is counted in the waits between its
tries, never by a clock that may be set.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.domain.messages import (
    Act,
    AnswerSearch,
    AnswerTap,
    AskMember,
    CloseThread,
    Copy,
    Edit,
    NameThread,
    React,
    Say,
    SayAlbum,
    SendFile,
    address_of,
)
from bot.domain.people import Address
from bot.domain.results import ActOnEdit, ActOnWords, FollowUp

# of a group, which hears twenty calls a minute: what waits in one of its threads takes turns with
# the others', each at this distance from the one before it
TURN = timedelta(seconds=3)
_FIRST_WAIT = timedelta(seconds=1)
# a platform answers a tap or a search for so long; what is older is not said at all
FRESH = timedelta(seconds=30)
_GROWN = 12  # tries after which every wait is as long as it gets
# so many tries, ten minutes, what fails by itself holds up what comes after it in its queue; then
# it is tried on alone, for as long as its lane allows
STEPS_ASIDE = 15
# so many tries at least are remembered of what is tried for ever, and no more: 1, 2, 4 … 60 s
_KNOWN_TRIES = 7


class Lane(IntEnum):
    """Priority: a smaller lane speaks first.

    In the staff group, which hears twenty calls a minute: emergencies, also before what the same
    person wrote earlier; then ticket by ticket, so that a thread is filled before the next one
    opens; then what is added, the threads in turn; then changes of cards. Its few calls hold up no
    contact, but hundreds of taps and replies would hold up these.
    """

    URGENT = 5
    FILL = 7  # the card and the words of a new thread
    THREAD = 8
    TAP = 9
    REPLY = 10
    RELAY = 20
    CARD = 25
    REMINDER = 30
    SETUP = 40
    BROADCAST = 50


@dataclass(frozen=True, slots=True)
class Patience:
    """For how long an act is tried again, and how long it waits for the next try at most."""

    span: timedelta
    longest: timedelta


_SECONDS = Patience(timedelta(seconds=10), timedelta(seconds=4))
_MINUTES = Patience(timedelta(minutes=10), timedelta(minutes=1))
_DAY = timedelta(hours=24)
_MINUTE, _FIVE = timedelta(minutes=1), timedelta(minutes=5)
PATIENCE: Mapping[Lane, Patience] = {
    Lane.TAP: _SECONDS,
    # people's words, and what they wait for
    **dict.fromkeys(
        (Lane.URGENT, Lane.FILL, Lane.REPLY, Lane.THREAD, Lane.RELAY, Lane.CARD),
        Patience(_DAY, _MINUTE),
    ),
    Lane.REMINDER: Patience(_DAY, _FIVE),  # it is planned once and never again
    Lane.SETUP: Patience(timedelta(hours=1), _FIVE),  # the next start says it once more
    Lane.BROADCAST: Patience(timedelta(hours=2), _FIVE),
}


class About(StrEnum):
    """What a failure is a word about."""

    MESSAGE = "message"  # this act, which can never work
    RECIPIENT = "recipient"  # the person blocked the desk, or is gone
    GROUP = "group"  # the group that the act needs is away, or our rights in it are
    CALL = "call"  # the network or the platform stumbled: perhaps over this call alone
    DESK = "desk"  # nobody at all is reached: no network, a foreign answer, a token revoked
    PACE = "pace"  # too many calls: silence for `wait`, then again


class Cause(StrEnum):
    """What a refusal is about, where the platform says so."""

    THREAD_GONE = "thread-gone"
    THREAD_CLOSED = "thread-closed"  # where the desk may not write until somebody opens it again
    MESSAGE_GONE = "message-gone"  # the one that was to be changed, or taken away
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an act failed; `uncertain` when the platform may have carried it out all the same."""

    about: About
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
    WITHDRAWN = "withdrawn"  # broadcasts only; the person wants no more of it
    UNCERTAIN = "uncertain"  # broadcasts only: a crash or time-out hid the result; not repeated


@dataclass(frozen=True, slots=True)
class Draft:
    """A delivery to be recorded: one act, and what its result leads to.

    `slot` lets a newer draft take the place of one that has not been spoken yet; `wait` is how long
    it waits at least; without a `key` it gets one from what caused it. `of` is the person whose
    press or search it answers: nobody's haste keeps others waiting.
    """

    act: Act
    lane: Lane = Lane.REPLY
    then: FollowUp | None = None
    slot: str | None = None
    key: str | None = None
    wait: timedelta = timedelta()
    of: Address | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A recorded delivery, ready to be spoken; those of one `queue` never overtake each other."""

    id: int
    key: str
    lane: Lane
    act: Act
    then: FollowUp | None = None
    attempts: int = 0
    slot: str | None = None
    queue: str | None = None
    owed_at: datetime | None = None
    origin: str | None = None  # what it goes back to, such as `update:telegram:42`


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a delivery after a failure: `tries` are those that count from now on."""

    state: State
    wait: timedelta = timedelta()
    tries: int = 0


def queue_of(draft: Draft) -> str | None:
    """What an act must not be overtaken by or overtake; None where it depends on nothing.

    A contact's chat is in order, and so is each thread of a group; a change of what stands in a
    group comes after the change before, and what the staff writes in a thread is looked at in its
    order. What answers one person's presses is, too. What waits in one holds up no other.
    """
    act, lane, then = draft.act, draft.lane, draft.then
    if isinstance(then, ActOnWords | ActOnEdit):
        place = then.wrote.place if isinstance(then, ActOnWords) else then.edited.place
        return f"{place.chat.key}/{place.thread or ''}/words"
    if draft.of is not None:
        return f"taps:{draft.of.key}"
    address = address_of(act)
    if address is None or lane is Lane.REMINDER or isinstance(act, React):
        return None
    if lane is Lane.BROADCAST:
        return f"broadcast:{address.key}"
    if not address.group:
        return address.key
    match act:
        case Edit(at=at):
            return f"{address.key}#{at.message}"
        case NameThread(place=place):
            return f"{address.key}/{place.thread}/name"
        case Say(to=place) | SayAlbum(to=place) | Copy(to=place) if place.thread:
            return f"{address.key}/{place.thread}"
        case SendFile(to=place) | CloseThread(place=place) if place.thread:
            return f"{address.key}/{place.thread}"
    return None


def is_brief(act: Act) -> bool:
    """Whether it answers a press or a search, for which nobody waits for long."""
    return isinstance(act, AnswerTap | AnswerSearch)


def is_expired(delivery: Delivery, now: datetime) -> bool:
    """Whether nobody waits for it any more: a toast, or what a search found."""
    late = delivery.owed_at is not None and now - delivery.owed_at > FRESH
    return late and is_brief(delivery.act)


def patience_of(delivery: Delivery) -> Patience:
    """How long it is tried. A member's press is to be carried out, though it hurries like a tap."""
    pressed = delivery.lane is Lane.TAP and isinstance(delivery.act, AskMember)
    return _MINUTES if pressed else PATIENCE[delivery.lane]


def next_wait(tries: int, longest: timedelta) -> timedelta:
    """How long to wait after the `tries`-th failed try: 1 s, 2 s, 4 s … at most `longest`."""
    return min(_FIRST_WAIT * int(2 ** min(tries - 1, 20)), longest)


def waited(tries: int, longest: timedelta) -> timedelta:
    """How long an act has waited in all once it waits after its `tries`-th failed try."""
    early = min(tries, _GROWN)
    growing = sum((next_wait(n, longest) for n in range(1, early + 1)), timedelta())
    return growing + longest * (tries - early)


def after_failure(delivery: Delivery, failure: Failure) -> Outcome:
    """What becomes of the delivery."""
    tries, patience = delivery.attempts + 1, patience_of(delivery)
    wait = next_wait(tries, patience.longest)
    match failure.about:
        # the pace holds everybody back; a wait of its own would let later words overtake it
        case About.PACE:
            return Outcome(State.QUEUED, tries=delivery.attempts)
        case About.RECIPIENT:
            return Outcome(State.UNREACHABLE, tries=tries)
        case About.MESSAGE:
            return Outcome(State.FAILED, tries=tries)
        case About.CALL if failure.uncertain and delivery.lane is Lane.BROADCAST:
            return Outcome(State.UNCERTAIN, tries=tries)
        # no word about what was to be said, however long it lasts; where it is the group, another
        # of its acts is tried before this one is again: it may be refused this one only
        case About.DESK | About.GROUP if delivery.lane is not Lane.TAP:
            known = max(delivery.attempts, min(tries, _KNOWN_TRIES))
            later = tries + (failure.about is About.GROUP)
            return Outcome(State.QUEUED, next_wait(later, patience.longest), known)
    if waited(tries, patience.longest) > patience.span:
        return Outcome(State.FAILED, tries=tries)
    return Outcome(State.QUEUED, wait, tries)
