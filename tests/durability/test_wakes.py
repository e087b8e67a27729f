"""What is owed is spoken as soon as it may be: no wake-up is lost, and nobody waits for somebody
else's slow call.
"""

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.messages import Message, Say, Text
from bot.domain.outbox import Draft, Lane, State
from bot.domain.people import Address, Place
from bot.engine import run
from bot.playground.contacts import Contact
from bot.playground.faults import Hang, Slow
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.storage import deliveries
from bot.storage.database import Tx
from tests.durability.desk_process import small_content
from tests.world import World, sqlite_url, world

STAFF = Place(Address("telegram", str(STAFF_CHAT), group=True))

TICKETS = 4
STEPS = ("/start", "/uzman", "Soru", *["i|skip"] * 6, "i|send")
SLOW = 1.0  # seconds; only the order counts
MUCH, LITTLE = 1001, 1002


@pytest.fixture
def no_second_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops that sleep until they are woken: a wake-up that is lost is lost for good."""
    monkeypatch.setattr(run, "LONGEST_SLEEP", 3600.0)


async def opens_a_ticket(contact: Contact, chance: random.Random) -> None:
    for step in STEPS:
        if step.startswith("i|"):
            await contact.tap(contact.messages[0], step, forged=True)
        else:
            await contact.send(step)
        await asyncio.sleep(chance.uniform(0, 0.08))


@pytest.mark.usefixtures("no_second_chance")
@pytest.mark.parametrize("pace", [28, 1000])
async def test_what_a_result_leads_to_is_spoken_without_another_wake_up(
    tmp_path: Path, pace: int
) -> None:
    """Thread, card and the contact's words follow each other, whatever else happens meanwhile."""
    chance = random.Random(pace)
    async with world(
        sqlite_url(tmp_path), faq_dir=small_content(tmp_path), pace_per_second=pace
    ) as desk:
        for _ in range(TICKETS):
            desk.telegram.fail(Slow(chance.uniform(0.1, 0.3)), method="createForumTopic")
        people = [desk.telegram.contact(1001 + n) for n in range(TICKETS)]
        await asyncio.gather(*(opens_a_ticket(one, chance) for one in people))
        await desk.telegram.until(
            lambda: len(desk.telegram.called("copyMessage")) == TICKETS, within=20
        )
        assert len(desk.telegram.called("sendMessage", chat_id=STAFF_CHAT)) == TICKETS


@pytest.mark.usefixtures("no_second_chance")
async def test_who_has_much_to_hear_does_not_hold_up_others(tmp_path: Path) -> None:
    """Where several calls may begin at once, one chat's long queue leaves room for the next chat's
    first word.
    """
    async with world(sqlite_url(tmp_path), faq_dir=small_content(tmp_path)) as desk:
        await desk.settled()
        for chat_id in MUCH, LITTLE:
            await desk.telegram.contact(chat_id).send("/start faq_1-1")
            await desk.telegram.contact(chat_id).hears("Gövde 1")
        await desk.rest()
        desk.telegram.fail(Slow(SLOW), chat_id=MUCH)
        await owe(desk, *(said(MUCH, n) for n in range(50)), said(LITTLE, 50))
        await desk.telegram.contact(MUCH).hears("0")
        order = [call.params["text"] for call in desk.telegram.called("sendMessage")]
        assert order.index("50") < order.index("0")


def said(chat_id: int, n: int) -> Draft:
    """A numbered word to a contact."""
    return Draft(Say(Place(Address("telegram", str(chat_id))), Message(Text(str(n)))))


async def owe(desk: World, *drafts: Draft) -> None:
    """All at once, as if one update had led to them."""
    await desk.running.database.write(
        lambda tx: deliveries.owe(tx, drafts, cause="test", now=desk.clock.now())
    )
    desk.running.to_speak.set()


async def test_a_commit_whose_answer_was_lost_leaves_nothing_unsaid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database wrote down that a card is about to be made, and died before it could say so: it
    is made.
    """
    async with world(sqlite_url(tmp_path), faq_dir=small_content(tmp_path)) as desk:
        await desk.settled()
        write, lost = desk.running.database.write, []

        async def losing(job: Callable[[Tx], Any]) -> Any:
            result = await write(job)
            if not lost and isinstance(result, tuple) and result[0] and _is_card(result[0]):
                lost.append(result)
                raise ConnectionError("the answer to COMMIT did not come")
            return result

        monkeypatch.setattr(desk.running.database, "write", losing)
        card = Draft(Say(STAFF, Message(Text("Kart"))), Lane.RELAY, slot="card:1")
        await owe(desk, card)
        await desk.telegram.until(
            lambda: desk.telegram.called("sendMessage", chat_id=STAFF_CHAT), within=20
        )
        assert lost
        await desk.rest()
        assert len(desk.telegram.called("sendMessage", chat_id=STAFF_CHAT)) == 1


def _is_card(chosen: Any) -> bool:
    return isinstance(chosen, list) and chosen[0].slot == "card:1"


@pytest.mark.parametrize(("said", "waits"), [(17, False), (18, True)])
async def test_after_a_kill_the_group_waits_only_when_its_minute_is_full(
    tmp_path: Path, said: int, waits: bool
) -> None:
    """Of 19 calls a minute, those on record count, and one more that may have been under way at the
    kill.
    """
    telegram = Telegram()
    faq, age = small_content(tmp_path), 40
    more = {"pace_per_second": 28, "pace_group_per_minute": 19}
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq) as before:
        await before.running.database.write(lambda tx: spoken(tx, before, said, age))
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq, **more) as desk:
        telegram.fail(Hang(), chat_id=STAFF_CHAT)  # so that nothing more is on record
        now = asyncio.get_running_loop().time()
        limited = desk.running.pace.limited(now)
        full = desk.running.pace.limited(now, evenly=False)
    assert (STAFF.chat.key in full) is waits
    assert limited[STAFF.chat.key] <= 60 - age


def spoken(tx: Tx, desk: World, calls: int, age: int) -> None:
    """So many calls into the staff group, each made `age` seconds ago."""
    at = desk.clock.now() - timedelta(seconds=age)
    drafts = [
        Draft(Say(STAFF, Message(Text("x"))), Lane.RELAY, key=f"said:{n}") for n in range(calls)
    ]
    deliveries.owe(tx, drafts, cause="", now=at)
    for one in deliveries.due(tx, at, calls):
        deliveries.end(tx, one.id, State.SENT, now=at)
