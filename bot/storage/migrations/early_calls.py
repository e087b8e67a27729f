"""What the first form of the outbox kept, calls of Telegram's Bot API, as the acts of the second.

Law: both forms are written out here, so this reads the same however the desk goes on.
"""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any

Json = dict[str, Any]
PLATFORM = "telegram"
_UNIT = 2  # bytes of UTF-16, in which Telegram counts

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "block",
    "blockquote": "quote",
    "a": "link",
}
_ENTITIES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "spoiler": "spoiler",
    "code": "code",
    "pre": "block",
    "blockquote": "quote",
    "expandable_blockquote": "folded",
    "text_link": "link",
    "text_mention": "person",
    "custom_emoji": "emoji",
}


def key(number: int) -> str:
    """The address, as one text, of somebody whom Telegram knows by this number."""
    return f"{PLATFORM}:{number}"


def address(number: int) -> Json:
    """The same as a value; Telegram gives groups numbers below zero."""
    found: Json = {"platform": PLATFORM, "id": str(number)}
    return found | {"group": True} if number < 0 else found


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.spans: list[Json] = []
        self._open: list[tuple[str, Json]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        style = "folded" if "expandable" in given else _TAGS.get(tag)
        if style is None:
            return
        span: Json = {"start": len(self.text), "end": len(self.text), "style": style}
        if given.get("href"):
            span["value"] = given["href"]
        self.spans.append(span)
        self._open.append((tag, span))

    def handle_endtag(self, tag: str) -> None:
        for n in reversed(range(len(self._open))):
            if self._open[n][0] == tag:
                self._open.pop(n)[1]["end"] = len(self.text)
                return


def text_of_html(markup: str) -> Json:
    """Telegram's HTML as a text with spans."""
    reader = _Html()
    reader.feed(markup)
    reader.close()
    return _text(reader.text, [span for span in reader.spans if span["start"] < span["end"]])


def text_of_entities(text: str, entities: list[Json]) -> Json:
    """A text with Telegram's entities as a text with spans."""
    spans = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        style = _ENTITIES.get(entity["type"])
        if style is None:
            continue  # Telegram finds it again by itself
        start = _characters(text, entity["offset"])
        end = _characters(text, entity["offset"] + entity["length"])
        spans.append({"start": start, "end": end, "style": style} | _value(entity))
    return _text(text, spans)


def _characters(text: str, units: int) -> int:
    """How many characters stand before a place that is counted in units of UTF-16."""
    before = text.encode("utf-16-le", "surrogatepass")[: units * _UNIT]
    return len(before.decode("utf-16-le", "replace"))


def _value(entity: Json) -> Json:
    value = (
        entity.get("url")
        or entity.get("language")
        or entity.get("custom_emoji_id")
        or (entity.get("user") or {}).get("id")
    )
    return {"value": str(value)} if value else {}


def _text(text: str, spans: list[Json]) -> Json:
    return {"text": text, "spans": spans} if spans else {"text": text}


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
    reply = {"reply": str(then["staff"])} if "staff" in then else {}
    return {"then": "keep-chat-places", "messages": messages, "ticket": ticket, **reply}


def _tapped(then: Json, payload: Json) -> Json:
    return {
        "place": _place(payload["chat_id"], then["thread_id"]),
        "message": str(then["message_id"]),
        "tap": then["tap_id"],
        "person": address(then["expert_id"]),
        "name": then["expert_name"],
        "code": then["data"],
    }
