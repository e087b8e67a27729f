"""Who is about on a hostile afternoon: contacts, experts, and three who flood.

Law: people act as people do, one thing after the other with pauses, on what they see; each word
that they send is in the ledger.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.params import Upload
from bot.playground.people import CantDo
from bot.playground.telegram import STAFF_CHAT
from tests.durability.desk_process import ANSWERS
from tests.durability.ledger import MARK, NOTE, Kind, Ledger

Json = dict[str, Any]
Act = Callable[[], Awaitable[None]]
PHOTO = Upload("foto.jpg", b"x", "image/jpeg")
INTAKE = (*["i|skip"] * 6, "i|send")
FIRST_CONTACT, FIRST_EXPERT, FIRST_FLOODER = 1001, 7, 5001
CLOSE, SURE = "Kapat", "Evet, kapat"


@dataclass(slots=True)
class Afternoon:
    """What all of them share: how long they pause, and whether the desk is in the staff group."""

    ledger: Ledger
    seed: int
    pause: float  # seconds between two acts of one person, on average
    away: bool = False  # out of the group, it hears nothing there
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def dice(self, name: object) -> random.Random:
        """Somebody's own, so that nobody's acts depend on who was quicker."""
        return random.Random(f"{self.seed} {name}")


class Somebody:
    """One person of the afternoon."""

    def __init__(self, afternoon: Afternoon, user_id: int) -> None:
        self.afternoon, self.ledger = afternoon, afternoon.ledger
        self.chance = afternoon.dice(user_id)
        self.mine: list[int] = []  # numbers of the words sent

    async def rest(self, share: float = 1.0) -> None:
        """A pause, some shorter and some longer."""
        await asyncio.sleep(self.afternoon.pause * share * self.chance.uniform(0.5, 1.5))

    async def act(self, acts: dict[Act, int]) -> None:
        """One of the acts, by weight; nothing where an app would not let one do it just now."""
        await self.do(self.chance.choices(list(acts), list(acts.values()))[0])

    async def do(self, act: Act) -> None:
        """This act, where an app lets one."""
        with suppress(CantDo, KeyError):
            await act()


class Writer(Somebody):
    """A contact with one ticket, and questions of all sorts beside it."""

    def __init__(self, afternoon: Afternoon, contact: Contact) -> None:
        super().__init__(afternoon, contact.user_id)
        self.contact = contact
        self._asked = 0

    async def settles(self) -> None:
        """Open a ticket before the storm, and wait until the experts see it."""
        await self._opens()
        await self.contact.telegram.until(lambda: self.ledger.copies(self.mine[0]), within=60)

    async def live(self) -> None:
        """One act after the other until the afternoon is over, the first of them a ticket."""
        if not self.mine:
            await self.rest()
            await self._opens()
        acts = {
            self._asks: 4,
            self._adds: 6,
            self._changes: 2,
            self._adds_photo: 1,
            self._takes_back: 1,
            self._leaves_for_a_while: 1,
        }
        while not self.afternoon.over.is_set():
            await self.rest()
            await self.act(acts)

    async def says_goodbye(self) -> None:
        """A last word, when all is calm."""
        await self._adds()

    async def _opens(self) -> None:
        for words in ("/start", "/uzman"):
            await self.contact.send(words)
            await self.rest(0.1)
        number, mark = self.ledger.mark(self.contact.user_id)
        self._sent(number, await self.contact.send(f"Soru {mark}"))
        for press in INTAKE:
            await self.rest(0.1)
            await self.contact.tap(self._first(), press, forged=True)

    def _sent(self, number: int, message: Json) -> None:
        self.ledger.wrote(Kind.WORD, self.contact.user_id, number, message)
        self.mine.append(number)

    def _first(self) -> int:
        """A button is on some message; the desk looks at what it says."""
        return next(iter(self.contact.telegram.world.messages[self.contact.chat_id]))

    async def _asks(self) -> None:
        answer = str(self._asked % ANSWERS + 1)
        self._asked += 1
        self.ledger.asks(self.contact.user_id, answer)
        await self.contact.send(f"/start faq_1-{answer}")

    def _of_ticket(self) -> Json | None:
        """The newest message of the desk that is about the ticket."""
        return next(
            (m for m in reversed(self.contact.messages) if _is_about_ticket(m)),
            None,
        )

    async def _adds(self) -> None:
        target = self._of_ticket()
        if target is not None:
            number, mark = self.ledger.mark(self.contact.user_id)
            self._sent(number, await self.contact.send(f"Ek {mark}", reply_to=target))

    async def _adds_photo(self) -> None:
        target = self._of_ticket()
        if target is not None:
            number, mark = self.ledger.mark(self.contact.user_id)
            caption = f"Foto {mark}"
            photo = self.contact.attach(PHOTO, "photo", caption=caption, reply_to=target)
            self._sent(number, await photo)

    async def _changes(self) -> None:
        """One of the last words; what was taken back can't be changed."""
        if self.mine:
            number = self.chance.choice(self.mine[-3:])
            _, message = self.ledger.sent[number].place
            if message in self.contact.telegram.world.messages[self.contact.chat_id]:
                await self.contact.edit(message, f"Düzeltme {self.ledger.changed(number)}")

    async def _takes_back(self) -> None:
        """Send, and delete before the desk can have passed it on, or just after."""
        if self._of_ticket() is not None:
            await self._adds()
            await self.rest(self.chance.choice((0.0, 0.02, 0.3)))
            number = self.mine.pop()
            self.ledger.took_back(number)
            await self.contact.delete_message(self.ledger.sent[number].place[1])

    async def _leaves_for_a_while(self) -> None:
        self.ledger.blocks(self.contact.user_id)
        await self.contact.block()
        await self.rest(2)
        await self.contact.start()


