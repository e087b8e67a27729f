"""Broadcasts as rows."""

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select, update

from bot.domain.broadcasts import Broadcast, Status
from bot.domain.people import Spot
from bot.storage import dialect
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.tables import broadcasts

# the fields that have a column of the same name
_PLAIN = tuple(
    field.name
    for field in fields(Broadcast)
    if field.name not in {"id", "status", "subjects", "source"}
)
_UNDER_WAY = (
    select(broadcasts).where(broadcasts.c.status == Status.SENDING).order_by(broadcasts.c.id)
)


def add(tx: Tx, broadcast: Broadcast) -> Broadcast:
    """Insert; the broadcast with its id."""
    return replace(broadcast, id=dialect.add(tx, broadcasts, _values(broadcast)))


def get(tx: Tx, broadcast_id: int | None) -> Broadcast | None:
    """The broadcast, or None."""
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == broadcast_id)).first()
    return _broadcast(row) if row else None


def save(tx: Tx, broadcast: Broadcast) -> None:
    """Write the broadcast as it now stands."""
    tx.execute(update(broadcasts).where(broadcasts.c.id == broadcast.id).values(_values(broadcast)))


def under_way(tx: Tx) -> tuple[Broadcast, ...]:
    """Those being sent, oldest first."""
    return tuple(_broadcast(row) for row in tx.execute(_UNDER_WAY))


def _values(broadcast: Broadcast) -> dict[str, Any]:
    return {
        **{name: getattr(broadcast, name) for name in _PLAIN},
        "status": str(broadcast.status),
        "subjects": sorted(broadcast.subjects),
        "source_address": broadcast.source.chat.key,
        "source_message": broadcast.source.message,
    }


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        **{name: getattr(row, name) for name in _PLAIN},
        id=row.id,
        status=Status(row.status),
        subjects=frozenset(row.subjects),
        source=Spot(from_key(row.source_address, group=True), row.source_message),
    )
