"""What Telegram refuses in a text, a keyboard, a command list or a topic, and the words it refuses
it with.

Law: pure checks; a value that is fine comes back as Telegram would store it, the rest raises
`ApiError`. Source: core.telegram.org/bots/api and the descriptions the live API answers with.
"""

import re
from typing import Any

from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    BotNameLimit,
    BulkRequestLimit,
    CallbackQueryLimit,
    ForumTopicLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    MessageLimit,
)

from bot.playground import entities
from bot.playground.errors import bad_request

Json = dict[str, Any]

TEXT = MessageLimit.MAX_TEXT_LENGTH.value
CAPTION = MessageLimit.CAPTION_LENGTH.value
CALLBACK_BYTES = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA.value
BUTTONS = InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER.value
ROW = InlineKeyboardMarkupLimit.BUTTONS_PER_ROW.value
LINK = 2048
TOPIC = ForumTopicLimit.MAX_NAME_LENGTH.value
COMMANDS = BotCommandLimit.MAX_COMMAND_NUMBER.value
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMAND_DESCRIPTION = BotCommandLimit.MAX_DESCRIPTION.value
BOT_TEXTS = {
    "name": BotNameLimit.MAX_NAME_LENGTH.value,
    "description": BotDescriptionLimit.MAX_DESCRIPTION_LENGTH.value,
    "short_description": BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH.value,
}
ALERT = CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH.value
INLINE_RESULTS = InlineQueryLimit.RESULTS.value
INLINE_RESULT_ID = InlineQueryResultLimit.MAX_ID_LENGTH.value  # bytes
BULK = BulkRequestLimit.MAX_LIMIT.value  # messages that one call copies or deletes
FILE = 20 * 1024 * 1024
BUTTON_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷", "🤷\u200d♂", "🤷\u200d♀"}


def formatted(
    text: str, parse_mode: str | None, given: list[Json] | None
) -> tuple[str, list[Json]]:
    """Visible text and entities of what the bot wrote; refused when the markup is."""
    if not parse_mode:
        own = entities.given(given, text) if given else []
    elif parse_mode.lower() == "html":
        text, own = entities.parse_html(text)
    else:
        raise bad_request("unsupported parse_mode")
    text, own = entities.trim(text.replace("\r", ""), own)
    return text, entities.merged(own, text)


def message_text(text: str) -> str:
    """1–4096 UTF-16 units after the markup is taken out."""
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT // 2 and entities.units(text) > TEXT:
        raise bad_request("message is too long")
    return text


def caption(text: str) -> str:
    """0–1024 UTF-16 units after the markup is taken out."""
    if entities.units(text) > CAPTION:
        raise bad_request("message caption is too long")
    return text


def keyboard(markup: Any) -> Json | None:
    """An inline keyboard as stored, None when there is none; other markups pass as they are."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > BUTTONS or any(len(row) > ROW for row in rows):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Json) -> Json:
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: Button text is empty")
    if sum(kind in button for kind in BUTTON_KINDS) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and (len(url) > LINK or not re.match(r"(https?|tg|tel|ton)://?\S+", url)):
        raise bad_request("BUTTON_URL_INVALID")
    return button


def topic_name(name: str) -> str:
    """1–128 characters."""
    if not 1 <= len(name.strip()) <= TOPIC:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name.strip() else "TOPIC_TITLE_TOO_LONG")
    return name.strip()


def commands(given: list[Json]) -> list[Json]:
    """At most 100 commands of a-z, 0-9 and _, each with 1–256 characters of description."""
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in given]


def _command(one: Json) -> Json:
    name, description = (
        str(one.get("command", "")).removeprefix("/"),
        str(one.get("description", "")).strip(),
    )
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def bot_text(field: str, value: str) -> str:
    """The bot's name (64), description (512) or short description (120)."""
    if len(value) > BOT_TEXTS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    return value


def reaction(given: list[Json]) -> list[Json]:
    """One emoji of Telegram's list, or none; a bot may set only one."""
    if len(given) > 1 or any(not _is_reaction(one) for one in given):
        raise bad_request("REACTION_INVALID")
    return given


def _is_reaction(one: Json) -> bool:
    return one.get("type") == "emoji" and str(one.get("emoji")).replace("\ufe0f", "") in REACTIONS
