"""Experts as rows: known from the first time that they act, by the address they do it from."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.people import Actor, Address, Role
from bot.storage import addresses as places
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import addresses, experts

_AT = (
    select(experts.c.id, experts.c.role)
    .join(addresses, addresses.c.expert == experts.c.id)
    .where(addresses.c.platform == bindparam("platform"), addresses.c.id == bindparam("own"))
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


def give_role(tx: Tx, expert: int, role: Role) -> None:
    """From now on the expert has this role."""
    tx.execute(update(experts).where(experts.c.id == expert).values(role=role))
