"""Messages of kinds that the desk has no name for, on a whole desk: none of them is swallowed.

It reaches the ticket as a copy, or whoever wrote it hears what to do; an expert's note stays a
note, and what Telegram itself says about a chat is no message.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.playground.faults import Refuse
from bot.playground.people import Person
from bot.playground.telegram import STAFF_CHAT, Telegram
from tests.actors import Actors, Line, shown
from tests.story import story_clock
from tests.world import sqlite_url, world

Json = dict[str, Any]

CONTENT = Path(__file__).parents[1] / "content"
PHOTO = [{"file_id": "P", "file_unique_id": "p", "width": 90, "height": 60}]
COPIED: dict[str, Json] = {
    "rich_message": {"rich_message": {"blocks": [{"type": "heading", "text": "Tüzük"}]}},
    "checklist": {"checklist": {"title": "Yapılacaklar", "tasks": [{"id": 1, "text": "Defter"}]}},
    "story": {"story": {"chat": {"id": 5, "type": "private"}, "id": 7}},
    "live_photo": {"live_photo": {"file_id": "L"}, "photo": PHOTO},
    "poll": {"poll": {"question": "Hangi gün?", "options": [{"text": "Salı"}]}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "game": {"game": {"title": "Oyun", "description": "Bir oyun", "photo": PHOTO}},
    "hologram": {"hologram": {"depth": 3}, "caption": "Geleceğin mesajı"},
}
REFUSED: dict[str, Json] = {
    "paid_media": {"paid_media": {"star_count": 1, "paid_media": []}, "caption": "Ücretli"},
    "giveaway": {"giveaway": {"chats": [], "winner_count": 1}},
    "giveaway_winners": {"giveaway_winners": {"winner_count": 1}},
    "invoice": {"invoice": {"title": "Fatura", "total_amount": 100}},
}
KINDS = COPIED | REFUSED
SERVICE: tuple[Json, ...] = (
    {"pinned_message": {"message_id": 1, "date": 0}},
    {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "Yeni"}]},
    {"left_chat_member": {"id": 5, "is_bot": False, "first_name": "Eski"}},
    {"forum_topic_created": {"name": "Yeni konu", "icon_color": 1}},
    {"forum_topic_edited": {"name": "Yeni ad"}},
    {"forum_topic_closed": {}},
    {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    {"video_chat_started": {}},
)
NOT_YET = "henüz kimseye iletmedik"
IN_WORDS = "Bu tür bir mesajı uzmanlara iletemiyoruz"
PLACED = "Bunu da talebinize ekledik"
LOST = "uzmanlara ulaşmadı"
TO_EXPERT = re.compile("danışana (gönderilemez|ulaşmadı)")


@dataclass
class Room:
    """A desk with everybody around it, and what was said since the last act."""

    actors: Actors
    told: list[tuple[int, Json]]

    @property
    def telegram(self) -> Telegram:
        """The stand-in."""
        return self.actors.telegram

    async def rest(self) -> None:
        """The desk has done everything, and nothing of it failed."""
        await self.actors.world.rest()
        faults, _ = await self.actors.world.troubles()
        assert faults == []

    async def sends(self, person: Person, content: Json, **where: Any) -> list[str]:
        """The person sends a message of any kind; what the desk says to the person."""
        self.told.clear()
        await person._post(content, **({"reply_to": None} | where))
        await self.rest()
        return self.heard(person.chat_id)

    async def writes(self, person: Person, words: str) -> list[str]:
        """The same with words."""
        return await self.sends(person, {"text": words})

    async def taps(self, person: Person, code: str) -> list[str]:
        """The person presses the newest button with this code."""
        self.told.clear()
        marked = [one for one in person.messages if f"'{code}'" in str(one.get("reply_markup"))]
        await person.tap(marked[-1], code)
        await self.rest()
        return self.heard(person.chat_id)

    async def edits(self, person: Person, message: Json, content: Json) -> list[str]:
        """The person changes a message."""
        self.told.clear()
        kept = {name: value for name, value in message.items() if name != "text"}
        changed = self.telegram.world.keep(kept | content | {"edit_date": 1})
        self.telegram.updates.add("edited_message", changed)
        self.telegram.changed({"type": "edited", "message": changed})
        await self.rest()
        return self.heard(person.chat_id)

    def heard(self, chat: int) -> list[str]:
        """What the desk said in a chat since the last act, copies without words by their keys."""
        return [shown(one) or " ".join(one) for at, one in self.told if at == chat]

    def copies(self, kind: str) -> int:
        """How many messages of a kind came into the staff group since the last act."""
        return sum(kind in one for at, one in self.told if at == STAFF_CHAT)

    def calls(self) -> int:
        """How many calls the desk has made to say something."""
        return sum(one.method != "getUpdates" for one in self.telegram.calls)

    async def ticket(self, number: int) -> tuple[Person, Person, Json]:
        """A contact with a ticket, an expert, and the ticket's card."""
        line = Line(0, "NGO", f"Dernek{number} asks", f"Soru {number}", "")
        await self.actors._act_ngo(line)
        await self.rest()
        threads = [at for _, at in self.telegram.world.topics]
        expert = self.actors.expert()
        there = [one for one in expert.messages if one.get("message_thread_id") == max(threads)]
        card = next(one for one in there if "'T|" in str(one.get("reply_markup")))
        contact = self.actors.contact
        assert contact is not None
        return contact, expert, card

    async def waiting_ticket(self, number: int) -> tuple[Person, Person, Json]:
        """The same, and the ticket waits for the contact."""
        contact, expert, card = await self.ticket(number)
        await self.replies(expert, card, {"text": f"Yanıt {number}"})
        return contact, expert, card

    async def replies(self, expert: Person, to: Json, content: Json) -> list[str]:
        """An expert replies; what the desk says in the staff group."""
        thread = to["message_thread_id"]
        return await self.sends(expert, content, reply_to=to, thread=thread)


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Room]:
    telegram = Telegram(clock=story_clock())
    async with world(database_url, telegram=telegram, watch=False, faq_dir=CONTENT) as desk:
        room = Room(Actors(desk, CONTENT), [])

        def listen(news: Json) -> None:
            if news["type"] in ("message", "edited") and news["message"]["from"]["is_bot"]:
                room.told.append((news["message"]["chat"]["id"], news["message"]))

        telegram.listeners.add(listen)
        await desk.rest()
        yield room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened(sqlite_url(tmp_path)) as found:
        yield found


