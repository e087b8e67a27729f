"""The rest of the Bot API: topics, pins, copies, reactions; and calls in every form HTTP allows."""

import asyncio

import httpx
import pytest
import telegram as ptb
from telegram.error import BadRequest

from bot.playground import rules
from bot.playground.params import Upload
from bot.playground.people import CantDo
from bot.playground.telegram import STAFF_CHAT, Telegram

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"


async def test_topics_are_edited_closed_and_deleted(telegram: Telegram, bot: ptb.Bot) -> None:
    topic = await bot.create_forum_topic(STAFF_CHAT, "  #1  ")
    thread = topic.message_thread_id
    assert topic.name == "#1"
    assert await bot.edit_forum_topic(STAFF_CHAT, thread, name="#1 kapandı")
    assert await bot.close_forum_topic(STAFF_CHAT, thread)
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.close_forum_topic(STAFF_CHAT, thread)
    assert await bot.send_message(STAFF_CHAT, "yine de", message_thread_id=thread)
    assert await bot.reopen_forum_topic(STAFF_CHAT, thread)
    assert telegram.world.topics[(STAFF_CHAT, thread)]["name"] == "#1 kapandı"
    assert await bot.delete_forum_topic(STAFF_CHAT, thread)
    with pytest.raises(BadRequest, match=r"(?i)topic_id_invalid"):
        await bot.edit_forum_topic(STAFF_CHAT, thread, name="b")
    with pytest.raises(BadRequest, match=r"(?i)topic_title_too_long"):
        await bot.create_forum_topic(STAFF_CHAT, "x" * 129)
    assert len(await bot.get_forum_topic_icon_stickers()) > 0


async def test_closing_by_hand_tells_the_bot(telegram: Telegram, bot: ptb.Bot) -> None:
    thread = (await bot.create_forum_topic(STAFF_CHAT, "#1")).message_thread_id
    expert = telegram.expert(2001)
    await expert.close_thread(thread)
    await expert.reopen_thread(thread)
    closed, reopened = [update.message for update in await bot.get_updates()]
    assert closed.forum_topic_closed is not None
    assert (reopened.forum_topic_reopened is not None, reopened.message_thread_id) == (True, thread)


