"""An expert's reply counts when it has arrived, never before, and what can't arrive is told."""

from datetime import timedelta

import pytest

from bot.domain.tickets import Status
from bot.playground.faults import Page, Refuse, Slow
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT
from tests.desk.asked import CONTACT, Asked

EMPTY = Refuse(400, "Bad Request: message text is empty")
UNCOPYABLE = Refuse(400, "Bad Request: message can't be copied")
NOT_SENT = "verilmiş sayılmadı"


async def test_a_reply_that_telegram_refuses_is_told_and_counts_as_nothing(desk: Asked) -> None:
    desk.telegram.fail(EMPTY, method="sendMessage", chat_id=CONTACT)
    reply = await desk.reply("Yanıt")
    await desk.rest()
    ticket = await desk.ticket()
    assert (ticket.status, ticket.replied_at, ticket.expert_name) == (Status.OPEN, None, "Elif")
    assert "reply" not in await desk.steps()
    assert not desk.signs(reply)
    [told] = [one for one in desk.expert.messages if NOT_SENT in one.get("text", "")]
    assert told["message_thread_id"] == desk.thread
    assert told["reply_to_message"]["message_id"] == reply["message_id"]


async def test_a_file_that_telegram_does_not_copy_is_told_and_counts_as_nothing(
    desk: Asked,
) -> None:
    desk.telegram.fail(UNCOPYABLE, method="copyMessage", chat_id=CONTACT)
    upload = Upload("rehber.pdf", b"x")
    await desk.expert.attach(upload, caption="Rehber", reply_to=desk.question)
    await desk.rest()
    assert (await desk.ticket()).status is Status.OPEN
    assert NOT_SENT in desk.in_thread()[-1]
    assert "reply" not in await desk.steps()


async def test_an_album_of_which_a_picture_is_missing_is_told(desk: Asked) -> None:
    first, *_ = [
        await desk.expert.attach(
            Upload(f"{n}.jpg", b"x"), "photo", album="13", reply_to=desk.question
        )
        for n in range(3)
    ]
    await desk.expert.delete_message(first)
    await desk.rest()
    assert NOT_SENT in desk.in_thread()[-1]
    assert (await desk.ticket()).status is Status.OPEN


async def test_a_reply_that_stumbles_counts_once_it_has_arrived(desk: Asked) -> None:
    desk.telegram.fail(Page(502), method="sendMessage", chat_id=CONTACT)
    reply = await desk.reply("Yanıt")
    await desk.telegram.until(lambda: desk.telegram.called("sendMessage")[-1].status != 200)
    assert (await desk.ticket()).status is Status.OPEN
    assert not desk.signs(reply)
    await desk.rest()
    assert (await desk.ticket()).status is Status.PENDING
    assert (await desk.steps()).count("reply") == 1
    assert desk.signs(reply) == ["👍"]
    assert "sıra danışanda" in desk.at(desk.card)["text"]


async def test_of_two_replies_only_the_one_that_arrived_counts(desk: Asked) -> None:
    desk.telegram.fail(EMPTY, method="sendMessage", chat_id=CONTACT)
    refused, arrived = await desk.reply("Birinci"), await desk.reply("İkinci")
    await desk.rest()
    assert (await desk.ticket()).status is Status.PENDING
    assert (await desk.steps()).count("reply") == 1
    assert (desk.signs(refused), desk.signs(arrived)) == ([], ["👍"])
    assert [one for one in desk.told() if "Birinci" in one] == []


async def on_its_way(desk: Asked, method: str = "sendMessage", seconds: float = 1.0) -> None:
    """The next call to the contact has its effect at once; its answer is late."""
    before = len(desk.telegram.called(method, chat_id=CONTACT))
    desk.telegram.fail(Slow(seconds, handled=True), method=method, chat_id=CONTACT)
    await desk.reply("Yanıt")
    await desk.telegram.until(lambda: len(desk.telegram.called(method, chat_id=CONTACT)) > before)


