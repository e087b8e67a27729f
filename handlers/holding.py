"""A reply waits for a second expert's OK: it is kept, and the others are called below it."""

from dataclasses import replace

from bot.domain.effects import HoldBack
from bot.domain.messages import (
    TEXT,
    Button,
    Message,
    Rows,
    Say,
    Style,
    Text,
    joined,
    styled,
    units,
)
from bot.domain.ok_buttons import Approve, Retract
from bot.domain.outbox import Draft, Lane
from bot.domain.people import DESK, Place
from bot.domain.results import KeepStaffPlaces
from bot.domain.tickets import Author, Step, Ticket, TicketMessage, advance
from bot.domain.words import Words
from bot.render.labels import labelled
from bot.render.told import message as told_message
from bot.storage import experts, messages, tickets
from handlers import calls, relay
from handlers.work import Work


def held(work: Work, effect: HoldBack) -> list[Draft]:
    """The reply is kept, and the others are called below it; below an album once."""
    ticket, at, writer = effect.ticket, effect.reply.at, effect.reply.expert
    before = messages.held(work.tx, ticket.number)
    kept = effect.changes or relay.expect(work, ticket, at, effect.content)
    messages.hold(work.tx, kept, expert=writer.id)
    messages.keep_edit(work.tx, kept, effect.content)
    album = effect.content.album
    if any(one.id == kept or (album and one.album == album) for one in before):
        return []
    key = "staff.waits-for-ok" if effect.changes is None else "staff.change-waits-for-ok"
    asked = Words(key, {"expert": calls.others(work, writer.id)})
    said = told_message((asked,), _buttons(ticket, kept), work.context().phrases)
    place = ticket.place or Place(at.chat)
    return [Draft(Say(place, replace(said, reply_to=at.message)), Lane.RELAY)]


def _buttons(ticket: Ticket, message: int) -> Rows:
    return (
        (Button(Words("ok.approve"), Approve(ticket.number, message)),),
        (Button(Words("ok.retract"), Retract(ticket.number, message)),),
    )


def again(work: Work, ticket: Ticket, place: Place) -> tuple[Ticket, list[Draft]]:
    """In a thread that was made anew: what waits stands there again, to be read and approved; a
    file that stood in the old one alone is gone, and its writer is asked for it.
    """
    held, drafts = messages.held(work.tx, ticket.number), list[Draft]()
    lost = [one for one in held if one.author is Author.NOTE and one.kind != TEXT]
    for one in held:
        if one not in lost:
            drafts += _asked_again(work, ticket, one, place=place)
    for album in {one.album or str(one.id): one for one in lost}.values():
        drafts.append(_lost(work, album, place))
    for one in lost:
        messages.remove(work.tx, one.id)
    if lost and len(lost) == len(held):
        ticket = advance(ticket, Step.RETRACT, work.now)
        tickets.save(work.tx, ticket)
        tickets.note(work.tx, ticket.number, Step.RETRACT, at=work.now, by=DESK)
    return ticket, drafts


def _asked_again(
    work: Work, ticket: Ticket, waiting: TicketMessage, *, place: Place
) -> list[Draft]:
    """The reply, or its change, in the desk's own words around it; from now on it stands here. One
    that has no room beside the question stands above it.
    """
    phrases, changed = work.context().phrases, messages.kept_edit(work.tx, waiting.id)
    values = {"writer": experts.name_of(work.tx, waiting.expert) or ""}
    asked = Words("staff.waits-again", {**values, "expert": calls.others(work, waiting.expert)})
    text = changed.text if changed is not None else Text(waiting.text)
    below, rows = phrases.words(asked), labelled(_buttons(ticket, waiting.id), phrases)
    both = joined([styled(text.text, Style.QUOTE), below])
    apart = units(both.text) > work.desk.limits.text
    above = [Draft(Say(place, Message(text)), Lane.FILL)] if apart else []
    then = KeepStaffPlaces((waiting.id,), ticket.number, place)
    said = Say(place, Message(below if apart else both, rows))
    note = waiting.author is Author.NOTE
    return [*above, Draft(said, Lane.FILL, then=then if note else None)]


def _lost(work: Work, waiting: TicketMessage, place: Place) -> Draft:
    """Its writer is called."""
    called = experts.called(work.tx, work.desk.platform, [waiting.expert or 0])
    name = experts.name_of(work.tx, waiting.expert) or Words("call.everybody")
    words = Words("staff.held-lost", {"expert": called or name})
    return Draft(Say(place, told_message((words,), (), work.context().phrases)), Lane.FILL)
