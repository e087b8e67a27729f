"""Who wants to hear of which subjects."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Select, delete, func, select

from bot.domain.broadcasts import Reach, Recipient
from bot.domain.people import Address
from bot.storage.database import Tx
from bot.storage.dialect import insert_or_ignore
from bot.storage.tables import addresses, chats, subscriptions


def subjects(tx: Tx, contact: int) -> frozenset[int]:
    """The subjects this contact wants to hear of."""
    mine = select(subscriptions.c.subject).where(subscriptions.c.contact == contact)
    return frozenset(tx.execute(mine).scalars())


def subscribe(tx: Tx, contact: int, subject: int, *, on: bool, now: datetime) -> None:
    """Turn a subject on or off."""
    if on:
        row = {"contact": contact, "subject": subject, "at": now}
        insert_or_ignore(tx, subscriptions, [row], keys=("contact", "subject"))
        return
    tx.execute(
        delete(subscriptions).where(
            subscriptions.c.contact == contact, subscriptions.c.subject == subject
        )
    )


def unsubscribe_all(tx: Tx, contact: int) -> None:
    """Somebody who blocked the desk hears of nothing any more."""
    tx.execute(delete(subscriptions).where(subscriptions.c.contact == contact))


def _reached(of: Iterable[int]) -> Select[tuple[int]]:
    return (
        select(subscriptions.c.contact)
        .join(chats, chats.c.id == subscriptions.c.contact)
        .where(subscriptions.c.subject.in_(list(of)), chats.c.reachable)
        .distinct()
    )


def reach(tx: Tx, of: Iterable[int]) -> Reach:
    """How many reachable contacts asked for at least one of these subjects, by language."""
    query = (
        select(chats.c.language, func.count().label("n"))
        .where(chats.c.id.in_(_reached(of)))
        .group_by(chats.c.language)
    )
    return Reach({row.language: row.n for row in tx.execute(query)})


def joined(tx: Tx, of: Iterable[int], *, since: datetime, until: datetime) -> int:
    """How many contacts asked for one of these subjects in this time, and still want it."""
    s = subscriptions.c
    new = s.subject.in_(list(of)) & (s.at >= since) & (s.at <= until)
    return tx.execute(select(func.count(s.contact.distinct())).where(new)).scalar_one()


def subscribers(tx: Tx, of: Iterable[int], *, after: int | None, limit: int) -> Iterator[Recipient]:
    """Who asked for one of these subjects, in the order of their numbers, from the one after
    `after`.
    """
    reached = _reached(of)
    if after is not None:
        reached = reached.where(subscriptions.c.contact > after)
    query = (
        select(
            addresses.c.contact,
            addresses.c.platform,
            addresses.c.id,
            addresses.c.is_group,
            chats.c.language,
        )
        .join(chats, chats.c.id == addresses.c.contact)
        .where(addresses.c.contact.in_(reached))
        .order_by(addresses.c.contact)
        .limit(limit)
    )
    for row in tx.execute(query):
        address = Address(row.platform, row.id, row.is_group)
        yield Recipient(row.contact, address, row.language)