def _is_about_ticket(message: Json) -> bool:
    words = message.get("text") or message.get("caption") or ""
    return message["from"]["is_bot"] and "Talep no" in words and "i|" not in str(message)


class Answerer(Somebody):
    """An expert, who looks at one thread after the other."""

    def __init__(self, afternoon: Afternoon, expert: Expert) -> None:
        super().__init__(afternoon, expert.user_id)
        self.expert = expert

    async def live(self) -> None:
        """One act after the other until the afternoon is over."""
        acts = {
            self._replies: 8,
            self._changes: 2,
            self._sends_photo: 1,
            self._takes_back: 1,
            self._notes: 1,
            self._closes: 1,
            self._looks: 1,
            self._deletes_thread: 1,
        }
        # so that also a short afternoon has something of each kind
        first = [self._notes, self._replies]
        while not self.afternoon.over.is_set():
            await self.rest(0.3)
            if self.afternoon.away:
                continue
            await (self.do(first.pop()) if first else self.act(acts))

    def _thread(self) -> list[Json]:
        """What stands in some thread; nothing where there is none yet."""
        world = self.expert.telegram.world
        threads = [thread for chat, thread in world.topics if chat == STAFF_CHAT]
        if not threads:
            return []
        return list(world.thread(STAFF_CHAT, self.chance.choice(threads)))

    def _target(self) -> tuple[int, Json] | None:
        """The newest word of a contact in some thread, and whose it is."""
        for message in reversed(self._thread()):
            found = MARK.search(message.get("text") or message.get("caption") or "")
            if found and message["from"]["is_bot"]:
                return int(found[1]), message
        return None

    async def _replies(self) -> None:
        if target := self._target():
            owner, message = target
            number, mark = self.ledger.mark(owner)
            self._sent(owner, number, await self.expert.send(f"Cevap {mark}", reply_to=message))

    async def _sends_photo(self) -> None:
        if target := self._target():
            owner, message = target
            number, mark = self.ledger.mark(owner)
            photo = self.expert.attach(PHOTO, "photo", caption=f"Belge {mark}", reply_to=message)
            self._sent(owner, number, await photo)

    def _sent(self, owner: int, number: int, message: Json) -> None:
        self.ledger.wrote(Kind.REPLY, owner, number, message)
        self.mine.append(number)

    async def _changes(self) -> None:
        if self.mine:
            number = self.chance.choice(self.mine[-3:])
            _, message = self.ledger.sent[number].place
            if message in self.expert.telegram.world.messages[STAFF_CHAT]:
                await self.expert.edit(message, f"Düzeltme {self.ledger.changed(number)}")

    async def _takes_back(self) -> None:
        """A photo that is gone before the desk can have passed it on, or just after."""
        before = len(self.mine)
        await self._sends_photo()
        if len(self.mine) > before:
            await self.rest(self.chance.choice((0.0, 0.02, 0.3)))
            _, message = self.ledger.sent[self.mine.pop()].place
            await self.expert.delete_message(message)

    async def _notes(self) -> None:
        """Between experts: no contact may read it."""
        if thread := self._thread():
            number, mark = self.ledger.mark(NOTE)
            where = thread[0]["message_thread_id"]
            message = await self.expert.send(f"Aramızda {mark}", thread=where)
            self.ledger.wrote(Kind.NOTE, NOTE, number, message)

    async def _closes(self) -> None:
        """By two taps, of which others may do the second one."""
        for label in (SURE, CLOSE):
            cards = [m for m in self._thread() if label in str(m.get("reply_markup"))]
            if cards:
                await self.expert.tap(cards[-1], label=label)
                return

    async def _looks(self) -> None:
        await self.expert.send("/kuyruk")

    async def _deletes_thread(self) -> None:
        """Rarely: most of the time somebody thinks better of it."""
        if self.chance.random() < 0.3 and (thread := self._thread()):
            await self.expert.delete_thread(thread[0]["message_thread_id"])


async def floods(person: Contact, chance: random.Random, seconds: float) -> int:
    """Messages, taps and inline queries, forty a second; how many."""
    loop = asyncio.get_running_loop()
    begin, n = loop.time(), 0
    await person.send("/konular")
    menu = next((m for m in reversed(person.messages) if "reply_markup" in m), None)
    while (now := loop.time() - begin) < seconds:
        way = chance.randrange(3)
        if way == 0 or menu is None:
            await person.send("/konular")
        elif way == 1:
            await person.tap(menu, f"q|faq|1|{n % 2}", forged=True)
        else:
            await person.ask_inline("durumda")
        n += 1
        await asyncio.sleep(max(0.0, n / 40 - now))
    return n
