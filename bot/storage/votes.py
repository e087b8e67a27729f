"""Whether answers helped: one vote a contact and answer."""

from datetime import datetime

from sqlalchemy import select

from bot.storage.database import Tx
from bot.storage.dialect import upsert
from bot.storage.queries import mask
from bot.storage.tables import votes


def keep(
    tx: Tx, contact: int, answer_id: str, *, helped: bool, reason: str | None, now: datetime
) -> None:
    """The contact's last vote counts; a reason is kept masked."""
    row = {
        "contact": contact,
        "answer_id": answer_id,
        "helped": helped,
        "reason": mask(reason) if reason else None,
        "at": now,
    }
    upsert(tx, votes, [row], keys=("answer_id", "contact"), change=("helped", "reason", "at"))


def lacked(tx: Tx, contact: int, answer_id: str) -> str | None:
    """What the contact missed in the answer: a reason to choose from, or own words, masked."""
    query = select(votes.c.reason).where(
        votes.c.contact == contact, votes.c.answer_id == answer_id, votes.c.helped.is_(False)
    )
    reason: str | None = tx.execute(query).scalar()
    return reason
