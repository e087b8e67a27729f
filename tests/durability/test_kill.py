"""`kill -9` at any moment: every update takes effect once, in order, and every reply is
delivered.
"""

import asyncio
import os
import random
import re
import signal
from collections import Counter
from itertools import groupby
from pathlib import Path

from bot.storage.books import Tx, connect
from sqlalchemy import func, select

from bot.domain.broadcasts import prefix
from bot.domain.chats import Chat
from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.storage import broadcasts, chats, contacts, deliveries, tables
from bot.storage.migrate import upgrade
from tests.durability.desk_process import ANSWERS, DeskProcess, environment, small_content
from tests.world import TOKEN

SOAK = bool(os.environ.get("SOAK"))
SEED = int(os.environ.get("SEED", "20260401"))
CHATS = 20
STEPS = 25
WORDS = 5
KILLS = 75 if SOAK else 25
PACE = 28 if SOAK else 50
START_UP = 2.5  # seconds; a fifth of the kills falls into it
NOT_OWED = ("getMe", "deleteWebhook", "getUpdates")


class Script:
    """What one contact does in 25 steps: a ticket of several messages, then one answer after the
    other.
    """

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.words: list[int] = []  # ids of the messages that belong to the ticket
        self.left = [
            "/start",
            "/uzman",
            "Soru",
            *["i|skip"] * 6,
            *[f"Ek {n}" for n in range(WORDS)],
            "i|send",
        ]
        self.left += [f"/start faq_1-{n}" for n in range(1, ANSWERS + 1)]
        assert len(self.left) == STEPS

    async def step(self) -> None:
        """The next step."""
        what = self.left.pop(0)
        if what.startswith("i|"):
            await self.contact.tap(self.contact.messages[0], what, forged=True)
            return
        message = await self.contact.send(what)
        if not what.startswith("/"):
            self.words.append(message["message_id"])


class Lives:
    """The lives of one desk, each ended by a kill at a random moment, mostly while it speaks."""

    def __init__(self, desk: DeskProcess, telegram: Telegram, chance: random.Random) -> None:
        self.desk, self.telegram, self.chance = desk, telegram, chance
        self.over = 0
        self.next = asyncio.Event()

    async def live(self, kills: int) -> None:
        """So many lives, and one more that goes on."""
        for n in range(kills):
            await self.desk.start()
            if n % 5 == 0:
                await asyncio.sleep(self.chance.uniform(0.1, START_UP))
            else:
                said = len(self.telegram.calls)
                await self.desk.until(lambda at=said: len(self.telegram.calls) > at + 2, within=30)  # type: ignore[misc]
                await asyncio.sleep(self.chance.uniform(0, 1.0))
            await self.desk.kill()
            self.over += 1
            self.next.set()
        await self.desk.start()
        await self.desk.ready()


async def feed(scripts: list[Script], lives: Lives, chance: random.Random, kills: int) -> None:
    """All steps of all contacts, mixed, an even share of them in each life."""
    turns = [script for script in scripts for _ in range(STEPS)]
    chance.shuffle(turns)
    share = len(turns) // kills
    for n, script in enumerate(turns):
        while n >= (lives.over + 1) * share:
            lives.next.clear()
            await lives.next.wait()
        await script.step()
        await asyncio.sleep(chance.uniform(0, 0.05))


def spoken(telegram: Telegram) -> Counter[tuple[str, int]]:
    """The calls that came out of the outbox, by method and chat."""
    calls = (call for call in telegram.calls if call.method not in NOT_OWED)
    return Counter((call.method, int(call.params.get("chat_id") or 0)) for call in calls)


def owed(tx: Tx) -> Counter[tuple[str, int]]:
    """The deliveries in the books, by method and chat; all must be over."""
    d = tables.deliveries.c
    assert set(tx.execute(select(d.state)).scalars()) <= {"sent", "failed"}
    return Counter(
        (row.method, row.chat_id or 0) for row in tx.execute(select(d.method, d.chat_id))
    )


async def test_killed_at_any_moment(database_url: str, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    telegram = Telegram()
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, database_url, small_content(tmp_path), PACE_PER_SECOND=PACE)
        desk = DeskProcess(tmp_path, env)
        scripts = [Script(telegram.contact(1000 + n, f"Dernek {n}")) for n in range(CHATS)]
        lives = Lives(desk, telegram, chance)
        try:
            await asyncio.gather(lives.live(KILLS), feed(scripts, lives, chance, KILLS))
            await telegram.quiet(2.0, within=120)
            assert await desk.end(signal.SIGTERM) == 0
        finally:
            if desk.alive:
                await desk.kill()
    with connect(database_url).begin() as tx:
        every_update_took_effect_once(tx, scripts)
        every_reply_was_delivered(tx, telegram)
    for script in scripts:
        answers_came_in_order(script)
        experts_saw_the_words_in_order(telegram, script)


