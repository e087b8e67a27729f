"""A reply waits for a second expert's OK: it is kept, and the others are called below it."""

from dataclasses import replace

from bot.domain.effects import HoldBack
from bot.domain.messages import Button, Rows, Say
from bot.domain.ok_buttons import Approve, Retract
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Place, Spot
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.render.told import message as told_message
from bot.storage import messages
from handlers import calls, relay
from handlers.work import Work


def held(work: Work, effect: HoldBack) -> list[Draft]:
    """The reply is kept, and the others are called below it; below an album once."""
    ticket, at, writer = effect.ticket, effect.reply.at, effect.reply.expert
    before = messages.held(work.tx, ticket.number)
    kept = relay.expect(work, ticket, at, effect.content)
    messages.hold(work.tx, kept, expert=writer.id)
    messages.keep_edit(work.tx, kept, effect.content)
    album = effect.content.album
    if any(one.id == kept or (album and one.album == album) for one in before):
        return []
    return [_request(work, ticket, writer, at=at, message=kept)]


def _request(work: Work, ticket: Ticket, writer: Actor, *, at: Spot, message: int) -> Draft:
    words = Words("staff.waits-for-ok", {"expert": calls.others(work, writer.id)})
    rows: Rows = (
        (Button(Words("ok.approve"), Approve(ticket.number, message)),),
        (Button(Words("ok.retract"), Retract(ticket.number, message)),),
    )
    said = told_message((words,), rows, work.context().phrases)
    place = ticket.place or Place(at.chat)
    return Draft(Say(place, replace(said, reply_to=at.message)), Lane.RELAY)