def contacts(room: Room) -> list[tuple[Person, str, Json]]:
    """A new contact for every kind."""
    return [
        (room.telegram.contact(3000 + n, f"Dernek {n}"), kind, content)
        for n, (kind, content) in enumerate(KINDS.items())
    ]


async def test_without_a_ticket(room: Room) -> None:
    for person, kind, content in contacts(room):
        said = await room.sends(person, content)
        assert len(said) == 1, kind
        assert (NOT_YET if kind in COPIED else IN_WORDS) in said[0], kind


async def test_on_a_ticket(database_url: str) -> None:
    """While it waits for the contact, and as a reply to one of its messages."""
    async with opened(database_url) as room:
        contact, expert, card = await room.waiting_ticket(1)
        reply = contact.messages[-1]
        assert "Yanıt 1" in shown(reply)
        for where in ({}, {"reply_to": reply}):
            for kind, content in KINDS.items():
                await room.replies(expert, card, {"text": "Yanıt 1"})
                said = await room.sends(contact, content, **where)
                if kind in COPIED:
                    more = [one for one in said if PLACED not in one]
                    assert (more, room.copies(kind)) == ([], 1), kind
                    assert not (where and said), kind
                else:
                    assert [IN_WORDS in one for one in said] == [True], kind
                    assert room.heard(STAFF_CHAT) == [], kind


async def test_in_an_intake(room: Room) -> None:
    """At every step it joins the request, or leaves the step as it was."""
    person = room.telegram.contact(3100, "Dernek")
    await room.writes(person, "/uzman")
    for step in range(6):
        for kind, content in REFUSED.items():
            said = await room.sends(person, content)
            assert [IN_WORDS in one for one in said] == [True], (step, kind)
        for kind, content in COPIED.items():
            assert await room.sends(person, content), (step, kind)
        if step < 5:
            await room.taps(person, "i|skip")
    await room.taps(person, "i|send")
    for kind in COPIED:
        assert room.copies(kind) >= 6, kind