def every_update_took_effect_once(tx: Tx, scripts: list[Script]) -> None:
    """Kept and handled all of them; one ticket each, with each message once and in order."""
    states = Counter(tx.execute(select(tables.updates.c.state)).scalars())
    assert states == {"done": CHATS * STEPS}
    places = {
        row.chat_id: row.number
        for row in tx.execute(select(tables.tickets.c.chat_id, tables.tickets.c.number))
    }
    assert (
        len(places)
        == CHATS
        == tx.execute(select(func.count()).select_from(tables.tickets)).scalar()
    )
    m = tables.messages.c
    for script in scripts:
        mine = select(m.chat_message_id).where(
            m.ticket == places[script.contact.user_id], m.author == "contact"
        )
        assert list(tx.execute(mine.order_by(m.id)).scalars()) == script.words


def every_reply_was_delivered(tx: Tx, telegram: Telegram) -> None:
    """As many calls as deliveries, to each chat and of each method; at most one more for each
    kill.
    """
    calls, deliveries = spoken(telegram), owed(tx)
    assert not deliveries - calls
    repeats = calls - deliveries
    print(
        f"{sum(calls.values())} calls, {sum(deliveries.values())} deliveries, repeated: {dict(repeats)}"
    )
    assert sum(repeats.values()) <= KILLS


def answers_came_in_order(script: Script) -> None:
    """The numbered answers, a repeat right after its first copy not counted."""
    told = [
        found[1]
        for m in script.contact.messages
        if (found := re.search(r"Gövde (\d+)", m.get("text", "")))
    ]
    assert [n for n, _ in groupby(told)] == [str(n) for n in range(1, ANSWERS + 1)]


def experts_saw_the_words_in_order(telegram: Telegram, script: Script) -> None:
    """Copied into the thread one after the other."""
    copies = [
        call for call in telegram.called("copyMessage", chat_id=STAFF_CHAT) if call.status == 200
    ]
    mine = [
        int(c.params["message_id"])
        for c in copies
        if int(c.params["from_chat_id"]) == script.contact.user_id
    ]
    assert [place for place, _ in groupby(mine)] == script.words


SUBSCRIBERS = 500
BROADCAST_KILLS = 20 if SOAK else 5
BROADCAST_PACE = 28 if SOAK else 80


def subscribed(database_url: str, telegram: Telegram) -> None:
    """A desk with 500 contacts who asked for subject 1."""
    now = telegram.clock.now()
    engine = connect(database_url)
    upgrade(engine)
    with engine.begin() as tx:
        for id in range(2000, 2000 + SUBSCRIBERS):
            telegram.contact(id)
            telegram.world.private_chat(id)
            telegram.world.relations.put(id, "open")
            chats.save(tx, Chat(id, "tr"), now)
            contacts.subscribe(tx, id, 1, on=True, now=now)
    engine.dispose()


async def announce(expert: Expert) -> None:
    """`/duyuru`, subject 1, send."""
    source = await expert.send("Yeni rehberimiz yayında.")
    await expert.send("/duyuru", reply_to=source)
    await expert.telegram.until(lambda: panel(expert), within=30)
    await expert.tap(panel(expert), "B|1|topic|1", forged=True)
    await expert.tap(panel(expert), "B|1|send", forged=True)


def panel(expert: Expert) -> int:
    """The composer's message, 0 before it is there."""
    mine = [m["message_id"] for m in expert.messages if m.get("reply_markup")]
    return mine[0] if mine else 0


async def test_a_broadcast_killed_in_the_middle(database_url: str, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    telegram = Telegram()
    subscribed(database_url, telegram)
    share = SUBSCRIBERS // (BROADCAST_KILLS + 1)
    async with serving(telegram, token=TOKEN) as address:
        env = environment(
            address, database_url, small_content(tmp_path), PACE_PER_SECOND=BROADCAST_PACE
        )
        desk = DeskProcess(tmp_path, env)
        try:
            await desk.start()
            await announce(telegram.expert(7))
            for n in range(BROADCAST_KILLS):
                at = n * share + chance.randrange(share)
                await desk.until(lambda at=at: len(telegram.called("copyMessage")) > at, within=60)  # type: ignore[misc]
                await asyncio.sleep(chance.uniform(0, 1 / BROADCAST_PACE))
                await desk.kill()
                await desk.start()
            await desk.until(lambda: len(telegram.called("copyMessage")) >= SUBSCRIBERS, within=60)
            await telegram.quiet(3.0, within=30)
            assert await desk.end(signal.SIGTERM) == 0
        finally:
            if desk.alive:
                await desk.kill()
    got = Counter(int(call.params["chat_id"]) for call in telegram.called("copyMessage"))
    assert got == dict.fromkeys(range(2000, 2000 + SUBSCRIBERS), 1)
    with connect(database_url).begin() as tx:
        one = broadcasts.get(tx, 1)
        assert one is not None
        assert one.status == "done"
        ended = deliveries.counts(tx, prefix(1))
    print(f"ended: {ended}")
    assert ended["sent"] + ended.get("uncertain", 0) == SUBSCRIBERS
    assert ended.get("uncertain", 0) <= BROADCAST_KILLS
