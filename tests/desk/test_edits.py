"""An edit is never overtaken by its original, never lost, and reaches the right place."""

from typing import Any

import pytest

from bot.domain.tickets import Status
from bot.playground.faults import Page, Refuse, Slow
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT
from tests.desk.asked import CONTACT, Asked

Json = dict[str, Any]
OLD, NEW = "Süre 30 gündür", "Süre 60 gündür"
STUMBLES = [Page(502), Slow(1.5, handled=True)]


def file(name: str = "eski.pdf") -> Upload:
    """A file to send."""
    return Upload(name, name.encode())


def opened(desk: Asked) -> Json:
    """The word about the ticket in the contact's chat: a reply to it is for the ticket."""
    return next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))


async def added(desk: Asked, text: str) -> Json:
    """The contact writes on the ticket."""
    return await desk.contact.send(text, reply_to=opened(desk))


def copies(desk: Asked) -> list[Json]:
    """The contact's messages in the ticket's thread, after the question."""
    last = desk.question["message_id"]
    mine = [m for m in desk.expert.messages if m["from"]["is_bot"] and m["message_id"] > last]
    return [m for m in mine if m.get("message_thread_id") == desk.thread]


def passed_on(desk: Asked) -> Json:
    """What the bot said last in the contact's chat."""
    return next(m for m in reversed(desk.contact.messages) if m["from"]["is_bot"])


def periods(desk: Asked) -> list[str]:
    """What the contact reads of the period, without the line above it."""
    return [one.split("\n")[-1] for one in desk.told() if "gündür" in one]


def content(desk: Asked, message: Json, kind: str) -> bytes:
    """What the file of a message holds."""
    held = message[kind][-1] if kind == "photo" else message[kind]
    return desk.telegram.world.file_bytes(held["file_id"])


def spoken(desk: Asked) -> list[Any]:
    """The calls that say or change something, good and bad."""
    return [one for one in desk.telegram.calls if one.method.startswith(("send", "edit", "copy"))]


@pytest.mark.parametrize("fault", STUMBLES, ids=["stumble", "late"])
async def test_what_a_contact_corrects_before_its_copy_is_there_is_corrected(
    desk: Asked, fault: Page | Slow
) -> None:
    desk.telegram.fail(fault, method="copyMessage", chat_id=STAFF_CHAT)
    message = await added(desk, OLD)
    await desk.telegram.until(lambda: len(desk.telegram.called("copyMessage")) > 1)
    await desk.contact.edit(message, NEW)
    await desk.rest()
    assert [one["text"] for one in copies(desk)] == [NEW]


@pytest.mark.parametrize("fault", STUMBLES, ids=["stumble", "late"])
async def test_what_an_expert_corrects_before_it_has_arrived_is_corrected(
    desk: Asked, fault: Page | Slow
) -> None:
    before = len(desk.telegram.called("sendMessage", chat_id=CONTACT))
    desk.telegram.fail(fault, method="sendMessage", chat_id=CONTACT)
    reply = await desk.reply(OLD)
    await desk.telegram.until(
        lambda: len(desk.telegram.called("sendMessage", chat_id=CONTACT)) > before
    )
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]
    assert (await desk.ticket()).status is Status.PENDING


async def test_what_an_expert_corrects_while_asked_after_goes_out_as_it_is_now(
    desk: Asked,
) -> None:
    desk.telegram.fail(Page(502), method="getChatMember")
    reply = await desk.reply(OLD)
    await desk.telegram.until(lambda: desk.telegram.called("getChatMember"))
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]
    assert desk.telegram.called("editMessageText", chat_id=CONTACT) == []


async def test_the_second_picture_of_an_album_is_changed_and_no_other(desk: Asked) -> None:
    desk.telegram.fail(Slow(1.5, handled=True), method="copyMessages", chat_id=STAFF_CHAT)
    pictures = [
        await desk.contact.attach(
            file(f"{n}.jpg"), "photo", caption=f"{n}.", album="13", reply_to=opened(desk)
        )
        for n in range(3)
    ]
    await desk.telegram.until(lambda: len(copies(desk)) == len(pictures), within=10)
    await desk.contact.edit(pictures[1], "ikinci")
    await desk.rest()
    assert [one["caption"] for one in copies(desk)] == ["0.", "ikinci", "2."]


async def test_the_second_picture_of_an_experts_album_is_changed_and_no_other(desk: Asked) -> None:
    """Even where the first picture's writer was asked after twice."""
    desk.telegram.fail(Page(502), method="getChatMember")
    pictures = [
        await desk.expert.attach(
            file(f"{n}.jpg"), "photo", caption=f"{n}.", album="13", reply_to=desk.question
        )
        for n in range(3)
    ]
    await desk.rest()
    await desk.expert.edit(pictures[1], "ikinci")
    await desk.rest()
    shown = [m["caption"] for m in desk.contact.messages if "photo" in m]
    assert shown == ["0.", "ikinci", "2."]