async def test_at_a_step_of_a_ticket(room: Room) -> None:
    """An addition, a choice of tickets that is due, a word along with a rating."""
    contact, expert, card = await room.ticket(1)
    for kind, content in KINDS.items():
        await room.writes(contact, "/taleplerim")
        await room.taps(contact, "t|show|1")
        await room.taps(contact, "t|add|1")
        said = await room.sends(contact, content)
        assert room.copies(kind) == (kind in COPIED), kind
        assert len(said) == 1, kind
        assert ("ekledik" if kind in COPIED else IN_WORDS) in said[0], kind
        if kind in REFUSED:  # the step stays
            assert "ekledik" in (await room.writes(contact, "Yazıyla"))[0]
    await room.replies(expert, card, {"text": "Yanıt"})  # one waits, and one was spoken on last
    await room.ticket(1)
    for kind, content in KINDS.items():
        said = await room.sends(contact, content)
        assert ("hangi talebiniz" if kind in COPIED else IN_WORDS) in said[0], kind
    await room.taps(contact, "t|add|1")
    assert all(room.copies(kind) for kind in COPIED)


async def test_along_with_a_rating(room: Room) -> None:
    """A word may be said along with stars; what is no word is not taken for one."""
    contact, _, _ = await room.waiting_ticket(1)
    await room.writes(contact, "/taleplerim")
    await room.taps(contact, "t|show|1")
    await room.taps(contact, "t|close|1")
    closing = contact.messages[-1]
    for kind, content in KINDS.items():
        await room.taps(contact, "t|rate|1|4")
        said = await room.sends(contact, content)
        assert (NOT_YET if kind in COPIED else IN_WORDS) in said[0], kind
    await room.taps(contact, "t|rate|1|4")
    assert "yeniden" in (await room.sends(contact, COPIED["dice"], reply_to=closing))[0]
    assert room.copies("dice") == 1


async def test_what_was_missing_in_an_answer(room: Room) -> None:
    for person, kind, content in contacts(room):
        await room.writes(person, "/konular 1.2")
        await room.taps(person, "v|faq:1-2|0")
        said = await room.sends(person, content)
        # a file is no reason, whatever stands below it: it is held, and nobody is told "noted"
        assert (IN_WORDS if kind in REFUSED else NOT_YET) in said[0], kind


async def test_an_expert_s_reply(database_url: str) -> None:
    async with opened(database_url) as room:
        contact, expert, card = await room.ticket(1)
        for kind, content in KINDS.items():
            said = await room.replies(expert, card, content)
            to_contact = [one for at, one in room.told if at == contact.chat_id]
            assert [kind in one for one in to_contact] == [True] * (kind in COPIED), kind
            assert any(TO_EXPERT.search(one) is not None for one in said) == (kind in REFUSED), kind


async def test_an_expert_s_note(room: Room) -> None:
    """It stays, in silence; sent after all it arrives, or the expert hears that it can't."""
    contact, expert, card = await room.ticket(1)
    thread = card["message_thread_id"]
    (told,) = await room.sends(expert, {"text": "Not"}, thread=thread)
    assert "içeride kaldı" in told  # once: from here on they know
    for kind, content in KINDS.items():
        assert await room.sends(expert, content, thread=thread) == [], kind
        assert room.heard(contact.chat_id) == [], kind
        note = expert.messages[-1]
        said = await room.replies(expert, note, {"text": "/gonder"})
        assert len(room.heard(contact.chat_id)) == (kind in COPIED), kind
        assert any(TO_EXPERT.search(one) is not None for one in said) == (kind in REFUSED), kind


async def test_what_can_t_be_announced_is_told_before_anything_is_tried(room: Room) -> None:
    """Of what the desk can't say by itself there is no composer."""
    expert = room.actors.expert()
    room.telegram.world.members.put((STAFF_CHAT, expert.user_id), "administrator")
    told = dict.fromkeys(KINDS, "Bu tür bir mesaj duyurulamaz") | {"poll": "Anket duyurulamaz"}
    for kind, content in KINDS.items():
        await room.sends(expert, content)
        said = await room.sends(expert, {"text": "/duyuru"}, reply_to=expert.messages[-1])
        assert [told[kind] in one for one in said] == [True], kind


