"""Strange updates on a whole desk: none fails, none is set aside, and the chat goes on after it."""

import copy
import random
from collections.abc import Iterator
from typing import Any

from bot.playground.people import Person
from bot.playground.telegram import STAFF_CHAT
from tests.platforms.test_strange_kinds import PHOTO, Room, opened

Json = dict[str, Any]

COUNT = 300
JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    5,
    2**31,
    2**63 - 1,
    2**63,
    10**40,
    1.5,
    "",
    "\0",
    "a\0b",
    "\ud83d",
    "👋" * 50,
    "x" * 300,
    "ş" * 3000,
    "private",
    "supergroup",
    "/start \0",
    "/uzman",
    "-5",
    [],
    {},
    [[]],
    [None],
    {"id": "x"},
    {"id": 7, "type": "private"},
    {"message_id": 2**62},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in an update where something stands."""
    inner: Any = value.items() if isinstance(value, dict) else ()
    for key, inside in enumerate(value) if isinstance(value, list) else inner:
        yield (*path, key)
        yield from places(inside, (*path, key))


def mutated(update: Json, chance: random.Random) -> Json:
    """The update with one or two places holding something else, or nothing."""
    changed: Any = copy.deepcopy(update)
    for _ in range(chance.choice((1, 1, 2))):
        found = list(places(changed))[1:] or [tuple(changed)]
        deep = chance.choice((2, 2, 3, 9))  # most things stand high up, and most people's too
        *way, last = chance.choice([one for one in found if len(one) <= deep] or found)
        holder = changed
        for key in way:
            holder = holder[key]
        if isinstance(holder, dict) and chance.random() < 0.2:
            del holder[last]
        else:
            holder[last] = chance.choice(JUNK)
    return changed  # type: ignore[no-any-return]


def queue(room: Room, update: Json) -> None:
    """An update waits for the desk, whatever stands in it."""
    updates = room.telegram.updates
    number = room.telegram.world.next_update_id()
    updates.waiting[number] = update | {"update_id": number}
    updates._arrived.set()


async def lived(room: Room) -> tuple[Person, Person, list[Json]]:
    """A desk on which everything has happened once; the updates that told of it."""
    heard: list[Json] = []
    add = room.telegram.updates.add

    def listening(kind: str, payload: Json) -> int | None:
        heard.append({kind: payload})
        return add(kind, payload)

    room.telegram.updates.add = listening  # type: ignore[method-assign]
    contact, expert, card = await room.waiting_ticket(1)
    await room.sends(contact, {"photo": PHOTO, "caption": "Belge", "media_group_id": "13"})
    await room.sends(contact, {"text": "Ek soru"}, reply_to=contact.messages[-1])
    await contact.edit(await contact.send("Bir şey daha"), "Bir şey daha var")
    await contact.block()
    await contact.unblock()
    await contact.ask_inline("tüzük")
    await room.replies(expert, card, {"photo": PHOTO, "caption": "Örnek"})
    room.telegram.world.members.put((STAFF_CHAT, expert.user_id), "administrator")
    news = await expert.send("Yeni rehber")
    await room.sends(expert, {"text": "/duyuru"}, reply_to=news)
    await room.taps(expert, "B|1|topic|1")
    await expert.send("/kuyruk")
    await expert.edit(await expert.send("Yanıt", reply_to=card), "Yeni yanıt")
    await room.taps(expert, "T|1|claim")
    await room.rest()
    room.telegram.updates.add = add  # type: ignore[method-assign]
    return contact, expert, heard


async def answered(room: Room, contact: Person, expert: Person) -> None:
    """What is ordinary is answered as ever."""
    assert "Nasıl yardımcı" in "".join(await room.writes(contact, "/menu"))
    room.told.clear()
    await expert.send("/kuyruk")
    await room.rest()
    assert any("Açık talepler" in one for one in room.heard(expert.chat_id))


async def test_mutated_updates(database_url: str) -> None:
    chance = random.Random(2026)
    async with opened(database_url) as room:
        contact, expert, known = await lived(room)
        for n in range(COUNT):
            queue(room, mutated(chance.choice(known), chance))
            if n % 50 == 49:
                await room.rest()
                await answered(room, contact, expert)


async def test_forged_names_do_not_reach_a_ticket(database_url: str) -> None:
    """A request about an answer or a refusal that there is not is a request about nothing."""
    async with opened(database_url) as room:
        for n, code in enumerate(("x|" + "x" * 62, "p|" + "ş" * 31)):
            person = room.telegram.contact(3000 + n, "Dernek")
            await room.writes(person, "/uzman")
            await person.tap(person.messages[-1], code, forged=True)
            await room.rest()
            await room.writes(person, "Genel kurulu erteleyebilir miyiz?")
            for press in ("i|on", *("i|skip",) * 5):
                if f"'{press}'" in str(person.messages[-1]):
                    await room.taps(person, press)
            assert any("Talep no" in one for one in await room.taps(person, "i|send"))
