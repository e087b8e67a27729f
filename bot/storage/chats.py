"""Chats as rows: language and reachability as columns, where the conversation stands as one JSON
value.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.domain.chats import Chat
from bot.domain.people import Address
from bot.storage import addresses as places
from bot.storage import cases, codec, dialect
from bot.storage.database import Tx
from bot.storage.tables import addresses, chats

_CHATS = select(
    chats.c.id,
    chats.c.language,
    chats.c.reachable,
    chats.c.state,
    chats.c.wakes_at,
    addresses.c.platform,
    addresses.c.id.label("own"),
    addresses.c.is_group,
).join(addresses, addresses.c.contact == chats.c.id)
_AT = _CHATS.where(
    addresses.c.platform == bindparam("platform"), addresses.c.id == bindparam("own")
)
_LANGUAGE_AT = (
    select(chats.c.language)
    .join(addresses, addresses.c.contact == chats.c.id)
    .where(addresses.c.platform == bindparam("platform"), addresses.c.id == bindparam("own"))
)
_GET = _CHATS.where(chats.c.id == bindparam("contact"))
_SEEN = select(chats.c.seen_at).where(chats.c.id == bindparam("contact"))
_WAKING = _CHATS.where(chats.c.wakes_at <= bindparam("now")).order_by(chats.c.wakes_at).limit(50)
_SAVE = update(chats).where(chats.c.id == bindparam("contact"))


def at(tx: Tx, address: Address) -> Chat | None:
    """The chat with whoever is reached there, or None for somebody who has never written."""
    row = tx.execute(_AT, {"platform": address.platform, "own": address.id}).first()
    return _chat(row) if row else None


def get(tx: Tx, contact: int) -> Chat | None:
    """A contact's chat, or None."""
    row = tx.execute(_GET, {"contact": contact}).first()
    return _chat(row) if row else None


def language_at(tx: Tx, address: Address) -> str | None:
    """The language of whoever is reached there, wherever their chat stands."""
    where = {"platform": address.platform, "own": address.id}
    language: str | None = tx.execute(_LANGUAGE_AT, where).scalar()
    return language


def _chat(row: Any) -> Chat:
    return codec.chat_from_json(
        row.state,
        contact=row.id,
        address=Address(row.platform, row.own, row.is_group),
        language=row.language,
        reachable=row.reachable,
    )


def begin(tx: Tx, address: Address, language: str, now: datetime) -> Chat:
    """A new chat with whoever is reached there, who becomes a contact with a number."""
    row = {"language": language, "reachable": True, "state": {}, "created_at": now, "seen_at": now}
    row |= {"code": cases.new(tx)}
    contact = dialect.add(tx, chats, row)
    places.give(tx, address, contact=contact)
    return Chat(contact, address, language)


def save(tx: Tx, chat: Chat, now: datetime) -> None:
    """Write where the chat stands; what waits in it comes up when its patience is over."""
    values = {
        "contact": chat.id,
        "language": chat.language,
        "reachable": chat.reachable,
        "state": codec.state_to_json(chat),
        "seen_at": now,
        "wakes_at": now + chat.patience if chat.patience is not None else None,
    }
    tx.execute(_SAVE, values)


def seen_at(tx: Tx, contact: int) -> datetime | None:
    """When a contact last did anything."""
    moment: datetime | None = tx.execute(_SEEN, {"contact": contact}).scalar()
    return moment


def waking(tx: Tx, now: datetime) -> tuple[Chat, ...]:
    """The chats in which something has waited long enough, some at a time."""
    return tuple(_chat(row) for row in tx.execute(_WAKING, {"now": now}))


def hurry(tx: Tx, now: datetime) -> None:
    """The clock was set back, or may have been: nothing waits in a chat for longer than it was
    to wait.
    """
    for row in tx.execute(_CHATS.where(chats.c.wakes_at > now)).all():
        patience = _chat(row).patience
        latest = now + patience if patience is not None else None
        if latest is None or row.wakes_at > latest:
            one = update(chats).where(chats.c.id == row.id)
            tx.execute(one.values(wakes_at=latest))


def set_reachable(tx: Tx, address: Address, reachable: bool) -> None:
    """Remember that the person blocked the desk, or came back."""
    contact = places.contact_at(tx, address)
    if contact is not None:
        tx.execute(update(chats).where(chats.c.id == contact).values(reachable=reachable))


def count(tx: Tx) -> int:
    """How many chats there are."""
    return tx.execute(select(func.count()).select_from(chats)).scalar_one()
