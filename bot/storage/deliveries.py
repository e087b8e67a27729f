"""The outbox: everything that is owed to people, one row an act."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Boolean, and_, bindparam, delete, func, null, select, update

from bot.domain.messages import address_of
from bot.domain.outbox import (
    STEPS_ASIDE,
    TURN,
    About,
    Delivery,
    Draft,
    Lane,
    State,
    next_wait,
    queue_of,
)
from bot.domain.people import Address
from bot.storage import codec
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.dialect import insert_or_ignore
from bot.storage.tables import LONGEST_ORIGIN, deliveries

_PICKED = (
    deliveries.c.id,
    deliveries.c.key,
    deliveries.c.lane,
    deliveries.c.act,
    deliveries.c.then,
    deliveries.c.attempts,
    deliveries.c.slot,
    deliveries.c.queue,
    deliveries.c.created_at,
    deliveries.c.origin,
)

_LONGEST_ANEW = timedelta(minutes=1)
BRIEF = ("answer-tap", "answer-search")  # the kinds that nobody waits for after a moment
_LET_GO = {"act": null(), "then": null()}  # the words of people are not kept twice
_QUEUED = deliveries.c.state == State.QUEUED
_NOW: BindParameter[datetime] = bindparam("now", type_=deliveries.c.not_before.type)
# what waits for a group that is away holds up no contact, nor does what fails again and again
_HOLDS_UP = (
    deliveries.c.is_group
    | deliveries.c.address.is_(None)
    | (func.coalesce(deliveries.c.error, "") != About.GROUP)
) & (deliveries.c.attempts < STEPS_ASIDE)
_LATER = (  # the first in each queue that waits: for another try, or for the rest of its album
    select(deliveries.c.queue, func.min(deliveries.c.id).label("id"))
    .where(_QUEUED, deliveries.c.not_before > _NOW, deliveries.c.queue.is_not(None), _HOLDS_UP)
    .group_by(deliveries.c.queue)
    .subquery()
)
_WHOSE = func.coalesce(deliveries.c.address, deliveries.c.queue)  # whose limit it counts to
_IN_TURN = _WHOSE.is_(None) | _WHOSE.not_in(bindparam("skip", expanding=True))
_IN_NEED = (deliveries.c.lane == Lane.URGENT) & _WHOSE.not_in(bindparam("full", expanding=True))
_OPENS = (deliveries.c.kind == "open-thread") & (deliveries.c.lane != Lane.URGENT)
_SPEAKABLE = and_(
    _IN_TURN | _IN_NEED,
    ~(_OPENS & bindparam("opening", type_=Boolean)),
    deliveries.c.queue.is_(None) | deliveries.c.queue.not_in(bindparam("busy", expanding=True)),
    _LATER.c.id.is_(None) | (_LATER.c.id > deliveries.c.id),
)
_DUE = (
    select(*_PICKED)
    .outerjoin_from(deliveries, _LATER, _LATER.c.queue == deliveries.c.queue)
    .where(_QUEUED, deliveries.c.not_before <= _NOW, _SPEAKABLE)
    .order_by(deliveries.c.lane, deliveries.c.turn, deliveries.c.id)
    .limit(bindparam("most"))
)
_LAST_TURNS = (
    select(deliveries.c.queue, deliveries.c.lane, func.max(deliveries.c.turn).label("turn"))
    .where(
        _QUEUED,
        deliveries.c.lane.in_(bindparam("lanes", expanding=True)),
        deliveries.c.queue.in_(bindparam("queues", expanding=True)),
    )
    .group_by(deliveries.c.queue, deliveries.c.lane)
)
_REPLACE = delete(deliveries).where(
    deliveries.c.slot == bindparam("taken"), _QUEUED, deliveries.c.attempts == 0
)
_NEXT_DUE = select(func.min(deliveries.c.not_before)).where(_QUEUED, deliveries.c.not_before > _NOW)
_SENT = (
    update(deliveries)
    .where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=State.SENT, ended_at=_NOW, attempts=deliveries.c.attempts + 1, **_LET_GO)
)


def owe(
    tx: Tx, drafts: Iterable[Draft], *, cause: str, now: datetime, origin: str | None = None
) -> None:
    """Record drafts; the n-th without a key of its own gets `cause:n`. A key that exists is not
    owed twice. `origin` is what the cause itself goes back to, where it is not the first.
    """
    rows = list[dict[str, Any]]()
    for n, draft in enumerate(drafts):
        if draft.slot is not None:
            tx.execute(_REPLACE, {"taken": draft.slot})
            rows = [row for row in rows if row["slot"] != draft.slot]
        row = _row(draft, draft.key or f"{cause}:{n}", now)
        rows.append(row | {"origin": (origin or cause)[:LONGEST_ORIGIN]})
    _take_turns(tx, rows, now)
    insert_or_ignore(tx, deliveries, rows, keys=("key",))


def _take_turns(tx: Tx, rows: Iterable[dict[str, Any]], now: datetime) -> None:
    """None before what its queue owes already, whatever the clock says meanwhile. In a group, when
    each would be said if every thread had its share: no thread with much to say holds up one with
    little.
    """
    queued = [row for row in rows if row["queue"] is not None]
    last = _last_turns(tx, queued) if queued else {}
    for row in queued:
        # an answer of the desk's never overtakes an expert's
        if row["lane"] == Lane.REPLY and (row["queue"], Lane.RELAY) in last:
            row["lane"] = int(Lane.RELAY)
        before = last.get((row["queue"], row["lane"]))
        if before is not None:
            row["turn"] = max(now, before + TURN if row["is_group"] else before)
        last[row["queue"], row["lane"]] = row["turn"]


def _last_turns(tx: Tx, rows: Iterable[dict[str, Any]]) -> dict[tuple[str, int], datetime]:
    """By queue and lane: the last turn that is taken there by what still waits."""
    lanes = {row["lane"] for row in rows} | {int(Lane.RELAY)}
    given = {"lanes": sorted(lanes), "queues": sorted({row["queue"] for row in rows})}
    return {(row.queue, row.lane): row.turn for row in tx.execute(_LAST_TURNS, given)}


def _row(draft: Draft, key: str, now: datetime) -> dict[str, Any]:
    address, act = address_of(draft.act), codec.act_to_json(draft.act)
    return {
        "key": key,
        "lane": int(draft.lane),
        "address": address.key if address else None,
        "is_group": address is not None and address.group,
        "kind": act["act"],
        "act": act,
        "then": codec.follow_up_to_json(draft.then) if draft.then else None,
        "slot": draft.slot,
        "queue": queue_of(draft),
        "state": State.QUEUED,
        "attempts": 0,
        "not_before": now + draft.wait,
        "created_at": now,
        "turn": now,
    }


def due(
    tx: Tx,
    now: datetime,
    limit: int,
    *,
    skip: Collection[str] = (),
    full: Collection[str] = (),
    busy: Collection[str] = (),
    opening: bool = False,
) -> tuple[Delivery, ...]:
    """What may be spoken now, by lane and age; nothing of the chats and persons whose keys are in
    `skip`, but of emergencies, unless they are in `full`, too; nothing of the queues in `busy`, nor
    of one whose earlier act waits for another try. While a thread is `opening`, no other is begun:
    what fills it goes first.
    """
    given = {"now": now, "skip": list(skip), "full": list(full), "busy": list(busy)}
    given |= {"opening": opening}
    rows = tx.execute(_DUE, given | {"most": limit})
    return tuple(_delivery(row) for row in rows)


def _delivery(row: Any) -> Delivery:
    return Delivery(
        id=row.id,
        key=row.key,
        lane=Lane(row.lane),
        act=codec.act_from_json(row.act),
        then=codec.follow_up_from_json(row.then) if row.then else None,
        attempts=row.attempts,
        slot=row.slot,
        queue=row.queue,
        owed_at=row.created_at,
        origin=row.origin,
    )


def next_due(tx: Tx, now: datetime) -> datetime | None:
    """When the next waiting delivery may be spoken, or None."""
    moment: datetime | None = tx.execute(_NEXT_DUE, {"now": now}).scalar()
    return moment


def begin(tx: Tx, one: Delivery) -> None:
    """Write down that the call is about to be made: of a broadcast, so that a crash does not repeat
    it; of one in a slot, so that nothing newer takes the place of words that are on their way.
    """
    if one.lane is Lane.BROADCAST or one.slot is not None:
        tx.execute(update(deliveries).where(deliveries.c.id == one.id).values(state=State.SENDING))


def end(tx: Tx, delivery_id: int, state: State, *, now: datetime, error: str | None = None) -> None:
    """Write down how it ended; the words themselves are let go."""
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id)
        .values(
            state=state,
            ended_at=now,
            error=error,
            attempts=deliveries.c.attempts + 1,
            **_LET_GO,
        )
    )


def sent(tx: Tx, ids: Sequence[int], now: datetime) -> None:
    """`end` for many calls that went well."""
    tx.execute(_SENT, {"ids": list(ids), "now": now})


def again(tx: Tx, delivery: Delivery, *, at: datetime, error: str, tries: int) -> None:
    """Plan another try; `tries` is how many count so far. What was given up while its call was
    under way stays so: its words are gone.
    """
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery.id, deliveries.c.ended_at.is_(None))
        .values(state=State.QUEUED, not_before=at, attempts=tries, error=error)
    )


def expire(tx: Tx, before: datetime, now: datetime) -> None:
    """Drop the toasts, and what searches found, that have waited since before then."""
    tx.execute(
        update(deliveries)
        .where(_QUEUED, deliveries.c.kind.in_(BRIEF), deliveries.c.created_at < before)
        .values(state=State.FAILED, ended_at=now, error="expired", **_LET_GO)
    )


def hasten(tx: Tx, slot: str, lane: Lane) -> None:
    """What waits in a slot is said in this lane, if that is sooner."""
    waiting = update(deliveries).where(deliveries.c.slot == slot, _QUEUED)
    tx.execute(waiting.where(deliveries.c.lane > int(lane)).values(lane=int(lane)))


def hurry(tx: Tx, now: datetime) -> None:
    """The clock was set back, or may have been: nothing waits longer than it was to wait, nor than
    a minute, and nothing that was owed by the clock before is overtaken by what is owed by this
    one.
    """
    _turn_back(tx, now)
    waiting = select(deliveries.c.id, deliveries.c.attempts, deliveries.c.not_before).where(
        _QUEUED, deliveries.c.not_before > now
    )
    for row in tx.execute(waiting).all():
        latest = now + next_wait(row.attempts + 1, _LONGEST_ANEW)
        if row.not_before > latest:
            one = update(deliveries).where(deliveries.c.id == row.id)
            tx.execute(one.values(not_before=latest))


def _turn_back(tx: Tx, now: datetime) -> None:
    """What is owed by a clock that was ahead takes its turn by this one, in its queue's order."""
    d = deliveries.c
    ahead = select(d.queue).where(_QUEUED, d.created_at > now, d.queue.is_not(None))
    rows = tx.execute(
        select(d.id, d.queue, d.lane, d.turn, d.created_at)
        .where(_QUEUED, (d.created_at > now) | d.queue.in_(ahead))
        .order_by(d.id.desc())
    )
    behind: dict[tuple[str | None, int], datetime] = {}
    for row in rows.all():
        queue, owed = (row.queue, row.lane), min(row.created_at, now)
        turn = behind[queue] = min(row.turn, behind.get(queue, now))
        if (turn, owed) != (row.turn, row.created_at):
            changed = update(deliveries).where(d.id == row.id)
            tx.execute(changed.values(turn=turn, created_at=owed))


