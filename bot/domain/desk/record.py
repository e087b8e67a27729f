"""What was done at the desk, as a coordinator reads it.

Law: it names who, what, on which ticket and when, and holds nobody's words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.desk import roles
from bot.domain.desk.presses import TurnRecord
from bot.domain.desk.rights import Order
from bot.domain.messages import Button, Rows
from bot.domain.people import Role
from bot.domain.tickets import Step
from bot.domain.words import Value, Words

PAGE = 20  # lines
_DIGITS = 9  # of a ticket's number


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did; `who` is None where nobody knows any more."""

    at: datetime
    role: str
    deed: str
    who: str | None = None
    ticket: int | None = None
    about: str = ""


def asked_for(words: str) -> int | None:
    """The ticket whose record is asked for, 0 for all of it; None for what names no ticket."""
    number = words.strip().removeprefix("#")
    if not number:
        return 0
    return (
        int(number) if number.isascii() and number.isdecimal() and len(number) <= _DIGITS else None
    )


def lines(
    entries: Sequence[Entry], ticket: int, page: int, *, names: Mapping[int, str]
) -> tuple[Words, ...]:
    """The page as it is read, newest first; `names` are those of experts by their numbers."""
    title = Words("record.of", {"number": ticket}) if ticket else Words("record.title")
    if not entries:
        return title, Words("record.nothing" if not page else "record.over")
    return title, *(_line(one, of_one=bool(ticket), names=names) for one in entries[:PAGE])


def ways(entries: Sequence[Entry], ticket: int, page: int) -> Rows:
    """Buttons to what is older and newer; `entries` holds one more than a page where there is."""
    newer = Button(Words("record.newer"), TurnRecord(ticket, page - 1))
    older = Button(Words("record.older"), TurnRecord(ticket, page + 1))
    row = (*([newer] if page else []), *([older] if len(entries) > PAGE else []))
    return (row,) if row else ()


def _line(entry: Entry, *, of_one: bool, names: Mapping[int, str]) -> Words:
    values: dict[str, Value] = {
        "at": entry.at,
        "who": _who(entry),
        "what": _what(entry, names),
        "number": entry.ticket,
    }
    return Words("record.line" if of_one or not entry.ticket else "record.line-of", values)


def _who(entry: Entry) -> Value:
    if entry.role in (Role.CONTACT, Role.DESK):
        return Words(f"record.by-{entry.role}")
    return entry.who or Words("record.somebody")


def _what(entry: Entry, names: Mapping[int, str]) -> Value:
    """What was done; a deed of an earlier desk's is shown by its name."""
    if entry.deed not in {*map(str, Step), *map(str, Order)}:
        return entry.deed
    about: Value = entry.about
    if entry.deed in (Step.HAND_OVER, Step.GIVE_BACK):
        about = names.get(int(entry.about or 0), "?")
    if entry.deed == Step.HAND_TO_ROLE:
        bearing = roles.from_code(entry.about)
        about = _bearing(bearing) if bearing is not None else "?"
    if entry.deed == Order.ROLES:
        about = _roles(entry.about, names)
    elif entry.deed == Order.CLOSURES and entry.about.startswith("-"):
        about = Words("record.open-again", {"days": entry.about[1:]})
    elif entry.deed == Order.BROADCAST and entry.about:
        number, _, status = entry.about.partition(" ")
        about = Words(f"record.broadcast-{status}", {"number": number})
    return Words(f"deed.{entry.deed}", {"about": about})


def _roles(about: str, names: Mapping[int, str]) -> Words:
    number, *borne = about.split() or ["?"]
    name = names.get(int(number), "?") if number.isdecimal() else "?"
    bearings = [one for one in map(roles.from_code, borne) if one is not None]
    written: tuple[Value, ...] = tuple(map(_bearing, bearings)) or (Words("role.expert"),)
    return Words("people.line", {"name": name, "roles": written})


def _bearing(bearing: roles.Bearing) -> Value:
    if isinstance(bearing, roles.Duty):
        return Words(f"role.{bearing}")
    return Words("record.subject", {"number": bearing})
