"""Who acts in a story, and how: contacts, experts, outsiders, the clock and the editors.

Law: people act as `bot.playground.people` lets them; what the desk makes of it is `tests.story`'s
to judge.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.experts import Expert
from bot.playground.params import Upload
from bot.playground.people import Person
from bot.playground.telegram import STAFF_CHAT, Telegram
from tests.world import World

Json = dict[str, Any]
ZONE = ZoneInfo("Europe/Istanbul")
OTHER_GROUP = -1009999999999
FILES = ("photo", "voice", "document", "video", "sticker")
SUFFIX = {"photo": "jpg", "voice": "ogg", "document": "pdf", "video": "mp4", "sticker": "webp"}

_TARGET = re.compile(r'(?:replies to|edits|deletes|reacts to) (?:(card|thread)|"([^"]*)")')
_FILE = re.compile(rf"(?:sends|with) (?:({'|'.join(FILES)})|album of (\d+))")


class NotAsTold(AssertionError):
    """The desk did not do what the story says."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story: who, what they do, and the words."""

    number: int
    who: str
    how: str
    text: str
    raw: str


def shown(message: Json) -> str:
    """A message as a person sees it: files, words, buttons, links."""
    files = [f"<{kind}>" for kind in FILES if kind in message]
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = [f"[{button['text']}]" for row in rows for button in row]
    links = [
        f"({mark['url']})" for mark in message.get("entities", []) if mark["type"] == "text_link"
    ]
    return " ".join([*files, message.get("text") or message.get("caption") or "", *labels, *links])


def listed(said: Sequence[str]) -> str:
    """What was said, for a person to read."""
    return "\n".join(f"  · {one}" for one in said) or "  (nothing)"


def name_in(how: str) -> str:
    """`Ada taps` → Ada; names have a capital letter."""
    first = how.split(" ")[0]
    return first if first[:1].isupper() else ""


