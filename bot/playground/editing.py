"""Bot API methods that change or remove what is already in a chat.

Law: only the bot's own messages are edited, and only when something changes; deleting keeps to 48
hours.
"""

from collections.abc import Collection
from typing import Any

from bot.playground import files, reach, rules
from bot.playground.errors import ApiError, bad_request
from bot.playground.params import Params
from bot.playground.people import reaction_news
from bot.playground.sending import captioned
from bot.playground.telegram import Telegram

Json = dict[str, Any]

CAPTIONED = frozenset({"animation", "audio", "document", "photo", "video", "voice"})
DELETABLE = 48 * 3600  # seconds
WORDS = ("text", "entities", "caption", "caption_entities", "reply_markup")
ANSWERABLE = 60  # seconds a tap waits for its answer
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def edit_text(telegram: Telegram, params: Params) -> Json:
    """editMessageText; the keyboard goes unless it is given again."""
    old = _own(telegram, params)
    text, marks = rules.formatted(
        params.text("text"), params.text("parse_mode"), params.json("entities")
    )
    rules.message_text(text)
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    words = {"text": text} | ({"entities": marks} if marks else {})
    return _change(telegram, params, old, content=words)


def edit_caption(telegram: Telegram, params: Params) -> Json:
    """editMessageCaption."""
    old = _own(telegram, params)
    if not CAPTIONED & old.keys():
        raise bad_request("there is no caption in the message to edit")
    return _change(telegram, params, old, content=captioned(params))


def edit_media(telegram: Telegram, params: Params) -> Json:
    """editMessageMedia: another file with its caption where one, or words, stand now."""
    old, media = _own(telegram, params), params.json("media") or {}
    kind = str(media.get("type", ""))
    if kind not in files.REPLACEABLE:
        raise bad_request("can't parse InputMedia: unsupported type of media")
    file = files.wanted(telegram.world, params, kind, str(media.get("media", "")))
    content = file | captioned(Params(dict(media)))
    return _change(telegram, params, old, content=content, gone=(*WORDS, *files.KINDS))


def edit_markup(telegram: Telegram, params: Params) -> Json:
    """editMessageReplyMarkup."""
    old = _own(telegram, params)
    kept = ("text", "entities", "caption", "caption_entities")
    content = {key: old[key] for key in kept if key in old}
    return _change(telegram, params, old, content=content)


def _own(telegram: Telegram, params: Params) -> Json:
    chat = reach.chat(telegram, params)
    old = telegram.world.message(chat["id"], params.number("message_id"))
    if old is None:
        raise bad_request("message to edit not found")
    if old["from"]["id"] != telegram.world.bot["id"]:
        raise bad_request("message can't be edited")
    return old


def _change(
    telegram: Telegram,
    params: Params,
    old: Json,
    *,
    content: Json,
    gone: Collection[str] = WORDS,
) -> Json:
    """The message with new content in the place of these parts of it."""
    markup = rules.keyboard(params.json("reply_markup"))
    if markup:
        content = content | {"reply_markup": markup}
    if content == {key: old[key] for key in gone if key in old}:
        raise bad_request(SAME)
    kept = {key: value for key, value in old.items() if key not in gone}
    new = telegram.world.keep(kept | content | {"edit_date": telegram.world.now()})
    telegram.changed({"type": "edited", "message": new})
    return new


def delete_message(telegram: Telegram, params: Params) -> bool:
    """deleteMessage: within 48 hours in private chats; in the group an administrator bot deletes
    anything.
    """
    chat = reach.chat(telegram, params)
    _delete(telegram, chat["id"], params.number("message_id"))
    return True


def delete_messages(telegram: Telegram, params: Params) -> bool:
    """deleteMessages: 1–100 ids, those that can't be deleted are left out."""
    chat = reach.chat(telegram, params)
    ids = params.json("message_ids") or []
    if not 1 <= len(ids) <= rules.BULK:
        raise bad_request("wrong number of message identifiers")
    for message_id in ids:
        try:
            _delete(telegram, chat["id"], int(message_id))
        except ApiError:
            continue  # Telegram skips what it can't delete
    return True


def _delete(telegram: Telegram, chat_id: int, message_id: int) -> None:
    message = telegram.world.message(chat_id, message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if chat_id > 0 and telegram.world.now() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    telegram.world.remove(chat_id, message_id)
    telegram.changed({"type": "deleted", "chat_id": chat_id, "message_ids": [message_id]})


def answer_callback(telegram: Telegram, params: Params) -> bool:
    """answerCallbackQuery: once, within a minute; the words become a toast or an alert on the
    page.
    """
    query_id = params.text("callback_query_id")
    query = telegram.world.queries.get(query_id)
    if query is None or query.get("answered") or telegram.world.now() - query["at"] > ANSWERABLE:
        raise bad_request(TOO_OLD)
    text = params.text("text")
    if len(text) > rules.ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url")}
    telegram.world.queries.put(query_id, query | {"answered": True} | answer)
    telegram.changed(
        {"type": "answered", "query_id": query_id, "user_id": query["user_id"], **answer}
    )
    return True


def answer_inline(telegram: Telegram, params: Params) -> bool:
    """answerInlineQuery: at most 50 results with ids of 1–64 bytes, each used once."""
    query_id = params.text("inline_query_id")
    query = telegram.world.queries.get(query_id)
    if query is None or telegram.world.now() - query["at"] > ANSWERABLE:
        raise bad_request(TOO_OLD)
    results = params.json("results") or []
    ids = [str(result.get("id", "")) for result in results]
    if len(results) > rules.INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if any(not 1 <= len(one.encode()) <= rules.INLINE_RESULT_ID for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    telegram.world.queries.put(
        query_id, query | {"results": results, "next_offset": params.text("next_offset")}
    )
    telegram.changed({"type": "inline_answered", "query_id": query_id, "results": results})
    return True


def set_reaction(telegram: Telegram, params: Params) -> bool:
    """setMessageReaction: one emoji, or none to take it back."""
    chat = reach.chat(telegram, params)
    message_id = params.number("message_id")
    if telegram.world.message(chat["id"], message_id) is None:
        raise bad_request("message to react not found")
    given = rules.reaction(params.json("reaction") or [])
    telegram.world.reactions.put((chat["id"], message_id, telegram.world.bot["id"]), given)
    telegram.changed(reaction_news(telegram, chat["id"], message_id))
    return True


def pin(telegram: Telegram, params: Params) -> bool:
    """pinChatMessage."""
    chat = reach.chat(telegram, params)
    message = telegram.world.message(chat["id"], params.number("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    telegram.world.keep(message | {"is_pinned": True})
    return True


def unpin(telegram: Telegram, params: Params) -> bool:
    """unpinChatMessage: the one named, or the last pinned one."""
    chat = reach.chat(telegram, params)
    pinned = [m for m in telegram.world.messages.get(chat["id"], {}).values() if m.get("is_pinned")]
    wanted = params.whole("message_id")
    chosen = [m for m in pinned if wanted in (None, m["message_id"])][-1:]
    if not chosen:
        raise bad_request("message to unpin not found")
    for message in chosen:
        telegram.world.keep({key: value for key, value in message.items() if key != "is_pinned"})
    return True
