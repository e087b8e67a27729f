"""Broadcasts as rows."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from bot.domain.broadcasts import Broadcast, Status, Version
from bot.domain.people import Spot
from bot.storage import dialect
from bot.storage.addresses import from_key
from bot.storage.codec import message_from_json, message_to_json
from bot.storage.database import Tx
from bot.storage.tables import broadcasts

# the fields that have a column of the same name
_PLAIN = tuple(
    field.name
    for field in fields(Broadcast)
    if field.name not in {"id", "status", "subjects", "source", "versions", "edition", "stops"}
)
_ALL = select(broadcasts).order_by(broadcasts.c.id)
_UNDER_WAY = _ALL.where(broadcasts.c.status == Status.SENDING)
_PAUSED = _ALL.where(broadcasts.c.status == Status.PAUSED)
_SCHEDULED = _ALL.where(broadcasts.c.status == Status.SCHEDULED)


def add(tx: Tx, broadcast: Broadcast) -> Broadcast:
    """Insert; the broadcast with its id."""
    return replace(broadcast, id=dialect.add(tx, broadcasts, _values(broadcast)))


def get(tx: Tx, broadcast_id: int | None) -> Broadcast | None:
    """The broadcast, or None."""
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id)).first()
    return _broadcast(row) if row else None


def draft_of(tx: Tx, expert: int, *, since: datetime) -> Broadcast | None:
    """The draft that an expert began last, or None; not one from before `since`."""
    mine = (broadcasts.c.by == expert) & (broadcasts.c.status == Status.DRAFT)
    query = select(broadcasts).where(mine, broadcasts.c.created_at >= since)
    row = tx.execute(query.order_by(broadcasts.c.id.desc()).limit(1)).first()
    return _broadcast(row) if row else None


def save(tx: Tx, broadcast: Broadcast) -> None:
    """Write the broadcast as it now stands."""
    tx.execute(update(broadcasts).where(broadcasts.c.id == broadcast.id).values(_values(broadcast)))


def under_way(tx: Tx) -> tuple[Broadcast, ...]:
    """Those being sent, oldest first."""
    return tuple(_broadcast(row) for row in tx.execute(_UNDER_WAY))


def stop(tx: Tx, now: datetime) -> int:
    """Nothing more is planned of those that were confirmed, also for later; how many these are."""
    ended = {"status": str(Status.CANCELLED), "ended_at": now}
    confirmed = broadcasts.c.status.in_([Status.SENDING, Status.SCHEDULED, Status.PAUSED])
    return tx.execute(update(broadcasts).where(confirmed).values(**ended)).rowcount


def paused(tx: Tx) -> tuple[Broadcast, ...]:
    """Those that wait for somebody to take them up again, oldest first."""
    return tuple(_broadcast(row) for row in tx.execute(_PAUSED))


def due(tx: Tx, now: datetime) -> tuple[Broadcast, ...]:
    """Those whose time has come, oldest first."""
    waits = _SCHEDULED.where(broadcasts.c.at <= now)
    return tuple(_broadcast(row) for row in tx.execute(waits))


def stopped(tx: Tx, broadcast_id: int, people: int) -> None:
    """So many more want no more after it; fewer, where they took that back."""
    one = update(broadcasts).where(broadcasts.c.id == broadcast_id)
    tx.execute(one.values(stops=func.coalesce(broadcasts.c.stops, 0) + people))


def _values(broadcast: Broadcast) -> dict[str, Any]:
    return {
        **{name: getattr(broadcast, name) for name in _PLAIN},
        "status": str(broadcast.status),
        "subjects": sorted(broadcast.subjects),
        "source_address": broadcast.source.chat.key,
        "source_message": broadcast.source.message,
        "versions": {
            language: [message_to_json(one) for one in version]
            for language, version in broadcast.versions.items()
        },
        "edition": broadcast.edition,
    }


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        **{name: getattr(row, name) for name in _PLAIN},
        id=row.id,
        status=Status(row.status),
        subjects=frozenset(row.subjects),
        source=Spot(from_key(row.source_address, group=True), row.source_message),
        versions={name: _version(written) for name, written in (row.versions or {}).items()},
        edition=row.edition or 1,
        stops=row.stops or 0,
    )


def _version(written: list[Any]) -> Version:
    return tuple(message_from_json(one) for one in written)
