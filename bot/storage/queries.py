"""What was asked, masked and without who asked."""

import re
from datetime import datetime

from sqlalchemy import insert

from bot.storage.database import Tx
from bot.storage.tables import queries

_MASKED = re.compile(r"https?://\S+|\S+@\S+|\+?\d[\d\s().-]{5,}\d")
LONGEST = 500
_PERCENT = 100


def mask(text: str) -> str:
    """The text without addresses, e-mails and long numbers, at most 500 characters."""
    return _MASKED.sub("…", text)[:LONGEST]


def keep(
    tx: Tx, query: str, outcome: str, *, best: str | None, confidence: float, now: datetime
) -> None:
    """Remember what was asked and what came of it."""
    row = {
        "query": mask(query),
        "outcome": outcome,
        "best": best,
        "confidence": round(confidence * _PERCENT),
        "at": now,
    }
    tx.execute(insert(queries), row)
