"""Coordinators read what was done at the desk."""

from bot.domain.desk import record as rules
from bot.domain.desk.presses import TurnRecord
from bot.domain.effects import Answer
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.messages import Edit, Message, joined
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Spot
from bot.domain.words import Words
from bot.render.labels import labelled
from bot.render.styled import fitted
from bot.storage import audit, experts
from handlers import privately
from handlers.record import Tap, record
from handlers.undelivered import to_writer
from handlers.work import Work


def asked(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/kayit 12`: what was done on a ticket; without a number, everything that the staff did."""
    _, *words = event.content.text.text.split(maxsplit=1)
    ticket = rules.asked_for(" ".join(words))
    if ticket is None:
        return to_writer(work, event, Words("record.how"))
    return privately.answered(work, event, actor, _page(work, ticket, 0))


def turned(work: Work, event: StaffTapped, press: TurnRecord, *, tap: Tap) -> list[Draft]:
    """Another page, in the place of this one; where all experts would read it only a word."""
    if event.place.chat.group:
        return record(work, [Answer(Words("private.again"), alert=True)], tap=tap)
    page = _page(work, press.ticket, max(press.page, 0))
    edit = Draft(Edit(Spot(event.place.chat, event.message), page), Lane.RELAY)
    return [*record(work, [Answer()], tap=tap), edit]


def _page(work: Work, ticket: int, page: int) -> Message:
    entries, names = audit.read(work.tx, ticket, page), experts.names(work.tx)
    phrases = work.context().phrases
    lines = rules.lines(entries, ticket, page, names=names)
    text = fitted(joined(map(phrases.words, lines), "\n"))
    return Message(text, labelled(rules.ways(entries, ticket, page), phrases))
