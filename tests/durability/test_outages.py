"""What goes wrong for longer, or for one call only: nobody's words are dropped for it, nobody is
unsubscribed, nobody waits behind what fails, and no clock delays anybody.
"""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.messages import AnswerTap, Copy, Edit, Message, Say, Text
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place, Spot
from bot.domain.results import KeepCard
from bot.playground.contacts import Contact
from bot.playground.faults import Fault, Page, Refuse, TooMany
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.storage import deliveries, stats, subscriptions
from tests.durability.desk_process import small_content
from tests.durability.test_kill import announce, copies
from tests.durability.test_pace import SUBSCRIBERS, done, subscribed
from tests.world import World, sqlite_url, world

STAFF = Address("telegram", str(STAFF_CHAT), group=True)
SPEAKING = (
    "sendMessage",
    "copyMessage",
    "copyMessages",
    "editMessageText",
    "setMessageReaction",
    "createForumTopic",
    "answerCallbackQuery",
)
PEOPLE = 5
EVER = 100_000


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A small content folder."""
    return small_content(tmp_path)


def outage(telegram: Telegram, fault: Fault) -> None:
    """Every call that says something goes wrong, until it is mended."""
    for method in SPEAKING:
        telegram.fail(fault, method=method, times=EVER)


def mended(telegram: Telegram) -> None:
    """Everything works again."""
    telegram.faults.rules.clear()


def kick(telegram: Telegram) -> None:
    """The desk is removed from the staff group."""
    telegram.world.members.put((STAFF_CHAT, telegram.world.bot["id"]), "kicked")


def bring_back(telegram: Telegram) -> None:
    """The desk is let in again, and may do what it could."""
    telegram.world.members.put((STAFF_CHAT, telegram.world.bot["id"]), "administrator")


async def with_tickets(desk: World) -> list[tuple[Contact, int]]:
    """Contacts with a ticket each, and where its question stands in the staff group."""
    people = [desk.telegram.contact(1001 + n) for n in range(PEOPLE)]
    for n, contact in enumerate(people):
        for words in ("/start", "/uzman", f"Soru {n}"):
            await contact.send(words)
        for _ in range(6):
            await contact.tap(contact.messages[0], "i|skip", forged=True)
        await contact.tap(contact.messages[0], "i|send", forged=True)
    await desk.telegram.until(
        lambda: len(desk.telegram.called("copyMessage", chat_id=STAFF_CHAT)) == PEOPLE, within=20
    )
    await desk.rest()
    questions = {m["text"]: m["message_id"] for m in in_group(desk) if "text" in m}
    return [(one, questions[f"Soru {n}"]) for n, one in enumerate(people)]


def in_group(desk: World) -> list[dict[str, object]]:
    """What stands in the staff group."""
    return list(desk.telegram.world.messages[STAFF_CHAT].values())


def words_in_group(desk: World) -> list[str]:
    """The texts in the staff group, in order."""
    return [str(one["text"]) for one in in_group(desk) if "text" in one]


def heard(contact: Contact, words: str) -> int:
    """How many messages in the contact's chat, not the contact's own, hold these words."""
    texts = [m.get("text", "") for m in contact.messages if m["from"]["is_bot"]]
    return sum(words in text for text in texts)


async def owe(desk: World, *drafts: Draft) -> None:
    """All at once, as if one update had led to them."""
    cause = f"test:{time.monotonic()}"
    await desk.running.database.write(
        lambda tx: deliveries.owe(tx, drafts, cause=cause, now=desk.clock.now())
    )
    desk.running.to_speak.set()


def said(place: Place, words: str, lane: Lane = Lane.RELAY) -> Draft:
    return Draft(Say(place, Message(Text(words))), lane)


OUTAGES: list[Fault] = [
    Refuse(401, "Unauthorized"),
    Refuse(404, "Not Found"),
    Page(400),
    Page(401),
    Page(403),
    Page(404),
    Page(502),
    Refuse(500, "Internal Server Error"),
]


@pytest.mark.parametrize("fault", OUTAGES, ids=str)
async def test_no_word_is_dropped_for_what_is_no_word_about_it(
    tmp_path: Path, faq: Path, fault: Fault
) -> None:
    """Five replies and five contacts' messages wait while the token is refused, or somebody else
    answers.
    """
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        people, expert = await with_tickets(desk), desk.telegram.expert(7)
        for n, (contact, question) in enumerate(people):
            await expert.send(f"Cevap {n}", reply_to=question)
            await contact.hears(f"Cevap {n}")
        await desk.rest()
        answers = [contact.messages[-1]["message_id"] for contact, _ in people]
        outage(desk.telegram, fault)
        for n, (contact, question) in enumerate(people):
            await expert.send(f"Yanıt {n}", reply_to=question)
            await contact.send(f"Ek {n}", reply_to=answers[n])
        await asyncio.sleep(2.5)
        mended(desk.telegram)
        await desk.telegram.until(lambda: arrived(desk, people), within=20)
        await desk.rest()
        for n, (contact, _) in enumerate(people):
            assert heard(contact, f"Yanıt {n}") == 1
            assert words_in_group(desk).count(f"Ek {n}") == 1


def arrived(desk: World, people: list[tuple[Contact, int]]) -> bool:
    """Whether all ten are where they belong."""
    there = words_in_group(desk)
    return all(
        heard(contact, f"Yanıt {n}") and f"Ek {n}" in there for n, (contact, _) in enumerate(people)
    )


async def test_while_nobody_is_reached_the_desk_does_not_call_without_end(
    tmp_path: Path, faq: Path
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        await desk.rest()
        outage(desk.telegram, Refuse(401, "Unauthorized"))
        await owe(desk, *(said(Place(Address("telegram", str(n))), "x") for n in range(2000, 2200)))
        await asyncio.sleep(3)
        assert len(desk.telegram.called("sendMessage")) < 100


async def test_removed_from_the_group_a_broadcast_goes_on_and_unsubscribes_nobody(
    tmp_path: Path, faq: Path
) -> None:
    """What it says is the desk's own by now: it needs neither the message nor the group."""
    pace = {"pace_per_second": 28}
    async with world(sqlite_url(tmp_path), faq_dir=faq, **pace) as desk:
        telegram = desk.telegram
        await subscribed(desk)
        await announce(telegram.expert(7))
        await telegram.until(lambda: len(done(telegram)) > 20, within=20)
        kick(telegram)
        contact = telegram.contact(1001)
        await contact.send("/start faq_1-1")
        await contact.hears("Gövde 1", within=3)  # nobody waits
        await telegram.until(lambda: len(done(telegram)) == SUBSCRIBERS, within=40)
        await telegram.quiet(0.5)
        assert len({call.params["chat_id"] for call in done(telegram)}) == SUBSCRIBERS
        assert len(copies(telegram)) == len(done(telegram)) == SUBSCRIBERS
        reach = await desk.running.database.write(lambda tx: subscriptions.reach(tx, [1]))
        assert reach.all == SUBSCRIBERS
        bring_back(telegram)
        await telegram.until(lambda: finished(telegram), within=40)


