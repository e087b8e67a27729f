"""Small things to remember by name, such as the end of a halt."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.storage.database import Tx
from bot.storage.dialect import upsert
from bot.storage.tables import facts

HALT = "halt-until"
JOURNAL = "journal-mark"
AGE = "age"
LEAST_TICKET = "least-ticket"  # numbers below were given in a time that a backup lost


def get(tx: Tx, name: str) -> Any:
    """The value, or None."""
    return tx.execute(select(facts.c.value).where(facts.c.name == name)).scalar()


def put(tx: Tx, name: str, value: Any) -> None:
    """Remember a JSON value under a name."""
    upsert(tx, facts, [{"name": name, "value": value}], keys=("name",), change=("value",))


def halted_until(tx: Tx) -> datetime | None:
    """Until when the platform asked for silence, or None."""
    value = get(tx, HALT)
    return datetime.fromisoformat(value) if value else None
