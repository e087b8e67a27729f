"""Whatever goes wrong between desk and Telegram has a declared outcome: nothing lost, nothing out
of order.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.engine import inbox
from bot.playground.contacts import Contact
from bot.playground.faults import BrokenJson, Fault, Hang, Page, Refuse, Reset, TooMany
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.storage import tables
from tests.durability.desk_process import small_content
from tests.world import World, sqlite_url, world

PATIENCE = 1.5  # seconds until a call that hangs is given up, in place of 15
GONE = "Forbidden: bot was blocked by the user"
# faults after which a call is made again, and how many copies that makes
AGAIN: list[tuple[Fault, int]] = [
    (Refuse(500, "Internal Server Error"), 1),
    (Page(500), 1),
    (Page(502), 1),
    (Page(503), 1),
    (Reset(), 1),
    (Reset(handled=True), 2),
    (Hang(), 1),
    (Hang(handled=True), 2),
    (BrokenJson(handled=False), 1),
    (BrokenJson(), 2),
    (Refuse(409, "Conflict: something else"), 1),
    (Refuse(404, "Not Found"), 1),
    (Refuse(401, "Unauthorized"), 1),
    (Page(400), 1),
    (Page(403), 1),
    (Page(404), 1),
]
# faults that end a delivery, how, and what still arrives
NEVER: list[tuple[Fault, str, list[str]]] = [
    (Refuse(403, GONE), "unreachable", []),
    (Refuse(403, "Forbidden: user is deactivated"), "unreachable", []),
    (Refuse(400, "Bad Request: chat not found"), "unreachable", []),
    (Refuse(400, "Bad Request: can't parse entities"), "failed", ["2"]),
    (Refuse(400, "Bad Request: message is too long"), "failed", ["2"]),
]


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A small content folder."""
    return small_content(tmp_path)


@asynccontextmanager
async def desk(
    tmp_path: Path, faq: Path, telegram: Telegram | None = None, **more: Any
) -> AsyncIterator[World]:
    """A desk that has finished introducing itself."""
    url = sqlite_url(tmp_path)
    async with world(url, telegram=telegram, faq_dir=faq, call_timeout=PATIENCE, **more) as one:
        await one.telegram.until(lambda: one.telegram.called("setChatMenuButton"))
        await one.telegram.quiet(0.2)
        yield one


async def both(contact: Contact) -> None:
    """Ask for answer 1, then at once for answer 2."""
    await contact.send("/start faq_1-1")
    await contact.send("/start faq_1-2")


def heard(contact: Contact) -> list[str]:
    """The numbers of the answers in the contact's chat, in order."""
    texts = [message.get("text", "") for message in contact.messages]
    return [text.split("Gövde ")[1][0] for text in texts if "Gövde " in text]


async def states(one: World, **where: Any) -> list[str]:
    """How the deliveries to a chat stand, oldest first."""
    d = tables.deliveries.c
    query = (
        select(d.state).where(*(d[name] == value for name, value in where.items())).order_by(d.id)
    )
    return await one.running.database.write(lambda tx: list(tx.execute(query).scalars()))


async def test_a_call_that_may_work_later_is_made_again_in_order(tmp_path: Path, faq: Path) -> None:
    async with desk(tmp_path, faq) as one:
        people = [one.telegram.contact(1000 + n) for n in range(len(AGAIN))]
        for person, (fault, _) in zip(people, AGAIN, strict=True):
            one.telegram.fail(fault, method="sendMessage", chat_id=person.user_id)
            await both(person)
        await one.telegram.until(lambda: all("2" in heard(person) for person in people), within=15)
        await one.telegram.quiet(0.5)
        for person, (fault, copies) in zip(people, AGAIN, strict=True):
            assert heard(person) == ["1"] * copies + ["2"], fault
            assert await states(one, address=f"telegram:{person.user_id}") == ["sent", "sent"], (
                fault
            )


async def test_a_call_that_never_works_is_over_and_the_next_goes_on(
    tmp_path: Path, faq: Path
) -> None:
    async with desk(tmp_path, faq) as one:
        people = [one.telegram.contact(1000 + n) for n in range(len(NEVER))]
        for person, (fault, state, _) in zip(people, NEVER, strict=True):
            again = 2 if state == "unreachable" else 1  # asked once more: they have written since
            one.telegram.fail(fault, method="sendMessage", chat_id=person.user_id, times=again)
            await both(person)
        await one.rest(within=20)
        for person, (fault, state, arrived) in zip(people, NEVER, strict=True):
            assert heard(person) == arrived, fault
            assert (await states(one, address=f"telegram:{person.user_id}"))[0] == state, fault
            tries = one.telegram.called("sendMessage", chat_id=person.user_id)
            assert len(tries) <= 2, fault


