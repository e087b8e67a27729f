"""Bot API methods that put a new message into a chat.

Law: everything is checked before anything is changed; what is given back is the message as Telegram
shows it.
"""

import re
from typing import Any

from telegram.constants import MediaGroupLimit

from bot.playground import files, reach, rules
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.placing import bare, placed
from bot.playground.telegram import Telegram

Json = dict[str, Any]

ALBUM = MediaGroupLimit.MAX_MEDIA_LENGTH.value
LATITUDES, LONGITUDES = 90, 180  # degrees on either side


def send_message(telegram: Telegram, params: Params) -> Json:
    """sendMessage."""
    chat = reach.chat(telegram, params)
    text, marks = rules.formatted(
        params.text("text"), params.text("parse_mode"), params.json("entities")
    )
    content: Json = {"text": rules.message_text(text)}
    if marks:
        content["entities"] = marks
    return post(telegram, chat, params, content)


def captioned(params: Params) -> Json:
    """Caption and its entities as the call gives them."""
    words = params.text("caption")
    if not words:
        return {}
    text, marks = rules.formatted(words, params.text("parse_mode"), params.json("caption_entities"))
    return ({"caption": rules.caption(text)} if text else {}) | (
        {"caption_entities": marks} if marks else {}
    )


def send_file(kind: str, telegram: Telegram, params: Params) -> Json:
    """sendPhoto, sendDocument, sendVoice, …: one file with a caption."""
    chat = reach.chat(telegram, params)
    words = captioned(params)
    return post(telegram, chat, params, files.wanted(telegram.world, params, kind) | words)


def send_contact(telegram: Telegram, params: Params) -> Json:
    """sendContact."""
    chat = reach.chat(telegram, params)
    if not params.text("phone_number") or not params.text("first_name"):
        raise bad_request("PHONE_NUMBER_INVALID")
    fields = {
        name: params.text(name) for name in ("phone_number", "first_name", "last_name", "vcard")
    }
    return post(
        telegram,
        chat,
        params,
        {"contact": {name: value for name, value in fields.items() if value}},
    )


def send_location(telegram: Telegram, params: Params) -> Json:
    """sendLocation."""
    chat = reach.chat(telegram, params)
    place = {name: float(params.text(name) or "nan") for name in ("latitude", "longitude")}
    if not (abs(place["latitude"]) <= LATITUDES and abs(place["longitude"]) <= LONGITUDES):
        raise bad_request("wrong latitude or longitude specified")
    return post(telegram, chat, params, {"location": place})


def send_media_group(telegram: Telegram, params: Params) -> list[Json]:
    """sendMediaGroup: 2–10 photos and videos, or documents, or audio files."""
    chat = reach.chat(telegram, params)
    items = params.json("media") or []
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {item.get("type") for item in items}
    if (not kinds <= {"photo", "video"} and len(kinds) > 1) or not kinds <= {
        "photo",
        "video",
        "document",
        "audio",
    }:
        raise bad_request("Can't use the media of the specified type in the album")
    contents = [_album_item(telegram, params, item) for item in items]
    album = str(13_000_000_000 + telegram.world.count("album"))
    return [post(telegram, chat, params, one | {"media_group_id": album}) for one in contents]


def _album_item(telegram: Telegram, params: Params, item: Json) -> Json:
    words = captioned(Params({**item}))
    return files.wanted(telegram.world, params, item["type"], str(item.get("media", ""))) | words


def copy_message(telegram: Telegram, params: Params) -> Json:
    """copyMessage: the content again, with a new caption if one is given."""
    chat = reach.chat(telegram, params)
    source = _source(telegram, params, params.number("message_id"), "copy")
    content = _content(source)
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in params.values and "text" not in content:
        content = {
            key: value
            for key, value in content.items()
            if key not in ("caption", "caption_entities")
        }
        content |= captioned(params)
    copy = post(telegram, chat, params, content, of=source)
    return {"message_id": copy["message_id"]}


def copy_messages(telegram: Telegram, params: Params) -> list[Json]:
    """copyMessages: up to 100, those that are gone are left out, albums stay together."""
    return [{"message_id": message["message_id"]} for message in _many(telegram, params, "copy")]


