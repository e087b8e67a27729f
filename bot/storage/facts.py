"""Small things to remember by name, such as the end of a halt."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.domain.people import Address
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.dialect import upsert
from bot.storage.tables import facts

HALT = "halt-until"
JOURNAL = "journal-mark"
_MOVED = "moved:"  # before the key of a group's old address


def get(tx: Tx, name: str) -> Any:
    """The value, or None."""
    return tx.execute(select(facts.c.value).where(facts.c.name == name)).scalar()


def put(tx: Tx, name: str, value: Any) -> None:
    """Remember a JSON value under a name."""
    upsert(tx, facts, [{"name": name, "value": value}], keys=("name",), change=("value",))


def put_moved(tx: Tx, before: Address, now: Address) -> None:
    """Remember that a group has a new address."""
    put(tx, f"{_MOVED}{before.key}", now.key)


def moved(tx: Tx, group: Address | None) -> Address | None:
    """Where a group is today: the address it moved to last, else the one it has always had."""
    found, seen = group, set[str]()
    while found and found.key not in seen and (now := get(tx, f"{_MOVED}{found.key}")):
        seen.add(found.key)
        found = from_key(now, group=True)
    return found


def halted_until(tx: Tx) -> datetime | None:
    """Until when the platform asked for silence, or None."""
    value = get(tx, HALT)
    return datetime.fromisoformat(value) if value else None