@dataclass
class Actors:
    """Everybody of one story; `contact` spoke last, `thread` is the one that experts look at."""

    world: World
    content: Path
    contacts: dict[str, Person] = field(default_factory=dict)
    experts: dict[str, Expert] = field(default_factory=dict)
    contact: Person | None = None
    thread: int | None = None

    @property
    def telegram(self) -> Telegram:
        """The stand-in that everybody uses."""
        return self.world.telegram

    async def _act_clock(self, line: Line) -> None:
        wanted = datetime.fromisoformat(line.text).replace(tzinfo=ZONE)
        self.telegram.advance(wanted - self.world.clock.now())
        await self.world.tick()

    async def _act_content(self, line: Line) -> None:
        """`CONTENT tr/faq/01-01.md label: new` changes a front matter line, `CONTENT … gone`
        deletes the file.
        """
        name, _, change = line.how.partition(" ")
        file = self.content / name
        if change == "gone":
            file.unlink()
        else:
            old = file.read_text(encoding="utf-8")
            file.write_text(
                re.sub(rf"(?m)^{change}: .*$", f"{change}: {line.text}", old), encoding="utf-8"
            )
        if not await asyncio.to_thread(self.world.running.content.reload):
            raise NotAsTold(f"The content was refused: {self.world.running.content.refused}")

    async def _act_ngo(self, line: Line) -> None:
        name = name_in(line.how)
        if name not in self.contacts:
            language = line.text if "speaks" in line.how else "tr"
            self.contacts[name] = self.telegram.contact(
                1001 + len(self.contacts), name or "Dernek", language
            )
        self.contact = self.contacts[name]
        if "speaks" not in line.how:
            await self._do(self.contact, line)

    async def _act_expert(self, line: Line) -> None:
        await self._do(self.expert(name_in(line.how)), line)

    async def _act_coordinator(self, line: Line) -> None:
        """An expert who runs the staff group."""
        person = self.expert(name_in(line.how))
        self.telegram.world.members.put((STAFF_CHAT, person.user_id), "administrator")
        await self._do(person, line)

    async def _act_outsider(self, line: Line) -> None:
        await self._do(self.telegram.expert(8001, "Yabancı", member=False), line)

    async def _act_stranger(self, line: Line) -> None:
        """Somebody in a group that is not the staff group."""
        if OTHER_GROUP not in self.telegram.world.chats:
            self.telegram.world.forum(OTHER_GROUP, "Başka grup")
        self.telegram.world.user(8002, "Başkası", "tr")
        self.telegram.world.members.put((OTHER_GROUP, 8002), "member")
        someone = Expert(self.telegram, 8002, OTHER_GROUP)
        if "taps" in line.how:
            await someone.tap(1, line.text, forged=True)
        else:
            await someone.send(line.text)

    async def _act_thread(self, line: Line) -> None:
        """Experts look at another ticket's thread from now on."""
        threads = {
            topic["name"]: at
            for (chat, at), topic in self.telegram.world.topics.items()
            if chat == STAFF_CHAT
        }
        self.thread = next(at for name, at in threads.items() if f"#{line.text} " in name)

    def expert(self, name: str = "") -> Expert:
        """The member of the staff group with this name; joins on first mention."""
        name = name or "Uzman"
        if name not in self.experts:
            self.experts[name] = self.telegram.expert(9001 + len(self.experts), name)
        return self.experts[name]

    async def _do(self, person: Any, line: Line) -> None:
        """What anybody can do with an app: tap, forge, edit, delete, block, search, write,
        attach.
        """
        how, text = line.how, line.text
        target = _TARGET.search(how)
        message = (
            self._message(person, target[1], target[2], own="edits" in how)
            if target and target[1] != "thread"
            else None
        )
        if "taps" in how:
            await person.tap(self._with_button(person, text), label=text)
        elif "forges" in how:
            await person.tap(self._of_bot(person)[-1], text, forged=True)
        elif "starts" in how:
            await person.start(text)
        elif "deletes thread" in how:
            await person.delete_thread(self.thread)
        elif "deletes" in how:
            await person.delete_message(message)
        elif "reacts" in how:
            await person.react(message, text or None)
        elif "edits" in how:
            await person.edit(message, text)
        elif simple := next(
            (verb for verb in ("unblock", "block", "leave", "join") if f"{verb}s" in how), None
        ):
            await getattr(person, simple)()
        elif "vanishes" in how:  # Telegram says 403 from now on, and nobody has told the bot why
            self.telegram.world.relations.put(person.user_id, "blocked")
        elif "searches" in how:
            await person.ask_inline(text)
        elif "asks" in how:
            await self._ask(person, text)
        else:
            await self._write(person, how, text, reply_to=message)

    async def _ask(self, person: Any, question: str) -> None:
        """A request to the experts by the shortest way, for stories about what comes after it."""
        await person.send("/uzman")
        await self.world.rest()
        await person.send(question)
        await self.world.rest()
        await person.tap(
            person.messages[-1], "i|on" if "i|on" in str(person.messages[-1]) else "i|skip"
        )
        for press in ("i|skip", "i|skip", "i|skip", "i|skip", "i|send"):
            await self.world.rest()
            if press in str(person.messages[-1]["reply_markup"]):
                self.forget()
                await person.tap(person.messages[-1], press)

    def forget(self) -> None:
        """What was said so far is read."""

    async def _write(self, person: Any, how: str, text: str, *, reply_to: Json | None) -> None:
        where: Json = {"reply_to": reply_to}
        if person.chat_id == STAFF_CHAT:
            where["thread"] = None if "in General" in how else self.thread
        file = _FILE.search(how)
        if file is None:
            await person.send(text, **where)
            return
        kind, count = file[1] or "photo", int(file[2] or 1)
        album = str(self.telegram.world.count("album")) if file[2] else ""
        for n in range(count):
            upload = Upload(f"dosya{n + 1}.{SUFFIX[kind]}", b"x")
            await person.attach(upload, kind, caption="" if n else text, album=album, **where)

    def _here(self, person: Person) -> list[Json]:
        """The messages that a person looks at: one's chat, or the thread."""
        if person.chat_id != STAFF_CHAT:
            return person.messages
        return [
            m for m in person.messages if m.get("message_thread_id") == self.thread
        ] or person.messages

    def _of_bot(self, person: Person) -> list[Json]:
        return [m for m in self._here(person) if m["from"]["is_bot"]]

    def _message(self, person: Person, card: str | None, words: str | None, *, own: bool) -> Json:
        for message in reversed(self._here(person)):
            if own and message["from"]["id"] != person.user_id:
                continue
            data = str(message.get("reply_markup", ""))
            if (
                ("'callback_data': 'T|" in data and "|why|" not in data)
                if card
                else (words is not None and words in shown(message))
            ):
                return message
        raise NotAsTold(
            f"There is no message {words or card!r}; there are:\n{listed(self._said(person))}"
        )

    def _with_button(self, person: Person, label: str) -> Json:
        candidates: list[Json] = [*person.messages, *self._here(person)]
        for message in reversed(candidates):
            if any(label in button for button in shown(message).split("[")[1:]):
                return message
        raise NotAsTold(f"There is no button {label!r}; there are:\n{listed(self._said(person))}")

    def _said(self, person: Person) -> list[str]:
        return [shown(message) for message in self._here(person)[-6:]]