def forward_message(telegram: Telegram, params: Params) -> Json:
    """forwardMessage."""
    chat = reach.chat(telegram, params)
    source = _source(telegram, params, params.number("message_id"), "forward")
    return post(telegram, chat, params, _content(source) | _origin(source))


def forward_messages(telegram: Telegram, params: Params) -> list[Json]:
    """forwardMessages."""
    return [{"message_id": message["message_id"]} for message in _many(telegram, params, "forward")]


def post(
    telegram: Telegram, chat: Json, params: Params, content: Json, *, of: Json | None = None
) -> Json:
    """Put the bot's message into the chat: topic, reply and keyboard as the call asks; `of` is the
    message that it copies.
    """
    chat_id = chat["id"]
    # thread 1 is "not found" in the live API too: General is written to by naming no thread
    extra = placed(telegram, chat_id, params.whole("message_thread_id"))
    extra |= _reply(telegram, params, chat_id)
    markup = (
        rules.keyboard(params.json("reply_markup")) if "reply_markup" in params.values else None
    )
    if markup and "inline_keyboard" in markup:
        extra["reply_markup"] = markup
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    message = telegram.world.add(chat_id, telegram.world.bot, extra | content)
    news: Json = {"type": "message", "message": message}
    if of is not None and not of["from"]["is_bot"]:
        telegram.world.copies.put((chat_id, message["message_id"]), True)
        news["copy"] = True
    telegram.changed(news)
    return message


def _reply(telegram: Telegram, params: Params, chat_id: int) -> Json:
    wanted = params.json("reply_parameters") or {}
    target_id = wanted.get("message_id", params.whole("reply_to_message_id"))
    if target_id is None:
        return {}
    target = telegram.world.message(chat_id, int(target_id))
    if target is not None:
        here: Json = {
            key: target[key] for key in ("message_thread_id", "is_topic_message") if key in target
        }
        return here | {"reply_to_message": bare(target)}
    if wanted.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _source(telegram: Telegram, params: Params, message_id: int, verb: str) -> Json:
    source = telegram.world.message(reach.source(telegram, params), message_id)
    if source is None:
        raise bad_request(f"message to {verb} not found")
    return source


def _many(telegram: Telegram, params: Params, verb: str) -> list[Json]:
    chat = reach.chat(telegram, params)
    from_chat = reach.source(telegram, params)
    ids = [int(one) for one in params.json("message_ids") or []]
    if not 1 <= len(ids) <= rules.BULK:
        raise bad_request("wrong number of message identifiers")
    sources = [
        found
        for one in ids
        if (found := telegram.world.message(from_chat, one)) and _content(found)
    ]
    if not sources:
        raise bad_request(f"there are no messages to {verb}")
    albums: dict[str, str] = {}
    sent = []
    for source in sources:
        content = _content(source) | (_origin(source) if verb == "forward" else {})
        if album := source.get("media_group_id"):
            if album not in albums:
                albums[album] = str(13_000_000_000 + telegram.world.count("album"))
            content["media_group_id"] = albums[album]
        sent.append(post(telegram, chat, params, content, of=source))
    return sent


# where a message stands and how it came there: a copy has its own
ENVELOPE = frozenset(
    {
        "message_id",
        "from",
        "sender_chat",
        "chat",
        "date",
        "edit_date",
        "message_thread_id",
        "is_topic_message",
        "reply_to_message",
        "reply_markup",
        "media_group_id",
        "forward_origin",
        "has_protected_content",
        "via_bot",
    }
)
# what can't be copied; see core.telegram.org/bots/api#copymessage
PAID = frozenset({"paid_media", "giveaway", "giveaway_winners", "invoice"})
SERVICE = re.compile(r"forum_topic_|left_chat_|new_chat_|pinned_|checklist_tasks_|video_chat_")


def _content(source: Json) -> Json:
    """What a copy takes along, of whatever kind; empty for what Telegram copies for nobody."""
    content = {key: value for key, value in source.items() if key not in ENVELOPE}
    return {} if any(key in PAID or SERVICE.match(key) for key in content) else content


def _origin(source: Json) -> Json:
    return {
        "forward_origin": {"type": "user", "sender_user": source["from"], "date": source["date"]}
    }
