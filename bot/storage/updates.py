"""The inbox: what Telegram sent, kept before it is understood."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.books import Tx
from bot.storage.tables import updates

OPEN, DONE, ASIDE = "open", "done", "aside"
MOST_ATTEMPTS = 5
_FIRST_WAIT = timedelta(seconds=1)
_WAITING = select(updates.c.chat_id).where(
    updates.c.state == OPEN, updates.c.not_before > bindparam("now")
)
_CLAIM = (
    select(updates.c.id, updates.c.chat_id, updates.c.raw, updates.c.attempts)
    .where(updates.c.state == OPEN, updates.c.chat_id.not_in(_WAITING))
    .order_by(updates.c.id)
    .limit(bindparam("most"))
)
_DONE = (
    update(updates)
    .where(updates.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=DONE, raw=None)
)


@cache
def _insert(dialect: str) -> Executable:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(updates)
    statement: Executable = insert.on_conflict_do_nothing(index_elements=["id"])
    return statement


@dataclass(frozen=True, slots=True)
class Update:
    """A kept update; `raw` is Telegram's own JSON."""

    id: int
    chat_id: int
    raw: dict[str, Any]
    attempts: int


def keep(tx: Tx, arrived: Sequence[tuple[int, int, dict[str, Any]]], now: datetime) -> None:
    """Insert updates as (id, chat id, raw); one that is here already stays as it is."""
    rows = [
        {
            "id": id,
            "chat_id": chat_id,
            # escaped: no letter that a database refuses can hold the inbox up
            "raw": json.dumps(raw),
            "state": OPEN,
            "attempts": 0,
            "received_at": now,
        }
        for id, chat_id, raw in arrived
    ]
    if not rows:
        return
    tx.execute(_insert(tx.dialect.name), rows)


def claim(tx: Tx, limit: int, now: datetime) -> tuple[Update, ...]:
    """The oldest open updates, in order; nothing of a chat whose earlier update waits for another
    try.
    """
    rows = tx.execute(_CLAIM, {"now": now, "most": limit})
    return tuple(Update(row.id, row.chat_id, json.loads(row.raw), row.attempts) for row in rows)


def done(tx: Tx, ids: Sequence[int]) -> None:
    """Mark handled; the words themselves are let go."""
    if ids:
        tx.execute(_DONE, {"ids": list(ids)})


def failed(tx: Tx, one: Update, error: str, now: datetime) -> bool:
    """Plan another try, or set aside after five; True when it was set aside."""
    attempts = one.attempts + 1
    aside = attempts >= MOST_ATTEMPTS
    wait = _FIRST_WAIT * 2 ** (attempts - 1)
    tx.execute(
        update(updates)
        .where(updates.c.id == one.id)
        .values(
            attempts=attempts, state=ASIDE if aside else OPEN, not_before=now + wait, error=error
        )
    )
    return aside


def next_try(tx: Tx, now: datetime) -> datetime | None:
    """When the next waiting update may be tried again, or None."""
    query = select(func.min(updates.c.not_before)).where(
        updates.c.state == OPEN, updates.c.not_before > now
    )
    moment: datetime | None = tx.execute(query).scalar()
    return moment


def forget(tx: Tx, before: datetime) -> None:
    """Delete handled updates that are older; the newest one stays, as the mark of where we are."""
    newest = select(func.max(updates.c.id)).scalar_subquery()
    tx.execute(
        delete(updates).where(
            updates.c.state == DONE, updates.c.received_at < before, updates.c.id < newest
        )
    )
