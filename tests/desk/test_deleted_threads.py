"""A thread that somebody deletes comes back with its history, and no word is lost on the way."""

from typing import Any

import pytest

from bot.domain.tickets import Status
from bot.playground.faults import Page, Refuse, Slow
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT
from tests.desk.asked import CONTACT, Asked, said

Json = dict[str, Any]
NOT_SENT, EDIT_NOT_SENT, GONE = "verilmiş sayılmadı", "düzeltme danışana ulaşmadı", "getirilemedi"


def opened(desk: Asked) -> Json:
    """The word about the ticket in the contact's chat: a reply to it is for the ticket."""
    return next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))


async def standing(desk: Asked) -> list[Json]:
    """What the bot says in the thread that the ticket has now."""
    thread = (await desk.ticket()).thread
    mine = [m for m in desk.expert.messages if m["from"]["is_bot"]]
    return [m for m in mine if str(m.get("message_thread_id")) == thread]


async def words(desk: Asked) -> list[str]:
    """Its words."""
    return [said(one) for one in await standing(desk)]


def general(desk: Asked) -> list[str]:
    """What the bot says outside of all threads."""
    mine = [m for m in desk.expert.messages if m["from"]["is_bot"]]
    return [said(one) for one in mine if "message_thread_id" not in one]


async def rebuilt(desk: Asked, *, deleted: bool = False) -> None:
    """The thread is deleted, and the contact writes: that is how the desk notices."""
    if not deleted:
        await desk.expert.delete_thread(desk.thread)
    await desk.contact.send("Bir ek", reply_to=opened(desk))
    await desk.rest()


async def test_a_message_that_experts_have_had_is_not_reported_as_not_passed_on(
    desk: Asked,
) -> None:
    """It was deleted before the thread was made again; what it said is not lost."""
    gone = await desk.contact.send("Silinecek ek", reply_to=opened(desk))
    await desk.rest()
    await desk.contact.delete_message(gone)
    await rebuilt(desk)
    assert not [one for one in desk.told() if "ulaşmadı" in one]
    found = [one for one in await words(desk) if GONE in one]
    assert len(found) == 1
    assert "Silinecek ek" in found[0]


async def test_a_picture_of_an_album_that_was_had_is_not_reported_either(desk: Asked) -> None:
    pictures = [
        await desk.contact.attach(
            Upload(f"{n}.jpg", b"x"), "photo", album="13", reply_to=opened(desk)
        )
        for n in range(3)
    ]
    await desk.rest()
    await desk.contact.delete_message(pictures[1])
    await rebuilt(desk)
    assert not [one for one in desk.told() if "ulaşmadı" in one]
    assert len([one for one in await words(desk) if GONE in one]) == 1
    assert len([one for one in await standing(desk) if "photo" in one]) == 2


async def test_a_reply_that_the_contact_deleted_is_not_reported_to_the_contact(
    desk: Asked,
) -> None:
    await desk.reply("Yanıt")
    await desk.rest()
    await desk.contact.delete_message(desk.contact.messages[-1])
    await rebuilt(desk)
    assert not [one for one in desk.told() if "uzmanlara ulaşmadı" in one]
    assert any("Yanıt" in one and GONE in one for one in await words(desk))


async def test_a_message_that_is_deleted_before_it_is_passed_on_is_told_once(desk: Asked) -> None:
    """Also when the thread is made again afterwards."""
    desk.telegram.fail(Page(502), method="copyMessage", chat_id=STAFF_CHAT)
    message = await desk.contact.send("Silinen", reply_to=opened(desk))
    await desk.telegram.until(lambda: desk.telegram.called("copyMessage")[-1].status != 200)
    await desk.contact.delete_message(message)
    await desk.rest()
    await rebuilt(desk)
    assert len([one for one in desk.told() if "uzmanlara ulaşmadı" in one]) == 1


@pytest.mark.parametrize("noticed", [True, False])
async def test_a_reply_in_a_thread_that_is_deleted_while_its_writer_is_asked_after_goes_out(
    desk: Asked, noticed: bool
) -> None:
    desk.telegram.fail(Slow(1.5, handled=True), method="getChatMember")
    await desk.reply("Son yanıt")
    await desk.telegram.until(lambda: desk.telegram.called("getChatMember"))
    if noticed:
        await rebuilt(desk)
    else:
        await desk.expert.delete_thread(desk.thread)
        await desk.rest()
        await desk.contact.send("Bir ek", reply_to=opened(desk))
        await desk.rest()
    assert any("Son yanıt" in one for one in desk.told())
    assert any("Son yanıt" in one for one in await words(desk))
    assert (await desk.ticket()).status in (Status.OPEN, Status.PENDING)


