"""The files of albums in the staff group, outside of tickets: they come one by one."""

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.domain.broadcasts import Version
from bot.domain.messages import Message
from bot.domain.people import Spot
from bot.storage import dialect
from bot.storage.codec import message_from_json, message_to_json
from bot.storage.database import Tx
from bot.storage.tables import group_albums


def keep(tx: Tx, at: Spot, content: Message, now: datetime) -> None:
    """One more file of an album."""
    row = {
        "address": at.chat.key,
        "message": at.message,
        "album": content.album or "",
        "content": message_to_json(content),
        "at": now,
    }
    dialect.insert_or_ignore(tx, group_albums, [row], keys=("address", "message"))


def change(tx: Tx, at: Spot, content: Message) -> None:
    """Somebody changed a file of an album, or its words."""
    known = (group_albums.c.address == at.chat.key) & (group_albums.c.message == at.message)
    tx.execute(update(group_albums).where(known).values(content=message_to_json(content)))


def of(tx: Tx, at: Spot, album: str) -> Version:
    """The files of the album, in the order in which they stand there."""
    mine = (group_albums.c.address == at.chat.key) & (group_albums.c.album == album)
    rows = tx.execute(select(group_albums.c.message, group_albums.c.content).where(mine)).all()
    in_order = sorted(rows, key=lambda row: (len(row.message), row.message))
    return tuple(message_from_json(row.content) for row in in_order)


def forget(tx: Tx, before: datetime) -> None:
    """Older ones are announced no more."""
    tx.execute(delete(group_albums).where(group_albums.c.at < before))
