"""The inbox: what a platform sent, kept before it is understood."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, null, select, update

from bot.domain.people import Address
from bot.storage.database import Tx
from bot.storage.dialect import insert_or_ignore
from bot.storage.tables import updates

OPEN, DONE, ASIDE = "open", "done", "aside"
MOST_ATTEMPTS = 5
KNOWN = 100  # so many of a platform's newest are always known; none hands out more at once
_FIRST_WAIT = timedelta(seconds=1)
# nothing waits for longer; beyond it lies only what a clock said that was set back since
_LONGEST_WAIT = _FIRST_WAIT * 2 ** (MOST_ATTEMPTS - 1)
_WAITING = select(updates.c.chat).where(
    updates.c.state == OPEN,
    updates.c.not_before > bindparam("now"),
    updates.c.not_before <= bindparam("latest"),
)
_CLAIMED = (updates.c.platform, updates.c.number, updates.c.chat, updates.c.raw, updates.c.attempts)
_OPEN = (updates.c.state == OPEN) & updates.c.chat.not_in(_WAITING)
_OLDEST = select(*_CLAIMED).where(_OPEN).order_by(updates.c.number).limit(bindparam("most"))
_PLACE = func.row_number().over(partition_by=updates.c.chat, order_by=updates.c.number)
_PLACED = select(*_CLAIMED, _PLACE.label("place")).where(_OPEN).subquery()
_IN_TURN = select(_PLACED).order_by(_PLACED.c.place, _PLACED.c.number).limit(bindparam("most"))
_MANY = 4  # of one chat among the oldest: others may wait behind them
_ASIDE = (updates.c.state == ASIDE) & updates.c.raw.is_not(None)
_DONE = (
    update(updates)
    .where(
        updates.c.platform == bindparam("of"),
        updates.c.number.in_(bindparam("numbers", expanding=True)),
    )
    .values(state=DONE, raw=None)
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """An update that a platform handed out, with its own number and whose turn it takes."""

    platform: str
    number: int
    chat: Address | None
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """A kept update; `chat` is the key of whose turn it takes, `raw` the platform's own JSON."""

    platform: str
    number: int
    chat: str
    raw: dict[str, Any]
    attempts: int


def keep(tx: Tx, arrived: Sequence[Arrived], now: datetime) -> None:
    """Insert updates; one that is here already stays as it is."""
    rows = [
        {
            "platform": one.platform,
            "number": one.number,
            "chat": one.chat.key if one.chat else "",
            # escaped: no letter that a database refuses can hold the inbox up
            "raw": json.dumps(one.raw),
            "state": OPEN,
            "attempts": 0,
            "received_at": now,
        }
        for one in arrived
    ]
    insert_or_ignore(tx, updates, rows, keys=("platform", "number"))


def claim(tx: Tx, limit: int, now: datetime) -> tuple[Update, ...]:
    """The oldest open updates, a chat's in order; nothing of a chat whose earlier update waits for
    another try. Where one has sent many, all chats take turns.
    """
    given = {"now": now, "latest": now + _LONGEST_WAIT, "most": limit}
    rows = tx.execute(_OLDEST, given).all()
    chats = Counter(row.chat for row in rows)
    if len(rows) == limit and max(chats.values()) >= _MANY:
        rows = tx.execute(_IN_TURN, given).all()
    return tuple(
        Update(row.platform, row.number, row.chat, json.loads(row.raw), row.attempts)
        for row in rows
    )


def done(tx: Tx, handled: Sequence[Update]) -> None:
    """Mark handled; the words themselves are let go."""
    for platform in {one.platform for one in handled}:
        numbers = [one.number for one in handled if one.platform == platform]
        tx.execute(_DONE, {"of": platform, "numbers": numbers})


def failed(tx: Tx, one: Update, error: str, now: datetime) -> bool:
    """Plan another try, or set aside after five; True when it was set aside."""
    attempts = one.attempts + 1
    aside = attempts >= MOST_ATTEMPTS
    wait = _FIRST_WAIT * 2 ** (attempts - 1)
    tx.execute(
        update(updates)
        .where(updates.c.platform == one.platform, updates.c.number == one.number)
        .values(
            attempts=attempts, state=ASIDE if aside else OPEN, not_before=now + wait, error=error
        )
    )
    return aside


def next_try(tx: Tx, now: datetime) -> datetime | None:
    """When the next waiting update may be tried again, or None."""
    query = select(func.min(updates.c.not_before)).where(
        updates.c.state == OPEN,
        updates.c.not_before > now,
        updates.c.not_before <= now + _LONGEST_WAIT,
    )
    moment: datetime | None = tx.execute(query).scalar()
    return moment


def set_aside(tx: Tx) -> int:
    """How many were set aside and can be tried again."""
    query = select(func.count()).select_from(updates).where(_ASIDE)
    return tx.execute(query).scalar_one()


def lay_aside(tx: Tx) -> int:
    """What is open is not handled unless somebody says so; how many these are."""
    aside = {"state": ASIDE, "error": "restored"}
    return tx.execute(update(updates).where(updates.c.state == OPEN).values(**aside)).rowcount


def retry(tx: Tx) -> int:
    """Let what was set aside be handled as if it had just come; how many these are."""
    fresh = {"state": OPEN, "attempts": 0, "not_before": null(), "error": null()}
    return tx.execute(update(updates).where(_ASIDE).values(**fresh)).rowcount


def forget(tx: Tx, before: datetime) -> None:
    """Delete handled updates and those set aside that are older; each platform's newest stay,
    without their words: it hands them out again when the desk ended before it confirmed them, and
    "older" is said by a clock that may have been set meanwhile.
    """
    old = updates.c.state.in_([DONE, ASIDE]) & (updates.c.received_at < before)
    tx.execute(update(updates).where(_ASIDE, old).values(raw=null()))
    later = updates.alias()
    oldest_kept = (
        select(later.c.number)
        .where(later.c.platform == updates.c.platform)
        .order_by(later.c.number.desc())
        .limit(1)
        .offset(KNOWN - 1)
        .scalar_subquery()
    )
    tx.execute(delete(updates).where(old, updates.c.number < oldest_kept))