@pytest.mark.parametrize("seconds", [1, 3])
async def test_nobody_speaks_in_a_halt_and_nothing_is_overtaken(
    tmp_path: Path, faq: Path, seconds: int
) -> None:
    async with desk(tmp_path, faq) as one:
        people = [one.telegram.contact(1000 + n) for n in range(6)]
        one.telegram.fail(TooMany(seconds), method="sendMessage", skip=2)
        for person in people:
            await both(person)
        await one.telegram.until(
            lambda: all("2" in heard(person) for person in people), within=seconds + 10
        )
        assert [heard(person) for person in people] == [["1", "2"]] * 6
        assert one.telegram.flood.violations == []
        refused = [
            call for call in one.telegram.calls if call.status == HTTPStatus.TOO_MANY_REQUESTS
        ]
        later = [call.at for call in one.telegram.calls if call.at > refused[0].at + 0.1]
        assert min(later) >= refused[0].at + seconds
        assert one.running.counts.halts == len(refused)


async def test_a_halt_lasts_over_a_restart(tmp_path: Path, faq: Path) -> None:
    telegram = Telegram()
    async with desk(tmp_path, faq, telegram) as one:
        telegram.fail(TooMany(6), method="sendMessage")
        await both(telegram.contact(1001))
        await telegram.until(
            lambda: any(call.status == HTTPStatus.TOO_MANY_REQUESTS for call in telegram.calls)
        )
        await asyncio.sleep(0.2)
    assert one.task.done()
    refused = next(call for call in telegram.calls if call.status == HTTPStatus.TOO_MANY_REQUESTS)
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq):
        await telegram.until(lambda: heard(telegram.contact(1001)) == ["1", "2"], within=10)
    assert telegram.flood.violations == []
    later = [call.at for call in telegram.calls if call.at > refused.at]
    assert min(later) >= refused.at + 6


@pytest.fixture
def short_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """A poll that is given up soon."""
    monkeypatch.setattr(inbox, "POLL_SECONDS", 1)


@pytest.mark.usefixtures("short_poll")
@pytest.mark.parametrize(
    "fault",
    [
        TooMany(1),
        Page(502),
        Refuse(409, "Conflict: terminated by other getUpdates request"),
        Hang(),
        Reset(),
        Reset(handled=True),
        BrokenJson(),
        Refuse(500, "Internal Server Error"),
    ],
    ids=lambda fault: type(fault).__name__,
)
async def test_an_update_survives_a_poll_that_fails(
    tmp_path: Path, faq: Path, fault: Fault
) -> None:
    async with desk(tmp_path, faq) as one:
        contact = one.telegram.contact(1001)
        one.telegram.fail(fault, method="getUpdates", times=2)
        await both(contact)
        await one.telegram.until(lambda: heard(contact) == ["1", "2"], within=15)
        await one.telegram.quiet(0.3)
        assert heard(contact) == ["1", "2"]
        assert one.telegram.flood.violations == []


async def ticket(one: World) -> tuple[Contact, int]:
    """A contact with a ticket, and an expert's answer: what replies to it goes straight to the
    experts.
    """
    contact, expert = one.telegram.contact(1001), one.telegram.expert(7)
    for words in ("/start", "/uzman", "Soru"):
        await contact.send(words)
    for _ in range(6):
        await contact.tap(contact.messages[0], "i|skip", forged=True)
    await contact.tap(contact.messages[0], "i|send", forged=True)
    await one.telegram.until(lambda: one.telegram.called("copyMessage"), within=15)
    await one.telegram.quiet(0.3)
    question = one.telegram.called("copyMessage")[0].result["message_id"]
    await expert.send("Tam öyle.", reply_to=expert.message(question))
    answer = await contact.hears("Tam öyle.", within=10)
    await one.telegram.quiet(0.3)
    return contact, answer["message_id"]


def copied(one: World) -> list[str]:
    """The words of the contact in the staff group, in order."""
    messages = one.telegram.world.messages[STAFF_CHAT].values()
    return [m["text"] for m in messages if m.get("text", "").startswith("Ek")]


async def test_copies_to_the_experts_arrive_in_order(tmp_path: Path, faq: Path) -> None:
    faults: list[tuple[Fault, int]] = [
        (Page(502), 1),
        (Reset(handled=True), 2),
        (Hang(), 1),
        (TooMany(1), 1),
    ]
    async with desk(tmp_path, faq) as one:
        contact, answer = await ticket(one)
        expected: list[str] = []
        for n, (fault, copies) in enumerate(faults):
            one.telegram.fail(fault, method="copyMessage", chat_id=STAFF_CHAT)
            await contact.send(f"Ek {n}a", reply_to=answer)
            await contact.send(f"Ek {n}b", reply_to=answer)
            await one.telegram.until(lambda n=n: f"Ek {n}b" in copied(one), within=10)  # type: ignore[misc]
            expected += [f"Ek {n}a"] * copies + [f"Ek {n}b"]
        assert copied(one) == expected
        assert one.telegram.flood.violations == []


