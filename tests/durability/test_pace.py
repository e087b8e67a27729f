"""Telegram's own limits, measured on what the stand-in got: never too fast, and people before
broadcasts.
"""

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bot.domain.people import Address
from bot.playground.faults import TooMany
from bot.playground.telegram import STAFF_CHAT, Call, Telegram
from bot.storage import chats, deliveries, subscriptions
from tests.durability.desk_process import small_content
from tests.durability.test_kill import announce, copies
from tests.world import World, sqlite_url, world

REAL: dict[str, Any] = {"pace_per_second": 28, "pace_group_per_minute": 19, "pace_chat_burst": 5}
TELEGRAM_SECOND, TELEGRAM_GROUP = 30, 20
AT_ONCE = REAL["pace_group_per_minute"] // 2
ASKING = 110  # people who write at once
SUBSCRIBERS = 150


def fullest(moments: list[float], span: float) -> int:
    """The most moments in any window of `span` seconds."""
    return max(
        (sum(start <= one < start + span for one in moments) for start in moments), default=0
    )


def said(telegram: Telegram) -> list[Call]:
    """Every call that Telegram counts."""
    return [call for call in telegram.calls if call.params.get("chat_id")]


async def test_never_more_than_thirty_calls_in_a_second(tmp_path: Path) -> None:
    telegram = Telegram(flood=True)
    async with world(
        sqlite_url(tmp_path), telegram=telegram, faq_dir=small_content(tmp_path), **REAL
    ):
        people = [telegram.contact(1000 + n) for n in range(ASKING)]
        for person in people:
            await person.send("/start faq_1-1")
        await telegram.until(lambda: all(len(person.messages) == 2 for person in people), within=20)
    moments = [call.at for call in telegram.calls]
    assert fullest(moments, 1.0) <= TELEGRAM_SECOND
    assert fullest(moments, 1.0) >= TELEGRAM_SECOND * 2 // 3  # and the limit is used
    assert [call for call in telegram.calls if call.status == HTTPStatus.TOO_MANY_REQUESTS] == []
    assert telegram.flood.violations == []


async def test_never_more_than_twenty_calls_a_minute_into_the_staff_group(tmp_path: Path) -> None:
    telegram = Telegram(flood=True)
    async with world(
        sqlite_url(tmp_path), telegram=telegram, faq_dir=small_content(tmp_path), **REAL
    ) as desk:
        expert = telegram.expert(7)
        for n in range(TELEGRAM_GROUP + 10):
            await expert.send("/kuyruk" if n % 2 else "/ben")
        await telegram.until(lambda: len(into_group(telegram)) >= AT_ONCE, within=15)
        person = telegram.contact(1001)
        await person.send("/start faq_1-1")
        await person.hears("Gövde 1")  # the group's wait is nobody else's
        await telegram.quiet(1.0)
        assert len(into_group(telegram)) == AT_ONCE  # the rest of the minute is parted evenly
        assert await waiting(desk) > 0
    # a restart remembers the minute
    async with world(
        sqlite_url(tmp_path), telegram=telegram, faq_dir=small_content(tmp_path / "again"), **REAL
    ):
        await telegram.quiet(1.0)
    assert len(into_group(telegram)) <= TELEGRAM_GROUP
    assert [call for call in telegram.calls if call.status == HTTPStatus.TOO_MANY_REQUESTS] == []


def into_group(telegram: Telegram) -> list[Call]:
    """The calls that speak in the staff group."""
    speaking = [call for call in said(telegram) if call.method != "getChatMember"]
    return [call for call in speaking if int(call.params["chat_id"]) == STAFF_CHAT]


async def waiting(desk: World) -> int:
    """How many calls are still owed."""
    return await desk.running.database.write(deliveries.waiting)


async def subscribed(desk: World) -> None:
    """Contacts who asked for subject 1."""
    ids = range(2000, 2000 + SUBSCRIBERS)
    now = desk.clock.now()
    for chat_id in ids:
        desk.telegram.contact(chat_id)
        desk.telegram.world.private_chat(chat_id)
        desk.telegram.world.relations.put(chat_id, "open")

    def write(tx: Any) -> None:
        for chat_id in ids:
            chat = chats.begin(tx, Address("telegram", str(chat_id)), "tr", now)
            subscriptions.subscribe(tx, chat.id, 1, on=True, now=now)

    await desk.running.database.write(write)


async def test_a_reply_goes_before_a_broadcast(tmp_path: Path) -> None:
    """Between the arrival of what somebody wrote and the reply, less than a second's calls of the
    broadcast begin.
    """
    telegram = Telegram(flood=True)
    async with world(
        sqlite_url(tmp_path), telegram=telegram, faq_dir=small_content(tmp_path), **REAL
    ) as desk:
        await subscribed(desk)
        await announce(telegram.expert(7))
        await telegram.until(lambda: len(copies(telegram)) > 10, within=15)
        overtaken = []
        for n in range(4):
            before = len(copies(telegram))
            person = telegram.contact(1001 + n)
            await person.send(f"/start faq_1-{n + 1}")
            await person.hears(f"Gövde {n + 1}")
            overtaken.append(len(copies(telegram)) - before)
            await asyncio.sleep(0.2)
        assert len(copies(telegram)) < SUBSCRIBERS  # it was really under way all the time
        assert max(overtaken) < REAL["pace_per_second"]
        await telegram.until(lambda: len(copies(telegram)) == SUBSCRIBERS, within=20)
    assert fullest([call.at for call in said(telegram)], 1.0) <= TELEGRAM_SECOND
    assert [call for call in telegram.calls if call.status == HTTPStatus.TOO_MANY_REQUESTS] == []


async def test_a_halt_in_a_broadcast_skips_nobody(tmp_path: Path) -> None:
    telegram = Telegram(flood=True)
    async with world(
        sqlite_url(tmp_path), telegram=telegram, faq_dir=small_content(tmp_path), **REAL
    ) as desk:
        await subscribed(desk)
        await announce(telegram.expert(7))
        telegram.fail(TooMany(2), method="sendMessage", skip=20)
        await telegram.until(
            lambda: len({c.params["chat_id"] for c in done(telegram)}) == SUBSCRIBERS, within=30
        )
        assert len(done(telegram)) == SUBSCRIBERS
    assert telegram.flood.violations == []


def done(telegram: Telegram) -> list[Call]:
    """The broadcast's calls that went well."""
    return [call for call in copies(telegram) if call.status == HTTPStatus.OK]
