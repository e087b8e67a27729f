"""Messages between a contact's chat and the ticket's thread, both ways, with files, albums and
edits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.chats import Held
from bot.domain.deliveries import Draft, Lane
from bot.domain.events import Content, StaffWrote
from bot.domain.tickets import Ticket
from bot.i18n import Speech
from bot.storage import deliveries, tickets
from bot.storage.books import Tx
from bot.storage.tickets import Message
from handlers.desk import Desk

ALBUM_WAIT = timedelta(seconds=1.5)  # Telegram sends an album one by one; they go on together
_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024


def ticket_of_album(tx: Tx, chat_id: int, album: str | None) -> int | None:
    """The ticket that the earlier pictures of this album went to, or None."""
    if album is None:
        return None
    waiting = deliveries.in_slot(tx, f"album:{chat_id}:{album}")
    return int(waiting.then["ticket"]) if waiting else None


def to_staff(tx: Tx, ticket: Ticket, messages: Sequence[Message], desk: Desk) -> list[Draft]:
    """Copies of the contact's messages into the thread; pictures of one album stay together."""
    if ticket.thread_id is None or desk.staff_chat_id is None:
        return []
    drafts: list[Draft] = []
    for group in _albums(messages):
        drafts.append(_copy(tx, ticket, group, desk.staff_chat_id))
    return drafts


def _albums(messages: Iterable[Message]) -> list[list[Message]]:
    groups: list[list[Message]] = []
    for message in messages:
        if groups and message.album and groups[-1][0].album == message.album:
            groups[-1].append(message)
        else:
            groups.append([message])
    return groups


def _copy(tx: Tx, ticket: Ticket, group: list[Message], staff_chat_id: int) -> Draft:
    payload: dict[str, Any] = {
        "chat_id": staff_chat_id,
        "from_chat_id": ticket.chat_id,
        "message_thread_id": ticket.thread_id,
    }
    ids = [message.id for message in group]
    places = [message.chat_message_id or 0 for message in group]
    album = group[0].album
    if album is None:
        then = {
            "do": "placed-staff",
            "messages": ids,
            "ticket": ticket.number,
            "thread": ticket.thread_id,
        }
        return Draft(
            "copyMessage",
            payload | {"message_id": places[0]},
            Lane.RELAY,
            chat_id=staff_chat_id,
            then=then,
        )
    slot = f"album:{ticket.chat_id}:{album}"
    before = deliveries.in_slot(tx, slot)
    if before is not None:
        ids = [*before.then["messages"], *ids]
        places = [*before.payload["message_ids"], *places]
    then = {
        "do": "placed-staff",
        "messages": ids,
        "ticket": ticket.number,
        "thread": ticket.thread_id,
    }
    return Draft(
        "copyMessages",
        payload | {"message_ids": sorted(places)},
        Lane.RELAY,
        chat_id=staff_chat_id,
        then=then,
        slot=slot,
        wait=ALBUM_WAIT,
    )


def keep(tx: Tx, ticket: Ticket, held: Iterable[Held], now: datetime) -> list[Message]:
    """Write the contact's messages down as the ticket's."""
    kept = []
    for one in held:
        message = Message(0, ticket.number, "contact", one.kind, one.message_id, None, one.album)
        kept.append(replace(message, id=tickets.add_message(tx, message, now)))
    return kept


def to_contact(tx: Tx, ticket: Ticket, event: StaffWrote, *, desk: Desk, now: datetime) -> Draft:
    """An expert's reply on its way to the contact, under a line that says which ticket it is
    about.
    """
    content = event.content
    target = tickets.message_in_staff(tx, event.reply_to) if event.reply_to else None
    answered = target.chat_message_id if target else None
    row = Message(0, ticket.number, "expert", content.kind, None, event.message_id, content.album)
    id = tickets.add_message(tx, row, now)
    then: dict[str, Any] = {
        "do": "placed-chat",
        "messages": [id],
        "staff": event.message_id,
        "ticket": ticket.number,
    }
    payload: dict[str, Any] = {"chat_id": ticket.chat_id}
    if answered is not None:
        payload["reply_parameters"] = {"message_id": answered, "allow_sending_without_reply": True}
    speech = desk.speech(ticket.language)
    if content.album:
        return _album_to_contact(tx, ticket, event, payload=payload, then=then, desk=desk)
    method, more = _spoken(content, speech, ticket, source=(desk.staff_chat_id, event.message_id))
    return Draft(method, payload | more, Lane.RELAY, chat_id=ticket.chat_id, then=then)


