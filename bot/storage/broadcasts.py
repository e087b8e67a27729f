"""Broadcasts as rows."""

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import insert, select, update

from bot.domain.broadcasts import Broadcast, Status
from bot.storage.books import Tx
from bot.storage.tables import broadcasts


def add(tx: Tx, broadcast: Broadcast) -> Broadcast:
    """Insert; the broadcast with its id."""
    key = tx.execute(insert(broadcasts).values(**_values(broadcast))).inserted_primary_key
    assert key is not None
    return replace(broadcast, id=key[0])


def get(tx: Tx, id: int | None) -> Broadcast | None:
    """The broadcast, or None."""
    row = tx.execute(select(broadcasts).where(broadcasts.c.id == id)).first()
    return _broadcast(row) if row else None


def save(tx: Tx, broadcast: Broadcast) -> None:
    """Write the broadcast as it now stands."""
    tx.execute(
        update(broadcasts).where(broadcasts.c.id == broadcast.id).values(**_values(broadcast))
    )


def under_way(tx: Tx) -> tuple[Broadcast, ...]:
    """Those being sent, oldest first."""
    rows = tx.execute(
        select(broadcasts).where(broadcasts.c.status == Status.SENDING).order_by(broadcasts.c.id)
    )
    return tuple(_broadcast(row) for row in rows)


def _values(broadcast: Broadcast) -> dict[str, Any]:
    values = {name: value for name, value in asdict(broadcast).items() if name != "id"}
    return {**values, "topics": sorted(broadcast.topics)}


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        **{**row._mapping, "status": Status(row.status), "topics": frozenset(row.topics)}
    )
