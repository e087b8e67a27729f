"""A contact writes, taps, edits, leaves: load, understand, decide, record."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain import conversation, intake
from bot.domain.buttons import Press, decode
from bot.domain.chats import Chat, Held, Step
from bot.domain.deliveries import Draft, Lane
from bot.domain.effects import AddToTicket, Effect, Toast, Words
from bot.domain.events import Commanded, Edited, Reached, Said, Searched, Tapped
from bot.domain.navigation import Outcome, calm, link_payload
from bot.domain.scene import Scene
from bot.i18n import Speech
from bot.render.styled import escape
from bot.storage import chats, contacts, tickets
from bot.storage.books import Tx
from handlers import broadcasts, relay
from handlers.desk import Desk
from handlers.record import Recorder
from intents.understand import understand

_INLINE_RESULTS = 5
_INLINE_CACHE = 300  # seconds that Telegram may keep a result


def on_said(tx: Tx, event: Said, desk: Desk, *, now: datetime) -> list[Draft]:
    """Words or a file: to the ticket that they reply to, or to the conversation."""
    chat = _chat(tx, event.chat_id, event.language, desk)
    chat = _named(chat, desk.speech(chat.language))
    held = Held(event.message_id, event.content.kind, event.content.text, event.content.album)
    scene = _scene(tx, chat, desk)
    answered = tickets.message_in_chat(tx, chat.id, event.reply_to) if event.reply_to else None
    of_album = relay.ticket_of_album(tx, chat.id, held.album)
    ticket = answered.ticket if answered else of_album
    if ticket is not None and scene.ticket(ticket) is not None and chat.step is not Step.WORD:
        return _record(tx, chat, [AddToTicket(chat.id, ticket, (held,))], desk=desk, now=now)
    read = partial(understand, index=desk.index, language=chat.language, context=chat.answer)
    chat, effects = conversation.heard(chat, scene, held, read=read)
    return _record(tx, chat, effects, desk=desk, now=now)


def _named(chat: Chat, speech: Speech) -> Chat:
    """The open menu's choices under the labels that the contact reads, so that these can be
    typed.
    """
    labels = (
        speech.plain(Words(label)) if label in speech.messages else label
        for label, _ in chat.options
    )
    return replace(
        chat, options=tuple(zip(labels, (data for _, data in chat.options), strict=True))
    )


def on_command(tx: Tx, event: Commanded, desk: Desk, *, now: datetime) -> list[Draft]:
    """A typed command."""
    chat = _chat(tx, event.chat_id, event.language, desk)
    scene = _scene(tx, chat, desk)
    chat, effects = conversation.command(chat, scene, event.name, argument=event.argument)
    return _record(tx, chat, effects, desk=desk, now=now)


def on_tap(tx: Tx, event: Tapped, desk: Desk, *, now: datetime) -> list[Draft]:
    """A button in the private chat; the tap itself is answered first, so that the phone stops
    waiting.
    """
    chat = _chat(tx, event.chat_id, event.language, desk)
    press = decode(event.data)
    if press.name == "b":
        return broadcasts.on_contact_tap(tx, event, press, chat=chat, desk=desk, now=now)
    chat, effects = _pressed(tx, chat, press, message_id=event.message_id, desk=desk)
    return _record(tx, chat, [Toast(event.tap_id), *effects], desk=desk, now=now)


def _pressed(tx: Tx, chat: Chat, press: Press, *, message_id: int, desk: Desk) -> Outcome:
    scene = _scene(tx, chat, desk)
    if press.name == "a" and chat.held:  # the held words are a question for the FAQ after all
        words = " ".join(one.text for one in chat.held)
        intent = understand(words, desk.index, language=chat.language)
        return conversation.meant(calm(chat), scene, intent=intent, held=chat.held)
    return conversation.press(chat, scene, press, edit=message_id)


def on_edited(tx: Tx, event: Edited, desk: Desk, *, now: datetime) -> list[Draft]:
    """A contact changed a message: the expert's copy changes too, or what waits to be sent."""
    message = tickets.message_in_chat(tx, event.chat_id, event.message_id)
    if message is not None and message.author == "contact":
        return relay.edit_in_staff(message, event.content, desk=desk)
    chat = chats.get(tx, event.chat_id)
    if chat is not None:
        chats.save(tx, intake.edited(chat, event.message_id, event.content.text), now)
    return []


def on_reached(tx: Tx, event: Reached, desk: Desk, *, now: datetime) -> list[Draft]:
    """Somebody blocked the bot, or came back; a blocked bot sends no broadcasts."""
    chats.set_reachable(tx, event.chat_id, event.reachable)
    if not event.reachable:
        contacts.unsubscribe_all(tx, event.chat_id)
    return []


def on_searched(tx: Tx, event: Searched, desk: Desk, *, now: datetime) -> list[Draft]:
    """`@bot words` in any chat: the nearest answers as shareable cards."""
    chat = chats.get(tx, event.person_id)
    language = chat.language if chat else _language(event.language, desk)
    matches = desk.index.search(event.query, limit=_INLINE_RESULTS) if event.query.strip() else ()
    results = [card for match in matches if (card := _inline_card(match.id, language, desk))]
    payload = {
        "inline_query_id": event.query_id,
        "results": results,
        "cache_time": _INLINE_CACHE,
        "is_personal": True,
    }
    return [Draft("answerInlineQuery", payload, Lane.TAP)]


def _inline_card(id: str, language: str, desk: Desk) -> dict[str, Any] | None:
    choice = desk.catalog.choice(language, id)
    if choice is None:
        return None
    link = f"https://t.me/{desk.username}?start={link_payload(id)}"
    summary = choice.summary or ""
    html = f'<b>{escape(choice.title)}</b>\n\n{escape(summary)}\n\n<a href="{link}">{escape(choice.label)}</a>'
    return {
        "type": "article",
        "id": link_payload(id),
        "title": choice.label,
        "description": summary[:200],
        "input_message_content": {"message_text": html, "parse_mode": "HTML"},
    }


def _language(code: str | None, desk: Desk) -> str:
    short = (code or desk.default_language).split("-")[0]
    return short if short in conversation.LANGUAGES else "en" if code else desk.default_language


def _chat(tx: Tx, chat_id: int, code: str | None, desk: Desk) -> Chat:
    chat = chats.get(tx, chat_id) or Chat(chat_id, _language(code, desk))
    return chat if chat.reachable else replace(chat, reachable=True)


def _scene(tx: Tx, chat: Chat, desk: Desk) -> Scene:
    return Scene(
        desk.catalog,
        partial(tickets.of_chat, tx, chat.id),
        partial(contacts.topics, tx, chat.id),
        partial(contacts.levels, tx, chat.id),
        desk.due_at,
    )


def _record(tx: Tx, chat: Chat, effects: list[Effect], *, desk: Desk, now: datetime) -> list[Draft]:
    chats.save(tx, chat, now)
    return Recorder(tx, desk, chat.language, now).all(effects)