def _album_to_contact(
    tx: Tx,
    ticket: Ticket,
    event: StaffWrote,
    *,
    payload: dict[str, Any],
    then: dict[str, Any],
    desk: Desk,
) -> Draft:
    slot = f"album:staff:{event.content.album}"
    places = [event.message_id]
    before = deliveries.in_slot(tx, slot)
    if before is not None:
        places = sorted([*before.payload["message_ids"], *places])
        then = then | {"messages": [*before.then["messages"], *then["messages"]]}
    payload = {"chat_id": ticket.chat_id, "from_chat_id": desk.staff_chat_id, "message_ids": places}
    return Draft(
        "copyMessages",
        payload,
        Lane.RELAY,
        chat_id=ticket.chat_id,
        then=then,
        slot=slot,
        wait=ALBUM_WAIT,
    )


def _spoken(
    content: Content, speech: Speech, ticket: Ticket, *, source: tuple[int | None, int]
) -> tuple[str, dict[str, Any]]:
    """The call that says it: text anew with its heading, anything else as a copy with the heading
    in its caption.
    """
    text, entities = _headed(content, speech.text("relay.heading", {"number": ticket.number}))
    if content.kind == "text" and units(text) <= _LONGEST_TEXT:
        return "sendMessage", {"text": text, "entities": entities}
    copy: dict[str, Any] = {"from_chat_id": source[0], "message_id": source[1]}
    if content.kind in _CAPTIONED and units(text) <= _LONGEST_CAPTION:
        copy |= {"caption": text, "caption_entities": entities}
    return "copyMessage", copy


_CAPTIONED = frozenset({"photo", "video", "animation", "audio", "document", "voice"})


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _headed(content: Content, heading: str) -> tuple[str, list[dict[str, Any]]]:
    """The text below a bold heading, its entities moved along."""
    prefix = f"{heading}\n\n" if content.text else heading
    shift = units(prefix)
    moved = [entity | {"offset": entity["offset"] + shift} for entity in content.entities]
    bold = {"type": "bold", "offset": 0, "length": units(heading)}
    return prefix + content.text, [bold, *moved]


def edit_in_staff(message: Message, content: Content, *, desk: Desk) -> list[Draft]:
    """The contact changed a message: the copy in the thread changes too."""
    if message.staff_message_id is None or desk.staff_chat_id is None:
        return []  # the copy that is still to be made will be of the new words
    payload = {"chat_id": desk.staff_chat_id, "message_id": message.staff_message_id}
    return [
        _edit(
            payload, content, content.text, list(content.entities), slot=f"edit:staff:{message.id}"
        )
    ]


def edit_in_chat(message: Message, content: Content, ticket: Ticket, *, desk: Desk) -> list[Draft]:
    """An expert changed a reply: what the contact sees changes too."""
    if message.chat_message_id is None:
        return []
    payload = {"chat_id": ticket.chat_id, "message_id": message.chat_message_id}
    heading = desk.speech(ticket.language).text("relay.heading", {"number": ticket.number})
    text, entities = (
        (content.text, list(content.entities)) if message.album else _headed(content, heading)
    )
    return [_edit(payload, content, text, entities, slot=f"edit:chat:{message.id}")]


def _edit(
    payload: dict[str, Any],
    content: Content,
    text: str,
    entities: list[dict[str, Any]],
    *,
    slot: str,
) -> Draft:
    if content.kind == "text":
        more: dict[str, Any] = {"text": text[:_LONGEST_TEXT], "entities": entities}
        method = "editMessageText"
    else:
        more = {"caption": text[:_LONGEST_CAPTION], "caption_entities": entities}
        method = "editMessageCaption"
    return Draft(method, payload | more, Lane.RELAY, chat_id=payload["chat_id"], slot=slot)
