"""Where cards and messages of tickets stood before, and perhaps still do: a reply there counts."""

from sqlalchemy import bindparam, select

from bot.domain.people import Spot
from bot.storage import dialect
from bot.storage.database import Tx
from bot.storage.tables import earlier_places

_TICKET_AT = select(earlier_places.c.ticket).where(
    earlier_places.c.message == bindparam("message"),
    earlier_places.c.address == bindparam("address"),
)


def remember(tx: Tx, spot: Spot, ticket: int, *, of: int | None = None) -> None:
    """What stands, or stood, at this place is the ticket's: a card, or a copy of one of its
    messages.
    """
    row = {**_at(spot), "ticket": ticket, "of": of}
    keys = ("address", "message")
    dialect.upsert(tx, earlier_places, [row], keys=keys, change=("ticket", "of"))


def ticket_at(tx: Tx, spot: Spot) -> int | None:
    """The ticket whose card, or one of whose messages, stood at this place before."""
    number: int | None = tx.execute(_TICKET_AT, _at(spot)).scalar()
    return number


def _at(spot: Spot) -> dict[str, str]:
    return {"address": spot.chat.key, "message": spot.message}
