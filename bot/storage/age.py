"""How far a database has come, written into it and beside it: one that was brought back from a
backup is behind what this machine remembers of it.

Law: the note beside is written after the database, never before; so a database that is behind its
note has lost what was written between the two.
"""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, null, select, update

from bot.domain.outbox import Lane, State
from bot.storage import broadcasts, facts, updates
from bot.storage.database import Tx
from bot.storage.tables import deliveries, tickets

_NAME = "age"
_SPARE = 100  # ticket numbers left out after a backup: what was given in its lost time is in them
_OPEN = deliveries.c.state.in_([State.QUEUED, State.SENDING])


@dataclass(frozen=True, slots=True)
class Age:
    """How often something was written, and the highest number that a ticket has."""

    count: int
    ticket: int


def present(tx: Tx) -> Age:
    """The database's age, one more than before when anything was owed, said or opened since."""
    known = facts.get(tx, facts.AGE) or {"count": 0, "seen": []}
    seen = _seen(tx)
    if seen == known["seen"]:
        return Age(known["count"], seen[0])
    count = known["count"] + 1
    facts.put(tx, facts.AGE, {"count": count, "seen": seen})
    return Age(count, seen[0])


def _seen(tx: Tx) -> list[Any]:
    ended = tx.execute(select(func.max(deliveries.c.ended_at))).scalar()
    return [
        tx.execute(select(func.max(tickets.c.number))).scalar() or 0,
        tx.execute(select(func.max(deliveries.c.id))).scalar(),
        ended.isoformat() if ended else None,
    ]


class Note:
    """What this machine remembers of the database's age; it need not be there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self.last: Age | None = None
        with suppress(OSError, ValueError, TypeError, KeyError):
            found = json.loads(self._path.read_text(encoding="ascii"))
            self.last = Age(int(found["count"]), int(found["ticket"]))

    def write(self, age: Age) -> None:
        """Remember it; a full disk only means that less is known later."""
        if age == self.last:
            return
        with suppress(OSError):
            fresh = self._path.with_name(f"{_NAME}.new")
            fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(fd, "w", encoding="ascii") as file:
                json.dump({"count": age.count, "ticket": age.ticket}, file)
            fresh.replace(self._path)
            self.last = age

    def is_ahead(self, tx: Tx) -> bool:
        """Whether the database was further once: it is a backup of an earlier day."""
        known = facts.get(tx, facts.AGE) or {"count": 0}
        return self.last is not None and self.last.count > known["count"]


@dataclass(frozen=True, slots=True)
class Restored:
    """How much of a backup is not done once more: deliveries not said, updates set aside,
    broadcasts stopped.
    """

    deliveries: int
    updates: int
    broadcasts: int


def restored(tx: Tx, note: Note, now: datetime, *, told: Collection[int]) -> Restored:
    """After a backup was brought back: what was due in it is not said, what had come is not
    answered and no broadcast goes on, for all that was done then or nobody knows. Tickets get
    numbers that nobody was given in the lost time. The next start tells of it.

    `told` are deliveries whose end is known, and is recorded by others.
    """
    waited = (deliveries.c.not_before <= now) | (deliveries.c.lane == Lane.BROADCAST)
    due = _OPEN & waited & deliveries.c.id.not_in(told)
    let_go = {"act": null(), "then": null()}
    held = tx.execute(
        update(deliveries).where(due).values(state=State.UNCERTAIN, ended_at=now, **let_go)
    ).rowcount
    remembered = note.last or Age(0, 0)
    highest = max(_seen(tx)[0], remembered.ticket, facts.get(tx, facts.LEAST_TICKET) or 0)
    facts.put(tx, facts.LEAST_TICKET, highest + _SPARE)
    known = facts.get(tx, facts.AGE) or {"count": 0}
    count = max(remembered.count, known["count"]) + 1
    facts.put(tx, facts.AGE, {"count": count, "seen": []})
    found = Restored(held, updates.lay_aside(tx), broadcasts.stop(tx, now))
    facts.put(tx, facts.RESTORED, asdict(found))
    return found


def just_restored(tx: Tx) -> Restored | None:
    """What was left undone since the last start, told once."""
    found = facts.get(tx, facts.RESTORED)
    facts.forget(tx, facts.RESTORED)
    return None if found is None else Restored(**found)