async def test_pins(telegram: Telegram, bot: ptb.Bot) -> None:
    thread = (await bot.create_forum_topic(STAFF_CHAT, "#1")).message_thread_id
    card = await bot.send_message(STAFF_CHAT, "Kart", message_thread_id=thread)
    assert await bot.pin_chat_message(STAFF_CHAT, card.message_id)
    assert await bot.unpin_chat_message(STAFF_CHAT, card.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to unpin not found"):
        await bot.unpin_chat_message(STAFF_CHAT, card.message_id)
    await bot.pin_chat_message(STAFF_CHAT, card.message_id)
    assert await bot.unpin_all_forum_topic_messages(STAFF_CHAT, thread)
    assert "is_pinned" not in telegram.world.messages[STAFF_CHAT][card.message_id]


async def test_copies_and_forwards(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001)
    words = await contact.send("soru")
    photo = await contact.attach(Upload("a.jpg", b"1"), "photo", caption="eski")
    copy = await bot.copy_message(
        STAFF_CHAT, 1001, photo["message_id"], caption="<i>yeni</i>", parse_mode="HTML"
    )
    group = telegram.world.messages[STAFF_CHAT]
    assert (group[copy.message_id]["caption"], group[copy.message_id]["photo"]) == (
        "yeni",
        photo["photo"],
    )
    forwarded = await bot.forward_message(STAFF_CHAT, 1001, words["message_id"])
    assert forwarded.forward_origin.sender_user.id == 1001
    thread = (await bot.create_forum_topic(STAFF_CHAT, "#1")).message_thread_id
    with pytest.raises(BadRequest, match="can't be copied"):
        await bot.copy_message(1001, STAFF_CHAT, thread)
    await contact.delete_message(words)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(STAFF_CHAT, 1001, words["message_id"])


async def test_captions_and_keyboards_are_edited(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    sent = await bot.send_photo(1001, b"1", caption="bir")
    await bot.edit_message_caption(1001, sent.message_id, caption="iki")
    keyboard = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("a", callback_data="a")]])
    edited = await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup=keyboard)
    assert (edited.caption, edited.reply_markup) == ("iki", keyboard)
    with pytest.raises(BadRequest, match=r"(?i)no text in the message"):
        await bot.edit_message_text("üç", 1001, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_photo(1001, b"1", caption="x" * 1025)


async def test_reactions_of_the_bot(telegram: Telegram, bot: ptb.Bot) -> None:
    message = await telegram.contact(1001).send("a")
    assert await bot.set_message_reaction(1001, message["message_id"], "👍")
    assert await bot.set_message_reaction(1001, message["message_id"], "❤")
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(1001, message["message_id"], "📌")
    assert {
        emoji.value.replace("\ufe0f", "") for emoji in ptb.constants.ReactionEmoji
    } == rules.REACTIONS


async def test_contact_location_and_action(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001)
    await contact.share_contact("+900000000000", "Deniz Derneği")
    await contact.share_location(39.9, 32.8)
    card, place = [update.message for update in await bot.get_updates()]
    assert (card.contact.first_name, place.location.latitude) == ("Deniz Derneği", 39.9)
    assert (
        await bot.send_contact(1001, "+900000000000", "Masa")
    ).contact.phone_number == "+900000000000"
    assert (await bot.send_location(1001, 39.9, 32.8)).location.longitude == 32.8
    assert await bot.send_chat_action(1001, "typing")


async def test_a_call_may_come_as_query_form_or_json(telegram: Telegram, address: str) -> None:
    await telegram.contact(1001).start()
    url = f"{address}/bot{TOKEN}"
    values = {"chat_id": 1001, "text": "a"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answers = [
            await client.get(f"{url}/sendMessage", params=values),
            await client.post(f"{url}/SENDMESSAGE", data=values),
            await client.post(f"{url}/sendMessage", json=values),
            await client.post(f"{url}/sendMessage", data=values, files={"x": b"1"}),
        ]
        assert [answer.json()["result"]["text"] for answer in answers] == ["a"] * 4
        unknown = await client.get(f"{url}/sendNothing")
        broken = await client.post(
            f"{url}/sendMessage", content=b"{", headers={"content-type": "application/json"}
        )
    assert (unknown.status_code, unknown.json()["ok"]) == (404, False)
    assert broken.json()["description"] == "Bad Request: can't parse JSON object"


async def test_a_poller_that_died_holds_nothing_up(
    telegram: Telegram, bot: ptb.Bot, address: str
) -> None:
    host, port = address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"GET /bot{TOKEN}/getUpdates?timeout=50 HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
    )
    await asyncio.sleep(0.1)
    writer.transport.abort()
    await asyncio.sleep(0.1)
    await telegram.contact(1001).send("a")
    assert len(await bot.get_updates()) == 1


async def test_a_file_takes_the_place_of_a_file_or_of_words(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    contact = telegram.contact(1001)
    await contact.start()
    new = await contact.attach(Upload("yeni.jpg", b"n"), "photo")
    photo = ptb.InputMediaPhoto(new["photo"][-1]["file_id"], caption="Yeni")
    old = await bot.send_document(1001, b"o", filename="eski.pdf", caption="Eski")
    words = await bot.send_message(1001, "Eski")
    for message in (old, words):
        changed = await bot.edit_message_media(photo, 1001, message.message_id)
        assert isinstance(changed, ptb.Message)
        assert (changed.message_id, changed.caption) == (message.message_id, "Yeni")
        assert (changed.document, changed.text) == (None, None)
        assert changed.photo[-1].file_id == photo.media
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_media(photo, 1001, words.message_id)
    unknown = ptb.InputMediaPhoto("keiner")
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await bot.edit_message_media(unknown, 1001, words.message_id)
    with pytest.raises(BadRequest, match=r"(?i)can't be edited"):
        await bot.edit_message_media(photo, 1001, new["message_id"])


async def test_a_person_replaces_the_file_of_ones_own_message(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    contact = telegram.contact(1001)
    first = await contact.attach(Upload("a.gif", b"a"), "animation", caption="Eski", album="13")
    await contact.replace(first, Upload("b.gif", b"b"))
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert (edited.message_id, edited.caption, edited.media_group_id) == (1, None, "13")
    assert edited.animation is not None
    assert edited.animation.file_name == "b.gif"
    voice = await contact.attach(Upload("a.ogg", b"a"), "voice")
    said = await bot.send_message(1001, "Soru")
    for message in (voice, await contact.send("Merhaba")):
        with pytest.raises(CantDo):
            await contact.replace(message, Upload("b.ogg", b"b"))
    with pytest.raises(CantDo):
        await contact.replace(said.message_id, Upload("b.ogg", b"b"))


async def test_anybody_writes_in_a_public_group_and_only_members_act(telegram: Telegram) -> None:
    outsider = telegram.expert(8001, member=False)
    with pytest.raises(CantDo):
        await outsider.send("Merhaba")
    chats = telegram.world.chats
    chats.put(STAFF_CHAT, chats[STAFF_CHAT] | {"username": "destek"})
    assert (await outsider.send("Merhaba"))["text"] == "Merhaba"
    with pytest.raises(CantDo):
        await outsider.open_thread("Başlık")
