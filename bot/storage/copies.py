"""What is owed of one broadcast: its deliveries, known by what their keys start with."""

from sqlalchemy import delete, func, select

from bot.domain.outbox import State
from bot.storage.database import Tx
from bot.storage.tables import deliveries


def call_back(tx: Tx, prefix: str) -> tuple[str, ...]:
    """What waits under keys that start with the prefix is owed no more, as if it never had been;
    those keys. What is under way arrives.
    """
    waits = (deliveries.c.state == State.QUEUED) & deliveries.c.key.startswith(
        prefix, autoescape=True
    )
    keys = tuple(tx.execute(select(deliveries.c.key).where(waits)).scalars())
    tx.execute(delete(deliveries).where(waits))
    return keys


def reasons(tx: Tx, prefix: str) -> dict[str, int]:
    """How many deliveries whose key starts with the prefix failed, by what it was about."""
    failed = deliveries.c.state == State.FAILED
    query = (
        select(deliveries.c.error, func.count().label("n"))
        .where(failed, deliveries.c.key.startswith(prefix, autoescape=True))
        .group_by(deliveries.c.error)
    )
    return {row.error or "": row.n for row in tx.execute(query)}