async def test_words_that_crossed_the_reply_are_still_to_be_answered(desk: Asked) -> None:
    question = next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))
    await on_its_way(desk)
    await desk.contact.send("Bir sorum daha var", reply_to=question)
    await desk.rest()
    ticket = await desk.ticket()
    assert (ticket.status, ticket.replied_at is None) == (Status.OPEN, False)
    assert "sıra bizde" in desk.at(desk.card)["text"]


async def unseen(desk: Asked, text: str) -> None:
    """The contact writes on the ticket, and what it says is not in the thread yet."""
    question = next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))
    desk.telegram.fail(Page(502), method="copyMessage", chat_id=STAFF_CHAT)
    await desk.contact.send(text, reply_to=question)
    await desk.telegram.until(lambda: desk.telegram.called("copyMessage")[-1].status != 200)


async def test_words_that_the_expert_could_not_see_are_still_to_be_answered(desk: Asked) -> None:
    """They were written before the reply, and reach the thread after it has gone out."""
    await unseen(desk, "Bir sorum daha var")
    await desk.reply("Yanıt")
    await desk.rest()
    assert "Yanıt" in desk.told()[-1] or "Yanıt" in desk.told()[-2]
    assert (await desk.ticket()).status is Status.OPEN


@pytest.mark.parametrize("when", ["before", "meanwhile"])
async def test_nobody_closes_a_ticket_over_words_that_are_on_their_way(
    desk: Asked, when: str
) -> None:
    await desk.reply("Yanıt")
    await desk.rest()
    question = next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))
    if when == "before":
        await unseen(desk, "Bir sorum daha var")
        await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
    else:
        desk.telegram.fail(Slow(1.0, handled=True), method="getChatMember")
        asked = len(desk.telegram.called("getChatMember"))
        await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
        await desk.telegram.until(lambda: len(desk.telegram.called("getChatMember")) > asked)
        await desk.contact.send("Bir sorum daha var", reply_to=question)
    await desk.rest()
    assert (await desk.ticket()).status is Status.OPEN
    toasts = [str(one.params) for one in desk.telegram.called("answerCallbackQuery")]
    assert "bu arada yazdı" in toasts[-1]
    await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
    await desk.rest()
    assert (await desk.ticket()).status is Status.CLOSED


async def test_a_message_that_can_not_be_passed_on_keeps_no_ticket_open(desk: Asked) -> None:
    question = next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))
    desk.telegram.fail(UNCOPYABLE, method="copyMessage", chat_id=STAFF_CHAT)
    await desk.contact.send("Korumalı", reply_to=question)
    await desk.rest()
    await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
    await desk.rest()
    assert (await desk.ticket()).status is Status.CLOSED


async def test_a_ticket_that_the_contact_closes_meanwhile_stays_closed(desk: Asked) -> None:
    await on_its_way(desk)
    await desk.contact.tap(desk.contact.messages[0], "t|close|1", forged=True)
    await desk.rest()
    assert (await desk.ticket()).status is Status.CLOSED
    assert "kapalı" in desk.at(desk.card)["text"]


async def test_a_ticket_closed_between_two_replies_that_open_it_stays_closed(desk: Asked) -> None:
    await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
    await desk.rest()
    desk.telegram.fail(Slow(1.0, handled=True), method="sendMessage", chat_id=CONTACT, times=2)
    await desk.reply("Birinci")
    await desk.reply("İkinci")
    await desk.telegram.until(lambda: any("Birinci" in one for one in desk.told()))
    await desk.telegram.until(lambda: any("İkinci" in one for one in desk.told()))
    assert (await desk.ticket()).status is Status.PENDING
    await desk.contact.tap(desk.contact.messages[0], "t|close|1", forged=True)
    await desk.rest()
    assert (await desk.ticket()).status is Status.CLOSED


