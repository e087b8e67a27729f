"""Tickets: opened and written to by contacts, worked on by experts; the thread and the card
follow.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import effects as fx
from bot.domain.buttons import encode
from bot.domain.chats import Held
from bot.domain.deliveries import Draft, Lane
from bot.domain.effects import Button, Rows, Say, Words
from bot.domain.requests import rating_row
from bot.domain.tickets import NotAllowed, Status, Step, Ticket, advance
from bot.render import cards
from bot.storage import chats, tickets
from bot.storage.books import Tx
from handlers import relay
from handlers.desk import Desk
from handlers.record import Recorder, message


def open_ticket(at: Recorder, effect: fx.OpenTicket) -> list[Draft]:
    """A number, a promised date, and a thread on its way."""
    intake = effect.intake
    ticket = Ticket(
        number=0,
        chat_id=effect.chat_id,
        status=Status.NEW,
        question=intake.question,
        language=effect.language,
        opened_at=at.now,
        since=at.now,
        topic=intake.topic,
        organisation=intake.organisation,
        province=intake.province,
        rights_based=intake.rights_based,
        named=bool(intake.named),
        answer_id=intake.answer_id,
        policy=intake.policy,
    )
    ticket = tickets.open(at.tx, ticket)
    tickets.note(at.tx, ticket.number, "open", at=at.now, by=effect.chat_id)
    relay.keep(at.tx, ticket, intake.messages, at.now)
    values = {"number": ticket.number, "due": at.desk.due_at(ticket)}
    rows: Rows = (
        (
            Button(Words("home.tickets"), encode("t", "list")),
            Button(Words("button.home"), encode("h")),
        ),
    )
    words = Words("ticket.opened-urgent" if ticket.urgent else "ticket.opened", values)
    told = Say(effect.chat_id, (words,), rows, ticket=ticket.number)
    return [*at.one(told), *thread(ticket, at.desk)]


def thread(ticket: Ticket, desk: Desk) -> list[Draft]:
    """Ask Telegram for the ticket's thread; what is to stand in it follows when it is there."""
    if desk.staff_chat_id is None:
        return []
    language = desk.default_language
    name = cards.thread_name(ticket, desk.catalog, desk.speech(language), language)
    payload = {"chat_id": desk.staff_chat_id, "name": name}
    then = {"do": "thread", "ticket": ticket.number}
    slot = f"thread:{ticket.number}"
    return [
        Draft(
            "createForumTopic",
            payload,
            Lane.RELAY,
            chat_id=desk.staff_chat_id,
            then=then,
            slot=slot,
        )
    ]


def in_thread(tx: Tx, ticket: Ticket, desk: Desk) -> list[Draft]:
    """Everything that stands in a new thread: the card, and the conversation so far."""
    told = [
        one
        for one in tickets.messages_of(tx, ticket.number)
        if one.author != "desk" and one.chat_message_id
    ]
    return [card(ticket, desk), *relay.to_staff(tx, ticket, told, desk)]


def card(ticket: Ticket, desk: Desk) -> Draft:
    """The ticket's card as it should look now: made, or changed in place."""
    language = desk.default_language
    speech = desk.speech(language)
    due = desk.due_at(ticket)
    words = Words("card.due", {"due": due}) if due else None
    screen = cards.card(ticket, desk.catalog, speech, language=language, due=words)
    assert desk.staff_chat_id is not None
    then = {"do": "card", "ticket": ticket.number, "thread": ticket.thread_id}
    return message(
        desk.staff_chat_id,
        screen,
        edit=ticket.card_id,
        thread_id=ticket.thread_id,
        lane=Lane.RELAY,
        then=then,
        slot=f"card:{ticket.number}",
    )


def refresh(ticket: Ticket, desk: Desk) -> list[Draft]:
    """The card after a change, when there is one."""
    if desk.staff_chat_id is None or ticket.thread_id is None or ticket.card_id is None:
        return []
    return [card(ticket, desk)]


def take(tx: Tx, ticket: Ticket, step: Step, *, by: int, now: datetime) -> Ticket:
    """Advance a ticket, save it and write its history; raises NotAllowed."""
    changed = advance(ticket, step, now)
    tickets.save(tx, changed)
    tickets.note(tx, ticket.number, step, at=now, by=by)
    return changed


