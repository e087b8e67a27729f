"""Histories of a desk: what contacts, experts, a coordinator and the clock do, drawn from a seed.

Law: an act is a value that means something in any history, so what is left when some are taken away
is a history, too.
"""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.params import Upload
from bot.playground.people import CantDo
from bot.playground.telegram import STAFF_CHAT, Telegram
from tests.durability.ledger import MARK, NOTE, Kind, Ledger
from tests.durability.told import NUMBER, SAID, words_of

Json = dict[str, Any]
FIRST_CONTACT, FIRST_EXPERT = 1001, 9001
CONTACTS, EXPERTS = 4, ("Aylin", "Elif", "Deniz")
PHOTO = Upload("foto.jpg", b"x", "image/jpeg")
JUMPS = (
    timedelta(minutes=20),
    timedelta(hours=2),
    timedelta(hours=9),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=12),
    timedelta(days=40),
)
PRESSES = (
    "claim",
    "on-it",
    "ask",
    "not-yet",
    "sure|research",
    "sure|legal",
    "sure|close",
    "reopen",
    "sure|alarm",
    "sure|calm",
    "why|busy",
    "rank|high",
    "refuse-by|own-work",
)
WEIGHTS = {
    "asks": 5,
    "cries": 1,
    "adds": 6,
    "says": 3,
    "adds_photo": 1,
    "corrects": 1,
    "looks": 2,
    "closes": 1,
    "reopens": 1,
    "leaves": 1,
    "comes_back": 2,
    "replies": 6,
    "notes": 4,
    "notes_on_note": 2,
    "sends_another_s": 1,
    "commands": 1,
    "presses": 12,
    "hands_over": 2,
    "takes_back": 1,
    "agrees": 3,
    "joins": 1,
    "parts": 1,
    "deletes_thread": 1,
    "throws_out": 1,
    "takes_in": 4,
    "shuts": 1,
    "queue": 5,
    "waits": 10,
    "waits_and_looks": 3,
    "restarts": 2,
    "crowds": 2,
}


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, by whom, and on what: both are looked up among those who are there then."""

    what: str
    who: int = 0
    which: int = 0


AT_THE_DESK = {
    *("replies", "notes", "notes_on_note", "sends_another_s", "commands", "presses", "hands_over"),
    *("takes_back", "agrees", "joins", "parts", "shuts"),
}
# so that also a short history has something of each kind, and both rules of the queue to tell apart
BEGINS = (
    Act("asks"),
    Act("waits", which=3),
    Act("asks", who=1),
    Act("queue"),
    Act("notes", who=1),
    Act("notes_on_note", who=2),
    Act("sends_another_s", who=2),
    Act("replies", who=1),
    Act("adds"),
    Act("restarts"),
    Act("asks", who=2),
    Act("presses", who=3, which=1),  # research, of a rights-based organisation's
    Act("crowds"),
    Act("queue"),
    Act("asks", who=3),
    Act("queue"),
    Act("waits", which=5),
    Act("adds", who=1),
    Act("waits_and_looks", which=6),
    Act("queue"),
)


def history(seed: int, length: int) -> list[Act]:
    """The acts of a seed."""
    chance = random.Random(seed)
    drawn = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=max(0, length - len(BEGINS)))
    return [*BEGINS, *(Act(what, chance.randrange(97), chance.randrange(97)) for what in drawn)]


@dataclass
class Company:
    """Everybody around the desk; contacts with even numbers are rights-based organisations'."""

    telegram: Telegram
    ledger: Ledger
    said: dict[int, Json] = field(default_factory=dict)  # words of contacts that name no ticket

    def __post_init__(self) -> None:
        self.contacts = [
            self.telegram.contact(FIRST_CONTACT + n, f"Dernek {n}") for n in range(CONTACTS)
        ]
        self.experts = [
            self.telegram.expert(FIRST_EXPERT + n, one) for n, one in enumerate(EXPERTS)
        ]
        self.coordinator = self.experts[0]
        self.telegram.world.members.put((STAFF_CHAT, self.coordinator.user_id), "administrator")

    @staticmethod
    def is_rights_based(contact: int) -> bool:
        """Whether this contact's organisation calls itself so."""
        return contact % 2 == 0

    async def does(self, act: Act) -> None:
        """One act, where an app lets one do it just now; the desk that is out hears no expert."""
        if self.is_out and act.what in AT_THE_DESK:
            return
        does: Callable[[Act], Awaitable[None]] = getattr(self, act.what)
        with suppress(CantDo, KeyError):
            await does(act)

    # Contacts.

    def _contact(self, act: Act) -> Contact:
        return self.contacts[act.who % len(self.contacts)]

    def _about_tickets(self, contact: Contact) -> list[Json]:
        return [m for m in contact.messages if m["from"]["is_bot"] and NUMBER.search(words_of(m))]

    def _number(self, act: Act) -> int:
        """One of the contact's tickets."""
        found = [n for m in self._about_tickets(self._contact(act)) for n in _numbers(m)]
        return found[act.which % len(found)] if found else 0

    async def asks(self, act: Act) -> None:
        """A request by the shortest way."""
        contact = self._contact(act)
        await contact.send("/uzman")
        number, mark = self.ledger.mark(contact.user_id)
        word = await contact.send(f"Soru {mark}")
        self.said[number] = word
        based = "yes" if self.is_rights_based(contact.user_id) else "no"
        first = contact.messages[0]
        for press in ("i|skip", "i|skip", "i|skip", f"i|rights|{based}", "i|skip", "i|send"):
            await contact.tap(first, press, forged=True)

    async def cries(self, act: Act) -> None:
        """An emergency as somebody's words."""
        await self._says(act, "imdat saldırıya uğradık")

    async def says(self, act: Act) -> None:
        """Words that name no ticket."""
        await self._says(act, "Bir şey daha var")

    async def _says(self, act: Act, words: str) -> None:
        contact = self._contact(act)
        number, mark = self.ledger.mark(contact.user_id)
        self.said[number] = await contact.send(f"{words} {mark}")

    async def adds(self, act: Act) -> None:
        """Words that answer one of the desk's on a ticket."""
        contact = self._contact(act)
        if about := [m for m in self._about_tickets(contact) if not _is_list(m)][-4:]:
            number, mark = self.ledger.mark(contact.user_id)
            target = about[act.which % len(about)]
            sent = await contact.send(f"Ek {mark}", reply_to=target)
            self.ledger.wrote(Kind.WORD, contact.user_id, number, sent)

    async def adds_photo(self, act: Act) -> None:
        """The same with a picture."""
        contact = self._contact(act)
        if about := [m for m in self._about_tickets(contact) if not _is_list(m)]:
            number, mark = self.ledger.mark(contact.user_id)
            sent = await contact.attach(PHOTO, "photo", caption=f"Foto {mark}", reply_to=about[-1])
            self.ledger.wrote(Kind.WORD, contact.user_id, number, sent)

    async def corrects(self, act: Act) -> None:
        """One of the contact's last words is changed."""
        owner = self._contact(act)
        mine = [n for n, one in self.ledger.sent.items() if one.place[0] == owner.user_id]
        if mine:
            number = mine[-1 - act.which % min(3, len(mine))]
            message = owner.message(self.ledger.sent[number].place[1])
            await owner.edit(message, f"Düzeltme {self.ledger.changed(number)}")

    async def looks(self, act: Act) -> None:
        """At where one stands."""
        await self._contact(act).send("/taleplerim")

    async def closes(self, act: Act) -> None:
        """A ticket of one's own."""
        await self._taps(act, "t|close")

    async def reopens(self, act: Act) -> None:
        """One that is over."""
        await self._taps(act, "t|reopen")

    async def _taps(self, act: Act, press: str) -> None:
        contact = self._contact(act)
        if contact.messages:
            await contact.tap(contact.messages[0], f"{press}|{self._number(act)}", forged=True)

    async def leaves(self, act: Act) -> None:
        """The contact blocks the desk."""
        contact = self._contact(act)
        if contact.messages:
            self.ledger.blocks(contact.user_id)
            await contact.block()

    async def comes_back(self, act: Act) -> None:
        """Whoever is away."""
        away = [one for one in self.contacts if self.is_away(one.user_id)]
        if away:
            await away[act.who % len(away)].unblock()

    def is_away(self, contact: int) -> bool:
        """Whether this contact has blocked the desk."""
        return self.telegram.world.relations.get(contact) == "blocked"

    # Experts.

    def _expert(self, act: Act) -> Expert:
        return self.experts[act.who % len(self.experts)]

    def thread(self, act: Act) -> list[Json]:
        """What stands in some thread, oldest first; nothing where there is none yet."""
        world = self.telegram.world
        threads = [thread for chat, thread in world.topics if chat == STAFF_CHAT]
        chosen = threads[act.which % len(threads)] if threads else None
        return [] if chosen is None else list(world.thread(STAFF_CHAT, chosen))

    async def replies(self, act: Act) -> None:
        """To the contact's newest word in a thread."""
        if word := self._word(act):
            owner = _owner(word)
            number, mark = self.ledger.mark(owner)
            sent = await self._expert(act).send(f"Cevap {mark}", reply_to=word)
            self.ledger.wrote(Kind.REPLY, owner, number, sent)

    def _word(self, act: Act) -> Json | None:
        """The newest word of a contact in some thread."""
        said = (m for m in reversed(self.thread(act)) if m["from"]["is_bot"])
        return next((message for message in said if _owner(message)), None)

    def _others_note(self, act: Act) -> Json | None:
        """A note of somebody else than whoever acts."""
        mine, sent = self._expert(act).user_id, self.ledger.sent.values()
        notes = [self._expert(act).message(n.place[1]) for n in sent if n.kind is Kind.NOTE]
        others = [note for note in notes if note["from"]["id"] != mine]
        return others[act.which % len(others)] if others else None

    async def notes(self, act: Act) -> None:
        """Between experts, in a thread."""
        if thread := self.thread(act):
            await self._notes(act, "Aramızda", thread=thread[0]["message_thread_id"])

    async def notes_on_note(self, act: Act) -> None:
        """A reply to a colleague's note is one, too."""
        if note := self._others_note(act):
            await self._notes(act, "Bence de", reply_to=note)

    async def commands(self, act: Act) -> None:
        """A command that there is none of, with words that are nobody else's."""
        if thread := self.thread(act):
            await self._notes(act, "/yanitla", thread=thread[0]["message_thread_id"])

    async def _notes(self, act: Act, words: str, **where: Any) -> None:
        number, mark = self.ledger.mark(NOTE)
        sent = await self._expert(act).send(f"{words} {mark}", **where)
        self.ledger.wrote(Kind.NOTE, NOTE, number, sent)

    async def sends_another_s(self, act: Act) -> None:
        """Somebody else's note is nobody's to send."""
        if note := self._others_note(act):
            await self._expert(act).send("/gonder", reply_to=note)

    def _card(self, act: Act) -> Json | None:
        cards = (m for m in self.thread(act) if "'T|" in str(m.get("reply_markup")))
        return next(cards, None)

    async def presses(self, act: Act) -> None:
        """A button of a card."""
        await self._presses(act, f"T|{{}}|{PRESSES[(act.who + act.which) % len(PRESSES)]}")

    async def hands_over(self, act: Act) -> None:
        """A ticket to somebody, or to whoever coordinates."""
        to = ("to|1", "to|2", "to|3", "for|coordinator")
        await self._presses(act, f"D|{{}}|{to[(act.who + act.which) % len(to)]}")

    async def _presses(self, act: Act, press: str) -> None:
        if card := self._card(act):
            number = str(card["reply_markup"]).split("'T|")[1].split("|")[0]
            await self._expert(act).tap(card, press.format(number), forged=True)

    async def takes_back(self, act: Act) -> None:
        """The last reply in a thread, by whoever is asked to."""
        await self._orders(act, "/geri")

    async def agrees(self, act: Act) -> None:
        """With a reply that waits for a second expert."""
        waiting = [m for m in self.thread(act) if "'A|" in str(m.get("reply_markup"))]
        if waiting:
            code = "A|" + str(waiting[-1]["reply_markup"]).split("'A|")[1].split("'")[0]
            await self._expert(act).tap(waiting[-1], code, forged=True)

    async def joins(self, act: Act) -> None:
        """A ticket to the one of a thread, where both are one contact's."""
        await self._orders(act, f"/birlestir {1 + act.who % 6}")

    async def parts(self, act: Act) -> None:
        """A contact's word becomes a ticket of its own."""
        if word := self._word(act):
            await self._expert(act).send("/ayir", reply_to=word)

    async def _orders(self, act: Act, words: str) -> None:
        if thread := self.thread(act):
            await self._expert(act).send(words, thread=thread[0]["message_thread_id"])

    async def deletes_thread(self, act: Act) -> None:
        """With all that stands in it."""
        if thread := self.thread(act):
            await self._expert(act).delete_thread(thread[0]["message_thread_id"])

    async def throws_out(self, act: Act) -> None:
        """The desk leaves the staff group."""
        if not self.is_out:
            await self._expert(act).remove_bot()

    async def takes_in(self, act: Act) -> None:
        """And is taken back."""
        if self.is_out:
            await self._expert(act).add_bot()

    @property
    def is_out(self) -> bool:
        """Whether the desk is in no staff group, and hears nothing there."""
        world = self.telegram.world
        return world.members.get((STAFF_CHAT, world.bot["id"])) == "kicked"

    async def shuts(self, act: Act) -> None:
        """The coordinator closes the desk on a day to come."""
        day = self.telegram.clock.now() + timedelta(days=1 + act.which % 9)
        await self.coordinator.send(f"/kapali {day:%d.%m.%Y} taşınıyoruz")


def _is_list(message: Json) -> bool:
    """Whether it tells of all tickets, and of none in particular."""
    return words_of(message).startswith(SAID.text("tickets.title").text)


def _owner(message: Json) -> int:
    """Whose word it is; 0 of a note's, and where nobody's stands."""
    found = MARK.search(words_of(message))
    return int(found[1]) if found else NOTE


def _numbers(message: Json) -> list[int]:
    return [int(number) for number in NUMBER.findall(words_of(message))]
