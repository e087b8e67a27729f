"""Stories: readable dialogues, read from a file and played against a whole desk. The language is in
stories/README.md.

Law: an act is over when everything is handled and spoken; whatever was said anywhere is expected
before the next act, and nothing failed.
"""

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.playground.people import CantDo
from bot.playground.telegram import STAFF_CHAT
from tests.actors import ZONE, Actors, Line, NotAsTold, listed, name_in, shown
from tests.hearing import EDITS, NEW, REACTS, Heard, Place

Json = dict[str, Any]
NAMES: dict[int | str, str] = {STAFF_CHAT: "FORUM"}
BEGINS = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE)  # a Tuesday without holidays near it

_LINE = re.compile(r'([A-Z]+)((?:"[^"]*"|[^":])*):?\s*(.*)')
_MANY = re.compile(r"\{(.+?)\*(\d+)\}")


def read(path: Path) -> Iterator[Line]:
    """The lines of a story; empty lines and those that begin with # are for people."""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip() or raw.startswith("#"):
            continue
        found = _LINE.fullmatch(raw.strip())
        if found is None:
            raise NotAsTold(f"{path.name}:{number}: not a line of a story: {raw}")
        text = _MANY.sub(lambda many: many[1] * int(many[2]), found[3]).replace("\\n", "\n")
        yield Line(number, found[1], found[2].strip(), text, raw)


def story_clock() -> Clock:
    """A clock that stands at the beginning of all stories."""
    clock = Clock()
    clock.offset = BEGINS - datetime.now(UTC)
    return clock