async def test_a_copy_that_never_works_is_told_to_the_experts(tmp_path: Path, faq: Path) -> None:
    async with desk(tmp_path, faq) as one:
        contact, answer = await ticket(one)
        said = len(one.telegram.called("sendMessage", chat_id=STAFF_CHAT))
        one.telegram.fail(
            Refuse(400, "Bad Request: message to copy not found"), method="copyMessage"
        )
        await contact.send("Ek", reply_to=answer)
        await one.telegram.until(
            lambda: len(one.telegram.called("sendMessage", chat_id=STAFF_CHAT)) > said
        )
        assert copied(one) == []


@pytest.mark.parametrize(
    ("fault", "threads"),
    [(TooMany(1), 1), (Page(502), 1), (Reset(), 1), (Hang(), 1), (BrokenJson(), 2)],
    ids=lambda value: type(value).__name__,
)
async def test_a_thread_is_made_all_the_same(
    tmp_path: Path, faq: Path, fault: Fault, threads: int
) -> None:
    async with desk(tmp_path, faq) as one:
        one.telegram.fail(fault, method="createForumTopic")
        await ticket(one)
        made = [
            call for call in one.telegram.called("createForumTopic") if call.status == HTTPStatus.OK
        ]
        assert len(made) == threads
        assert len(one.telegram.called("copyMessage")) == 1


async def test_a_thread_that_was_refused_is_asked_for_at_the_next_start(
    tmp_path: Path, faq: Path
) -> None:
    telegram = Telegram()
    async with desk(tmp_path, faq, telegram) as one:
        telegram.fail(
            Refuse(400, "Bad Request: not enough rights to create a topic"),
            method="createForumTopic",
        )
        contact = telegram.contact(1001)
        for words in ("/start", "/uzman", "Soru"):
            await contact.send(words)
        for _ in range(6):
            await contact.tap(contact.messages[0], "i|skip", forged=True)
        await contact.tap(contact.messages[0], "i|send", forged=True)
        await telegram.until(lambda: telegram.called("createForumTopic"))
        await one.telegram.quiet(0.3)
        assert telegram.called("copyMessage") == []
    telegram.advance(timedelta(hours=1))
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq):
        await telegram.until(lambda: telegram.called("copyMessage"))


@pytest.mark.parametrize(
    "fault",
    [Page(502), Reset(handled=True), Hang(handled=True), BrokenJson(), TooMany(1)],
    ids=lambda fault: type(fault).__name__,
)
async def test_a_menu_changes_in_place_in_the_end(tmp_path: Path, faq: Path, fault: Fault) -> None:
    async with desk(tmp_path, faq) as one:
        contact = one.telegram.contact(1001)
        await contact.send("/konular")
        await one.telegram.until(lambda: one.telegram.called("sendMessage", chat_id=1001))
        menu = next(m for m in contact.messages if m["from"]["is_bot"])
        one.telegram.fail(fault, method="editMessageText")
        await contact.tap(menu, "q|faq|1|0", forged=True)
        await both(contact)
        await one.telegram.until(lambda: heard(contact) == ["1", "2"], within=10)
        await one.telegram.quiet(0.3)
        edits = one.telegram.called("editMessageText", chat_id=1001)
        assert [call.at for call in edits] == sorted(call.at for call in edits)
        first_answer = next(
            call.at
            for call in one.telegram.called("sendMessage")
            if "Gövde 1" in call.params["text"]
        )
        assert edits[-1].at < first_answer
        assert set(await states(one, kind="edit")) == {"sent"}
        assert len([m for m in contact.messages if m["from"]["is_bot"]]) == 3


async def test_a_message_that_can_no_longer_be_edited_is_said_anew(
    tmp_path: Path, faq: Path
) -> None:
    async with desk(tmp_path, faq) as one:
        contact = one.telegram.contact(1001)
        await contact.send("/konular")
        await one.telegram.until(lambda: one.telegram.called("sendMessage", chat_id=1001))
        menu = next(m for m in contact.messages if m["from"]["is_bot"])
        one.telegram.fail(
            Refuse(400, "Bad Request: message can't be edited"), method="editMessageText"
        )
        await contact.tap(menu, "q|faq|1|0", forged=True)
        await one.telegram.until(lambda: len(one.telegram.called("sendMessage", chat_id=1001)) == 2)


async def test_a_dead_api_at_first_and_then_not(tmp_path: Path, faq: Path) -> None:
    async with desk(tmp_path, faq) as one:
        contact = one.telegram.contact(1001)
        one.telegram.fail(Page(502), method="sendMessage", times=3)
        begin = time.monotonic()
        await both(contact)
        await one.telegram.until(lambda: heard(contact) == ["1", "2"], within=15)
        assert time.monotonic() - begin >= 1 + 2 + 4  # later each time
