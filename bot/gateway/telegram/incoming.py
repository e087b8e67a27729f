"""Telegram's JSON into the desk's own words.

Law: nothing here fails on an update, however strange: it is an event, or None. Nothing that a
person wrote is None: a message of a kind that is new to the desk is still a message.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain import events
from bot.domain.events import Event
from bot.domain.messages import TEXT, Message
from bot.domain.people import Address, Place, Spot
from bot.gateway.telegram import standing
from bot.gateway.telegram.addresses import NAME, address, number, place, words
from bot.gateway.telegram.kinds import file_of, kind_of
from bot.gateway.telegram.spans import incoming

Json = dict[str, Any]

# reactions come only when asked for by name, in a group to administrators alone
# (core.telegram.org/bots/api#update)
ALLOWED = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "inline_query",
    "message_reaction",
)
_LONGEST_SIGNATURE = 32  # a title has 16
_LONGEST_ALBUM = 64  # characters; Telegram's names have 17 digits
_GONE = frozenset({"kicked", "left"})
_COMMAND = re.compile(r"/([^\W@]+)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_LETTERS = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosucgiosu")


def number_of(raw: Any) -> int | None:
    """The update's own number, or None for what is no update."""
    return number(raw, "update_id")


def chat_of(raw: Any) -> Address | None:
    """Whose turn an update takes: the chat it belongs to, or the person; None when it names
    neither.
    """
    names = ("message", "edited_message", "my_chat_member", "chat_member", "message_reaction")
    for name in names:
        if (holder := _in(raw, name)) is not None:
            return address(_in(holder, "chat"))
    query = _in(raw, "callback_query") or _in(raw, "inline_query")
    return address(_in(query, "message", "chat")) or address(_in(query, "from"))


def _in(holder: Any, *names: str) -> Any:
    """What stands at this place, or None."""
    for name in names:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder


def parse(raw: Mapping[str, Any], *, staff: Address | None, me: str = "") -> Event | None:
    """Our event, or None for an update that the desk need not know; `me` is what the bot is called
    where several bots may be meant.
    """
    match raw:
        case {"message": {"chat": {}, "migrate_to_chat_id": int(now)} as message}:
            return _moved(message, now)
        case {"message": {"chat": {}} as message}:
            return _wrote(message, staff, me)
        case {"edited_message": {"chat": {}} as message}:
            return _edited(message, staff)
        case {"callback_query": {"id": str(), "data": str()} as query}:
            return _tapped(query, staff)
        case {"my_chat_member": {"chat": {"type": "private"}, "new_chat_member": {}} as changed}:
            return _reached(changed)
        case {"message_reaction": {"chat": {}} as changed}:
            return _reacted(changed, staff)
        case {"my_chat_member": {"chat": {}} as changed}:
            return standing.of_desk(changed, staff)
        case {"chat_member": {"chat": {}} as changed}:
            return standing.of_person(changed, staff)
        case {"inline_query": {"id": str(), "query": str()} as query}:
            return _searched(query)
    return None


def _moved(message: Json, now: int) -> Event | None:
    """A group that became a supergroup (core.telegram.org/bots/api#message)."""
    before = address(message["chat"])
    return events.GroupMoved(before, Address(NAME, str(now), group=True)) if before else None


def _wrote(message: Json, staff: Address | None, me: str) -> Event | None:
    chat, written, content = _read(message)
    if chat is None or written is None or content is None:
        return None
    if _is_private(message):
        return _said(chat, written, content, language=words(message.get("from"), "language_code"))
    return _staff_wrote(message, Spot(chat, written), content, me=me) if chat == staff else None


def _read(message: Json) -> tuple[Address | None, str | None, Message | None]:
    """Where a message stands, and what it holds; None instead of what can't be read."""
    return address(message["chat"]), place(message, "message_id"), _content(message)


def _is_private(message: Json) -> bool:
    return bool(message["chat"].get("type") == "private")


