"""What the bot sends arrives as Telegram would show it, or is refused in Telegram's words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import telegram as ptb
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.playground.telegram import STAFF_CHAT, Telegram


async def test_bot_says_what_it_is(bot: ptb.Bot) -> None:
    me = await bot.get_me()
    assert (me.username, me.first_name, me.is_bot) == (
        "destek_noktasi_demo_bot",
        "Destek Noktası",
        True,
    )


async def test_wrong_token_is_unauthorized(address: str, bot_at: Callable[..., ptb.Bot]) -> None:
    with pytest.raises(InvalidToken):
        await bot_at(address, "1:WRONG").get_me()


async def test_message_reaches_the_chat(telegram: Telegram, bot: ptb.Bot) -> None:
    contact = telegram.contact(1001, "Deniz Derneği")
    await contact.start()
    keyboard = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Evet", callback_data="yes")]])
    sent = await bot.send_message(
        1001,
        "<b>Hoş geldiniz</b> &amp; 🎉 <a href='https://example.org'>bağ</a>",
        parse_mode="HTML",
        reply_markup=keyboard,
    )
    assert sent.text == "Hoş geldiniz & 🎉 bağ"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 0, 12),
        ("text_link", 18, 3),
    ]
    assert contact.messages[-1]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Evet"
    assert telegram.called("sendMessage", chat_id=1001)[0].status == 200


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 4097, "message is too long"),
        ("🎉" * 2049, "message is too long"),
        ("  \n ", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("<b>a", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("<x>a</x>", 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
        ("ş<i>a</b>", "Unmatched end tag at byte offset 6, expected"),
    ],
)
async def test_bad_texts_are_refused(
    telegram: Telegram, bot: ptb.Bot, text: str, says: str
) -> None:
    await telegram.contact(1001).start()
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(1001, text, parse_mode="HTML")
    assert says.lower() in caught.value.message.lower()
    assert len(telegram.contact(1001).messages) == 1


async def test_markup_does_not_count_towards_the_length(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    sent = await bot.send_message(1001, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text) == 4096


@pytest.mark.parametrize(("data", "fine"), [("x" * 64, True), ("x" * 65, False), ("ş" * 33, False)])
async def test_callback_data_is_counted_in_bytes(
    telegram: Telegram, bot: ptb.Bot, data: str, fine: bool
) -> None:
    await telegram.contact(1001).start()
    keyboard = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("a", callback_data=data)]])
    if fine:
        assert await bot.send_message(1001, "a", reply_markup=keyboard)
    else:
        with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
            await bot.send_message(1001, "a", reply_markup=keyboard)


async def test_strangers_and_blockers_are_out_of_reach(telegram: Telegram, bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4242, "a")
    telegram.contact(1001)
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(1001, "a")
    await telegram.contact(1001).start()
    await telegram.contact(1001).block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(1001, "a")
    await telegram.contact(1001).unblock()
    assert await bot.send_message(1001, "a")


async def test_edits(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    sent = await bot.send_message(1001, "bir")
    await bot.edit_message_text("iki", 1001, sent.message_id)
    assert telegram.contact(1001).messages[-1]["text"] == "iki"
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("iki", 1001, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("iki", 1001, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("iki", 1001, 1)


async def test_replies_need_their_message(telegram: Telegram, bot: ptb.Bot) -> None:
    asked = await telegram.contact(1001).start()
    reply = await bot.send_message(
        1001, "a", reply_parameters=ptb.ReplyParameters(asked["message_id"])
    )
    assert reply.reply_to_message.text == "/start"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(1001, "a", reply_parameters=ptb.ReplyParameters(77))
    lenient = ptb.ReplyParameters(77, allow_sending_without_reply=True)
    assert (await bot.send_message(1001, "a", reply_parameters=lenient)).reply_to_message is None


async def test_files_go_up_and_come_down(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    sent = await bot.send_document(1001, "tüzük".encode(), filename="tüzük.pdf", caption="İşte")
    assert (sent.document.file_name, sent.document.mime_type) == ("tüzük.pdf", "application/pdf")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()).decode() == "tüzük"
    again = await bot.send_document(1001, sent.document.file_id)
    assert again.document.file_unique_id == sent.document.file_unique_id
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await bot.send_photo(1001, "no-such-file")


async def test_albums_and_copies_stay_together(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    album = await bot.send_media_group(
        1001, [ptb.InputMediaPhoto(b"1"), ptb.InputMediaPhoto(b"2", caption="x")]
    )
    assert len({m.media_group_id for m in album}) == 1
    copies = await bot.copy_messages(STAFF_CHAT, 1001, [m.message_id for m in album])
    group = telegram.world.messages[STAFF_CHAT]
    assert {group[c.message_id]["media_group_id"] for c in copies} != {album[0].media_group_id}
    assert group[copies[1].message_id]["caption"] == "x"


async def test_deleting_keeps_to_48_hours(telegram: Telegram, bot: ptb.Bot) -> None:
    asked = await telegram.contact(1001).start()
    old = await bot.send_message(1001, "a")
    telegram.advance(timedelta(hours=49))
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(1001, old.message_id)
    new = await bot.send_message(1001, "b")
    assert await bot.delete_messages(1001, [asked["message_id"], new.message_id, 999])
    assert [m["text"] for m in telegram.contact(1001).messages] == ["/start", "a"]
