"""The desk's acts as calls of the Bot API, and what Telegram answers as results.

Law: one act is one call; what Telegram lacks or has no room for is folded, and the log says so.
Source: core.telegram.org/bots/api#available-methods.
"""

from typing import Any, assert_never

import structlog
from telegram.constants import (
    CallbackQueryLimit,
    ForumTopicLimit,
    MessageLimit,
)

from bot.domain import messages as acts
from bot.domain.codes import encode
from bot.domain.messages import Act, Button, Rows, Text, units
from bot.domain.people import Address, Place
from bot.domain.results import Done, Membership, Result, Said, ThreadOpened
from bot.gateway.platform import Limits
from bot.gateway.telegram.addresses import place
from bot.gateway.telegram.kinds import REPLACEABLE, SENT_BY
from bot.gateway.telegram.library import Upload
from bot.gateway.telegram.spans import outgoing
from bot.gateway.telegram.standing import is_member, leads

log = structlog.get_logger(__name__)

Json = dict[str, Any]
Call = tuple[str, Json]

LIMITS = Limits(
    text=int(MessageLimit.MAX_TEXT_LENGTH),
    caption=int(MessageLimit.CAPTION_LENGTH),
    spans=int(MessageLimit.MESSAGE_ENTITIES),
    toast=int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH),
    thread_name=int(ForumTopicLimit.MAX_NAME_LENGTH),
    folds=True,
)
_CUT = "…"


def call_of(act: Act) -> Call:
    """The method and the parameters of an act's one call; ValueError for an id that is none of
    Telegram's, or a button with too long a code.
    """
    match act:
        case acts.Say():
            return _say(act)
        case acts.SayAlbum():
            media = [_media(one) for one in act.messages]
            return "sendMediaGroup", _to(act.to) | {"media": media}
        case acts.Edit():
            return _edit(act)
        case acts.Copy():
            return _copy(act)
        case acts.SendFile():
            file = Upload(act.name, act.content.encode())
            return "sendDocument", _to(act.to) | {"document": file} | _caption(act.caption)
        case acts.Delete():
            return _delete(act)
        case acts.Pin(at):
            silent = {"disable_notification": True}
            return "pinChatMessage", _spot(at.chat.id, at.message) | silent
        case acts.React():
            sign = [{"type": "emoji", "emoji": act.sign}] if act.sign else []
            return "setMessageReaction", _spot(act.at.chat.id, act.at.message) | {"reaction": sign}
        case acts.OpenThread():
            name = _cut(Text(act.name), LIMITS.thread_name).text
            return "createForumTopic", {"chat_id": int(act.group.id), "name": name}
        case acts.NameThread(to, name):
            name = _cut(Text(name), LIMITS.thread_name).text
            return "editForumTopic", _to(to) | {"name": name}
        case acts.CloseThread(to):
            return "closeForumTopic", _to(to)
        case acts.AnswerTap():
            return _answer_tap(act)
        case acts.AskMember():
            asked = {"chat_id": int(act.group.id), "user_id": int(act.person)}
            return "getChatMember", asked
        case acts.AnswerSearch():
            return _answer_search(act)
        case acts.ListCommands() | acts.Describe() | acts.OfferCommands():
            return _introduce(act)
    assert_never(act)


def _say(act: acts.Say) -> Call:
    message = act.message
    more = _below(message.buttons) | _reply(message.reply_to)
    if not message.is_file:
        return "sendMessage", _to(act.to) | _words(message) | more
    caption = _caption(message.text) if message.text else {}
    return SENT_BY[message.kind], _to(act.to) | {message.kind: message.file} | caption | more


def _media(message: acts.Message) -> Json:
    """One file of several that are sent together (core.telegram.org/bots/api#inputmedia)."""
    caption = _caption(message.text) if message.text else {}
    return {"type": message.kind, "media": message.file} | caption


def _edit(act: acts.Edit) -> Call:
    payload = _spot(act.at.chat.id, act.at.message) | _below(act.message.buttons)
    if act.message.file and act.message.kind in REPLACEABLE:
        return "editMessageMedia", payload | {"media": _media(act.message)}
    if act.message.is_file:
        return "editMessageCaption", payload | _caption(act.message.text)
    return "editMessageText", payload | _words(act.message)


def _words(message: acts.Message) -> Json:
    preview = {} if message.preview else {"link_preview_options": {"is_disabled": True}}
    return _text(message.text) | preview


def _copy(act: acts.Copy) -> Call:
    """One message, with what is to stand below it, or several that stay together as they are."""
    payload = _to(act.to) | {"from_chat_id": int(act.source.id)}
    if not act.album and len(act.messages) == 1:
        caption = {} if act.caption is None else _caption(act.caption)
        more = caption | _below(act.buttons) | _reply(act.reply_to)
        return "copyMessage", payload | {"message_id": int(act.messages[0])} | more
    if act.caption is not None or any(act.buttons) or act.reply_to is not None:
        log.info("folded", what="caption, buttons or reply of an album")
    return "copyMessages", payload | {"message_ids": sorted(int(one) for one in act.messages)}


