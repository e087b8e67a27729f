"""Small things to remember by name, such as the end of a halt."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.books import Tx
from bot.storage.tables import facts

HALT = "halt-until"
JOURNAL = "journal-mark"


def get(tx: Tx, name: str) -> Any:
    """The value, or None."""
    return tx.execute(select(facts.c.value).where(facts.c.name == name)).scalar()


def put(tx: Tx, name: str, value: Any) -> None:
    """Remember a JSON value under a name."""
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    row = dialect.insert(facts).values(name=name, value=value)
    tx.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def halted_until(tx: Tx) -> datetime | None:
    """Until when Telegram asked for silence, or None."""
    value = get(tx, HALT)
    return datetime.fromisoformat(value) if value else None
