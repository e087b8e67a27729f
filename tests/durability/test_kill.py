"""`kill -9` at any moment: every update takes effect once, in order, and every reply is
delivered.

A few kills in every run of the suite; `make soak` has many.
"""

import asyncio
import random
import re
import signal
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.broadcasts import prefix
from bot.domain.people import Address
from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, Call, Telegram
from bot.storage import addresses as contacts
from bot.storage import broadcasts, chats, deliveries, subscriptions, tables
from bot.storage.database import Tx, connect
from bot.storage.migrate import upgrade
from bot.storage.migrations import first_calls
from tests.durability.desk_process import ANSWERS, DeskProcess, environment, small_content
from tests.world import TOKEN

SEED = 20260401
STEPS = 25
WORDS = 5
START_UP = 0.6  # seconds; a fifth of the kills falls into it
NOT_OWED = ("getMe", "deleteWebhook", "getUpdates")


@dataclass(frozen=True, slots=True)
class Size:
    """How many people there are, how often the desk is killed, and how fast it may speak."""

    people: int
    kills: int
    pace: int


def sizes(short: Size, long: Size) -> pytest.MarkDecorator:
    """The short one in every run, the long one in `make soak`."""
    soak = pytest.param(long, marks=[pytest.mark.soak], id="soak")
    return pytest.mark.parametrize("size", [pytest.param(short, id="short"), soak])


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
    for n, script in enumerate(turns):
        while n * (kills + 1) >= (lives.over + 1) * len(turns):
            lives.next.clear()
            await lives.next.wait()
        await script.step()
        await asyncio.sleep(chance.uniform(0, 0.05))


KINDS = {**first_calls.KINDS, "pinChatMessage": "pin"}


def spoken(telegram: Telegram) -> Counter[tuple[str, int]]:
    """The calls that came out of the outbox, by kind of act and chat."""
    calls = (call for call in telegram.calls if call.method not in NOT_OWED)
    return Counter((KINDS[call.method], _chat_of(call)) for call in calls)


def _chat_of(call: Call) -> int:
    """The chat that an act takes the turn of; asking about it, or for it, takes none."""
    if KINDS[call.method] in ("ask-member", "list-commands"):
        return 0
    return int(call.params.get("chat_id") or 0)


def at_rest(tx: Tx) -> bool:
    """Whether nothing is left to do: no open update, no call owed, no broadcast under way."""
    opened = tx.execute(select(tables.updates.c.number).where(tables.updates.c.state == "open"))
    return opened.first() is None and not deliveries.waiting(tx) and not broadcasts.under_way(tx)


async def rested(telegram: Telegram, database_url: str, within: float = 120.0) -> None:
    """Wait until Telegram has nothing more for the desk, and the desk nothing more to do."""
    engine = connect(database_url)
    try:
        async with asyncio.timeout(within):
            while True:
                await telegram.quiet(0.3, within)
                with engine.connect() as tx:
                    if at_rest(tx):
                        return
                await asyncio.sleep(0.1)
    finally:
        engine.dispose()


def owed(tx: Tx) -> Counter[tuple[str, int]]:
    """The deliveries in the database, by kind of act and chat; all must be over."""
    d = tables.deliveries.c
    assert set(tx.execute(select(d.state)).scalars()) <= {"sent", "failed"}
    return Counter(
        (row.kind, int(row.address.split(":")[1]) if row.address else 0)
        for row in tx.execute(select(d.kind, d.address))
    )


@sizes(Size(people=6, kills=3, pace=100), Size(people=20, kills=75, pace=28))
async def test_killed_at_any_moment(database_url: str, tmp_path: Path, size: Size) -> None:
    chance = random.Random(SEED)
    telegram = Telegram()
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, database_url, small_content(tmp_path), PACE_PER_SECOND=size.pace)
        desk = DeskProcess(tmp_path, env)
        scripts = [Script(telegram.contact(1000 + n, f"Dernek {n}")) for n in range(size.people)]
        lives = Lives(desk, telegram, chance)
        try:
            await asyncio.gather(lives.live(size.kills), feed(scripts, lives, chance, size.kills))
            await rested(telegram, database_url)
            assert await desk.end(signal.SIGTERM) == 0
        finally:
            if desk.alive:
                await desk.kill()
    with connect(database_url).begin() as tx:
        every_update_took_effect_once(tx, scripts)
        every_reply_was_delivered(tx, telegram, size.kills)
    for script in scripts:
        answers_came_in_order(script)
        experts_saw_the_words_in_order(telegram, script)


def every_update_took_effect_once(tx: Tx, scripts: list[Script]) -> None:
    """Kept and handled all of them; one ticket each, with each message once and in order."""
    states = Counter(tx.execute(select(tables.updates.c.state)).scalars())
    assert states == {"done": len(scripts) * STEPS}
    places = {
        contacts.address_of(tx, row.contact): row.number
        for row in tx.execute(select(tables.tickets.c.contact, tables.tickets.c.number))
    }
    assert (
        len(places)
        == len(scripts)
        == tx.execute(select(func.count()).select_from(tables.tickets)).scalar()
    )
    m = tables.messages.c
    for script in scripts:
        ticket = places[Address("telegram", str(script.contact.user_id))]
        mine = select(m.chat_message).where(m.ticket == ticket, m.author == "contact")
        kept = tx.execute(mine.order_by(m.id)).scalars()
        assert [int(message) for message in kept] == script.words


