"""Stories: readable dialogues, read from a file and played against a whole desk. The language is in
stories/README.md.

Law: an act is over when everything is handled and spoken; what a contact hears is read to the last
message.
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

Json = dict[str, Any]
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
    """Plays one story in a world; what was shown since the last act is in `heard`, chat by chat."""

    heard: dict[int, list[str]] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    last: str = ""
    found: list[str] = field(default_factory=list)

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
        await self.world.rest()

    def forget(self) -> None:
        """What was said so far is read."""
        self.heard, self.toasts, self.found = {}, [], []

    def _all_read(self) -> None:
        unread = [one for chat, said in self.heard.items() if chat > 0 for one in said]
        if unread:
            raise NotAsTold(f"Before this line the story leaves unread:\n{listed(unread)}")

    def _listen(self, news: Json) -> None:
        message = news.get("message") or {}
        if news["type"] in ("message", "edited") and message["from"]["is_bot"]:
            edited = "edits: " if news["type"] == "edited" else ""
            name = self.telegram.world.topics.get(
                (message["chat"]["id"], message.get("message_thread_id", 0)), {}
            )
            where = f"{name['name']} | " if name else ""
            self._hear(message["chat"]["id"], f"{edited}{where}{shown(message)}")
        elif news["type"] == "answered" and news["text"]:
            self.toasts.append(news["text"])
        elif news["type"] == "inline_answered":
            self.found = [
                f"{one['title']}: {one.get('description', '')}" for one in news["results"]
            ]
        elif news["type"] == "reaction":
            self._hear(news["chat_id"], f"reacts: {''.join(news['emojis'])}")
        elif news["type"] == "topic" and (
            threads := [t for c, t in self.telegram.world.topics if c == STAFF_CHAT]
        ):
            self.thread = (
                self.thread if self.thread in threads and len(threads) < 2 else max(threads)
            )

    def _hear(self, chat_id: int, what: str) -> None:
        self.heard.setdefault(chat_id, []).append(what)

    # What is expected.

    async def _expect_bot(self, line: Line) -> None:
        person = self.contacts[name_in(line.how)] if name_in(line.how) else self.contact
        if person is None:
            raise NotAsTold("Nobody has written yet.")
        said = self.heard.setdefault(person.chat_id, [])
        if "not" in line.how.split():
            _refute(line.text, self.last)
        elif line.text in ("nothing", "…"):
            if said and line.text == "nothing":
                raise NotAsTold(f"The bot said:\n{listed(said)}")
            said.clear()
        elif not said:
            raise NotAsTold("The bot said nothing (more).")
        else:
            self.last = said.pop(0)
            _agree(line, self.last)

    async def _expect_forum(self, line: Line) -> None:
        said = self.heard.setdefault(STAFF_CHAT, [])
        if "threads" in line.how:
            count = sum(chat == STAFF_CHAT for chat, _ in self.telegram.world.topics)
            if count != int(line.text):
                raise NotAsTold(f"There are {count} threads.")
        elif line.text == "nothing":
            if said:
                raise NotAsTold(f"The forum saw:\n{listed(said)}")
        elif "not" in line.how.split():
            _refute(line.text, "\n".join(said))
        else:
            match = next((n for n, one in enumerate(said) if _agrees(line, one)), None)
            if match is None:
                raise NotAsTold(f"The forum saw:\n{listed(said)}")
            self.last = said.pop(match)

    async def _expect_queue(self, line: Line) -> None:
        """What `/kuyruk` answers now."""
        self._all_read()
        self.heard = {}
        await self.expert().send("/kuyruk")
        await self.world.rest()
        _agree(line, "\n".join(self.heard.get(STAFF_CHAT, [])))

    async def _expect_toast(self, line: Line) -> None:
        said = "\n".join(self.toasts)
        if line.text == "nothing" and said:
            raise NotAsTold(f"The toast said: {said}")
        if line.text != "nothing":
            _agree(line, said)

    async def _expect_inline(self, line: Line) -> None:
        if line.text == "nothing" and self.found:
            raise NotAsTold(f"Inline search found: {self.found}")
        if line.text != "nothing":
            _agree(line, "\n".join(self.found))


def _agrees(line: Line, said: str) -> bool:
    """All phrases, in their order; an edit or a reaction only where the story says so."""
    for kind in ("edits", "reacts"):
        if (kind in line.how) != said.startswith(f"{kind}: "):
            return False
    at = 0
    for phrase in line.text.split("…"):
        at = said.find(phrase.strip(), at)
        if at < 0:
            return False
        at += len(phrase.strip())
    return True


def _agree(line: Line, said: str) -> None:
    if not _agrees(line, said):
        raise NotAsTold(f"What was said is:\n{listed([said])}")


def _refute(words: str, said: str) -> None:
    if words in said:
        raise NotAsTold(f"{words!r} was said after all:\n{said}")
