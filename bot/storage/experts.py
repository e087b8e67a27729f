"""Experts as rows: known from the first time that they act, by the address they do it from."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.people import Actor, Address, Role
from bot.domain.words import Called
from bot.storage import addresses as places
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import addresses, experts

_AT = (
    select(experts.c.id, experts.c.role)
    .join(addresses, addresses.c.expert == experts.c.id)
    .where(addresses.c.platform == bindparam("platform"), addresses.c.id == bindparam("own"))
)
MOST_CALLED = 20  # people in one message
_CALLED = (
    select(experts.c.name, addresses.c.id.label("own"))
    .join(addresses, addresses.c.expert == experts.c.id)
    .where(addresses.c.platform == bindparam("platform"), addresses.c.is_group.is_(False))
    .order_by(experts.c.seen_at.desc(), experts.c.id)
    .limit(MOST_CALLED)
)


def met(tx: Tx, address: Address, name: str, now: datetime) -> Actor:
    """Whoever acts there, on first sight a new expert; the name is kept fresh, the role not."""
    row = tx.execute(_AT, {"platform": address.platform, "own": address.id}).first()
    if row is None:
        return _first_seen(tx, address, name, now)
    fresh = update(experts).where(experts.c.id == row.id).values(name=name, seen_at=now)
    tx.execute(fresh)
    return Actor(row.id, name, Role(row.role))


def _first_seen(tx: Tx, address: Address, name: str, now: datetime) -> Actor:
    row = {"name": name, "role": Role.EXPERT, "seen_at": now}
    number = dialect.add(tx, experts, row)
    places.give_expert(tx, address, expert=number)
    return Actor(number, name)


def name_of(tx: Tx, expert: int | None) -> str | None:
    """The expert's name, or None."""
    name: str | None = tx.execute(select(experts.c.name).where(experts.c.id == expert)).scalar()
    return name


def names(tx: Tx) -> dict[int, str]:
    """The names of all who ever acted, by their numbers."""
    rows = tx.execute(select(experts.c.id, experts.c.name).order_by(experts.c.id))
    return {row.id: row.name for row in rows}


def called(tx: Tx, platform: str, expert: int | None = None) -> tuple[Called, ...]:
    """The expert as somebody who can be called on this platform; without one everybody who can,
    whoever acted last first.
    """
    query = _CALLED if expert is None else _CALLED.where(experts.c.id == expert)
    return tuple(Called(row.name, row.own) for row in tx.execute(query, {"platform": platform}))


def give_role(tx: Tx, expert: int, role: Role) -> None:
    """From now on the expert has this role."""
    tx.execute(update(experts).where(experts.c.id == expert).values(role=role))
