"""Telegram's JSON into our own words. Nothing here can fail on a strange update: it is simply
None.
"""

import re
from typing import Any

from bot.domain import events
from bot.domain.events import Content, Event

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
_KINDS = (
    "photo",
    "voice",
    "document",  # an animation also has a document: looked up after it below
    "audio",
    "video",
    "video_note",
    "sticker",
    "contact",
    "location",
    "venue",
    "poll",
    "dice",
)
_COMMAND = re.compile(r"/([^\W@]+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_LETTERS = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosucgiosu")


def order_key(raw: dict[str, Any]) -> int:
    """Whose turn an update takes: the chat it belongs to, or the person; 0 when it names
    neither.
    """
    for name in ("message", "edited_message", "my_chat_member"):
        if name in raw:
            return _id(_in(raw, name, "chat"))
    query = raw.get("callback_query") or raw.get("inline_query")
    return _id(_in(query, "message", "chat")) or _id(_in(query, "from"))


def _in(holder: Any, *names: str) -> Any:
    """What stands at this place, or None: this must not fail on anything, or the inbox would never
    get past it.
    """
    for name in names:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder


def _id(holder: Any) -> int:
    found = holder.get("id") if isinstance(holder, dict) else None
    return found if isinstance(found, int) else 0


def parse(raw: dict[str, Any], *, staff_chat_id: int | None) -> Event | None:
    """Our event, or None for an update that we do not care about."""
    match raw:
        case {"message": {"chat": {"type": "private"}, "from": _} as message}:
            return _said(message)
        case {"edited_message": {"chat": {"type": "private"}} as message}:
            content = _content(message)
            return (
                events.Edited(message["chat"]["id"], message["message_id"], content)
                if content
                else None
            )
        case {"message": {"chat": {"id": chat_id}} as message} if chat_id == staff_chat_id:
            return _staff_wrote(message)
        case {"edited_message": {"chat": {"id": chat_id}} as message} if chat_id == staff_chat_id:
            content = _content(message)
            return (
                events.StaffEdited(message["message_id"], _id(message.get("from")), content)
                if content
                else None
            )
        case {"callback_query": {"id": str() as tap_id} as query}:
            return _tapped(query, tap_id, staff_chat_id=staff_chat_id)
        case {
            "my_chat_member": {
                "chat": {"type": "private", "id": chat_id},
                "new_chat_member": {"status": status},
            }
        }:
            return events.Reached(chat_id, reachable=status not in ("kicked", "left"))
        case {
            "inline_query": {
                "id": str() as query_id,
                "from": {"id": person_id} as person,
                "query": str() as query,
            }
        }:
            return events.Searched(person_id, query_id, query, person.get("language_code"))
    return None


def _said(message: dict[str, Any]) -> Event | None:
    chat_id, message_id = message["chat"]["id"], message["message_id"]
    language = message["from"].get("language_code")
    content = _content(message)
    if content is None:
        return None
    command = _command(content.text) if content.kind == "text" else None
    if command is not None:
        return events.Commanded(chat_id, message_id, command[0], command[2], language)
    return events.Said(chat_id, message_id, content, language, _reply_to(message))


def _content(message: dict[str, Any]) -> Content | None:
    """What a message holds, or None for a service message."""
    album = message.get("media_group_id")
    if isinstance(message.get("text"), str):
        return Content("text", message["text"], tuple(message.get("entities", ())), album)
    kind = (
        "animation"
        if "animation" in message
        else next((kind for kind in _KINDS if kind in message), None)
    )
    if kind is None:
        return None
    return Content(
        kind, message.get("caption", ""), tuple(message.get("caption_entities", ())), album
    )


def _command(text: str) -> tuple[str, str, str] | None:
    """(name, addressed bot, argument) of a command, Turkish letters and capitals evened out."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return None
    return found[1].translate(_LETTERS).lower(), found[2] or "", (found[3] or "").strip()


def _reply_to(message: dict[str, Any]) -> int | None:
    """The message that is replied to; in a thread Telegram names the thread's beginning, which is
    no reply.
    """
    target = message.get("reply_to_message")
    if not isinstance(target, dict) or "forum_topic_created" in target:
        return None
    place = target.get("message_id")
    return place if isinstance(place, int) and place != message.get("message_thread_id") else None


def _staff_wrote(message: dict[str, Any]) -> Event | None:
    content = _content(message)
    sender = message.get("from") or {}
    by_group = _id(message.get("sender_chat")) == message["chat"]["id"]
    if content is None or (sender.get("is_bot") and not by_group):
        return None
    command = _command(content.text) if content.kind == "text" else None
    return events.StaffWrote(
        thread_id=message.get("message_thread_id") if message.get("is_topic_message") else None,
        message_id=message["message_id"],
        expert_id=_id(sender),
        expert_name=_name(sender),
        content=content,
        reply_to=_reply_to(message),
        command=command[0] if command else None,
        argument=command[2] if command else "",
    )


def _name(person: dict[str, Any]) -> str:
    return (
        " ".join(str(person[part]) for part in ("first_name", "last_name") if person.get(part))
        or "?"
    )


def _tapped(query: dict[str, Any], tap_id: str, *, staff_chat_id: int | None) -> Event | None:
    message, person, data = query.get("message") or {}, query.get("from") or {}, query.get("data")
    chat = message.get("chat") or {}
    if not isinstance(data, str):
        return None
    if chat.get("type") == "private":
        return events.Tapped(
            chat["id"], message["message_id"], tap_id, data, person.get("language_code")
        )
    if _id(chat) != staff_chat_id or not _id(person):
        return events.Outsider(_id(chat), tap_id)
    return events.StaffTapped(
        thread_id=message.get("message_thread_id") if message.get("is_topic_message") else None,
        message_id=message["message_id"],
        tap_id=tap_id,
        expert_id=_id(person),
        expert_name=_name(person),
        data=data,
    )
