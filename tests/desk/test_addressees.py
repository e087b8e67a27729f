"""Who replies in the staff group is sent or told, never passed over; what is for nobody outside
stays.
"""

from typing import Any

import pytest

from bot.domain.tickets import Status
from bot.playground.experts import Expert
from bot.playground.faults import Reset
from bot.playground.params import Upload
from bot.playground.telegram import STAFF_CHAT
from tests.desk.asked import CONTACT, Asked, ask

Json = dict[str, Any]
LOST = Reset(handled=True)  # the message stands there, and nobody knows where
INSIDE = "danışana gitmedi"


def opened(desk: Asked) -> Json:
    """The word about the ticket in the contact's chat."""
    return next(m for m in desk.contact.messages if "Talep no" in m.get("text", ""))


async def twins(desk: Asked, text: str) -> list[Json]:
    """The contact's words, which came into the thread twice."""
    desk.telegram.fail(LOST, method="copyMessage", chat_id=STAFF_CHAT)
    await desk.contact.send(text, reply_to=opened(desk))
    await desk.rest()
    found = [one for one in desk.expert.messages if one.get("text") == text]
    assert len(found) == 2
    return found


@pytest.mark.parametrize("which", [0, 1])
async def test_a_reply_to_either_of_twin_copies_goes_out(desk: Asked, which: int) -> None:
    copy = (await twins(desk, "Bir sorum daha var"))[which]
    await desk.expert.send("Yanıt", reply_to=copy)
    await desk.rest()
    assert desk.told()[-1].endswith("Yanıt")
    assert (await desk.ticket()).status is Status.PENDING


@pytest.mark.parametrize("which", [0, 1])
async def test_a_reply_to_either_of_twin_cards_goes_out(desk: Asked, which: int) -> None:
    desk.telegram.fail(LOST, method="sendMessage", chat_id=STAFF_CHAT)
    other = desk.telegram.contact(CONTACT + 1)
    await ask(other, "Başka soru", rest=desk.rest)
    cards = [one for one in desk.expert.messages if "'T|2|" in str(one.get("reply_markup"))]
    assert len(cards) == 2
    told = desk.told()
    await desk.expert.send("Yanıt", reply_to=cards[which])
    await desk.rest()
    assert "Yanıt" in str(other.messages)
    assert desk.told() == told


async def test_a_reply_to_a_colleagues_forward_of_it_stays_inside(desk: Asked) -> None:
    copy = (await twins(desk, "Bir sorum daha var"))[0]
    origin = {"type": "user", "sender_user": desk.telegram.world.bot, "date": 1}
    content = {"text": copy["text"], "forward_origin": origin}
    forward = await Expert._post(desk.expert, content, reply_to=None, thread=desk.thread)
    told = desk.told()
    await desk.expert.send("Ne dersin?", reply_to=forward)
    await desk.rest()
    assert desk.told() == told


async def test_who_replies_to_a_notice_of_the_desk_hears_that_it_went_nowhere(desk: Asked) -> None:
    await desk.expert.send("/kuyruk", thread=desk.thread)
    await desk.rest()
    told = desk.told()
    reply = await desk.expert.send("Merhaba", reply_to=desk.expert.messages[-1])
    await desk.rest()
    assert INSIDE in desk.in_thread()[-1]
    assert desk.told() == told
    await desk.expert.send("/gonder", reply_to=reply)
    await desk.rest()
    assert desk.told()[-1].endswith("Merhaba")


async def test_a_reply_in_a_group_whose_topics_were_switched_off_goes_out(desk: Asked) -> None:
    """Then what stood in a topic stands in the group, and Telegram names the beginning of the chain
    of replies instead.
    """
    for target in (desk.card, desk.question):
        inside = ("message_thread_id", "is_topic_message", "reply_to_message")
        bare = {name: value for name, value in target.items() if name not in inside}
        chain = {"message_thread_id": target["message_id"]}
        content = {"text": f"Yanıt {target['message_id']}", "reply_to_message": bare, **chain}
        await Expert._post(desk.expert, content, reply_to=None)
        await desk.rest()
        assert desk.told()[-1].endswith(content["text"])


def as_channel() -> Json:
    """What marks a message that somebody writes in a channel's name."""
    bot = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
    return {"from": bot, "sender_chat": {"id": -1007, "type": "channel", "title": "Kanal"}}


@pytest.mark.parametrize(
    ("text", "to", "told"),
    [("Yanıt", "card", True), ("Yanıt", "question", True), ("Not", None, False), ("/ben", None, 1)],
)
async def test_who_writes_as_a_channel_is_told_and_sends_nothing(
    desk: Asked, text: str, to: str | None, told: bool
) -> None:
    before, target = desk.told(), getattr(desk, to) if to else None
    content = {"text": text, **as_channel()}
    await Expert._post(desk.expert, content, reply_to=target, thread=desk.thread)
    await desk.rest()
    assert ("kanal adına" in desk.in_thread()[-1]) is bool(told)
    assert desk.told() == before
    assert (await desk.ticket()).status is Status.NEW