@pytest.mark.parametrize("noticed", [True, False])
async def test_a_file_in_such_a_thread_is_told_to_its_writer(desk: Asked, noticed: bool) -> None:
    """The file is gone with the thread; that it did not arrive is not."""
    desk.telegram.fail(Slow(1.5, handled=True), method="getChatMember")
    upload = Upload("rehber.pdf", b"x")
    await desk.expert.attach(upload, caption="Rehber ektedir", reply_to=desk.question)
    await desk.telegram.until(lambda: desk.telegram.called("getChatMember"))
    if noticed:
        await rebuilt(desk)
    else:
        await desk.expert.delete_thread(desk.thread)
    await desk.rest()
    await desk.rest()
    (found,) = [one for one in [*general(desk), *await words(desk)] if NOT_SENT in one]
    assert "Rehber ektedir" in found
    assert ("Talep no: 1" in found) is (found in general(desk))


async def test_an_album_in_such_a_thread_is_told_to_its_writer_too(desk: Asked) -> None:
    desk.telegram.fail(Slow(1.5, handled=True), method="getChatMember", times=2)
    for n in range(2):
        await desk.expert.attach(
            Upload(f"{n}.jpg", b"x"), "photo", album="13", reply_to=desk.question
        )
    await desk.telegram.until(lambda: desk.telegram.called("getChatMember"))
    await rebuilt(desk)
    assert any(NOT_SENT in one for one in [*general(desk), *await words(desk)])
    faults, _ = await desk.world.troubles()
    assert not [one for one in faults if "follow-up" in one]


async def test_a_reply_of_somebody_who_has_left_goes_nowhere_from_such_a_thread(
    desk: Asked,
) -> None:
    desk.telegram.fail(Page(502), method="getChatMember")
    await desk.reply("Hain sözler")
    await desk.telegram.until(lambda: desk.telegram.called("getChatMember"))
    await desk.expert.delete_thread(desk.thread)
    desk.telegram.world.members.put((STAFF_CHAT, 7), "left")
    await rebuilt(desk, deleted=True)
    await desk.rest()
    assert not [one for one in desk.told() if "Hain" in one]
    faults, _ = await desk.world.troubles()
    assert not [one for one in faults if "follow-up" in one]


@pytest.mark.parametrize("what", ["reply", "edit", "blocked", "command"])
async def test_a_word_into_a_thread_that_is_gone_is_said_elsewhere(desk: Asked, what: str) -> None:
    reply = await desk.reply("Yanıt")
    await desk.rest()
    refusal = Refuse(400, "Bad Request: can't parse entities")
    key = {"reply": NOT_SENT, "edit": EDIT_NOT_SENT, "blocked": "engellemiş"}.get(what, "komut yok")
    desk.telegram.fail(Slow(1.0, handled=True), method="getChatMember")
    match what:
        case "reply":
            desk.telegram.fail(refusal, method="sendMessage", chat_id=CONTACT)
            await desk.reply("Bir daha")
        case "edit":
            desk.telegram.fail(refusal, method="editMessageText", chat_id=CONTACT)
            await desk.expert.edit(reply, "Düzeltme")
        case "blocked":
            desk.telegram.world.relations.put(CONTACT, "blocked")
            await desk.reply("Bir daha")
        case _:
            await desk.reply("/kapt")
    asked = len(desk.telegram.called("getChatMember"))
    await desk.telegram.until(lambda: len(desk.telegram.called("getChatMember")) >= max(asked, 2))
    await desk.expert.delete_thread(desk.thread)
    await desk.rest()
    await desk.rest()
    found = [one for one in [*general(desk), *await words(desk)] if key in one]
    assert len(found) == 1
    assert ("Talep no: 1" in found[0]) is (found[0] in general(desk))
    assert (await desk.ticket()).thread != str(desk.thread)


async def test_the_progress_of_a_broadcast_finds_its_way_out_of_a_thread_that_is_gone(
    desk: Asked,
) -> None:
    desk.telegram.world.members.put((STAFF_CHAT, 7), "administrator")
    other = await desk.expert.open_thread("Duyurular")
    source = await desk.expert.send("Yeni rehber", thread=other)
    await desk.expert.send("/duyuru", reply_to=source)
    await desk.rest()
    panel = desk.expert.messages[-1]
    await desk.expert.delete_thread(other)
    await desk.expert.tap(panel, "B|1|cancel", forged=True)
    await desk.rest()
    assert any("iptal edildi" in one for one in general(desk))