def _said(chat: Address, written: str, content: Message, *, language: str | None) -> Event:
    command = _command(content)
    if command is None:
        return events.Said(chat, written, content, language)
    name, _, argument = command
    return events.Commanded(chat, written, name, argument, language, content)


def _content(message: Json) -> Message | None:
    """What a message holds, or None for a service message."""
    kind = kind_of(message)
    if kind is None:
        return None
    name, entities = ("text", "entities") if kind == TEXT else ("caption", "caption_entities")
    text = _asked(message["poll"]) if kind == "poll" else message.get(name)
    return Message(
        incoming(text if isinstance(text, str) else "", message.get(entities)),
        kind=kind,
        file=file_of(message, kind),
        album=(words(message, "media_group_id") or "")[:_LONGEST_ALBUM] or None,
        reply_to=_reply_to(message),
    )


def _asked(poll: Any) -> str:
    """The question of a poll and what it lets people choose, a line each."""
    lines = [poll, *_list(_in(poll, "options"))]
    found = (words(line, "text") or words(line, "question") for line in lines)
    return "\n".join(line for line in found if line)


def _reply_to(message: Json) -> str | None:
    """The message that is replied to; in a thread Telegram names the thread's beginning, which is
    no reply, and a reply into another thread is none in this one.
    """
    target = message.get("reply_to_message")
    if not isinstance(target, dict) or "forum_topic_created" in target:
        return None
    answered, thread = place(target, "message_id"), _thread(message)
    begins = thread is not None and answered == thread
    return None if begins or _thread(target) != thread else answered


def _answered(message: Json) -> events.Answered | None:
    """What is replied to, as it stands there."""
    target = message.get("reply_to_message")
    if _reply_to(message) is None or not isinstance(target, dict):
        return None
    content = _content(target)
    chat = address(message.get("chat"))
    person = address(target.get("from")) or chat
    if content is None or person is None:
        return None
    who = _group_voice(target, chat) if chat is not None else None
    return events.Answered(
        who or person,
        content,
        of_desk=_is_of_desk(target, by_group=bool(who)),
        forwarded="forward_origin" in target,
        codes=_codes(target),
        name="" if who else _name(target.get("from")),
    )


def _codes(message: Json) -> tuple[str, ...]:
    """What the buttons below a message say."""
    rows = _in(message, "reply_markup", "inline_keyboard")
    buttons = [one for row in _list(rows) for one in _list(row)]
    return tuple(code for one in buttons if (code := words(one, "callback_data")))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_of_desk(message: Json, *, by_group: bool) -> bool:
    """Whether a bot said it, or said what it is a forward of."""
    said = _in(message, "from", "is_bot") is True and not by_group
    return said or _in(message, "forward_origin", "sender_user", "is_bot") is True


def _group_voice(message: Json, chat: Address) -> Address | None:
    """Who writes in the group's own name, or None: those who run it, told apart by what they sign
    as (core.telegram.org/bots/api#message, author_signature).
    """
    if address(message.get("sender_chat")) != chat:
        return None
    signed = _signature(message)
    return Address(chat.platform, f"{chat.id}/{signed}", group=True) if signed else chat


def _signature(message: Json) -> str:
    return (words(message, "author_signature") or "").strip()[:_LONGEST_SIGNATURE]


def _command(content: Message) -> tuple[str, str, str] | None:
    """(name, bot, argument) of a command, Turkish letters and capitals evened out."""
    found = _COMMAND.fullmatch(content.text.text.strip()) if content.kind == TEXT else None
    if found is None:
        return None
    name = found[1].translate(_LETTERS).lower()
    return name, (found[2] or "").lower(), (found[3] or "").strip()


def _staff_command(content: Message, me: str) -> str | None:
    """The command's name; one that is for another bot bears that one's name, too."""
    name, bot, _ = _command(content) or ("", "", "")
    return f"{name}@{bot}" if bot and me and bot != me.lower() else name or None