def unrecorded(tx: Tx, ids: Collection[int]) -> tuple[Delivery, ...]:
    """Those of `ids` that are not written down as ended, oldest first."""
    open_states = deliveries.c.state.in_([State.QUEUED, State.SENDING])
    rows = tx.execute(
        select(*_PICKED).where(deliveries.c.id.in_(ids), open_states).order_by(deliveries.c.id)
    )
    return tuple(_delivery(row) for row in rows)


def settle_interrupted(tx: Tx, now: datetime, *, left: Collection[int] | None) -> int:
    """After a crash: calls that were about to be made are owed again, but those of broadcasts in
    `left` (None: all) count as made; how many counted.
    """
    begun = deliveries.c.state == State.SENDING
    made = begun & (deliveries.c.lane == Lane.BROADCAST)
    if left is not None:
        made &= deliveries.c.id.in_(left)
    result = tx.execute(
        update(deliveries).where(made).values(state=State.UNCERTAIN, ended_at=now, **_LET_GO)
    )
    tx.execute(update(deliveries).where(begun).values(state=State.QUEUED))
    return result.rowcount


def owe_unbegun(tx: Tx, flying: Collection[int]) -> None:
    """After a commit that failed, or whose answer was lost: calls that were about to be made are
    owed again, but those of `flying`, which are under way.
    """
    begun = deliveries.c.state == State.SENDING
    tx.execute(
        update(deliveries).where(begun, deliveries.c.id.not_in(flying)).values(state=State.QUEUED)
    )


