"""Where contacts and experts are reached: a platform's address, and whose it is."""

from sqlalchemy import bindparam, select

from bot.domain.people import Address
from bot.storage.database import Tx
from bot.storage.dialect import upsert
from bot.storage.tables import addresses

KEYS = ("platform", "id")
_AT = select(addresses.c.contact).where(
    addresses.c.platform == bindparam("platform"), addresses.c.id == bindparam("id")
)
_OF = select(addresses.c.platform, addresses.c.id, addresses.c.is_group).where(
    addresses.c.contact == bindparam("contact")
)


def from_key(key: str, *, group: bool = False) -> Address:
    """The address that was kept as one text."""
    platform, _, own = key.partition(":")
    return Address(platform, own, group)


def contact_at(tx: Tx, address: Address) -> int | None:
    """The number of the contact who is reached there, or None."""
    number: int | None = tx.execute(_AT, {"platform": address.platform, "id": address.id}).scalar()
    return number


def address_of(tx: Tx, contact: int) -> Address | None:
    """Where the contact is reached; None for a number that nobody has."""
    row = tx.execute(_OF, {"contact": contact}).first()
    return Address(row.platform, row.id, row.is_group) if row else None


def give(tx: Tx, address: Address, *, contact: int) -> None:
    """From now on the address is this contact's."""
    _write(tx, address, "contact", contact)


def give_expert(tx: Tx, address: Address, *, expert: int) -> None:
    """From now on the address is this expert's."""
    _write(tx, address, "expert", expert)


def _write(tx: Tx, address: Address, whose: str, number: int) -> None:
    row = {
        "platform": address.platform,
        "id": address.id,
        "is_group": address.group,
        whose: number,
    }
    upsert(tx, addresses, [row], keys=KEYS, change=(whose,))
