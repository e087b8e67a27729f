"""Where what people have of a broadcast stands in their chats."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select

from bot.domain.broadcasts import Recipient
from bot.domain.people import Address
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import addresses, arrivals, chats


def keep(tx: Tx, broadcast: int, contact: int, *, messages: Collection[str], now: datetime) -> None:
    """It stands there from now on; what is known already stays."""
    row = {"broadcast": broadcast, "contact": contact, "messages": list(messages), "at": now}
    dialect.insert_or_ignore(tx, arrivals, [row], keys=("broadcast", "contact"))


def _of(broadcast: int, languages: Collection[str]) -> Select[Any]:
    return (
        select(
            arrivals.c.contact,
            arrivals.c.messages,
            chats.c.language,
            addresses.c.platform,
            addresses.c.id,
            addresses.c.is_group,
        )
        .join(chats, chats.c.id == arrivals.c.contact)
        .join(addresses, addresses.c.contact == arrivals.c.contact)
        .where(arrivals.c.broadcast == broadcast, chats.c.reachable)
        .where(chats.c.language.in_(languages))
    )


def count(tx: Tx, broadcast: int, languages: Collection[str]) -> dict[str, int]:
    """How many have it, by their language."""
    found = _of(broadcast, languages).subquery()
    query = select(found.c.language, func.count().label("n")).group_by(found.c.language)
    return {row.language: row.n for row in tx.execute(query)}


def recipients(
    tx: Tx, broadcast: int, languages: Collection[str], *, after: int | None, limit: int
) -> Iterator[Recipient]:
    """Those who have it, in the order of their numbers, from the one after `after`."""
    query = _of(broadcast, languages).order_by(arrivals.c.contact).limit(limit)
    if after is not None:
        query = query.where(arrivals.c.contact > after)
    for row in tx.execute(query):
        address = Address(row.platform, row.id, row.is_group)
        yield Recipient(row.contact, address, row.language, tuple(row.messages))


def forget(tx: Tx, before: datetime) -> None:
    """Where older ones stand: they are corrected no more."""
    tx.execute(delete(arrivals).where(arrivals.c.at < before))