def drop_unreachable(tx: Tx, address: Address, now: datetime) -> tuple[Delivery, ...]:
    """Nothing more is owed to somebody who blocked the desk; what was, oldest first."""
    owed = _QUEUED & (deliveries.c.address == address.key)
    rows = tx.execute(select(*_PICKED).where(owed).order_by(deliveries.c.id))
    dropped = tuple(_delivery(row) for row in rows)
    tx.execute(
        update(deliveries).where(owed).values(state=State.UNREACHABLE, ended_at=now, **_LET_GO)
    )
    return dropped


def withdraw(tx: Tx, group: Address, now: datetime) -> None:
    """Nothing more is said in a group that the desk has left; who wrote there is still asked
    after.
    """
    said = _QUEUED & (deliveries.c.address == group.key) & (deliveries.c.kind != "ask-member")
    ended = {"state": State.FAILED, "ended_at": now, "error": "left"}
    tx.execute(update(deliveries).where(said).values(**ended, **_LET_GO))


def withdraw_one(tx: Tx, key: str, now: datetime) -> None:
    """Whoever it is for wants it no more; what is under way arrives."""
    waits = update(deliveries).where(_QUEUED, deliveries.c.key == key)
    tx.execute(waits.values(state=State.WITHDRAWN, ended_at=now, **_LET_GO))