async def test_an_edit_of_a_copy_that_was_deleted_stands_in_the_same_thread(desk: Asked) -> None:
    message = await added(desk, OLD)
    await desk.rest()
    await desk.expert.delete_message(copies(desk)[0])
    outside = desk.outside()
    await desk.contact.edit(message, NEW)
    await desk.rest()
    assert [one["text"] for one in copies(desk)] == [NEW]
    assert desk.outside() == outside
    await desk.expert.send("Anladım", reply_to=copies(desk)[0])
    await desk.rest()
    assert "Anladım" in desk.told()[-1]
    assert passed_on(desk)["reply_to_message"]["message_id"] == message["message_id"]


async def test_an_edit_of_a_reply_that_the_contact_deleted_is_said_anew(desk: Asked) -> None:
    reply = await desk.reply(OLD)
    await desk.rest()
    await desk.contact.delete_message(passed_on(desk))
    for words in (NEW, "Süre 90 gündür"):
        await desk.expert.edit(reply, words)
        await desk.rest()
        assert periods(desk) == [words]


async def test_new_words_of_a_file_that_the_contact_deleted_come_with_the_file(
    desk: Asked,
) -> None:
    reply = await desk.expert.attach(file(), caption=OLD, reply_to=desk.question)
    await desk.rest()
    await desk.contact.delete_message(passed_on(desk))
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert passed_on(desk)["document"]["file_name"] == "eski.pdf"
    assert periods(desk) == [NEW]


async def test_an_edit_that_telegram_refuses_is_told_to_the_expert(desk: Asked) -> None:
    reply = await desk.reply(OLD)
    await desk.rest()
    refusal = Refuse(400, "Bad Request: can't parse entities")
    desk.telegram.fail(refusal, method="editMessageText", chat_id=CONTACT)
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert "danışana ulaşmadı" in desk.in_thread()[-1]


async def test_an_edit_that_the_thread_refuses_is_copied(desk: Asked) -> None:
    message = await added(desk, OLD)
    await desk.rest()
    refusal = Refuse(400, "Bad Request: can't parse entities")
    desk.telegram.fail(refusal, method="editMessageText", chat_id=STAFF_CHAT)
    await desk.contact.edit(message, NEW)
    await desk.rest()
    assert [one["text"] for one in copies(desk)] == [OLD, NEW]


async def test_a_long_reply_keeps_its_last_word_through_an_edit(desk: Asked) -> None:
    long = "x " * 2044 + "SON"  # no room for the line above it
    reply = await desk.reply(long)
    await desk.rest()
    assert desk.told()[-1] == long
    await desk.expert.edit(reply, "y" + long[1:])
    await desk.rest()
    assert desk.told()[-1] == "y" + long[1:]


async def test_a_place_that_moves_on_asks_for_nothing(desk: Asked) -> None:
    place = {"latitude": 41.0, "longitude": 29.0, "live_period": 900}
    live = await desk.contact._post({"location": place}, reply_to=opened(desk))
    await desk.rest()
    before = spoken(desk)
    for n in range(5):
        moved = live | {"location": place | {"latitude": 41.0 + n}, "edit_date": 1}
        desk.telegram.updates.add("edited_message", moved)
    await desk.rest()
    assert spoken(desk) == before
    assert "location" in copies(desk)[0]


@pytest.mark.parametrize("kind", ["photo", "video", "animation", "audio", "document"])
async def test_a_file_that_is_replaced_is_replaced_on_the_other_side(
    desk: Asked, kind: str
) -> None:
    sent = await desk.contact.attach(file(), kind, caption="Eski", reply_to=opened(desk))
    answer = await desk.expert.attach(file(), kind, caption="Eski", reply_to=desk.question)
    await desk.rest()
    await desk.contact.replace(sent, file("yeni.pdf"), "Yeni")
    await desk.expert.replace(answer, file("yeni.pdf"))
    await desk.rest()
    copied, given = copies(desk)[0], passed_on(desk)
    assert (content(desk, copied, kind), copied["caption"]) == (b"yeni.pdf", "Yeni")
    assert content(desk, given, kind) == b"yeni.pdf"
    assert "Talep" in given["caption"]
    assert "Eski" not in given["caption"]


async def test_a_file_that_is_replaced_on_its_way_is_the_new_one(desk: Asked) -> None:
    desk.telegram.fail(Slow(1.5, handled=True), method="copyMessage", chat_id=CONTACT)
    answer = await desk.expert.attach(file(), caption="Rehber", reply_to=desk.question)
    await desk.telegram.until(lambda: "document" in passed_on(desk))
    await desk.expert.replace(answer, file("yeni.pdf"), "Rehber")
    await desk.rest()
    assert content(desk, passed_on(desk), "document") == b"yeni.pdf"
