"""What people do reaches the bot as Telegram's updates: in order, and until it is confirmed."""

import asyncio

import pytest
import telegram as ptb
from telegram.error import BadRequest, Conflict

from bot.playground.params import Upload
from bot.playground.people import CantDo
from bot.playground.telegram import STAFF_CHAT, Telegram


async def test_updates_wait_until_confirmed(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001, "Deniz Derneği", "tr")
    await contact.start("faq_1-3")
    await contact.send("ikinci")
    first, second = await bot.get_updates()
    assert first.message.text == "/start faq_1-3"
    assert first.message.entities[0].type == "bot_command"
    assert (first.effective_user.language_code, first.effective_chat.type) == ("tr", "private")
    assert second.update_id == first.update_id + 1
    assert len(await bot.get_updates()) == 2
    assert await bot.get_updates(offset=second.update_id) == (second,)
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert await bot.get_updates(offset=0) == ()


async def test_long_poll_wakes_at_once(telegram: Telegram, bot: ptb.Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    assert not poll.done()
    await telegram.contact(1001).send("merhaba")
    (update,) = await asyncio.wait_for(poll, 1)
    assert update.message.text == "merhaba"


async def test_two_pollers_conflict(bot: ptb.Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    assert await bot.get_updates() == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await older


async def test_tap_and_its_answer(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001)
    await contact.start()
    keyboard = ptb.InlineKeyboardMarkup(
        [[ptb.InlineKeyboardButton("Evet, lütfen", callback_data="yes")]]
    )
    menu = await bot.send_message(1001, "?", reply_markup=keyboard)
    await contact.tap(menu.message_id, label="Evet")
    update = (await bot.get_updates())[-1]
    assert update.callback_query.data == "yes"
    assert update.callback_query.message.message_id == menu.message_id
    assert await bot.answer_callback_query(update.callback_query.id, "Tamam")
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(update.callback_query.id)
    with pytest.raises(CantDo):
        await contact.tap(menu.message_id, "forged")
    await contact.tap(menu.message_id, "forged", forged=True)
    assert (await bot.get_updates())[-1].callback_query.data == "forged"


async def test_edits_blocks_and_files(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001)
    message = await contact.send("yanlis")
    await contact.edit(message, "doğru")
    await contact.album([Upload("a.jpg", b"1"), Upload("b.jpg", b"2")], caption="iki resim")
    await contact.attach(Upload("ses.ogg", b"3"), "voice", reply_to=message)
    await contact.block()
    updates = await bot.get_updates()
    assert updates[1].edited_message.text == "doğru"
    assert updates[0].message.text == "yanlis"
    assert updates[2].message.media_group_id == updates[3].message.media_group_id
    assert updates[2].message.caption == "iki resim"
    assert updates[4].message.voice.mime_type == "audio/ogg"
    assert updates[4].message.reply_to_message.message_id == message["message_id"]
    assert updates[5].my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(CantDo):
        await contact.send("duyuyor musunuz?")


async def test_long_texts_are_split_by_the_app(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).send("a" * 4097)
    assert [len(u.message.text) for u in await bot.get_updates()] == [4096, 1]


async def test_reactions_come_only_when_asked_for(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001)
    message = await contact.send("a")
    await contact.react(message, "👍")
    assert [u.message_reaction for u in await bot.get_updates()] == [None]
    await bot.get_updates(allowed_updates=["message", "message_reaction"])
    await contact.react(message, "🔥")
    assert (await bot.get_updates())[-1].message_reaction.new_reaction[0].emoji == "🔥"


async def test_inline_query(telegram: Telegram, bot: ptb.Bot) -> None:
    query_id = await telegram.contact(1001).ask_inline("dernek tüzüğü")
    update = (await bot.get_updates())[-1]
    assert update.inline_query.query == "dernek tüzüğü"
    result = ptb.InlineQueryResultArticle("1", "Tüzük", ptb.InputTextMessageContent("…"))
    assert await bot.answer_inline_query(update.inline_query.id, [result])
    assert telegram.world.queries[query_id]["results"][0]["title"] == "Tüzük"


async def test_forum(telegram: Telegram, bot: ptb.Bot) -> None:
    expert = telegram.expert(2001, "Uzman 1")
    topic = await bot.create_forum_topic(STAFF_CHAT, "#1 Deniz Derneği")
    thread = topic.message_thread_id
    card = await bot.send_message(STAFF_CHAT, "kart", message_thread_id=thread)
    await expert.send("not", thread=thread)
    await expert.send("yanıt", reply_to=card.message_id)
    await expert.send("genel")
    note, reply, general = [u.message for u in await bot.get_updates()]
    assert note.reply_to_message.forum_topic_created.name == "#1 Deniz Derneği"
    assert reply.reply_to_message.message_id == card.message_id
    assert (note.message_thread_id, reply.message_thread_id, general.message_thread_id) == (
        thread,
        thread,
        None,
    )
    await expert.delete_thread(thread)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(STAFF_CHAT, "a", message_thread_id=thread)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", STAFF_CHAT, card.message_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(STAFF_CHAT, "a", message_thread_id=1)


async def test_staff_membership(telegram: Telegram, bot: ptb.Bot) -> None:
    expert = telegram.expert(2001)
    telegram.contact(1001)
    assert (await bot.get_chat_member(STAFF_CHAT, 2001)).status == "member"
    assert (await bot.get_chat_member(STAFF_CHAT, 1001)).status == "left"
    await expert.leave()
    assert (await bot.get_chat_member(STAFF_CHAT, 2001)).status == "left"
    with pytest.raises(CantDo):
        await expert.send("hâlâ buradayım")
    assert (await bot.get_chat_administrators(STAFF_CHAT))[0].user.is_bot
