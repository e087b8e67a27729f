"""What everybody sent, and what everybody got: a ledger on both sides of the desk.

Each word that a person sends bears a mark, `w1003x17z`: whose conversation it belongs to, and which
word it is; a changed one ends in its version, `w1003x17zv2`. What the desk says is noted as the
stand-in shows it to people, also what somebody deletes later.

Law: the ledger believes only the stand-in, never the desk's own database.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC
from enum import StrEnum
from typing import Any

from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.render.phrases import Phrases

Json = dict[str, Any]
Where = tuple[int, int]  # a chat, and the thread in it (0: none)

MARK = re.compile(r"w(\d+)x(\d+)z(?:v(\d+))?")
ANSWER = re.compile(r"Gövde (\d+)")
NOTE = 0  # whose words belong to nobody's conversation
_SIGN = 40  # letters by which a text of the desk is known


class Kind(StrEnum):
    """Who sent a word, and to whom."""

    WORD = "a contact's word to the experts"
    REPLY = "an expert's reply to the contact"
    NOTE = "an expert's note to the other experts"


@dataclass(frozen=True, slots=True)
class Sent:
    """A word that somebody sent: `place` is its message, `thread` where experts wrote it."""

    kind: Kind
    owner: int  # the contact
    number: int
    place: tuple[int, int]
    thread: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Got:
    """A message of the desk that bears a mark; `quoted` on a card, or in a word about it; `folded`
    together with others.
    """

    at: Where
    message: int
    owner: int
    number: int
    version: int
    quoted: bool
    folded: bool


@dataclass(slots=True)
class Asked:
    """An answer that a contact asked for; `excused` when they blocked the desk before it came."""

    answer: str
    excused: bool = False


@dataclass
class Ledger:
    """Both sides, from the moment it is made."""

    telegram: Telegram
    sent: dict[int, Sent] = field(default_factory=dict)
    asked: defaultdict[int, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    got: list[Got] = field(default_factory=list)
    answers: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    told: Counter[tuple[Where, str]] = field(default_factory=Counter)  # for which word is not said
    refused: set[tuple[int, int]] = field(default_factory=set)  # words whose writer was told
    named: set[int] = field(default_factory=set)  # by what the word to their writer quotes
    words: dict[Where, str] = field(default_factory=dict)  # what a message of the desk shows now
    strayed: list[str] = field(default_factory=list)
    taken_back: set[int] = field(default_factory=set)
    excused: set[int] = field(default_factory=set)
    _number: int = 0

    def __post_init__(self) -> None:
        self.telegram.listeners.add(self._listen)

    # What people send.

    def mark(self, owner: int) -> tuple[int, str]:
        """The next word's number, and the mark that it bears."""
        self._number += 1
        return self._number, f"w{owner}x{self._number}z"

    def wrote(self, kind: Kind, owner: int, number: int, message: Json) -> None:
        """Somebody sent a word."""
        place = (message["chat"]["id"], message["message_id"])
        thread = message.get("message_thread_id", 0)
        self.sent[number] = Sent(kind, owner, number, place, thread)

    def changed(self, number: int) -> str:
        """Somebody changes a word now: what it says from now on."""
        one = self.sent[number]
        self.sent[number] = replace(one, version=one.version + 1)
        return f"w{one.owner}x{number}zv{one.version + 1}"

    def asks(self, contact: int, answer: str) -> None:
        """A contact asks for one of the numbered answers."""
        self.asked[contact].append(Asked(answer))

    def took_back(self, number: int) -> None:
        """A contact deletes a word of their own."""
        self.taken_back.add(number)

    def blocks(self, contact: int) -> None:
        """A contact blocks the desk: what did not come by now need not come, nor a word on what
        they took back themselves.
        """
        for one in self.asked[contact]:
            one.excused = True
        mine = {number for number in self.taken_back if self.sent[number].owner == contact}
        self.excused |= mine

    # What people get.

    def _listen(self, news: Json) -> None:
        if news["type"] not in ("message", "edited"):
            return
        message = news["message"]
        if message["from"]["is_bot"] and "via_bot" not in message:
            self._hear(message, new=news["type"] == "message")

    def _hear(self, message: Json, *, new: bool) -> None:
        chat_id, number = message["chat"]["id"], message["message_id"]
        words = message.get("text") or message.get("caption") or ""
        at = (chat_id, message.get("message_thread_id", 0) if chat_id == STAFF_CHAT else 0)
        self.words[chat_id, number] = words
        marks = list(MARK.finditer(words))
        quoted = _has_buttons(message) or QUOTES in words
        for found in marks:
            which = (int(found[1]), int(found[2]), int(found[3] or 1))
            one = Got(at, number, *which, quoted=quoted, folded=len(marks) > 1)
            self._place(one)
            if new:
                self.got.append(one)
        if new:
            self._note(at, words, message)

    def _place(self, one: Got) -> None:
        """A private chat hears its own words only."""
        chat_id, _ = one.at
        if chat_id != STAFF_CHAT and one.owner != chat_id:
            self.strayed.append(f"{one} reached {chat_id}")

    def _note(self, at: Where, words: str, message: Json) -> None:
        if found := ANSWER.search(words):
            self.answers[at[0]].append(found[1])
        answered = message.get("reply_to_message", {}).get("message_id", at[1])
        quoted = {int(found[2]) for found in MARK.finditer(words)}
        for key, sign in SIGNS.items():
            if sign in words and answered != at[1]:
                self.refused.add((at[0], answered))
            elif sign in words and quoted:
                self.named |= quoted
            elif sign in words:
                self.told[at, key] += 1

    def copies(self, number: int) -> list[Got]:
        """Where a word arrived, oldest first; where it is only quoted does not count."""
        one = self.sent[number]
        to_staff = one.kind is Kind.WORD
        return [
            got
            for got in self.got
            if got.number == number and (got.at[0] == STAFF_CHAT) is to_staff and not got.quoted
        ]


def _has_buttons(message: Json) -> bool:
    """Whether more can be done there than to see whose words they are."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = [button["text"] for row in rows for button in row]
    return bool(labels) and not (len(labels) == 1 and labels[0].endswith(SIGNED))


def _sign(key: str) -> str:
    """By what a text of the desk is known: its beginning, after the number if there is one."""
    text = Phrases.of("tr", UTC).text(key, {"number": 0}).text
    return text.rpartition("0. ")[2][:_SIGN]


NOT_PASSED_ON = "message.not-passed-on"
# a day passed by the clock, which somebody may have set: its writer is told, and can write again
DRAFT_GONE = "draft.expired"
NOT_SENT = "staff.not-sent"
UNREACHABLE = "staff.unreachable"
QUOTES = _sign("staff.not-copied-again")
SIGNED = Phrases.of("tr", UTC).text("relay.signed", {"who": ""}).text
SIGNS = {
    key: _sign(key)
    for key in (
        NOT_PASSED_ON,
        DRAFT_GONE,
        UNREACHABLE,
        NOT_SENT,
        "staff.not-checked",
        "staff.no-command",
        "staff.uncopyable",
        "error.set-aside",
    )
}
