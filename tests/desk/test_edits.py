"""An edit is never overtaken by its original, never lost, and reaches the right place."""

import asyncio
from typing import Any

import pytest

from bot.domain.tickets import Status
from bot.playground.faults import Page, Refuse, Slow
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT
from tests.desk.asked import CONTACT, Asked, said

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


async def album_of_contact(desk: Asked, *, gone: int | None = None) -> list[Json]:
    """Three pictures on the ticket; one is deleted before they are passed on."""
    pictures = [
        await desk.contact.attach(
            file(f"{n}.jpg"), "photo", caption=f"{n}.", album="13", reply_to=opened(desk)
        )
        for n in range(3)
    ]
    if gone is not None:
        await desk.contact.delete_message(pictures[gone])
    await desk.rest()
    return pictures


async def test_an_edit_in_an_album_with_a_gap_hits_no_neighbour(desk: Asked) -> None:
    pictures = await album_of_contact(desk, gone=0)
    await desk.contact.edit(pictures[1], "ikinci")
    await desk.rest()
    await desk.contact.edit(pictures[1], "yine ikinci")
    await desk.rest()
    captions = [one["caption"] for one in copies(desk) if "photo" in one]
    assert captions == ["1.", "2.", "yine ikinci"]


async def test_a_reply_to_a_picture_of_such_an_album_goes_out(desk: Asked) -> None:
    await album_of_contact(desk, gone=1)
    for picture in [one for one in copies(desk) if "photo" in one]:
        await desk.expert.send(f"Yanıt {picture['caption']}", reply_to=picture)
        await desk.rest()
        assert desk.told()[-1].endswith(f"Yanıt {picture['caption']}")


async def test_an_edit_in_an_experts_album_with_a_gap_hits_no_neighbour(desk: Asked) -> None:
    pictures = [
        await desk.expert.attach(
            file(f"{n}.jpg"), "photo", caption=f"{n}.", album="13", reply_to=desk.question
        )
        for n in range(3)
    ]
    await desk.expert.delete_message(pictures[0])
    await desk.rest()
    await desk.expert.edit(pictures[1], "ikinci")
    await desk.rest()
    shown = [one for one in desk.contact.messages if "photo" in one]
    assert [one["caption"].split("\n")[-1] for one in shown] == ["1.", "2.", "ikinci"]
    await desk.contact.send("Ek", reply_to=shown[0])
    await desk.rest()
    assert said(copies(desk)[-1]) == "Ek"


async def test_an_edit_to_somebody_who_blocked_the_desk_is_told(desk: Asked) -> None:
    reply = await desk.reply(OLD)
    await desk.rest()
    desk.telegram.world.relations.put(CONTACT, "blocked")
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert "ulaşmadı" in desk.in_thread()[-1]


@pytest.mark.parametrize("kind", ["text", "file"])
@pytest.mark.parametrize("blocked", [True, False])
async def test_what_is_said_anew_and_does_not_arrive_is_told(
    desk: Asked, kind: str, blocked: bool
) -> None:
    """The contact deleted the reply, so that a change of it is a new message."""
    if kind == "text":
        reply = await desk.reply(OLD)
    else:
        reply = await desk.expert.attach(file(), caption=OLD, reply_to=desk.question)
    await desk.rest()
    await desk.contact.delete_message(passed_on(desk))
    if blocked:
        desk.telegram.fail(
            Refuse(403, "Forbidden: bot was blocked by the user"),
            method="sendMessage" if kind == "text" else "copyMessage",
            chat_id=CONTACT,
        )
    else:
        for method in ("sendMessage", "copyMessage"):
            desk.telegram.fail(
                Refuse(400, "Bad Request: can't parse entities"), method=method, chat_id=CONTACT
            )
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert ("engellemiş" if blocked else "düzeltme danışana ulaşmadı") in desk.in_thread()[-1]