def _staff_wrote(message: Json, at: Spot, content: Message, *, me: str) -> Event | None:
    """Words of the staff group; whether a command is one of ours is for the rules to say."""
    channel = _channel(message)
    writer = (channel, "") if channel else _writer(message, at.chat)
    if writer is None:
        return None
    itself = message.get("is_automatic_forward") is True  # a channel's post commands nobody
    return events.StaffWrote(
        _place(message, at.chat),
        at.message,
        *writer,
        content,
        command=None if itself else _staff_command(content, me),
        answered=_answered(message),
        nameless=channel is not None or writer[0].group,
    )


def _channel(message: Json) -> Address | None:
    """The channel in whose name somebody writes, whoever that is, or that itself brings a post into
    the group which belongs to it (core.telegram.org/bots/api#message, sender_chat).
    """
    of_channel = _in(message, "sender_chat", "type") == "channel"
    return address(message["sender_chat"]) if of_channel else None


def _writer(message: Json, chat: Address) -> tuple[Address, str] | None:
    """Who wrote in the staff group, and under which name; None for a bot."""
    sender = message.get("from")
    if (group := _group_voice(message, chat)) is not None:
        return group, _signature(message) or words(message["chat"], "title") or _name(sender)
    if _in(sender, "is_bot"):
        return None
    return address(sender) or chat, _name(sender)


def _place(message: Json, chat: Address) -> Place:
    return Place(chat, _thread(message))


def _thread(message: Json) -> str | None:
    """The thread that a message stands in, None outside all of them."""
    in_thread = message.get("is_topic_message") is True
    return place(message, "message_thread_id") if in_thread else None


def _name(person: Any) -> str:
    parts = (words(person, "first_name"), words(person, "last_name"))
    return " ".join(part for part in parts if part) or "?"


def _edited(message: Json, staff: Address | None) -> Event | None:
    chat, written, content = _read(message)
    if chat is None or written is None or content is None:
        return None
    if _is_private(message):
        return events.Edited(chat, written, content)
    writer = _writer(message, chat) if chat == staff else None
    if writer is None:
        return None
    return events.StaffEdited(_place(message, chat), written, *writer, content)


def _tapped(query: Json, staff: Address | None) -> Event | None:
    """A button pressed, in a contact's chat, by the staff, or in a group that is not ours."""
    message, person = query.get("message"), query.get("from")
    chat, written = address(_in(message, "chat")), place(message, "message_id")
    tap, code = words(query, "id") or "", words(query, "data") or ""
    if chat is not None and written is not None and _in(message, "chat", "type") == "private":
        return events.Tapped(chat, written, tap, code, words(person, "language_code"))
    who = address(person)
    if chat is None or chat != staff or who is None or written is None:
        where = chat or who
        return None if where is None else events.Outsider(where, tap)
    return events.StaffTapped(
        _place(query["message"], chat), written, tap, who, _name(person), code
    )


def _reacted(changed: Json, staff: Address | None) -> Event | None:
    """A sign on a message; what is no common emoji is not passed on."""
    chat, written = address(changed["chat"]), place(changed, "message_id")
    signs = _list(changed.get("new_reaction"))
    common = [sign for one in signs if (sign := words(one, "emoji"))]
    if chat is None or written is None or (signs and not common):
        return None
    sign = common[-1] if common else ""
    if _is_private(changed):
        return events.Reacted(chat, written, sign)
    person = address(changed.get("user")) or address(changed.get("actor_chat"))
    if chat != staff or person is None:
        return None
    return events.StaffReacted(Spot(chat, written), person, sign)


def _reached(changed: Json) -> Event | None:
    chat, status = address(changed["chat"]), words(changed["new_chat_member"], "status")
    return None if chat is None or status is None else events.Reached(chat, status not in _GONE)


def _searched(query: Json) -> Event | None:
    person = address(query.get("from"))
    if person is None:
        return None
    search, typed = words(query, "id") or "", words(query, "query") or ""
    return events.Searched(person, search, typed, words(query.get("from"), "language_code"))