@dataclass
class Player(Actors):
    """Plays one story in a world; what was said since the last act waits in its place."""

    places: dict[int | str, Place] = field(default_factory=dict)
    unsent: int = 0  # what the desk could not say, up to the last act

    async def play(self, path: Path) -> None:
        """The whole story; NotAsTold names the file and the line where it goes wrong."""
        self.telegram.listeners.add(self._listen)
        await self.world.rest()
        line = Line(0, "", "", "", "before the first line")
        try:
            for line in read(path):
                await self._line(line)
            self._all_read()
        except (NotAsTold, CantDo, KeyError, TimeoutError) as error:
            raise NotAsTold(
                f"{path.name}:{line.number}: {line.raw}\n{type(error).__name__}: {error}"
            ) from None

    async def _line(self, line: Line) -> None:
        expect = getattr(self, f"_expect_{line.who.lower()}", None)
        if expect is not None:
            await expect(line)
            return
        act: Callable[[Line], Awaitable[None]] | None = getattr(
            self, f"_act_{line.who.lower()}", None
        )
        if act is None:
            raise NotAsTold(f"Nobody is called {line.who}.")
        self._all_read()
        self.forget()
        await act(line)
        await self._rest()

    async def _rest(self) -> None:
        """The desk has done what the act asks for, without a fault; what it could not say waits in
        a place of its own.
        """
        await self.world.rest()
        faults, unsent = await self.world.troubles()
        faults += [f"a tap without an answer, {tap}" for tap in self._unanswered()]
        if faults:
            raise NotAsTold(f"The desk failed in silence:\n{listed(faults)}")
        for why in dict.fromkeys(unsent[self.unsent :]):
            self.place("UNSENT").hear(Heard(why))
        self.unsent = len(unsent)

    def _unanswered(self) -> list[str]:
        """Taps after which the phone still waits."""
        queries = self.telegram.world.queries.items()
        return [tap for tap, query in queries if query.get("answered") is False]

    def place(self, name: int | str) -> Place:
        """A chat by its id, or TOAST, INLINE, UNSENT."""
        return self.places.setdefault(name, Place(joins_edits=name == STAFF_CHAT))

    def forget(self) -> None:
        """What was said so far is read."""
        self.places = {}

    def _all_read(self) -> None:
        unread = [
            f"{NAMES.get(name, name)}: {heard}"
            for name, place in self.places.items()
            for heard in place.unread
        ]
        if unread:
            raise NotAsTold(f"Before this line the story leaves unread:\n{listed(unread)}")

    def _listen(self, news: Json) -> None:
        match news:
            case {"type": "message" | "edited" as kind, "message": message}:
                if message["from"]["is_bot"]:
                    words = f"{self._thread_of(message)}{shown(message)}{_answered(message)}"
                    heard = Heard(words, EDITS if kind == "edited" else NEW, message["message_id"])
                    self.place(message["chat"]["id"]).hear(heard)
            case {"type": "reaction", "chat_id": chat_id, "message_id": message_id}:
                words = f"{''.join(news['emojis'])} {self._words(chat_id, message_id)}"
                self.place(chat_id).hear(Heard(words, REACTS, message_id))
            case {"type": "answered", "text": str(words)} if words:
                self.place("TOAST").hear(Heard(words))
            case {"type": "inline_answered", "results": [*found]} if found:
                results = [f"{one['title']}: {one.get('description', '')}" for one in found]
                self.place("INLINE").hear(Heard("\n".join(results)))
            case {"type": "topic"}:
                self._look()

    def _thread_of(self, message: Json) -> str:
        """`#1 · Subject · D-7K3QX | `, or nothing outside of threads."""
        where = (message["chat"]["id"], message.get("message_thread_id", 0))
        thread = self.telegram.world.topics.get(where)
        return f"{thread['name']} | " if thread else ""

    def _words(self, chat_id: int, message_id: int) -> str:
        message = self.telegram.world.messages.get(chat_id, {}).get(message_id)
        return shown(message) if message else ""

    def _look(self) -> None:
        """Experts look at the newest thread."""
        threads = [thread for chat, thread in self.telegram.world.topics if chat == STAFF_CHAT]
        if threads and (self.thread not in threads or len(threads) > 1):
            self.thread = max(threads)

    # What is expected.

    async def _expect_bot(self, line: Line) -> None:
        person = self.contacts[name_in(line.how)] if name_in(line.how) else self.contact
        if person is None:
            raise NotAsTold("Nobody has written yet.")
        place = self.place(person.chat_id)
        _expect(line, place, place.read)

    async def _expect_forum(self, line: Line) -> None:
        if "threads" in line.how:
            count = sum(chat == STAFF_CHAT for chat, _ in self.telegram.world.topics)
            if count != int(line.text):
                raise NotAsTold(f"There are {count} threads.")
            return
        place = self.place(STAFF_CHAT)
        _expect(line, place, place.find)

    async def _expect_queue(self, line: Line) -> None:
        """What `/kuyruk` answers now."""
        self._all_read()
        self.forget()
        await self.expert().send("/kuyruk")
        await self._rest()
        self.place(STAFF_CHAT).read(NEW, line.text)

    async def _expect_gone(self, line: Line) -> None:
        """Nothing in the chat of the contact who acted last has the phrase any more."""
        messages = self.contact.messages if self.contact is not None else []
        there = [shown(message) for message in messages if line.text in shown(message)]
        if there:
            raise NotAsTold(f"It is still there:\n{listed(there)}")

    async def _expect_named(self, line: Line) -> None:
        place = self.place(line.who)
        _expect(line, place, place.read)

    _expect_toast = _expect_inline = _expect_unsent = _expect_named


def _answered(message: Json) -> str:
    """Below its words, the message that it answers."""
    answered = message.get("reply_to_message")
    return f" ↩ {shown(answered)}" if answered else ""


def _expect(line: Line, place: Place, read: Callable[[str, str], None]) -> None:
    words = line.how.split()
    if "not" in words:
        place.refute(line.text)
    elif line.text == "nothing":
        place.silent()
    else:
        read(next((kind for kind in (EDITS, REACTS) if kind in words), NEW), line.text)
