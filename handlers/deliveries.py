"""The outbox's turn: how calls ended, which are made next, and what a crash left behind."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.domain.deliveries import Delivery, Draft, Failure, State, Verdict, after_failure
from bot.storage import deliveries, facts
from bot.storage.books import Tx, is_outage
from handlers import results
from handlers.desk import Desk

log = structlog.get_logger(__name__)

Ended = tuple[Delivery, Any, Failure | None]


def cycle(
    tx: Tx,
    ended: Sequence[Ended],
    room: int,
    *,
    skip: set[int],
    ids: set[int],
    desk: Desk,
    now: datetime,
) -> tuple[list[Delivery], datetime | None]:
    """What ended is recorded, and what is said next is chosen: at most `room` calls, one a chat,
    none of `ids`.

    Also when the next one is due, where more could be said than there is.
    """
    settle(tx, ended, desk, now)
    if room == 0:
        return [], deliveries.next_due(tx, now)
    chosen: list[Delivery] = []
    taken: set[int] = set()
    found = deliveries.due(tx, now, room + len(ids), skip=skip)
    for one in found:
        if (
            len(chosen) == room
            or one.id in ids
            or (one.chat_id is not None and one.chat_id in taken)
        ):
            continue
        chosen.append(one)
        if one.chat_id is not None:
            taken.add(one.chat_id)
        deliveries.begin(tx, one)
    if len(chosen) == room:
        return chosen, None
    # behind those of one chat there may be others': at once again
    more = len(found) == room + len(ids)
    return chosen, now if more else deliveries.next_due(tx, now)


def recover(tx: Tx, ended: Sequence[Ended], *, ids: set[int], desk: Desk, now: datetime) -> None:
    """After a cycle that failed: each end recorded by itself, and what was chosen but is not among
    `ids` owed again.
    """
    settle(tx, ended, desk, now, careful=True)
    deliveries.owe_unbegun(tx, ids)


def settle(
    tx: Tx, ended: Sequence[Ended], desk: Desk, now: datetime, *, careful: bool = False
) -> None:
    """Record how calls ended; `careful` isolates each follow-up, so that one that fails stops no
    other.
    """
    went_well = [delivery.id for delivery, _, failure in ended if failure is None]
    if went_well:
        deliveries.sent(tx, went_well, now)
    for one in ended:
        if careful:
            _isolated(tx, one, desk, now)
        else:
            _follow_up(tx, one, desk, now)


def _isolated(tx: Tx, one: Ended, desk: Desk, now: datetime) -> None:
    try:
        with tx.begin_nested():
            _follow_up(tx, one, desk, now)
    except Exception as error:
        if is_outage(error):
            raise
        log.error("follow_up_failed", delivery=one[0].id, error=type(error).__name__)
        deliveries.end(
            tx, one[0].id, State.FAILED if one[2] else State.SENT, now=now, error="follow-up"
        )


def _follow_up(tx: Tx, one: Ended, desk: Desk, now: datetime) -> None:
    delivery, result, failure = one
    if failure is not None:
        drafts = _failed(tx, delivery, failure, desk, now)
    elif delivery.then:
        drafts = results.on_sent(tx, delivery, result, desk=desk, now=now)
    else:
        return
    deliveries.owe(tx, drafts, cause=f"delivery:{delivery.id}", now=now)


def _failed(tx: Tx, delivery: Delivery, failure: Failure, desk: Desk, now: datetime) -> list[Draft]:
    state, wait = after_failure(delivery, failure)
    log.warning(
        "call_failed",
        delivery=delivery.id,
        method=delivery.method,
        verdict=str(failure.verdict),
        state=str(state),
    )
    if failure.verdict is Verdict.HALT:
        facts.put(tx, facts.HALT, (now + failure.wait).isoformat())
    if state is State.QUEUED:
        deliveries.again(
            tx,
            delivery,
            at=now + wait,
            error=str(failure.verdict),
            counts=failure.verdict is not Verdict.HALT,
        )
        return []
    deliveries.end(tx, delivery.id, state, now=now, error=str(failure.verdict))
    return results.on_failed(tx, delivery, failure, desk=desk, now=now)


def resume(
    tx: Tx, *, left: Collection[int] | None, answered: Mapping[int, Any], desk: Desk, now: datetime
) -> None:
    """After a crash: an answered call is recorded as made, and no broadcast goes to anybody twice
    or never.

    `left` are the calls whose bytes left without an answer, None when nobody knows: then a call of
    a broadcast that was about to be made counts as made, else it is owed again unless it left.
    """
    pending = deliveries.unrecorded(tx, answered)
    settle(tx, [(one, answered[one.id], None) for one in pending], desk, now, careful=True)
    uncertain = deliveries.settle_interrupted(tx, now, left=left)
    if pending or uncertain:
        log.warning("resumed_after_a_crash", recorded=len(pending), uncertain=uncertain)
