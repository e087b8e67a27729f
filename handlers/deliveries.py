"""The outbox's turn: how acts ended, which come next, and what a crash left behind."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.domain.messages import address_of
from bot.domain.outbox import Delivery, Draft, Failure, State, Verdict, after_failure
from bot.domain.results import Result
from bot.storage import deliveries, facts
from bot.storage.database import is_outage
from handlers import results
from handlers.work import Work

log = structlog.get_logger(__name__)

Ended = tuple[Delivery, Result | None, Failure | None]


def cycle(
    work: Work, ended: Sequence[Ended], room: int, *, skip: set[str], ids: set[int]
) -> tuple[list[Delivery], datetime | None]:
    """What ended is recorded, and what is said next is chosen: at most `room` acts, one a chat,
    none of `ids`.

    Also when the next one is due, where more could be said than there is.
    """
    settle(work, ended)
    if room == 0:
        return [], deliveries.next_due(work.tx, work.now)
    chosen: list[Delivery] = []
    taken: set[str] = set()
    found = deliveries.due(work.tx, work.now, room + len(ids), skip=skip)
    for one in found:
        chat = address_of(one.act)
        if len(chosen) == room or one.id in ids or (chat is not None and chat.key in taken):
            continue
        chosen.append(one)
        if chat is not None:
            taken.add(chat.key)
        deliveries.begin(work.tx, one)
    if len(chosen) == room:
        return chosen, None
    # behind those of one chat there may be others': at once again
    more = len(found) == room + len(ids)
    return chosen, work.now if more else deliveries.next_due(work.tx, work.now)


def recover(work: Work, ended: Sequence[Ended], *, ids: set[int]) -> None:
    """After a cycle that failed: each end recorded by itself, and what was chosen but is not among
    `ids` owed again.
    """
    settle(work, ended, careful=True)
    deliveries.owe_unbegun(work.tx, ids)


def settle(work: Work, ended: Sequence[Ended], *, careful: bool = False) -> None:
    """Record how acts ended; `careful` isolates each follow-up, so that one that fails stops no
    other.
    """
    went_well = [delivery.id for delivery, _, failure in ended if failure is None]
    if went_well:
        deliveries.sent(work.tx, went_well, work.now)
    for one in sorted(ended, key=lambda one: one[0].id):  # as they were owed, not as they ended
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
        log.error("follow_up_failed", delivery=one[0].id, error=type(error).__name__)
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
    deliveries.owe(work.tx, drafts, cause=f"delivery:{delivery.id}", now=work.now)


def _failed(work: Work, delivery: Delivery, failure: Failure) -> list[Draft]:
    state, wait = after_failure(delivery, failure)
    log.warning(
        "act_failed",
        delivery=delivery.id,
        act=type(delivery.act).__name__,
        verdict=str(failure.verdict),
        state=str(state),
    )
    if failure.verdict is Verdict.HALT:
        facts.put(work.tx, facts.HALT, (work.now + failure.wait).isoformat())
    if state is State.QUEUED:
        _again(work, delivery, failure, wait=wait)
        return []
    error = str(failure.verdict)
    deliveries.end(work.tx, delivery.id, state, now=work.now, error=error)
    return results.on_failed(work, delivery, failure)


def _again(work: Work, delivery: Delivery, failure: Failure, *, wait: timedelta) -> None:
    """Plan another try; a halt is nobody's fault and does not count as one."""
    verdict = failure.verdict
    at, counts = work.now + wait, verdict is not Verdict.HALT
    deliveries.again(work.tx, delivery, at=at, error=str(verdict), counts=counts)


def resume(work: Work, *, left: Collection[int] | None, answered: Mapping[int, Result]) -> None:
    """After a crash: an answered act is recorded as made, and no broadcast goes to anybody twice
    or never.

    `left` are the acts whose bytes left without an answer, None when nobody knows: then one of a
    broadcast that was about to be made counts as made, else it is owed again unless it left.
    """
    pending = deliveries.unrecorded(work.tx, answered)
    settle(work, [(one, answered[one.id], None) for one in pending], careful=True)
    uncertain = deliveries.settle_interrupted(work.tx, work.now, left=left)
    if pending or uncertain:
        log.warning("resumed_after_a_crash", recorded=len(pending), uncertain=uncertain)