def recent(tx: Tx, since: datetime) -> list[tuple[Address | None, datetime]]:
    """(address, moment) of the acts since then, oldest first: what the pace has to remember over a
    restart.
    """
    query = (
        select(deliveries.c.address, deliveries.c.is_group, deliveries.c.ended_at)
        .where(deliveries.c.ended_at >= since)
        .order_by(deliveries.c.ended_at)
    )
    return [
        (from_key(row.address, group=row.is_group) if row.address else None, row.ended_at)
        for row in tx.execute(query)
    ]


def waiting(tx: Tx) -> int:
    """How many calls are still owed."""
    return tx.execute(
        select(func.count())
        .select_from(deliveries)
        .where(deliveries.c.state.in_([State.QUEUED, State.SENDING]))
    ).scalar_one()


def in_slot(tx: Tx, slot: str) -> Delivery | None:
    """The delivery that still waits in this slot, or None."""
    query = select(*_PICKED).where(
        and_(deliveries.c.slot == slot, deliveries.c.state == State.QUEUED)
    )
    row = tx.execute(query).first()
    return _delivery(row) if row else None


def leave_slot(tx: Tx, slot: str) -> None:
    """What waits there keeps its place in the outbox; nothing newer replaces it any more."""
    tx.execute(update(deliveries).where(deliveries.c.slot == slot, _QUEUED).values(slot=null()))


def waiting_in(tx: Tx, queue: str, lane: Lane) -> int:
    """How many of a lane wait in a queue."""
    waits = (deliveries.c.lane == int(lane)) & (deliveries.c.queue == queue)
    return tx.execute(select(func.count()).where(_QUEUED, waits)).scalar_one()


def is_open(tx: Tx, slot: str) -> bool:
    """Whether a call of this slot waits or is under way."""
    open_states = deliveries.c.state.in_([State.QUEUED, State.SENDING])
    return (
        tx.execute(select(deliveries.c.id).where(deliveries.c.slot == slot, open_states)).first()
        is not None
    )


def counts(tx: Tx, prefix: str) -> dict[str, int]:
    """How many deliveries whose key starts with the prefix stand in which state."""
    query = (
        select(deliveries.c.state, func.count().label("n"))
        .where(deliveries.c.key.startswith(prefix, autoescape=True))
        .group_by(deliveries.c.state)
    )
    return {row.state: row.n for row in tx.execute(query)}


def forget(tx: Tx, before: datetime) -> None:
    """Delete spoken deliveries that are older; the newest stays, so that no number is given twice:
    the journal knows calls by their numbers.
    """
    newest = select(func.max(deliveries.alias().c.id)).scalar_subquery()
    tx.execute(delete(deliveries).where(deliveries.c.ended_at < before, deliveries.c.id < newest))
