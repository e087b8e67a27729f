"""Experts as rows: known from the first time that they act, by the address they do it from."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.domain.people import Actor, Address, Expert, Role
from bot.domain.words import Called
from bot.storage import addresses as places
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import addresses, experts

_OF_ADDRESS = select(experts).join(addresses, addresses.c.expert == experts.c.id)
_AT = _OF_ADDRESS.where(
    addresses.c.platform == bindparam("platform"), addresses.c.id == bindparam("own")
)
_HERE = (
    select(experts, addresses.c.id.label("own"))
    .join(addresses, addresses.c.expert == experts.c.id)
    .where(
        addresses.c.platform == bindparam("platform"),
        addresses.c.is_group.is_(False),
        experts.c.gone_at.is_(None),
    )
    .order_by(experts.c.seen_at.desc(), experts.c.id)
)


def met(tx: Tx, address: Address, name: str, now: datetime, *, leads: bool | None = None) -> Actor:
    """Whoever acts there, on first sight a new expert; the name is kept fresh, as is whether they
    run the group where that is known, the role not.
    """
    row = tx.execute(_AT, {"platform": address.platform, "own": address.id}).first()
    if row is None:
        return _first_seen(tx, address, name, now, leads=leads)
    fresh: dict[str, Any] = {"name": name, "seen_at": now, "gone_at": None}
    fresh |= {} if leads is None else {"leads": leads}
    tx.execute(update(experts).where(experts.c.id == row.id).values(fresh))
    return Actor(row.id, name, Role(row.role))


def known(tx: Tx, address: Address) -> int | None:
    """The number of whoever acts there, if they ever did."""
    row = tx.execute(_AT, {"platform": address.platform, "own": address.id}).first()
    return int(row.id) if row is not None else None


def _first_seen(tx: Tx, address: Address, name: str, now: datetime, *, leads: bool | None) -> Actor:
    row = {"name": name, "role": Role.EXPERT, "seen_at": now, "leads": bool(leads)}
    number = dialect.add(tx, experts, row)
    places.give_expert(tx, address, expert=number)
    return Actor(number, name)


def at(tx: Tx, address: Address) -> Expert | None:
    """The expert who acts from there, also one who has left; None before they first acted."""
    row = tx.execute(_AT, {"platform": address.platform, "own": address.id}).first()
    return _expert(row) if row is not None else None


def get(tx: Tx, number: int) -> Expert | None:
    """The expert of this number, also one who has left, or None."""
    row = tx.execute(select(experts).where(experts.c.id == number)).first()
    return _expert(row) if row is not None else None


def address_of(tx: Tx, number: int, platform: str) -> Address | None:
    """Where the expert acts from on this platform, or None."""
    where = (addresses.c.expert == number) & (addresses.c.platform == platform)
    own = tx.execute(select(addresses.c.id).where(where, addresses.c.is_group.is_(False))).scalar()
    return Address(platform, own) if own is not None else None


def stands(tx: Tx, address: Address, *, leads: bool) -> None:
    """Whoever acted from there is in the staff group, and runs it or not."""
    expert = at(tx, address)
    if expert is not None:
        fresh = {"leads": leads, "gone_at": None}
        tx.execute(update(experts).where(experts.c.id == expert.id).values(fresh))


def left(tx: Tx, address: Address, now: datetime) -> None:
    """Whoever acted from there is no longer in the staff group: nobody calls them any more."""
    expert = at(tx, address)
    if expert is not None:
        tx.execute(update(experts).where(experts.c.id == expert.id).values(gone_at=now))


def name_of(tx: Tx, expert: int | None) -> str | None:
    """The expert's name, or None."""
    name: str | None = tx.execute(select(experts.c.name).where(experts.c.id == expert)).scalar()
    return name


def names(tx: Tx) -> dict[int, str]:
    """The names of all experts by their numbers, also of those who have left."""
    return {row.id: row.name for row in tx.execute(select(experts.c.id, experts.c.name))}


def here(tx: Tx, platform: str) -> tuple[Expert, ...]:
    """All who have not left, whoever acted last first."""
    return tuple(map(_expert, tx.execute(_HERE, {"platform": platform})))


def called(tx: Tx, platform: str, whom: Collection[int]) -> tuple[Called, ...]:
    """These experts as people who can be called on this platform, whoever acted last first."""
    rows = tx.execute(_HERE.where(experts.c.id.in_(whom)), {"platform": platform})
    return tuple(Called(row.name, row.own) for row in rows)


def save(tx: Tx, expert: Expert) -> None:
    """From now on the expert has these roles and subjects."""
    values = {
        "role": str(expert.role),
        "on_duty": expert.on_duty,
        "subjects": sorted(expert.subjects),
    }
    tx.execute(update(experts).where(experts.c.id == expert.id).values(values))


def _expert(row: Any) -> Expert:
    plain = Expert(row.id, row.name, Role(row.role), on_duty=bool(row.on_duty))
    return replace(plain, subjects=frozenset(row.subjects or ()), leads=bool(row.leads))
