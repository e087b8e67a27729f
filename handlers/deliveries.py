"""The outbox's turn: how acts ended, which come next, and what a crash left behind."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.domain.messages import address_of, group_of
from bot.domain.outbox import (
    FRESH,
    About,
    Cause,
    Delivery,
    Draft,
    Failure,
    Lane,
    State,
    after_failure,
    is_expired,
)
from bot.domain.people import Place
from bot.domain.results import Result
from bot.domain.words import Words
from bot.storage import chats, deliveries, facts
from bot.storage.database import is_outage
from handlers import coordinators, failures, results
from handlers.record import in_staff
from handlers.work import Work

log = structlog.get_logger(__name__)

Ended = tuple[Delivery, Result | None, Failure | None]


@dataclass(frozen=True, slots=True)
class Hold:
    """What is not to be spoken now: acts under way and their queues, and chats that have to wait,
    of which those in `full` don't even hear an emergency; `away` are groups that nothing can be
    copied from, by key and with how long they are left alone; `opening`: a thread is, which will be
    filled before the next one is opened.
    """

    ids: Collection[int] = ()
    queues: Collection[str] = ()
    chats: Collection[str] = ()
    full: Collection[str] = ()
    away: Mapping[str, timedelta] = field(default_factory=dict)
    opening: bool = False


def cycle(
    work: Work, ended: Sequence[Ended], room: int, hold: Hold
) -> tuple[list[Delivery], datetime | None]:
    """What ended is recorded, and what is said next is chosen: at most `room` acts, one a chat.

    Also when the next one is due, where more could be said than there is.
    """
    settle(work, ended)
    if room == 0:
        return [], deliveries.next_due(work.tx, work.now)
    found = _due(work, room + len(hold.ids), hold)
    if any(is_expired(one, work.now) for one in found):
        deliveries.expire(work.tx, work.now - FRESH, work.now)
        found = _due(work, room + len(hold.ids), hold)
    chosen = _chosen(work, found, room, hold)
    if len(chosen) == room:
        return chosen, None
    # behind those of one chat there may be others': at once again
    more = len(found) == room + len(hold.ids)
    return chosen, work.now if more else deliveries.next_due(work.tx, work.now)


def _due(work: Work, most: int, hold: Hold) -> tuple[Delivery, ...]:
    return deliveries.due(
        work.tx,
        work.now,
        most,
        skip=hold.chats,
        full=hold.full,
        busy=hold.queues,
        opening=hold.opening,
    )


def _chosen(work: Work, found: Iterable[Delivery], room: int, hold: Hold) -> list[Delivery]:
    chosen: list[Delivery] = []
    taken: set[str] = set()
    for one in found:
        chat, group = address_of(one.act), group_of(one.act)
        turns = {chat.key} if chat is not None else set()
        turns |= {one.queue} if one.queue is not None else set()
        if len(chosen) == room or one.id in hold.ids or turns & taken:
            continue
        left = hold.away.get(group.key) if group is not None else None
        if left is not None and one.lane is not Lane.TAP:
            _leave_alone(work, one, left)
            continue
        chosen.append(one)
        taken |= turns
        deliveries.begin(work.tx, one)
    return chosen


def _leave_alone(work: Work, one: Delivery, left: timedelta) -> None:
    """Its group is away, as others found out: that is no try of this one."""
    error = str(About.GROUP)
    deliveries.again(work.tx, one, at=work.now + left, error=error, tries=one.attempts)


def recover(work: Work, ended: Sequence[Ended], *, ids: set[int]) -> None:
    """After a cycle that failed: each end recorded by itself, and what was chosen but is not among
    `ids` owed again.
    """
    settle(work, ended, careful=True)
    deliveries.owe_unbegun(work.tx, ids)


def on_clock_set_back(work: Work) -> None:
    """Nobody waits longer for it."""
    log.warning("clock_set_back")
    _hurry(work)


def _hurry(work: Work) -> None:
    deliveries.hurry(work.tx, work.now)
    chats.hurry(work.tx, work.now)


def settle(work: Work, ended: Sequence[Ended], *, careful: bool = False) -> None:
    """Record how acts ended; `careful` isolates each follow-up, so that one that fails stops no
    other.
    """
    went_well = [delivery.id for delivery, _, failure in ended if failure is None]
    if went_well:
        deliveries.sent(work.tx, went_well, work.now)
        _group_is_back(work, ended)
    for one in ended:
        if careful:
            _isolated(work, one)
        else:
            _follow_up(work, one)


def _isolated(work: Work, one: Ended) -> None:
    try:
        with work.tx.begin_nested():
            _follow_up(work, one)
    except Exception as error:
        if is_outage(error):
            raise
        log.error("follow_up_failed", **_which(one[0]), error=type(error).__name__)
        state = State.FAILED if one[2] else State.SENT
        deliveries.end(work.tx, one[0].id, state, now=work.now, error="follow-up")


def _follow_up(work: Work, one: Ended) -> None:
    delivery, result, failure = one
    if failure is not None:
        drafts = _failed(work, delivery, failure)
    elif result is not None:
        drafts = results.on_done(work, delivery, result)
    else:
        return
    cause, origin = f"delivery:{delivery.id}", delivery.origin
    deliveries.owe(work.tx, drafts, cause=cause, now=work.now, origin=origin)


def _failed(work: Work, delivery: Delivery, failure: Failure) -> list[Draft]:
    if failure.about is About.GROUP and group_of(delivery.act) != work.desk.staff:
        failure = replace(failure, about=About.MESSAGE)  # another group of before: none to wait for
    if failure.about is About.RECIPIENT and _wrote_since(work, delivery):
        failure = replace(failure, about=About.CALL)  # may be back: is asked once more
    outcome = after_failure(delivery, failure)
    log.warning(
        "act_failed",
        **_which(delivery),
        act=type(delivery.act).__name__,
        about=str(failure.about),
        state=str(outcome.state),
        # a word about a message may quote it
        reason=failure.reason if failure.about in (About.DESK, About.GROUP) else None,
    )
    if failure.about is About.PACE and failure.wait:
        facts.halt(work.tx, work.now, failure.wait)
    away = _group_is_away(work) if failure.about is About.GROUP else []
    error = str(failure.about)
    if outcome.state is State.QUEUED:
        at = work.now + outcome.wait
        deliveries.again(work.tx, delivery, at=at, error=error, tries=outcome.tries)
        shut = failure.cause is Cause.THREAD_CLOSED
        return [*away, *(failures.on_shut(work, delivery) if shut else ())]
    deliveries.end(work.tx, delivery.id, outcome.state, now=work.now, error=error)
    return [*away, *failures.on_failed(work, delivery, failure)]


def _which(delivery: Delivery) -> dict[str, object]:
    """How the logs name a delivery, and what it goes back to."""
    return {"delivery": delivery.id, "origin": delivery.origin}


def _wrote_since(work: Work, delivery: Delivery) -> bool:
    """Whether the person who refused a first call has been heard since it was owed: the refusal
    may have crossed with their return.
    """
    address = address_of(delivery.act)
    chat = chats.at(work.tx, address) if address is not None and not delivery.attempts else None
    seen = chats.seen_at(work.tx, chat.id) if chat is not None else None
    return seen is not None and delivery.owed_at is not None and seen > delivery.owed_at


def _group_is_away(work: Work) -> list[Draft]:
    """Nobody can be told there: it stands in the log and in the figures until it is over, and
    coordinators hear of it in their own chats.
    """
    if facts.get(work.tx, facts.AWAY) is not None:
        return []
    log.error("staff_group_away")
    facts.put(work.tx, facts.AWAY, work.now.isoformat())
    return coordinators.away(work)


def _group_is_back(work: Work, ended: Iterable[Ended]) -> None:
    """Something was said in the staff group again after it was away: it hears since when."""
    staff = work.desk.staff
    if staff is None or all(
        failure is not None or address_of(one.act) != staff for one, _, failure in ended
    ):
        return
    since = facts.get(work.tx, facts.AWAY)
    if since is None:
        return
    log.warning("staff_group_back", since=since)
    facts.forget(work.tx, facts.AWAY)
    words = Words("staff.was-away", {"since": datetime.fromisoformat(since)})
    told = in_staff(work, Place(staff), words)
    deliveries.owe(work.tx, [told], cause=f"was-away:{work.now.date()}", now=work.now)


def resume(work: Work, *, left: Collection[int] | None, answered: Mapping[int, Result]) -> None:
    """After a crash: an answered act is recorded as made, and no broadcast goes to anybody twice
    or never.

    `left` are the acts whose bytes left without an answer, None when nobody knows: then one of a
    broadcast that was about to be made counts as made, else it is owed again unless it left.
    """
    _hurry(work)  # nobody knows what was done to the clock meanwhile
    pending = deliveries.unrecorded(work.tx, answered)
    settle(work, [(one, answered[one.id], None) for one in pending], careful=True)
    uncertain = deliveries.settle_interrupted(work.tx, work.now, left=left)
    if pending or uncertain:
        log.warning("resumed_after_a_crash", recorded=len(pending), uncertain=uncertain)