def _delete(act: acts.Delete) -> Call:
    """Of several Telegram leaves out in silence what it can't delete."""
    if len(act.messages) == 1:
        return "deleteMessage", _spot(act.chat.id, act.messages[0])
    ids = sorted(int(one) for one in act.messages)
    return "deleteMessages", {"chat_id": int(act.chat.id), "message_ids": ids}


def _answer_tap(act: acts.AnswerTap) -> Call:
    payload: Json = {"callback_query_id": act.tap}
    if act.words:
        payload |= {"text": _cut_hard(act.words, LIMITS.toast), "show_alert": act.alert}
    return "answerCallbackQuery", payload


def _answer_search(act: acts.AnswerSearch) -> Call:
    results = [_card(card) for card in act.cards]
    keep = {"cache_time": act.keep, "is_personal": True}
    return "answerInlineQuery", {"inline_query_id": act.search, "results": results} | keep


def _card(card: acts.Card) -> Json:
    text = _fitted(card.text, LIMITS.text)
    content = {"message_text": text.text} | _styles("entities", text)
    shown = {"type": "article", "id": card.id, "title": card.title, "description": card.summary}
    return shown | {"input_message_content": content}


def _introduce(act: acts.ListCommands | acts.Describe | acts.OfferCommands) -> Call:
    match act:
        case acts.ListCommands(commands=commands, group=group):
            listed = [{"command": name, "description": words} for name, words in commands]
            shown = {"commands": listed, "scope": _scope(group)}
            return "setMyCommands", shown | _language(act.language)
        case acts.Describe(words=words, short=True):
            return "setMyShortDescription", {"short_description": words} | _language(act.language)
        case acts.Describe(words=words):
            return "setMyDescription", {"description": words} | _language(act.language)
        case acts.OfferCommands():
            return "setChatMenuButton", {"menu_button": {"type": "commands"}}
    assert_never(act)


def _scope(group: Address | None) -> Json:
    if group is None:
        return {"type": "all_private_chats"}
    return {"type": "chat", "chat_id": int(group.id)}


def _language(code: str) -> Json:
    return {"language_code": code} if code else {}


def _to(to: Place) -> Json:
    thread = {} if to.thread is None else {"message_thread_id": int(to.thread)}
    return {"chat_id": int(to.chat.id)} | thread


def _spot(chat: str, message: str) -> Json:
    return {"chat_id": int(chat), "message_id": int(message)}


def _text(text: Text) -> Json:
    fitted = _fitted(text, LIMITS.text)
    return {"text": fitted.text} | _styles("entities", fitted)


def _caption(text: Text) -> Json:
    fitted = _fitted(text, LIMITS.caption)
    return {"caption": fitted.text} | _styles("caption_entities", fitted)


def _styles(name: str, text: Text) -> Json:
    entities = outgoing(text)
    return {name: entities} if entities else {}


def _fitted(text: Text, most: int) -> Text:
    """The text, cut to what one message holds, with no more styles than Telegram keeps."""
    fitted = _cut(text, most)
    if len(fitted.spans) > LIMITS.spans:
        log.info("folded", what="styles", most=LIMITS.spans)
        return Text(fitted.text, fitted.spans[: LIMITS.spans])
    return fitted


def _cut(text: Text, most: int) -> Text:
    """The text, with a sign in the place of what Telegram has no room for."""
    if units(text.text) <= most:
        return text
    log.info("folded", what="text", most=most)
    return text.part(0, len(_first_units(text.text, most - len(_CUT)))) + _CUT


def _first_units(text: str, most: int) -> str:
    """The beginning of a text, of so many UTF-16 units; no letter is cut in two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _cut_hard(words: str, most: int) -> str:
    """The first words of a toast, which says what it has to say at once."""
    if units(words) <= most:
        return words
    log.info("folded", what="toast", most=most)
    return _first_units(words, most)


def _below(rows: Rows) -> Json:
    """Buttons below a message; rows without any are left out."""
    shown = [[_button(button) for button in row] for row in rows if row]
    return {"reply_markup": {"inline_keyboard": shown}} if shown else {}


def _button(button: Button) -> Json:
    label = button.label if isinstance(button.label, str) else button.label.key
    if button.press is None:
        return {"text": label, "url": button.url}
    return {"text": label, "callback_data": encode(button.press)}


def _reply(message: str | None) -> Json:
    if message is None:
        return {}
    return {"reply_parameters": {"message_id": int(message), "allow_sending_without_reply": True}}


def result_of(act: Act, answer: Any) -> Result:
    """What Telegram's answer to an act's call says; Done where it says nothing more."""
    match act:
        case acts.Say() | acts.SayAlbum() | acts.Edit() | acts.Copy() | acts.SendFile():
            return _said(answer if isinstance(answer, list) else [answer])
        case acts.OpenThread():
            thread = place(answer, "message_thread_id")
            return Done() if thread is None else ThreadOpened(thread)
        case acts.AskMember():
            return Membership(is_member(answer), leads(answer))
    return Done()


def _said(answers: list[Any]) -> Result:
    places = (place(one, "message_id") for one in answers)
    found = tuple(one for one in places if one is not None)
    return Said(found) if found else Done()