def finished(telegram: Telegram) -> bool:
    """Whether the staff group reads that the broadcast is over."""
    edits = telegram.called("editMessageText", chat_id=STAFF_CHAT)
    return any("bitti" in str(call.params["text"]) for call in edits if call.status == 200)


async def test_out_of_the_group_for_a_moment_what_was_added_arrives_in_order(
    tmp_path: Path, faq: Path
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        ((contact, question), *_), expert = await with_tickets(desk), desk.telegram.expert(7)
        await expert.send("Cevap", reply_to=question)
        await contact.hears("Cevap")
        answer = contact.messages[-1]["message_id"]
        await desk.rest()
        kick(desk.telegram)
        for n in range(3):
            await contact.send(f"Ek {n}", reply_to=answer)
        await asyncio.sleep(2)
        figures = await desk.running.database.write(stats.figures)
        assert figures["staff group away"] == 1
        bring_back(desk.telegram)
        await desk.telegram.until(lambda: "Ek 2" in words_in_group(desk), within=15)
        await desk.rest()
        found = [words for words in words_in_group(desk) if words.startswith("Ek")]
        assert found == ["Ek 0", "Ek 1", "Ek 2"]
        # the group hears of it once
        await desk.telegram.until(
            lambda: sum("bu gruba yazamıyordum" in one for one in words_in_group(desk)) == 1
        )
        figures = await desk.running.database.write(stats.figures)
        assert figures["staff group away"] == 0


async def test_for_a_group_that_is_not_the_desks_any_more_nothing_waits(
    tmp_path: Path, faq: Path
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        await desk.rest()
        before = Address("telegram", "-1009", group=True)
        mine = Draft(Say(Place(before, "7"), Message(Text("x"))), Lane.REMINDER, key="old:1")
        await owe(desk, mine)
        await desk.telegram.until(lambda: desk.telegram.called("sendMessage", chat_id=-1009))
        await desk.rest()
        assert await desk.running.database.write(lambda tx: deliveries.counts(tx, "old:")) == {
            "failed": 1
        }
        figures = await desk.running.database.write(stats.figures)
        assert figures["staff group away"] == 0


POISONED: list[Fault] = [Refuse(500, "Internal Server Error"), Page(502), Refuse(401, "x")]


@pytest.mark.parametrize("fault", POISONED, ids=str)
async def test_behind_one_call_that_always_fails_the_rest_of_the_group_does_not_wait(
    tmp_path: Path, faq: Path, fault: Fault
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        people, expert = await with_tickets(desk), desk.telegram.expert(7)
        first, *others = threads(desk)
        copies_before = tried(desk, "copyMessage")
        desk.telegram.fail(fault, method="copyMessage", chat_id=STAFF_CHAT, times=EVER)
        me = people[0][0]
        poison = Copy(Place(STAFF, first), Address("telegram", str(me.user_id)), ("1",))
        await owe(desk, Draft(poison, Lane.RELAY))
        # until it waits for so long that everybody behind it would be late
        await desk.telegram.until(lambda: tried(desk, "copyMessage") - copies_before == 3, within=9)
        card = Draft(
            Edit(Spot(STAFF, str(people[1][1])), Message(Text("a card"))),
            Lane.RELAY,
            then=KeepCard(2, Place(STAFF, others[0])),
        )
        into = [said(Place(STAFF, one), f"into {one}") for one in others]
        await owe(desk, said(Place(STAFF, first), "behind it"), card, *into)
        await expert.send("/kuyruk")
        await me.send("/start faq_1-1")
        await me.hears("Gövde 1", within=2)
        wanted = {f"into {one}" for one in others}
        await desk.telegram.until(lambda: wanted <= set(words_in_group(desk)), within=2)
        await desk.telegram.until(lambda: tried(desk, "editMessageText"), within=2)
        await desk.telegram.until(
            lambda: any("Açık talepler" in one for one in words_in_group(desk)), within=2
        )
        assert "behind it" not in words_in_group(desk)  # what belongs together stays in order
        mended(desk.telegram)
        await desk.telegram.until(lambda: "behind it" in words_in_group(desk), within=15)


def threads(desk: World) -> list[str]:
    """The threads of the staff group, oldest first."""
    found = {m["message_thread_id"] for m in in_group(desk) if m.get("message_thread_id")}
    return [str(one) for one in sorted(map(str, found), key=int)]


def tried(desk: World, method: str) -> int:
    """How many calls of the method there were in the staff group, however they ended."""
    return len(desk.telegram.called(method, chat_id=STAFF_CHAT))


async def test_a_toast_that_nobody_waits_for_is_never_called(tmp_path: Path, faq: Path) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        await desk.rest()
        now = desk.clock.now()
        old = [Draft(AnswerTap("telegram", f"t{n}"), Lane.TAP, key=f"tap:{n}") for n in range(500)]
        await desk.running.database.write(
            lambda tx: deliveries.owe(tx, old, cause="", now=now - timedelta(minutes=1))
        )
        person = desk.telegram.contact(1001)
        begin = time.monotonic()
        await person.send("/start faq_1-1")
        await person.hears("Gövde 1")
        assert time.monotonic() - begin < 2
        assert desk.telegram.called("answerCallbackQuery") == []
        counts = await desk.running.database.write(lambda tx: deliveries.counts(tx, "tap:"))
        assert counts == {"failed": 500}


JUMPS = [timedelta(hours=-1), timedelta(days=-40), timedelta(hours=1), timedelta(days=40)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_clock_that_is_set_delays_no_other_try(
    tmp_path: Path, faq: Path, jump: timedelta
) -> None:
    async with world(sqlite_url(tmp_path), faq_dir=faq) as desk:
        await desk.rest()
        contact = desk.telegram.contact(1001)
        stumble = Refuse(500, "Internal Server Error")
        desk.telegram.fail(stumble, method="sendMessage", chat_id=1001, times=2)
        await contact.send("/start faq_1-1")
        await desk.telegram.until(lambda: desk.telegram.called("sendMessage", chat_id=1001))
        await asyncio.sleep(0.3)
        desk.clock.offset += jump
        await contact.hears("Gövde 1", within=8)
        await contact.send("/start faq_1-2")
        await contact.hears("Gövde 2", within=3)


@pytest.mark.parametrize("ahead", JUMPS, ids=str)
async def test_a_halt_kept_by_a_clock_that_was_wrong_lasts_as_long_as_it_was_asked_for(
    tmp_path: Path, faq: Path, ahead: timedelta
) -> None:
    telegram = Telegram()
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq) as desk:
        await desk.rest()
        telegram.clock.offset += ahead
        telegram.fail(TooMany(2), method="sendMessage")
        await telegram.contact(1001).send("/start faq_1-1")
        await telegram.until(lambda: telegram.called("sendMessage", chat_id=1001))
        await asyncio.sleep(0.3)
    telegram.clock.offset -= ahead
    telegram.flood.violations.clear()
    begin = time.monotonic()
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq):
        await telegram.contact(1001).hears("Gövde 1", within=8)
        assert time.monotonic() - begin < 8


async def test_over_a_restart_nothing_waits_longer_than_a_minute(tmp_path: Path, faq: Path) -> None:
    telegram = Telegram()
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq) as desk:
        telegram.clock.offset += timedelta(days=40)
        await desk.rest()
        telegram.fail(Refuse(500, "x"), method="sendMessage", chat_id=1001, times=EVER)
        await telegram.contact(1001).send("/start faq_1-1")
        await telegram.until(lambda: telegram.called("sendMessage", chat_id=1001))
        await asyncio.sleep(0.3)
    telegram.clock.offset -= timedelta(days=40)
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq) as desk:
        await asyncio.sleep(0.2)
        next_due = await desk.running.database.write(
            lambda tx: deliveries.next_due(tx, desk.clock.now())
        )
        assert next_due is not None
        assert next_due - desk.clock.now() <= timedelta(minutes=1)
