"""What a watcher asks of the database: how much waits, since when, and where tickets stand.

Law: numbers by kind only; nobody's words, names or numbers.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Table, func, select

from bot.domain.desk.queue import OVERDUE
from bot.domain.outbox import Lane, State
from bot.domain.tickets import Status
from bot.storage.database import Tx
from bot.storage.tables import deliveries, queries, tickets, updates
from bot.storage.updates import ASIDE, OPEN

_WAITS = deliveries.c.state.in_([State.QUEUED, State.SENDING])


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and for how many seconds the oldest has."""

    count: int
    oldest: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The desk at one moment."""

    updates: Waiting
    set_aside: int
    deliveries: dict[Lane, Waiting]
    tickets: dict[Status, int]
    overdue: int
    searches: dict[str, int]  # since the database began, by outcome


def measures(tx: Tx, now: datetime) -> Measures:
    """How the desk stands now."""
    overdue = tickets.c.rank.in_(sorted(OVERDUE))
    standing = _by(tx, tickets.c.status)
    return Measures(
        updates=_waiting(tx, now, updates.c.received_at, updates.c.state == OPEN),
        set_aside=_count(tx, updates, updates.c.state == ASIDE),
        deliveries={
            lane: _waiting(tx, now, deliveries.c.created_at, _WAITS & (deliveries.c.lane == lane))
            for lane in Lane
        },
        tickets={status: standing.get(status, 0) for status in Status},
        overdue=_count(tx, tickets, overdue),
        searches=_by(tx, queries.c.outcome),
    )


def _waiting(
    tx: Tx, now: datetime, since: Column[datetime], condition: ColumnElement[bool]
) -> Waiting:
    count, oldest = tx.execute(select(func.count(), func.min(since)).where(condition)).one()
    # a clock that was set back makes nothing younger than now
    return Waiting(count, max(0.0, (now - oldest).total_seconds()) if oldest else 0.0)


def _count(tx: Tx, table: Table, condition: ColumnElement[bool]) -> int:
    return tx.execute(select(func.count()).select_from(table).where(condition)).scalar_one()


def _by(tx: Tx, column: Column[str]) -> dict[str, int]:
    rows = tx.execute(select(column, func.count()).group_by(column).order_by(column))
    return {row[0]: row[1] for row in rows}
