"""Bot API methods about the staff forum: its topics and its members.

Law: the bot is an administrator there with the right to manage topics; in any other chat it is not.
"""

from typing import Any

from bot.playground import members, reach, rules
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.telegram import Telegram
from bot.playground.world import TOPIC_COLORS

Json = dict[str, Any]

ICONS = {
    "5312536423851630001": "💬",
    "5312016608254762256": "⚡",
    "5417915203100613993": "✅",
    "5377316857231450742": "❓",
}


def create_topic(telegram: Telegram, params: Params) -> Json:
    """createForumTopic."""
    chat = _forum(telegram, params)
    color = params.whole("icon_color", TOPIC_COLORS[0])
    if color not in TOPIC_COLORS:
        raise bad_request("invalid icon color specified")
    topic = {"name": rules.topic_name(params.text("name")), "icon_color": color} | _icon(params)
    kept = telegram.world.add_topic(chat["id"], telegram.world.bot, topic)
    telegram.changed({"type": "topic", "chat_id": chat["id"]})
    return kept


def edit_topic(telegram: Telegram, params: Params) -> bool:
    """editForumTopic."""
    chat, thread = _topic(telegram, params)
    change = (
        {"name": rules.topic_name(params.text("name"))} if params.text("name") else {}
    ) | _icon(params)
    return _set(telegram, chat["id"], thread, change, "TOPIC_NOT_MODIFIED")


def close_topic(telegram: Telegram, params: Params) -> bool:
    """closeForumTopic."""
    chat, thread = _topic(telegram, params)
    return _set(telegram, chat["id"], thread, {"is_closed": True}, "TOPIC_NOT_MODIFIED")


def reopen_topic(telegram: Telegram, params: Params) -> bool:
    """reopenForumTopic."""
    chat, thread = _topic(telegram, params)
    return _set(telegram, chat["id"], thread, {"is_closed": False}, "TOPIC_NOT_MODIFIED")


def delete_topic(telegram: Telegram, params: Params) -> bool:
    """deleteForumTopic, with all its messages."""
    chat, thread = _topic(telegram, params)
    telegram.world.remove_topic(chat["id"], thread)
    telegram.changed({"type": "topic", "chat_id": chat["id"]})
    return True


def unpin_all(telegram: Telegram, params: Params) -> bool:
    """unpinAllForumTopicMessages."""
    chat, thread = _topic(telegram, params)
    for message in list(telegram.world.thread(chat["id"], thread)):
        if message.get("is_pinned"):
            telegram.world.keep(
                {key: value for key, value in message.items() if key != "is_pinned"}
            )
    return True


def icon_stickers(_telegram: Telegram, _params: Params) -> list[Json]:
    """getForumTopicIconStickers."""
    sticker = {
        "type": "custom_emoji",
        "width": 100,
        "height": 100,
        "is_animated": False,
        "is_video": False,
    }
    ids = {"file_id": "icon", "file_unique_id": "icon"}
    return [
        {**ids, **sticker, "emoji": emoji, "custom_emoji_id": icon} for icon, emoji in ICONS.items()
    ]


def get_chat(telegram: Telegram, params: Params) -> Json:
    """getChat; a private chat is known once the person wrote."""
    chat_id = reach.named(params)
    chat = telegram.world.chats.get(chat_id) if chat_id > 0 else reach.chat(telegram, params)
    if chat is None:
        raise bad_request("chat not found")
    more = {"permissions": {"can_send_messages": True}} if chat_id < 0 else {}
    return {
        **chat,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
        **more,
    }


def get_member(telegram: Telegram, params: Params) -> Json:
    """getChatMember: "left" for people who are known but not in the group."""
    chat = reach.chat(telegram, params)
    user_id = params.number("user_id")
    if user_id not in telegram.world.users:
        raise bad_request("user not found")
    status = telegram.world.members.get(
        (chat["id"], user_id), "member" if chat["id"] > 0 else "left"
    )
    return members.shown(telegram.world.users[user_id], status)


def administrators(telegram: Telegram, params: Params) -> list[Json]:
    """getChatAdministrators."""
    chat = reach.chat(telegram, params)
    if chat["id"] > 0:
        raise bad_request("there are no administrators in the private chat")
    staff = (
        (user, status)
        for (group, user), status in telegram.world.members.items()
        if group == chat["id"]
    )
    return [
        members.shown(telegram.world.users[user], how)
        for user, how in staff
        if how == "administrator"
    ]


def member_count(telegram: Telegram, params: Params) -> int:
    """getChatMemberCount."""
    chat = reach.chat(telegram, params)
    if chat["id"] > 0:
        return 2
    here = (how for (group, _), how in telegram.world.members.items() if group == chat["id"])
    return sum(how not in ("left", "kicked") for how in here)


def _forum(telegram: Telegram, params: Params) -> Json:
    chat = reach.chat(telegram, params)
    if not chat.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def _topic(telegram: Telegram, params: Params) -> tuple[Json, int]:
    chat = _forum(telegram, params)
    thread = params.number("message_thread_id")
    if (chat["id"], thread) not in telegram.world.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, thread


def _set(telegram: Telegram, chat_id: int, thread: int, change: Json, same: str) -> bool:
    topic = telegram.world.topics[(chat_id, thread)]
    before = {"is_closed": False} | topic
    if all(before.get(key) == value for key, value in change.items()):
        raise bad_request(same)
    telegram.world.topics.put((chat_id, thread), topic | change)
    telegram.changed({"type": "topic", "chat_id": chat_id})
    return True


def _icon(params: Params) -> Json:
    icon = params.text("icon_custom_emoji_id")
    return {"icon_custom_emoji_id": icon} if icon else {}


_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
