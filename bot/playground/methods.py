"""The table of Bot API methods the stand-in answers, and the one road every call takes.

Law: fault, then flood limit, then the method; each call is written down with what it got.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from telegram.constants import PollingLimit

from bot.playground import editing, forum, profile, sending
from bot.playground.errors import ApiError
from bot.playground.params import Params
from bot.playground.telegram import Call, Telegram

Json = dict[str, Any]
Method = Callable[[Telegram, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "setWebhook": profile.set_webhook,
    "deleteWebhook": profile.delete_webhook,
    "getWebhookInfo": profile.webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": partial(sending.send_file, "photo"),
    "sendDocument": partial(sending.send_file, "document"),
    "sendVoice": partial(sending.send_file, "voice"),
    "sendAudio": partial(sending.send_file, "audio"),
    "sendVideo": partial(sending.send_file, "video"),
    "sendAnimation": partial(sending.send_file, "animation"),
    "sendSticker": partial(sending.send_file, "sticker"),
    "sendVideoNote": partial(sending.send_file, "video_note"),
    "sendMediaGroup": sending.send_media_group,
    "sendContact": sending.send_contact,
    "sendLocation": sending.send_location,
    "sendChatAction": profile.chat_action,
    "copyMessage": sending.copy_message,
    "copyMessages": sending.copy_messages,
    "forwardMessage": sending.forward_message,
    "forwardMessages": sending.forward_messages,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_reaction,
    "pinChatMessage": editing.pin,
    "unpinChatMessage": editing.unpin,
    "answerCallbackQuery": editing.answer_callback,
    "answerInlineQuery": editing.answer_inline,
    "getFile": profile.get_file,
    "getChat": forum.get_chat,
    "getChatMember": forum.get_member,
    "getChatAdministrators": forum.administrators,
    "getChatMemberCount": forum.member_count,
    "createForumTopic": forum.create_topic,
    "editForumTopic": forum.edit_topic,
    "closeForumTopic": forum.close_topic,
    "reopenForumTopic": forum.reopen_topic,
    "deleteForumTopic": forum.delete_topic,
    "unpinAllForumTopicMessages": forum.unpin_all,
    "getForumTopicIconStickers": forum.icon_stickers,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyName": partial(profile.set_text, "name"),
    "getMyName": partial(profile.get_text, "name"),
    "setMyDescription": partial(profile.set_text, "description"),
    "getMyDescription": partial(profile.get_text, "description"),
    "setMyShortDescription": partial(profile.set_text, "short_description"),
    "getMyShortDescription": partial(profile.get_text, "short_description"),
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
}
# Telegram's names are not case-sensitive
NAMES = {name.lower(): name for name in (*METHODS, "getUpdates")}
LONGEST_POLL = 50.0  # seconds
MOST_POLLED = PollingLimit.MAX_LIMIT.value


async def call(telegram: Telegram, name: str, params: Params) -> tuple[int, Json]:
    """Carry a call out: the HTTP status and the envelope Telegram answers with."""
    at = time.monotonic()
    try:
        result = await _result(telegram, name, params, at)
        status, envelope = 200, {"ok": True, "result": result}
    except ApiError as error:
        status, envelope = error.code, refusal(error)
    note(telegram, name, params, at, status, envelope)
    return status, envelope


async def _result(telegram: Telegram, name: str, params: Params, at: float) -> Any:
    if name == "getUpdates":
        telegram.updates.allow(params.json("allowed_updates"))
        limit = min(max(params.whole("limit") or MOST_POLLED, 1), MOST_POLLED)
        wait = min(float(params.text("timeout") or 0), LONGEST_POLL)
        found = await telegram.updates.poll(params.whole("offset") or 0, limit, wait)
        telegram.world.store.commit()
        return found
    if error := telegram.flood.check(name, chat_of(params), at):
        raise error
    try:
        return METHODS[name](telegram, params)
    finally:
        telegram.world.store.commit()


def note(
    telegram: Telegram, name: str, params: Params, at: float, status: int, answer: Json | None
) -> None:
    """Write a call down as the bot saw it; status 0 and None for one that never got an answer."""
    if name != "getUpdates":
        telegram.last_call = time.monotonic()
    if telegram.record:
        result = answer.get("result", answer.get("description")) if answer else None
        telegram.calls.append(Call(at, telegram.clock.now(), name, params.values, status, result))


def chat_of(params: Params) -> int | None:
    """The chat a call is about, as far as flood limits and faults care."""
    try:
        return params.whole("chat_id")
    except ApiError:
        return None


def refusal(error: ApiError) -> Json:
    """Telegram's envelope of an error."""
    more: Json = (
        {"parameters": {"retry_after": error.retry_after}} if error.retry_after is not None else {}
    )
    return {"ok": False, "error_code": error.code, "description": error.description, **more}
