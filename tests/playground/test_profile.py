"""What the bot says of itself, and what people then see."""

import pytest
import telegram as ptb
from telegram.error import BadRequest

from bot.playground import profile
from bot.playground.telegram import STAFF_CHAT, Telegram


async def test_commands_by_scope_and_language(telegram: Telegram, bot: ptb.Bot) -> None:
    await bot.set_my_commands([("start", "Begin")])
    await bot.set_my_commands([("basla", "Başla")], ptb.BotCommandScopeAllPrivateChats(), "tr")
    await bot.set_my_commands([("kuyruk", "Kuyruk")], ptb.BotCommandScopeChat(STAFF_CHAT))
    shown = {
        who: [one["command"] for one in profile.shown_commands(telegram, chat, 1, language)]
        for who, chat, language in [
            ("tr", 1001, "tr"),
            ("en", 1001, "en"),
            ("staff", STAFF_CHAT, "tr"),
        ]
    }
    assert shown == {"tr": ["basla"], "en": ["start"], "staff": ["kuyruk"]}
    assert (await bot.get_my_commands(ptb.BotCommandScopeAllPrivateChats(), "tr"))[
        0
    ].command == "basla"
    await bot.delete_my_commands(ptb.BotCommandScopeAllPrivateChats(), "tr")
    assert await bot.get_my_commands(ptb.BotCommandScopeAllPrivateChats(), "tr") == ()


async def test_turkish_letters_in_a_command_are_refused(bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("başla", "Başla")])


async def test_descriptions_fall_back_to_the_general_one(bot: ptb.Bot) -> None:
    await bot.set_my_description("General")
    await bot.set_my_description("Türkçe", "tr")
    await bot.set_my_name("Masa", "tr")
    assert (await bot.get_my_description("tr")).description == "Türkçe"
    assert (await bot.get_my_description("de")).description == "General"
    assert (await bot.get_my_name()).name == "Destek Noktası"
    with pytest.raises(BadRequest):
        await bot.set_my_description("x" * 513)


async def test_menu_button(bot: ptb.Bot) -> None:
    await bot.set_chat_menu_button(menu_button=ptb.MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_chat_menu_button(1001)).type == "commands"


async def test_group_without_the_bot_is_out_of_reach(telegram: Telegram, bot: ptb.Bot) -> None:
    expert = telegram.expert(2001)
    assert await bot.get_chat_member_count(STAFF_CHAT) == 2
    assert (await bot.get_chat(STAFF_CHAT)).is_forum
    await expert.remove_bot()
    update = (await bot.get_updates())[-1]
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(ptb.error.Forbidden, match="bot was kicked"):
        await bot.send_message(STAFF_CHAT, "a")
    await expert.add_bot()
    assert await bot.send_message(STAFF_CHAT, "a")
