"""What people read of dates, and of what stands where: the laws of the desk as seen by people.

Law: nothing is asked of the desk; only what the stand-in shows to people counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.render.phrases import Phrases

Json = dict[str, Any]
ZONE = ZoneInfo("Europe/Istanbul")
HAIR = timedelta(minutes=1)  # dates are told without their seconds
SAID = Phrases.of("tr", UTC)
MONTHS = SAID.locale.months["format"]["wide"]
MOMENT = re.compile(rf"(\d+) ({'|'.join(MONTHS.values())}) \w+, saat (\d+)\.(\d+)")
NUMBER = re.compile(r"Talep no:? (\d+)")
_ANY = 987654  # a number that stands for all


def _sign(key: str, name: str = "number", letters: int = 50) -> re.Pattern[str]:
    """How a text of the desk begins, whatever its number is."""
    words = SAID.text(key, {"number": "", name: _ANY}).text
    begins = words[: words.index(str(_ANY)) + letters]
    return re.compile(re.escape(begins).replace(str(_ANY), r"(\d+)"))


REPLY = _sign("relay.heading")
CLOSED = ("closed", "closed-by-you", "expired")
OVER = [
    *(_sign(f"ticket.{key}{more}") for key in CLOSED for more in ("", "-unanswered")),
    *(_sign(f"ticket.{key}") for key in ("refused", "refused-again")),
    _sign("ticket.joined-answered", "other", letters=9),
]


def moments(words: str, now: datetime) -> Iterator[datetime]:
    """All moments that a text tells; of the years, which it leaves out, the nearest."""
    for day, month, hour, minute in MOMENT.findall(words):
        number = next(n for n, name in MONTHS.items() if name == month)
        years = (now.year - 1, now.year, now.year + 1)
        told = (datetime(y, number, int(day), int(hour), int(minute), tzinfo=ZONE) for y in years)
        yield min(told, key=lambda moment: abs(moment - now))


def words_of(message: Json) -> str:
    """The words of a message."""
    return str(message.get("text") or message.get("caption") or "")


@dataclass
class Told:
    """Which dates contacts were told and not rid of yet, which of all were past, who was called."""

    telegram: Telegram
    owed: dict[int, datetime] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)  # of tickets
    past: list[str] = field(default_factory=list)
    called: list[tuple[int, str]] = field(default_factory=list)
    _answered: dict[tuple[int, int], tuple[int, datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.telegram.listeners.add(self._listen)

    def _listen(self, news: Json) -> None:
        match news:
            case {"type": "message" | "edited", "message": message} if message["from"]["is_bot"]:
                self._hear(message)
            case {"type": "deleted", "chat_id": chat, "message_ids": gone}:
                for number in gone:  # a reply that was taken back was never said
                    if before := self._answered.pop((chat, number), None):
                        self.owed.setdefault(*before)

    def _hear(self, message: Json) -> None:
        words, now = words_of(message), self.telegram.clock.now()
        told = list(moments(words, now))
        self.past += [f"at {now}: {words}" for one in told if one + HAIR <= now]
        if message["chat"]["id"] != STAFF_CHAT:
            self._hear_contact(message, words, now)
        elif any("mention" in mark["type"] for mark in message.get("entities", [])):
            self.called.append((message.get("message_thread_id", 0), words))

    def _hear_contact(self, message: Json, words: str, now: datetime) -> None:
        chat = message["chat"]["id"]
        if found := REPLY.match(words):
            number = int(found[1])
            if date := self.owed.pop(number, None):
                self._answered[chat, message["message_id"]] = number, date
            return
        for sign in OVER:
            if found := sign.match(words):
                self.owed.pop(int(found[1]), None)
        _, *parts = NUMBER.split(words)
        for number, part in zip(map(int, parts[::2]), parts[1::2], strict=True):
            self.owners[number] = chat
            for date in moments(part, now):
                self.owed[number] = date

    def calls_for(self, number: int) -> bool:
        """Whether somebody was called by name for a ticket, in its thread or outside of all."""
        name = re.compile(rf"#{number}\b|Talep {number}\b")
        return any(name.search(words) for _, words in self.called)


class Place(IntEnum):
    """Where a line of the queue belongs, whatever its date."""

    URGENT_LATE = 0
    URGENT = 1
    URGENT_ANSWERED = 2
    LATE = 3
    DUE = 4
    ANSWERED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in the queue, as an expert reads it."""

    number: int
    place: Place
    due: datetime | None


URGENT = SAID.text("queue.urgent", {"line": ""}).text.strip()
LATE = "⚠"


def lines(words: str, now: datetime) -> list[Line]:
    """The lines of `/kuyruk`."""
    return [
        _line(int(found[1]), row, now)
        for row in words.splitlines()
        if (found := re.search(r"#(\d+) ·", row))
    ]


def _line(number: int, row: str, now: datetime) -> Line:
    due, urgent = next(moments(row, now), None), row.startswith(URGENT)
    if due is None:
        place = Place.URGENT_ANSWERED if urgent else Place.ANSWERED
    elif LATE in row:
        place = Place.URGENT_LATE if urgent else Place.LATE
    else:
        place = Place.URGENT if urgent else Place.DUE
    return Line(number, place, due)


def out_of_order(found: Sequence[Line], first: set[int], head_start: timedelta) -> list[str]:
    """What stands before what it may not: in due order, but for tickets in `first`, which may pass
    what is due less than the head start sooner and is not late.
    """
    return [
        f"{before} stands before {after}"
        for n, before in enumerate(found)
        for after in found[n + 1 :]
        if not _may_stand(before, after, first, head_start)
    ]


def _may_stand(before: Line, after: Line, first: set[int], head_start: timedelta) -> bool:
    if before.place is not after.place or before.due is None or after.due is None:
        return before.place <= after.place
    if before.place is not Place.DUE:
        return before.due <= after.due
    start = head_start * ((before.number in first) - (after.number in first))
    return before.due - start <= after.due