async def test_what_telegram_itself_says(room: Room) -> None:
    contact, expert, card = await room.waiting_ticket(1)
    for service in SERVICE:
        assert await room.sends(contact, service) == []
        for thread in (None, card["message_thread_id"]):
            assert await room.sends(expert, service, thread=thread) == []
        assert room.told == []


async def test_changed_messages(room: Room) -> None:
    """What can't be changed in its place goes on anew; a live location is no such thing."""
    contact, expert, card = await room.waiting_ticket(1)
    changeable = {kind: content for kind, content in COPIED.items() if kind != "poll"}
    for kind, content in changeable.items():
        await room.sends(contact, content)
        mine = [one for one in contact.messages if not one["from"]["is_bot"]]
        await room.edits(contact, mine[-1], content | {"caption": "Yeni"})
        assert room.copies(kind) == 1, kind
        await room.replies(expert, card, content)
        mine = [one for one in expert.messages if not one["from"]["is_bot"]]
        await room.edits(expert, mine[-1], content | {"caption": "Yeni"})
        assert [kind in one for at, one in room.told if at == contact.chat_id] == [True], kind
    await room.sends(contact, {"location": {"latitude": 41.0, "longitude": 29.0}})
    place = contact.messages[-1]
    before = room.calls()
    await room.edits(contact, place, {"location": {"latitude": 41.1, "longitude": 29.1}})
    assert room.calls() == before
    for content in REFUSED.values():
        await room.sends(contact, content)
        assert await room.edits(contact, contact.messages[-2], content | {"caption": "x"}) == []


async def test_words_that_became_a_picture(room: Room) -> None:
    """Telegram's apps put a file to a message that was words; the thread gets it."""
    contact, _, _ = await room.waiting_ticket(1)
    await room.sends(contact, {"text": "Fotoğraf geliyor"})
    mine = [one for one in contact.messages if not one["from"]["is_bot"]]
    await room.edits(contact, mine[-1], {"photo": PHOTO, "caption": "İşte"})
    assert room.copies("photo") == 1


@pytest.mark.parametrize("count", [1, 3])
async def test_a_refused_copy_is_told_once(room: Room, count: int) -> None:
    """To the contact and in the thread, also for an album."""
    contact, _, _ = await room.waiting_ticket(1)
    refused = Refuse(400, "Bad Request: message can't be copied")
    for method in ("copyMessage", "copyMessages"):
        room.telegram.fail(refused, method=method, chat_id=STAFF_CHAT, times=9)
    room.told.clear()
    for n in range(count):
        album = {"media_group_id": "77"} if count > 1 else {}
        await contact._post({"photo": PHOTO} | album | {"caption": f"{n}"}, reply_to=None)
    await room.rest()
    assert [LOST in one for one in room.heard(contact.chat_id)] == [True]
    assert sum("kopyalanamadı" in one for one in room.heard(STAFF_CHAT)) == 1


async def test_a_picture_that_an_album_lost_is_told(room: Room) -> None:
    """Telegram leaves out of an album what it can't copy, and says so only by the count."""
    contact, _, _ = await room.waiting_ticket(1)
    room.told.clear()
    for content in ({"photo": PHOTO}, {"photo": PHOTO}):
        await contact._post(content | {"media_group_id": "78"}, reply_to=None)
    await contact.delete_message(contact.messages[-1])
    await room.rest()
    assert room.copies("photo") == 1
    assert sum(LOST in one for one in room.heard(contact.chat_id)) == 1


async def test_a_refused_reply_is_told_to_the_expert(room: Room) -> None:
    contact, expert, card = await room.ticket(1)
    refused = Refuse(400, "Bad Request: message can't be copied")
    room.telegram.fail(refused, method="copyMessage", chat_id=contact.chat_id)
    said = await room.replies(expert, card, COPIED["dice"])
    assert sum(TO_EXPERT.search(one) is not None for one in said) == 1