def contact_wrote(at: Recorder, number: int, held: Sequence[Held]) -> list[Draft]:
    """The contact's words go to the experts; a closed ticket opens again, with a new date."""
    before = tickets.get(at.tx, number)
    if before is None:
        return []
    ticket = take(at.tx, before, Step.CONTACT_WROTE, by=before.chat_id, now=at.now)
    kept = relay.keep(at.tx, ticket, held, at.now)
    drafts = relay.to_staff(at.tx, ticket, kept, at.desk) + refresh(ticket, at.desk)
    if any(one.album and relay_started(drafts, one.album) for one in held) and len(held) == 1:
        return drafts
    return [*_heard(at, before, ticket, held[-1].message_id), *drafts]


def relay_started(drafts: Sequence[Draft], album: str) -> bool:
    """True when more pictures of this album were already on their way."""
    return any(
        draft.slot is not None
        and draft.slot.endswith(f":{album}")
        and len(draft.then.get("messages", ())) > 1
        for draft in drafts
    )


def _heard(at: Recorder, before: Ticket, ticket: Ticket, message_id: int) -> list[Draft]:
    """A quiet sign that it arrived; words only where the date or the state has changed."""
    if before.status is Status.CLOSED:
        values = {"number": ticket.number, "due": at.desk.due_at(ticket)}
        return at.one(
            Say(ticket.chat_id, (Words("ticket.reopened", values),), ticket=ticket.number)
        )
    if before.status is Status.PENDING:
        return [react(ticket.chat_id, message_id, "👍")]
    return at.one(
        Say(
            ticket.chat_id,
            (Words("ticket.added", {"number": ticket.number}),),
            ticket=ticket.number,
        )
    )


def react(chat_id: int, message_id: int, emoji: str) -> Draft:
    """A reaction: the quietest way to say that something arrived."""
    payload = {
        "chat_id": chat_id,
        "message_id": message_id,
        "reaction": [{"type": "emoji", "emoji": emoji}],
    }
    return Draft("setMessageReaction", payload, Lane.REPLY, chat_id=chat_id)


def contact_step(at: Recorder, effect: fx.ContactStep) -> list[Draft]:
    """The contact closes, reopens or rates a ticket of their own; a second press changes
    nothing.
    """
    ticket = tickets.get(at.tx, effect.ticket)
    if ticket is None:
        return []
    try:
        ticket = take(at.tx, ticket, Step(effect.step), by=effect.chat_id, now=at.now)
    except NotAllowed:
        return at.one(fx.say(effect.chat_id, "ticket.already", number=ticket.number))
    match effect.step:
        case "close":
            return [*at.one(_closed_by_contact(ticket)), *refresh(ticket, at.desk)]
        case "reopen":
            return [
                *_heard(at, replace(ticket, status=Status.CLOSED), ticket, 0),
                *refresh(ticket, at.desk),
            ]
    ticket = replace(
        ticket,
        rating=effect.rating or ticket.rating,
        rating_words=effect.words or ticket.rating_words,
    )
    tickets.save(at.tx, ticket)
    return refresh(ticket, at.desk)


def _closed_by_contact(ticket: Ticket) -> Say:
    rows: Rows = (rating_row(ticket.number), (Button(Words("button.home"), encode("h")),))
    return Say(
        ticket.chat_id,
        (Words("ticket.closed-by-you", {"number": ticket.number}),),
        rows,
        ticket=ticket.number,
    )


def tell(tx: Tx, ticket: Ticket, say: Say, *, desk: Desk, now: datetime) -> list[Draft]:
    """Say something to the ticket's contact, in the contact's language now."""
    chat = chats.get(tx, ticket.chat_id)
    return Recorder(tx, desk, chat.language if chat else ticket.language, now).one(say)


def thread_words(desk: Desk, thread_id: int | None, key: str, **values: Any) -> Draft:
    """A word of the desk into the staff group."""
    assert desk.staff_chat_id is not None
    html = desk.speech(desk.default_language).text(key, values)
    payload: dict[str, Any] = {"chat_id": desk.staff_chat_id, "text": html, "parse_mode": "HTML"}
    if thread_id is not None:
        payload["message_thread_id"] = thread_id
    return Draft("sendMessage", payload, Lane.RELAY, chat_id=desk.staff_chat_id)