def every_reply_was_delivered(tx: Tx, telegram: Telegram, kills: int) -> None:
    """As many calls as deliveries, to each chat and of each method; at most one more for each
    kill.
    """
    calls, deliveries = spoken(telegram), owed(tx)
    assert not deliveries - calls
    repeats = calls - deliveries
    print(f"{calls.total()} calls, {deliveries.total()} deliveries, repeated: {dict(repeats)}")
    assert repeats.total() <= kills


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
        call
        for call in telegram.called("copyMessage", chat_id=STAFF_CHAT)
        if call.status == HTTPStatus.OK
    ]
    mine = [
        int(c.params["message_id"])
        for c in copies
        if int(c.params["from_chat_id"]) == script.contact.user_id
    ]
    assert [place for place, _ in groupby(mine)] == script.words


FIRST_SUBSCRIBER = 2000


def subscribed(database_url: str, telegram: Telegram, people: int) -> range:
    """A desk with so many contacts who asked for subject 1; their ids."""
    now = telegram.clock.now()
    engine = connect(database_url)
    upgrade(engine)
    ids = range(FIRST_SUBSCRIBER, FIRST_SUBSCRIBER + people)
    with engine.begin() as tx:
        for chat_id in ids:
            telegram.contact(chat_id)
            telegram.world.private_chat(chat_id)
            telegram.world.relations.put(chat_id, "open")
            chat = chats.begin(tx, Address("telegram", str(chat_id)), "tr", now)
            subscriptions.subscribe(tx, chat.id, 1, on=True, now=now)
    engine.dispose()
    return ids


NEWS = "Yeni rehberimiz yayında."


async def announce(expert: Expert) -> None:
    """`/duyuru`, subject 1, a look at it; then somebody else sends it. Both may."""
    telegram, second = expert.telegram, expert.telegram.expert(expert.user_id + 1)
    for one in (expert, second):
        telegram.world.members.put((expert.chat_id, one.user_id), "administrator")
    source = await expert.send(NEWS)
    await expert.send("/duyuru", reply_to=source)
    await telegram.until(lambda: panel(expert), within=30)
    await expert.tap(panel(expert), "B|1|topic|1", forged=True)
    await telegram.until(lambda: offers(expert, "B|1|preview"), within=30)
    await expert.tap(panel(expert), "B|1|preview")
    await telegram.until(lambda: offers(expert, "B|1|send|2"), within=30)
    await second.tap(panel(expert), "B|1|send|2")


def offers(expert: Expert, code: str) -> bool:
    """Whether the composer has this button by now."""
    shown = [m for m in expert.messages if m["message_id"] == panel(expert)]
    return f"'{code}'" in str(shown)


def copies(telegram: Telegram) -> list[Call]:
    """The broadcast's calls so far."""
    said = [call for call in telegram.called("sendMessage") if call.params["text"] == NEWS]
    return [call for call in said if int(call.params["chat_id"]) > 0]


def panel(expert: Expert) -> int:
    """The composer's message, 0 before it is there."""
    mine = [m["message_id"] for m in expert.messages if m.get("reply_markup")]
    return mine[0] if mine else 0


@sizes(Size(people=80, kills=2, pace=40), Size(people=500, kills=20, pace=28))
async def test_a_broadcast_killed_in_the_middle(
    database_url: str, tmp_path: Path, size: Size
) -> None:
    chance = random.Random(SEED)
    telegram = Telegram()
    ids = subscribed(database_url, telegram, size.people)
    share = size.people // (size.kills + 1)
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, database_url, small_content(tmp_path), PACE_PER_SECOND=size.pace)
        desk = DeskProcess(tmp_path, env)
        try:
            await desk.start()
            await announce(telegram.expert(7))
            for n in range(size.kills):
                at = n * share + chance.randrange(share)
                await desk.until(lambda at=at: len(copies(telegram)) > at, within=60)  # type: ignore[misc]
                await asyncio.sleep(chance.uniform(0, 1 / size.pace))
                await desk.kill()
                await desk.start()
            await rested(telegram, database_url)
            assert await desk.end(signal.SIGTERM) == 0
        finally:
            if desk.alive:
                await desk.kill()
    got = Counter(int(call.params["chat_id"]) for call in copies(telegram))
    assert got == dict.fromkeys(ids, 1)
    with connect(database_url).begin() as tx:
        one = broadcasts.get(tx, 1)
        assert one is not None
        assert one.status == "done"
        ended = deliveries.counts(tx, prefix(1))
    print(f"ended: {ended}")
    assert ended["sent"] + ended.get("uncertain", 0) == size.people
    assert ended.get("uncertain", 0) <= size.kills