async def test_an_edit_of_a_reply_that_was_refused_goes_out(desk: Asked) -> None:
    """As often as it takes; then it counts."""
    refusal = Refuse(400, "Bad Request: can't parse entities")
    desk.telegram.fail(refusal, method="sendMessage", chat_id=CONTACT, times=2)
    reply = await desk.reply("Bozuk")
    await desk.rest()
    await desk.expert.edit(reply, OLD)
    await desk.rest()
    assert [one for one in desk.in_thread() if "verilmiş sayılmadı" in one][1:]
    assert (await desk.ticket()).status is Status.OPEN
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]
    assert (await desk.ticket()).status is Status.PENDING
    assert desk.signs(reply) == ["👍"]
    await desk.expert.edit(reply, OLD)
    await desk.rest()
    assert periods(desk) == [OLD]


async def test_a_reply_that_is_changed_before_it_is_refused_is_tried_as_it_is_now(
    desk: Asked,
) -> None:
    before = len(desk.telegram.called("sendMessage", chat_id=CONTACT))
    desk.telegram.fail(Page(502), method="sendMessage", chat_id=CONTACT)
    refusal = Refuse(400, "Bad Request: can't parse entities")
    desk.telegram.fail(refusal, method="sendMessage", chat_id=CONTACT)
    reply = await desk.reply("Bozuk")
    await desk.telegram.until(
        lambda: len(desk.telegram.called("sendMessage", chat_id=CONTACT)) > before
    )
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]
    assert not [one for one in desk.in_thread() if "sayılmadı" in one]


async def test_what_was_changed_before_it_was_refused_comes_back_in_no_later_form(
    desk: Asked,
) -> None:
    """Neither a contact's message, nor a reply to somebody who had blocked the desk."""
    refusal = Refuse(400, "Bad Request: can't parse entities")
    for fault in (Page(502), refusal):
        desk.telegram.fail(fault, method="copyMessage", chat_id=STAFF_CHAT)
    message = await added(desk, "ilk")
    await desk.telegram.until(lambda: desk.telegram.called("copyMessage")[-1].status != 200)
    await desk.contact.edit(message, "ikinci")
    await desk.rest()
    await desk.contact.edit(message, "üçüncü")
    await desk.rest()
    assert [said(one) for one in copies(desk)][-1] == "üçüncü"
    before = len(desk.telegram.called("sendMessage", chat_id=CONTACT))
    desk.telegram.fail(Page(502), method="sendMessage", chat_id=CONTACT)
    reply = await desk.reply("Süre 10 gündür")
    await desk.telegram.until(
        lambda: len(desk.telegram.called("sendMessage", chat_id=CONTACT)) > before
    )
    desk.telegram.world.relations.put(CONTACT, "blocked")
    await desk.expert.edit(reply, OLD)
    await desk.rest()
    desk.telegram.world.relations.put(CONTACT, "open")
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]


async def test_a_reply_to_an_older_copy_goes_out(desk: Asked) -> None:
    """The thread refused the change, so that the message stands there twice."""
    message = await added(desk, OLD)
    await desk.rest()
    refusal = Refuse(400, "Bad Request: can't parse entities")
    desk.telegram.fail(refusal, method="editMessageText", chat_id=STAFF_CHAT)
    await desk.contact.edit(message, NEW)
    await desk.rest()
    older, newer = copies(desk)
    for copy in (older, newer):
        await desk.expert.send(f"Yanıt {copy['message_id']}", reply_to=copy)
        await desk.rest()
        assert desk.told()[-1].endswith(f"Yanıt {copy['message_id']}")
        assert passed_on(desk)["reply_to_message"]["message_id"] == message["message_id"]


async def test_a_reply_to_an_older_card_goes_out(desk: Asked) -> None:
    refusal = Refuse(400, "Bad Request: message can't be edited")
    desk.telegram.fail(refusal, method="editMessageText", chat_id=STAFF_CHAT)
    await desk.expert.tap(desk.card, "T|1|claim", forged=True)
    await desk.rest()
    assert (await desk.ticket()).card != str(desk.card["message_id"])
    await desk.expert.send("Eski karta", reply_to=desk.card)
    await desk.rest()
    assert desk.told()[-1].endswith("Eski karta")


