"""The staff group is another one: every place of a message is (group, message), never a number."""

from pathlib import Path
from typing import Any

import pytest

from bot.playground.contacts import Contact
from bot.playground.experts import Expert
from bot.playground.telegram import STAFF_CHAT, Telegram
from tests.durability.desk_process import small_content
from tests.world import World, world

OTHER = -1009000000001
Json = dict[str, Any]


@pytest.fixture
def telegram() -> Telegram:
    """A stand-in with two groups whose numbers begin alike."""
    made = Telegram()
    made.world.forum(OTHER, "Yeni uzman grubu")
    return made


def member(telegram: Telegram, group: int) -> Expert:
    """An expert of one of the groups."""
    telegram.world.user(9001, "Elif")
    telegram.world.members.put((group, 9001), "administrator")
    return Expert(telegram, 9001, group)


async def opens_ticket(desk: World, contact: Contact, question: str) -> None:
    """A request to the experts by the shortest way."""
    await contact.send(f"/uzman {question}")
    for press in ("i|skip", "i|skip", "i|skip", "i|skip", "i|send"):
        await desk.rest()
        await contact.tap(contact.messages[-1], press, forged=True)
    await desk.rest()


def card_of(telegram: Telegram, group: int, ticket: int) -> Json:
    """The newest card of a ticket in a group."""
    cards = [
        one
        for one in telegram.world.messages[group].values()
        if f"T|{ticket}|" in str(one.get("reply_markup", ""))
    ]
    return cards[-1]


def said(contact: Contact) -> str:
    """Everything that the bot told a contact."""
    return "\n".join(str(one.get("text", "")) for one in contact.messages if one["from"]["is_bot"])


async def test_a_reply_in_the_new_group_reaches_nobody_elses_contact(
    telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    faq, ada, can = small_content(tmp_path), telegram.contact(1001), telegram.contact(1002)
    async with world(database_url, telegram=telegram, faq_dir=faq) as desk:
        await opens_ticket(desk, ada, "Ada'nın sorusu")
    async with world(database_url, telegram=telegram, faq_dir=faq, staff_chat_id=OTHER) as desk:
        await telegram.until(lambda: telegram.called("createForumTopic", chat_id=OTHER))
        await desk.rest()
        await opens_ticket(desk, can, "Can'ın sorusu")
        old, new = card_of(telegram, STAFF_CHAT, 1), card_of(telegram, OTHER, 2)
        expert = member(telegram, OTHER)
        await expert.send("Yalnız Can'a", reply_to=new)
        await desk.rest()
        assert "Yalnız Can'a" in said(can)
        assert "Yalnız Can'a" not in said(ada)
        await ada.send("Ada ekliyor", reply_to=ada.messages[-1])
        await desk.rest()
        before = [one for one in member(telegram, STAFF_CHAT).messages if one["date"] > old["date"]]
        assert "Ada ekliyor" not in str(before)


async def test_open_tickets_come_along_with_their_history_and_the_coordinators_are_told(
    telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    faq, ada = small_content(tmp_path), telegram.contact(1001)
    async with world(database_url, telegram=telegram, faq_dir=faq) as desk:
        await opens_ticket(desk, ada, "Ada'nın sorusu")
    async with world(database_url, telegram=telegram, faq_dir=faq, staff_chat_id=OTHER) as desk:
        await telegram.until(lambda: telegram.called("createForumTopic", chat_id=OTHER))
        await desk.rest()
        there = str(list(telegram.world.messages[OTHER].values()))
        assert "Ada'nın sorusu" in there
        assert "Uzman grubu değişti. 1 açık talep" in there
        left = str(list(telegram.world.messages[STAFF_CHAT].values()))
        assert "başka bir gruba geçti" in left
        assert telegram.called("closeForumTopic", chat_id=STAFF_CHAT)
        await member(telegram, OTHER).send("Buradan", reply_to=card_of(telegram, OTHER, 1))
        await desk.rest()
        assert "Buradan" in said(ada)


async def test_a_thread_that_was_a_tickets_is_private_for_ever(
    telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    """The staff went to another group and came back."""
    faq, ada = small_content(tmp_path), telegram.contact(1001)
    async with world(database_url, telegram=telegram, faq_dir=faq) as desk:
        await opens_ticket(desk, ada, "Ada'nın sorusu")
        old = card_of(telegram, STAFF_CHAT, 1)
        leader = member(telegram, STAFF_CHAT)
        note = await leader.send("Aramızda", thread=old["message_thread_id"])
        await desk.rest()
    async with world(database_url, telegram=telegram, faq_dir=faq, staff_chat_id=OTHER) as desk:
        await telegram.until(lambda: telegram.called("createForumTopic", chat_id=OTHER))
        await desk.rest()
    async with world(database_url, telegram=telegram, faq_dir=faq) as desk:
        await telegram.until(lambda: card_of(telegram, STAFF_CHAT, 1) != old)
        await desk.rest()
        before = len(leader.messages)
        for source in (old, note):
            await leader.send("/duyuru", reply_to=source)
            await desk.rest()
        answers = [one for one in leader.messages[before:] if one["from"]["is_bot"]]
        assert ["duyurulamaz" in one["text"] for one in answers] == [True, True]


async def test_a_group_with_a_new_number_is_followed_at_once_and_after_a_restart(
    telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    faq, ada = small_content(tmp_path), telegram.contact(1001)
    async with world(database_url, telegram=telegram, faq_dir=faq) as desk:
        moved = {
            "message_id": 900,
            "date": 1,
            "chat": {"id": STAFF_CHAT, "type": "supergroup", "title": "Uzmanlar"},
            "from": telegram.world.bot,
            "migrate_to_chat_id": OTHER,
        }
        telegram.updates.add("message", moved)
        await telegram.until(lambda: _staff(desk) == str(OTHER))
        await desk.rest()
        assert str(OTHER) in str(list(telegram.world.messages[OTHER].values()))
        await opens_ticket(desk, ada, "Nereye düşecek?")
        assert "Nereye düşecek?" in str(list(telegram.world.messages[OTHER].values()))
    async with world(database_url, telegram=telegram, faq_dir=faq) as desk:
        assert _staff(desk) == str(OTHER)


def _staff(desk: World) -> str:
    return desk.running.staff.id if desk.running.staff else ""
