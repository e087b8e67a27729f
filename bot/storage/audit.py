"""What the staff did: who, what, on which ticket, when; nobody's words."""

from datetime import datetime

from sqlalchemy import insert

from bot.domain.effects import KeepDeed
from bot.storage.database import Tx
from bot.storage.tables import audit


def note(tx: Tx, deed: KeepDeed, now: datetime) -> None:
    """Write down that somebody did something."""
    row = {
        "by": deed.by.id,
        "deed": str(deed.deed),
        "ticket": deed.ticket,
        "about": deed.about or None,
        "at": now,
    }
    tx.execute(insert(audit), row)
