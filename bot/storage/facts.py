"""Small things to remember by name, such as the end of a halt."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.domain.people import Address
from bot.storage.addresses import from_key
from bot.storage.database import Tx
from bot.storage.dialect import upsert
from bot.storage.tables import facts

HALT = "halt-until"
_LONGEST_EARLY = timedelta(minutes=1)
STAFF = "staff-group"  # the key of the one that was served last
AWAY = "staff-group-away"  # since when
JOURNAL = "journal-mark"
_MOVED = "moved:"  # before the key of a group's old address
AGE = "age"
RESTORED = "restored"  # what was left unsaid when a backup was brought back; told at the next start
LEAST_TICKET = "least-ticket"  # numbers below were given in a time that a backup lost


def get(tx: Tx, name: str) -> Any:
    """The value, or None."""
    return tx.execute(select(facts.c.value).where(facts.c.name == name)).scalar()


def put(tx: Tx, name: str, value: Any) -> None:
    """Remember a JSON value under a name."""
    upsert(tx, facts, [{"name": name, "value": value}], keys=("name",), change=("value",))


def put_moved(tx: Tx, before: Address, now: Address) -> None:
    """Remember that a group has a new address."""
    put(tx, f"{_MOVED}{before.key}", now.key)


def moved(tx: Tx, group: Address | None) -> Address | None:
    """Where a group is today: the address it moved to last, else the one it has always had."""
    found, seen = group, set[str]()
    while found and found.key not in seen and (now := get(tx, f"{_MOVED}{found.key}")):
        seen.add(found.key)
        found = from_key(now, group=True)
    return found


def forget(tx: Tx, name: str) -> None:
    """Forget what was remembered under a name."""
    tx.execute(delete(facts).where(facts.c.name == name))


def halt(tx: Tx, now: datetime, wait: timedelta) -> None:
    """Remember that the platform asked for silence, and for how long."""
    put(tx, HALT, [(now + wait).isoformat(), wait.total_seconds()])


def halt_left(tx: Tx, now: datetime) -> timedelta:
    """How long a halt still lasts: never longer than the platform asked for, whatever was done to
    the clock meanwhile.
    """
    match get(tx, HALT):
        case [str(until), float() | int() as seconds]:
            left = datetime.fromisoformat(until) - now
            return max(timedelta(), min(left, timedelta(seconds=seconds)))
        case str(until):  # an early form did not keep how long it was
            return max(timedelta(), min(datetime.fromisoformat(until) - now, _LONGEST_EARLY))
    return timedelta()
