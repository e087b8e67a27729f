"""What organisations said of themselves: a level for each question."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.database import Tx
from bot.storage.dialect import upsert
from bot.storage.tables import assessments


def levels(tx: Tx, contact: int) -> dict[int, int]:
    """The self-assessment's answers by question."""
    rows = tx.execute(
        select(assessments.c.question_id, assessments.c.choice_id).where(
            assessments.c.contact == contact
        )
    )
    return {row.question_id: row.choice_id for row in rows}


def keep(tx: Tx, contact: int, question_id: int, *, choice_id: int, now: datetime) -> None:
    """Remember or change an answer of the self-assessment."""
    row = {"contact": contact, "question_id": question_id, "choice_id": choice_id, "at": now}
    upsert(tx, assessments, [row], keys=("contact", "question_id"), change=("choice_id", "at"))


def forget(tx: Tx, contact: int) -> None:
    """Delete the self-assessment."""
    tx.execute(delete(assessments).where(assessments.c.contact == contact))
