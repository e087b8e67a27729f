"""Chats as rows: language and reachability as columns, where the conversation stands as one JSON
value.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Executable, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.chats import Chat
from bot.storage.books import Tx
from bot.storage.tables import chats

_ADAPTER = TypeAdapter(Chat)
_COLUMNS = {"id", "language", "reachable"}
_MANY = select(chats.c.id, chats.c.language, chats.c.reachable, chats.c.state).where(
    chats.c.id.in_(bindparam("ids", expanding=True))
)


@cache
def _upsert(dialect: str) -> Executable:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(chats)
    fresh = {name: insert.excluded[name] for name in ("language", "reachable", "state", "seen_at")}
    statement: Executable = insert.on_conflict_do_update(index_elements=["id"], set_=fresh)
    return statement


def get(tx: Tx, chat_id: int) -> Chat | None:
    """The chat, or None for somebody who has never written."""
    return get_many(tx, [chat_id]).get(chat_id)


def get_many(tx: Tx, ids: Sequence[int]) -> dict[int, Chat]:
    """The chats that are known, by id."""
    return {row.id: _chat(row) for row in tx.execute(_MANY, {"ids": list(ids)})}


def _chat(row: Any) -> Chat:
    return _ADAPTER.validate_python(
        {**row.state, "id": row.id, "language": row.language, "reachable": row.reachable}
    )


def save(tx: Tx, chat: Chat, now: datetime) -> None:
    """Write where the chat stands."""
    state = {
        name: value
        for name, value in _ADAPTER.dump_python(chat, mode="json").items()
        if name not in _COLUMNS and value
    }
    values = {
        "id": chat.id,
        "language": chat.language,
        "reachable": chat.reachable,
        "state": state,
        "seen_at": now,
    }
    tx.execute(_upsert(tx.dialect.name), {**values, "created_at": now})


def set_reachable(tx: Tx, chat_id: int, reachable: bool) -> None:
    """Remember that the person blocked the bot, or came back."""
    tx.execute(update(chats).where(chats.c.id == chat_id).values(reachable=reachable))


def count(tx: Tx) -> int:
    """How many chats there are."""
    return tx.execute(select(func.count()).select_from(chats)).scalar_one()
