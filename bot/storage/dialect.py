"""What both databases can do but say differently: an insert that may meet a row of the same keys.

Law: the statement is built once for each database, table and use, then only executed.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Tx

Row = Mapping[str, Any]


def add(tx: Tx, table: Table, row: Row) -> int:
    """Insert a row; the number it got."""
    key = tx.execute(insert(table), dict(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def insert_or_ignore(tx: Tx, table: Table, rows: Sequence[Row], *, keys: tuple[str, ...]) -> None:
    """Insert rows of one shape; one whose `keys` are there already stays as it is."""
    upsert(tx, table, rows, keys=keys, change=())


def upsert(
    tx: Tx,
    table: Table,
    rows: Sequence[Row],
    *,
    keys: tuple[str, ...],
    change: tuple[str, ...],
) -> None:
    """Insert rows of one shape; of one whose `keys` are there already only `change` is written."""
    if rows:
        tx.execute(_statement(tx.dialect.name, table, keys, change), [dict(row) for row in rows])


@cache
def _statement(
    dialect: str, table: Table, keys: tuple[str, ...], change: tuple[str, ...]
) -> Executable:
    row = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    fresh = {name: row.excluded[name] for name in change}
    statement: Executable = (
        row.on_conflict_do_update(index_elements=list(keys), set_=fresh)
        if change
        else row.on_conflict_do_nothing(index_elements=list(keys))
    )
    return statement
