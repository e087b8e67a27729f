"""Days on which the desk is closed besides weekends and holidays, as a coordinator says.

Law: what was promised for such a day is promised anew before it comes, and the contact reads why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.desk.said import Decision, promised, told
from bot.domain.desk.view import DeskView
from bot.domain.effects import ShowCard
from bot.domain.tickets import Ticket
from bot.domain.words import Value, Words

LONGEST = timedelta(days=366)
LONGEST_REASON = 200  # letters
_DAY = r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?|(\d{4})-(\d{2})-(\d{2})"
_SAID = re.compile(rf"(?:{_DAY})(?:\s*(?:-|–|—|\.\.)\s*(?:{_DAY}))?(?:\s*[:,]?\s+(.+))?", re.DOTALL)
_FIELDS = 6  # of a day, in the two ways in which it is written


@dataclass(frozen=True, slots=True)
class Closure:
    """From one day to another, with the reason that contacts read; it gets its number when it is
    kept.
    """

    first: date
    last: date
    reason: str
    id: int = 0

    @property
    def days(self) -> Iterator[date]:
        """All its days."""
        count = (self.last - self.first).days + 1
        return (self.first + timedelta(days=n) for n in range(count))

    def has_begun(self, today: date) -> bool:
        """Whether it can't be taken back any more: dates that it moved may be past without it."""
        return self.first <= today

    @property
    def code(self) -> str:
        """How it stands in the record of what was done."""
        return f"{self.first}..{self.last}"


def read(words: str, today: date) -> Closure | None:
    """A day, or two with a dash between them, and the reason; a day without its year is the next
    one. None for what is none, is over, or lasts more than a year.
    """
    found = _SAID.fullmatch(words.strip())
    if found is None or not found[2 * _FIELDS + 1]:
        return None
    parts = found.groups()
    first = _day(parts[:_FIELDS], today)
    named = any(parts[_FIELDS : 2 * _FIELDS])
    last = _day(parts[_FIELDS : 2 * _FIELDS], first or today) if named else first
    if first is None or last is None or not timedelta() <= last - first <= LONGEST:
        return None
    reason = " ".join(found[2 * _FIELDS + 1].split())[:LONGEST_REASON]
    return Closure(first, last, reason) if last >= today else None


def _day(parts: tuple[str | None, ...], earliest: date) -> date | None:
    day, month, year = parts[:3] if parts[0] else (parts[5], parts[4], parts[3])
    if day is None or month is None:
        return None
    try:
        if year is not None:
            return date(int(year), int(month), int(day))
        found = date(earliest.year, int(month), int(day))
        return found if found >= earliest else found.replace(year=earliest.year + 1)
    except ValueError:
        return None


def moved(ticket: Ticket, closure: Closure, *, before: DeskView, after: DeskView) -> Decision:
    """The ticket once the desk is closed then, or open after all, where its date is another one:
    its contact is told, and its experts are reminded of the new date as of any.
    """
    was, now = before.promise.told(ticket), after.promise.told(ticket)
    if was is None or now is None or now == was or was <= before.now:
        return ticket, []
    ticket = replace(ticket, reminded_at=None)
    words = promised("ticket.closed-days" if now > was else "ticket.open-days", ticket, after)
    values: dict[str, Value] = {**words.values, "days": in_words(closure)}
    said = Words(words.key, {**values, "reason": closure.reason})
    return ticket, [told(ticket, said), ShowCard(ticket)]


def in_words(closure: Closure) -> Words:
    """From when till when."""
    if closure.first == closure.last:
        return Words("closure.day", {"first": closure.first})
    return Words("closure.days", {"first": closure.first, "last": closure.last})
