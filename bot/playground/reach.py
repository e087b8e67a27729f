"""Whom the bot may write to: the chat a call names, or Telegram's reason why not."""

from typing import TYPE_CHECKING, Any

from bot.playground.errors import bad_request, forbidden
from bot.playground.params import Params

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]


def named(params: Params, field: str = "chat_id") -> int:
    """The id of the chat in `chat_id`; 400 when it is missing or unknown."""
    value = params.values.get(field)
    if value is None or value == "":
        raise bad_request(f"{field} is empty")
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request("chat not found") from None


def chat(telegram: "Telegram", params: Params, field: str = "chat_id") -> Json:
    """The chat, if the bot may write there; 400 or 403 in Telegram's words otherwise."""
    chat_id = named(params, field)
    return _private(telegram, chat_id) if chat_id > 0 else _group(telegram, chat_id)


def source(telegram: "Telegram", params: Params) -> int:
    """The id of the chat that messages are taken from, if the bot may read there: in a group only
    as long as it belongs to it.
    """
    chat_id = named(params, "from_chat_id")
    if chat_id < 0:
        _group(telegram, chat_id)
    return chat_id


def _private(telegram: "Telegram", chat_id: int) -> Json:
    world = telegram.world
    relation = world.relations.get(chat_id)
    if relation == "open":
        return world.chats[chat_id]
    if relation == "blocked":
        raise forbidden("bot was blocked by the user")
    if chat_id in world.users:
        raise forbidden("bot can't initiate conversation with a user")
    raise bad_request("chat not found")


def _group(telegram: "Telegram", chat_id: int) -> Json:
    world = telegram.world
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    status = world.members.get((chat_id, world.bot["id"]))
    if status == "kicked":
        raise forbidden("bot was kicked from the supergroup chat")
    if status in (None, "left"):
        raise forbidden("bot is not a member of the supergroup chat")
    return world.chats[chat_id]