async def test_a_contacts_reply_to_an_older_form_of_a_reply_is_for_the_ticket(desk: Asked) -> None:
    reply = await desk.reply(OLD)
    await desk.rest()
    older = passed_on(desk)
    refusal = Refuse(400, "Bad Request: message can't be edited")
    desk.telegram.fail(refusal, method="editMessageText", chat_id=CONTACT)
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert passed_on(desk) != older
    await desk.contact.send("Teşekkür ederim ama", reply_to=older)
    await desk.rest()
    assert said(copies(desk)[-1]) == "Teşekkür ederim ama"


@pytest.mark.parametrize("when", ["arrived", "on its way"])
async def test_whoever_has_left_the_group_changes_nothing(desk: Asked, when: str) -> None:
    chats = desk.telegram.world.chats
    chats.put(STAFF_CHAT, chats[STAFF_CHAT] | {"username": "destek"})  # anybody may write
    if when == "arrived":
        reply = await desk.reply(OLD)
        await desk.rest()
    else:
        before = len(desk.telegram.called("sendMessage", chat_id=CONTACT))
        desk.telegram.fail(Page(502), method="sendMessage", chat_id=CONTACT)
        reply = await desk.reply(OLD)
        await desk.telegram.until(
            lambda: len(desk.telegram.called("sendMessage", chat_id=CONTACT)) > before
        )
    await desk.expert.leave()
    await desk.expert.edit(reply, "Kötü sözler")
    await desk.rest()
    assert periods(desk) == [OLD]
    assert not [one for one in desk.told() if "Kötü" in one]


async def test_whose_membership_nobody_knows_is_told_that_the_change_did_not_go_out(
    desk: Asked,
) -> None:
    reply = await desk.reply(OLD)
    await desk.rest()
    desk.telegram.fail(Refuse(400, "Bad Request: user not found"), method="getChatMember")
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert "gönderilmedi" in desk.in_thread()[-1]
    assert periods(desk) == [OLD]


async def test_more_words_below_a_file_than_the_desk_may_write_arrive_whole(desk: Asked) -> None:
    """Who pays for Telegram writes longer captions: a changed one is sent anew, not cut."""
    sent = await desk.contact.attach(file(), caption="Kısa", reply_to=opened(desk))
    answer = await desk.expert.attach(file(), caption="Kısa", reply_to=desk.question)
    await desk.rest()
    long = "ğ" * 1500 + " SON"
    await desk.contact.edit(sent, long)
    await desk.expert.edit(answer, long)
    await desk.rest()
    assert said(copies(desk)[-1]) == long
    assert said(passed_on(desk)) == long
    await desk.expert.edit(answer, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]


async def test_what_is_said_anew_twice_stands_there_once(desk: Asked) -> None:
    """It is changed again while it is on its way to the chat that it was deleted in."""
    reply = await desk.reply(OLD)
    await desk.rest()
    await desk.contact.delete_message(passed_on(desk))
    before = len(desk.telegram.called("sendMessage", chat_id=CONTACT))
    desk.telegram.fail(Slow(1.0), method="sendMessage", chat_id=CONTACT)
    await desk.expert.edit(reply, "Süre 45 gündür")
    await desk.telegram.until(lambda: desk.telegram.called("editMessageText", chat_id=CONTACT))
    await asyncio.sleep(0.3)
    assert len(desk.telegram.called("sendMessage", chat_id=CONTACT)) == before
    await desk.expert.edit(reply, NEW)
    await desk.rest()
    assert periods(desk) == [NEW]


async def test_a_copy_that_is_made_anew_twice_stands_there_once(desk: Asked) -> None:
    """The contact changes it again while the first change finds no copy."""
    message = await added(desk, OLD)
    await desk.rest()
    await desk.expert.delete_message(copies(desk)[0])
    desk.telegram.fail(Slow(1.0), method="editMessageText", chat_id=STAFF_CHAT)
    await desk.contact.edit(message, "Süre 45 gündür")
    await asyncio.sleep(0.5)
    await desk.contact.edit(message, NEW)
    await desk.rest()
    assert [one["text"] for one in copies(desk)] == [NEW]
