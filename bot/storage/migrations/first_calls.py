"""What the first form of the outbox kept, calls of Telegram's Bot API, as the acts of the second.

Law: both forms are written out here, so this reads the same however the desk goes on.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.storage.migrations.first_text import text_of_entities, text_of_html

Json = dict[str, Any]
PLATFORM = "telegram"


def key(number: int) -> str:
    """The address, as one text, of somebody whom Telegram knows by this number."""
    return f"{PLATFORM}:{number}"


def address(number: int) -> Json:
    """The same as a value; Telegram gives groups numbers below zero."""
    found: Json = {"platform": PLATFORM, "id": str(number)}
    return found | {"group": True} if number < 0 else found


def _said(payload: Json, name: str = "text", entities: str = "entities") -> Json:
    if payload.get("parse_mode") == "HTML":
        return text_of_html(payload[name])
    return text_of_entities(payload[name], payload.get(entities) or [])


def _buttons(payload: Json) -> Json:
    rows = (payload.get("reply_markup") or {}).get("inline_keyboard") or []
    return {"buttons": [[_button(one) for one in row] for row in rows]} if rows else {}


def _button(one: Json) -> Json:
    if "callback_data" in one:
        return {"label": one["text"], "press": one["callback_data"]}
    return {"label": one["text"], "url": one["url"]}


def _reply(payload: Json) -> Json:
    replied = (payload.get("reply_parameters") or {}).get("message_id")
    return {"reply_to": str(replied)} if replied else {}


def _place(chat: int, thread: int | None) -> Json:
    return {"chat": address(chat)} | ({"thread": str(thread)} if thread else {})


def _to(payload: Json) -> Json:
    return {"to": _place(payload["chat_id"], payload.get("message_thread_id"))}


def _at(payload: Json) -> Json:
    return {"at": {"chat": address(payload["chat_id"]), "message": str(payload["message_id"])}}


def _say(payload: Json) -> Json:
    message = {"text": _said(payload)} | _buttons(payload) | _reply(payload)
    return {"act": "say", **_to(payload), "message": message}


def _edit(payload: Json) -> Json:
    return {
        "act": "edit",
        **_at(payload),
        "message": {"text": _said(payload)} | _buttons(payload),
    }


def _edit_caption(payload: Json) -> Json:
    text = _said(payload, "caption", "caption_entities")
    return {"act": "edit", **_at(payload), "message": {"text": text, "kind": "document"}}


def _copy(payload: Json) -> Json:
    caption = (
        {"caption": _said(payload, "caption", "caption_entities")} if "caption" in payload else {}
    )
    return {
        "act": "copy",
        **_to(payload),
        "source": address(payload["from_chat_id"]),
        "messages": [str(payload["message_id"])],
        **caption,
        **_buttons(payload),
        **_reply(payload),
    }


def _copy_album(payload: Json) -> Json:
    return {
        "act": "copy",
        **_to(payload),
        "source": address(payload["from_chat_id"]),
        "messages": [str(one) for one in payload["message_ids"]],
        "album": True,
    }


def _react(payload: Json) -> Json:
    return {"act": "react", **_at(payload), "sign": payload["reaction"][0]["emoji"]}


def _open_thread(payload: Json) -> Json:
    return {"act": "open-thread", "group": address(payload["chat_id"]), "name": payload["name"]}


def _answer_tap(payload: Json) -> Json:
    words = {"words": payload["text"]} if payload.get("text") else {}
    alert = {"alert": True} if payload.get("show_alert") else {}
    tap = payload["callback_query_id"]
    return {"act": "answer-tap", "platform": PLATFORM, "tap": tap, **words, **alert}


def _ask_member(payload: Json) -> Json:
    return {
        "act": "ask-member",
        "group": address(payload["chat_id"]),
        "person": str(payload["user_id"]),
    }


def _answer_search(payload: Json) -> Json:
    return {
        "act": "answer-search",
        "platform": PLATFORM,
        "search": payload["inline_query_id"],
        "cards": [_card(one) for one in payload["results"]],
        "keep": payload["cache_time"],
    }


def _card(one: Json) -> Json:
    return {
        "id": one["id"],
        "title": one["title"],
        "summary": one["description"],
        "text": text_of_html(one["input_message_content"]["message_text"]),
    }


_ACTS: Mapping[str, Callable[[Json], Json]] = {
    "sendMessage": _say,
    "editMessageText": _edit,
    "editMessageCaption": _edit_caption,
    "copyMessage": _copy,
    "copyMessages": _copy_album,
    "setMessageReaction": _react,
    "createForumTopic": _open_thread,
    "answerCallbackQuery": _answer_tap,
    "getChatMember": _ask_member,
    "answerInlineQuery": _answer_search,
}


KINDS: Mapping[str, str] = {
    "sendMessage": "say",
    "editMessageText": "edit",
    "editMessageCaption": "edit",
    "copyMessage": "copy",
    "copyMessages": "copy",
    "setMessageReaction": "react",
    "createForumTopic": "open-thread",
    "answerCallbackQuery": "answer-tap",
    "getChatMember": "ask-member",
    "answerInlineQuery": "answer-search",
    "setMyCommands": "list-commands",
    "setMyDescription": "describe",
    "setMyShortDescription": "describe",
    "setChatMenuButton": "offer-commands",
}


def act(method: str, payload: Json) -> Json:
    """The call as an act; an error of any kind where it can't be one."""
    return _ACTS[method](payload)


def follow_up(then: Json, payload: Json, *, ticket_of: Callable[[int], int | None]) -> Json | None:
    """What the call's result leads to, if anything; `ticket_of` knows whose a message is."""
    match then.get("do"):
        case None:
            return None
        case "thread":
            return {"then": "fill-thread", "ticket": then["ticket"]}
        case "card":
            return {"then": "keep-card", "ticket": then["ticket"], **_thread(then, payload)}
        case "reminded":
            return {"then": "keep-reminder", "ticket": then["ticket"], **_thread(then, payload)}
        case "placed-staff":
            return {
                "then": "keep-staff-places",
                "messages": then["messages"],
                "ticket": then["ticket"],
                **_thread(then, payload),
            }
        case "placed-chat":
            return _chat_places(then, ticket_of)
        case "panel":
            return {"then": "keep-panel", "broadcast": then["broadcast"]}
        case "staff-tap":
            return {"then": "act-on-tap", "tapped": _tapped(then, payload)}
    raise ValueError(f"nobody knows what {then['do']} leads to")


def _thread(then: Json, payload: Json) -> Json:
    return {"place": _place(payload["chat_id"], then.get("thread"))}


def _chat_places(then: Json, ticket_of: Callable[[int], int | None]) -> Json:
    messages = then.get("messages") or [then["message"]]
    ticket = then.get("ticket") or ticket_of(messages[0])
    if ticket is None:
        raise ValueError("a message of no ticket")
    # a reply of the first form counted already when it was owed
    return {"then": "keep-chat-places", "messages": messages, "ticket": ticket}


def _tapped(then: Json, payload: Json) -> Json:
    return {
        "place": _place(payload["chat_id"], then["thread_id"]),
        "message": str(then["message_id"]),
        "tap": then["tap_id"],
        "person": address(then["expert_id"]),
        "name": then["expert_name"],
        "code": then["data"],
    }