async def test_a_reply_that_is_dropped_behind_another_act_is_told_too(desk: Asked) -> None:
    """The contact blocked the bot, and the first refusal met a menu."""
    desk.telegram.fail(Page(502), method="sendMessage", chat_id=CONTACT)
    await desk.contact.send("/menu")
    await desk.telegram.until(lambda: desk.telegram.called("sendMessage")[-1].status != 200)
    desk.telegram.world.relations.put(CONTACT, "blocked")
    await desk.reply("Yanıt")
    await desk.rest()
    assert "ulaşmadı" in desk.in_thread()[-1]
    assert (await desk.ticket()).status is Status.OPEN


async def test_replies_stay_in_order_when_the_first_writer_is_asked_after_twice(
    desk: Asked,
) -> None:
    desk.telegram.fail(Page(502), method="getChatMember")
    await desk.reply("Birinci")
    await desk.reply("İkinci")
    await desk.rest()
    heard = [one for one in desk.told() if "inci" in one]
    assert [one.split()[-1] for one in heard] == ["Birinci", "İkinci"]


async def test_a_writer_of_whom_telegram_knows_nothing_is_told(desk: Asked) -> None:
    desk.telegram.fail(Refuse(400, "Bad Request: user not found"), method="getChatMember")
    reply = await desk.reply("Yanıt")
    await desk.rest()
    assert "mesajınız gönderilmedi" in desk.in_thread()[-1]
    assert (await desk.ticket()).status is Status.NEW
    await desk.expert.edit(reply, "Yine de yanıt")
    await desk.rest()
    assert not [one for one in desk.told() if "Yine de" in one]


@pytest.mark.parametrize("words", ["/etc/hosts dosyasına bakın", "/TODO listesi", "/ menüden"])
async def test_a_reply_that_begins_with_a_stroke_and_is_no_command_goes_out(
    desk: Asked, words: str
) -> None:
    await desk.reply(words)
    await desk.rest()
    assert desk.told()[-1].endswith(words)
    assert (await desk.ticket()).status is Status.PENDING


async def test_a_reply_arrives_though_its_thread_is_deleted_before_its_writer_is_known(
    desk: Asked,
) -> None:
    desk.telegram.fail(Slow(1.5), method="getChatMember")
    await desk.reply("Yanıt")
    await desk.telegram.until(lambda: not desk.telegram.updates.waiting)
    await desk.expert.delete_thread(desk.thread)
    opened = next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))
    await desk.contact.send("Ek", reply_to=opened)
    await desk.telegram.until(lambda: "Ek" in desk.outside(), within=10)  # in the new thread
    await desk.contact.hears("Yanıt", within=10)
    await desk.rest()
    assert "reply" in await desk.steps()


@pytest.mark.parametrize("way", ["reply", "note"])
async def test_a_reply_opens_a_closed_ticket_also_by_a_clock_that_was_set_back(
    desk: Asked, way: str
) -> None:
    note = await desk.expert.send("Yanıt", thread=desk.thread)
    await desk.expert.tap(desk.card, "T|1|sure|close", forged=True)
    await desk.rest()
    desk.world.clock.offset -= timedelta(hours=1)
    if way == "reply":
        await desk.reply("Yanıt")
    else:
        await desk.expert.send("/gonder", reply_to=note)
    await desk.rest()
    assert desk.told()[-1].endswith("Yanıt")
    assert (await desk.ticket()).status is Status.PENDING


async def test_who_returns_while_a_refusal_is_on_its_way_misses_nothing(desk: Asked) -> None:
    """The refusal is older than their return: it is asked once more."""
    await desk.contact.block()
    await desk.rest()
    late = Slow(0.5, handled=True)
    desk.telegram.fail(late, method="sendMessage", chat_id=CONTACT)
    reply = await desk.reply("Yanıt")
    await desk.telegram.until(lambda: not desk.telegram.faults.rules)
    before = len(desk.contact.messages)
    await desk.contact.start()
    await desk.rest()
    heard = [one.get("text", "") for one in desk.contact.messages[before + 1 :]]
    assert any("Yanıt" in one for one in heard)
    assert any("Merhaba" in one for one in heard)
    assert desk.signs(reply)
