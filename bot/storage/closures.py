"""Days on which the desk is closed, as coordinators said."""

from datetime import date

from sqlalchemy import delete, select

from bot.domain.desk.closures import Closure
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import closures


def add(tx: Tx, closure: Closure, *, by: int) -> None:
    """Remember it, and which expert said so."""
    row = {"first": closure.first, "last": closure.last, "reason": closure.reason, "by": by}
    dialect.add(tx, closures, row)


def coming(tx: Tx, today: date) -> tuple[Closure, ...]:
    """Those that are not over, in their order."""
    query = select(closures).where(closures.c.last >= today).order_by(closures.c.first)
    return tuple(Closure(row.first, row.last, row.reason, row.id) for row in tx.execute(query))


def get(tx: Tx, number: int) -> Closure | None:
    """The one of this number, or None."""
    row = tx.execute(select(closures).where(closures.c.id == number)).first()
    return Closure(row.first, row.last, row.reason, row.id) if row is not None else None


def remove(tx: Tx, number: int) -> None:
    """Take one back."""
    tx.execute(delete(closures).where(closures.c.id == number))


def days(tx: Tx) -> frozenset[date]:
    """All days of all of them."""
    found = (Closure(row.first, row.last, row.reason) for row in tx.execute(select(closures)))
    return frozenset(day for closure in found for day in closure.days)