async def test_a_channels_own_posts_in_the_group_are_answered_by_nobody(desk: Asked) -> None:
    content = {"text": "/ben", **as_channel(), "is_automatic_forward": True}
    await Expert._post(desk.expert, content, reply_to=None)
    await desk.rest()
    assert desk.outside() == ["/ben"]


async def test_a_command_for_another_bot_does_nothing(desk: Asked) -> None:
    note = await desk.expert.send("Notum", thread=desk.thread)
    await desk.rest()
    told, inside = desk.told(), desk.in_thread()
    await desk.expert.send("/gonder@baska_bot", reply_to=note)
    await desk.expert.send("/kuyruk@baska_bot", thread=desk.thread)
    await desk.rest()
    assert (desk.told(), desk.in_thread()) == (told, inside)
    mine = desk.telegram.world.bot["username"]
    await desk.expert.send(f"/gonder@{mine.upper()}", reply_to=note)
    await desk.rest()
    assert desk.told()[-1].endswith("Notum")


async def test_words_beside_the_command_that_sends_are_not_swallowed(desk: Asked) -> None:
    note = await desk.expert.send("Notum", thread=desk.thread)
    told = desk.told()
    await desk.expert.send("/gonder şunu da ekleyin", reply_to=note)
    await desk.rest()
    assert desk.told() == told
    assert "hiçbir şey gitmedi" in desk.in_thread()[-1]
    await desk.expert.edit(note, "Notum, düzeltildi")
    await desk.expert.send("/gonder", reply_to=note)
    await desk.rest()
    assert "Notum" in desk.told()[-1]


@pytest.mark.parametrize("words", ["/ben bakıyorum", "/start yazıp menüye dönün"])
async def test_a_reply_that_begins_like_a_command_goes_out(desk: Asked, words: str) -> None:
    await desk.reply(words)
    await desk.rest()
    assert desk.told()[-1].endswith(words)


async def test_a_command_with_words_that_replies_to_no_contact_is_answered(desk: Asked) -> None:
    note = await desk.expert.send("Notum", thread=desk.thread)
    told = desk.told()
    await desk.expert.send("/ben bakıyorum", reply_to=note)
    await desk.rest()
    assert desk.told() == told
    assert "talep" in desk.in_thread()[-1].lower()


async def test_a_caption_is_no_command(desk: Asked) -> None:
    upload = Upload("liste.pdf", b"x")
    await desk.expert.attach(upload, caption="/liste", reply_to=desk.question)
    await desk.rest()
    assert desk.told()[-1].endswith("/liste")


async def test_a_slip_in_a_command_is_put_right_by_an_edit(desk: Asked) -> None:
    reply = await desk.reply("/gondr")
    await desk.rest()
    assert "Böyle bir komut yok" in desk.in_thread()[-1]
    await desk.expert.edit(reply, "/gondrr")
    await desk.rest()
    assert not [one for one in desk.told() if "gond" in one]
    await desk.expert.edit(reply, "Yanıt")
    await desk.rest()
    assert desk.told()[-1].endswith("Yanıt")
    assert (await desk.ticket()).status is Status.PENDING


async def test_a_slip_in_the_command_that_sends_a_note_is_told(desk: Asked) -> None:
    note = await desk.expert.send("Notum", thread=desk.thread)
    told = desk.told()
    command = await desk.expert.send("/gondr", reply_to=note)
    await desk.rest()
    assert "Böyle bir komut yok" in desk.in_thread()[-1]
    await desk.expert.edit(command, "/gonder")
    await desk.rest()
    assert "yeni bir mesaj olarak" in desk.in_thread()[-1]
    assert desk.told() == told
    await desk.expert.send("/gonder", reply_to=note)
    await desk.rest()
    assert desk.told()[-1].endswith("Notum")


async def test_a_reply_that_is_changed_into_a_command_is_told(desk: Asked) -> None:
    reply = await desk.reply("/gondr")
    await desk.rest()
    await desk.expert.edit(reply, "/gonder")
    await desk.rest()
    assert "yeni bir mesaj olarak" in desk.in_thread()[-1]


async def test_who_replies_to_the_desks_copy_of_a_reply_hears_that_it_went_nowhere(
    desk: Asked,
) -> None:
    """The thread was made again, so that what experts had replied is said there by the desk."""
    await desk.reply("İlk yanıt")
    await desk.rest()
    await desk.expert.delete_thread(desk.thread)
    await desk.contact.send("Bir ek", reply_to=opened(desk))
    await desk.rest()
    copy = next(m for m in reversed(desk.expert.messages) if "İlk yanıt" in m.get("text", ""))
    told, before = desk.told(), len(desk.expert.messages)
    album = [
        await desk.expert.attach(
            Upload(f"{n}.jpg", b"x"), "photo", caption=f"{n}.", album="13", reply_to=copy
        )
        for n in range(2)
    ]
    await desk.rest()
    words = [one["text"] for one in desk.expert.messages[before:] if one["from"]["is_bot"]]
    assert [INSIDE in one for one in words] == [True]
    assert desk.told() == told
    await desk.expert.send("/gonder", reply_to=album[1])
    await desk.rest()
    assert [m["caption"] for m in desk.contact.messages if "photo" in m] == ["0.", "1."]
