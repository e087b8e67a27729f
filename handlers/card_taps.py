"""Buttons below a ticket's card: a page is turned, or what was chosen there is done."""

from dataclasses import replace
from typing import assert_never

from bot.domain.buttons import GiveReason, OnTicket
from bot.domain.card_buttons import (
    CardPress,
    Face,
    HowToNote,
    LookAtRule,
    Page,
    RefuseBy,
    SetLanguage,
    SetPriority,
    SetSubject,
    Sure,
    TurnCard,
)
from bot.domain.contact.view import subject_areas
from bot.domain.desk.faces import ASKED, turned
from bot.domain.desk.marks import Mark
from bot.domain.desk.refusals import Refuse
from bot.domain.desk.renewals import Renew
from bot.domain.desk.tickets import Request, decide
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, Effect
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.prepared_buttons import SendPrepared
from bot.domain.results import ActOnTap
from bot.domain.tickets import Step, Ticket
from bot.domain.words import Words
from bot.render.phrases import Phrases
from bot.storage import messages
from handlers.record import Tap, record
from handlers.work import Work

TicketPress = OnTicket | GiveReason | CardPress
_LAST_WORDS = (Step.CLOSE, Step.REFUSE)  # nobody says them over words not seen


def says_last(press: object) -> bool:
    """Whether it answers or ends the ticket: what the contact has said by then is to be seen."""
    if isinstance(press, RefuseBy | LookAtRule | SendPrepared):
        return True
    return isinstance(press, OnTicket | Sure) and press.step in _LAST_WORDS


def on_press(
    work: Work, tapped: ActOnTap, press: TicketPress, *, ticket: Ticket, actor: Actor
) -> list[Draft]:
    """A member pressed a button of the ticket's."""
    tap = Tap(tapped.tapped.person.platform, tapped.tapped.tap)
    seen = tapped.seen
    crossed = seen is not None and messages.contact_wrote_after(work.tx, ticket.number, seen)
    view = replace(work.view, crossed=crossed)
    asked = _asked(work, press)
    if isinstance(asked, Answer):
        return record(work, [asked], tap=tap)
    return record(work, _effects(ticket, asked, actor, view), tap=tap)


def _effects(ticket: Ticket, asked: Face | Request, actor: Actor, view: DeskView) -> list[Effect]:
    if isinstance(asked, Face):
        return turned(ticket, asked, view)[1]
    return decide(ticket, asked, actor, view=view)[1]


def _asked(work: Work, press: TicketPress) -> Face | Request | Answer:
    """What a button asks for: another page, something to do, or only a word."""
    match press:
        case OnTicket(_, step):
            page = ASKED.get(step)
            return step if page is None else Face(page)
        case GiveReason(_, reason):
            return Renew(reason)
        case TurnCard(_, page):
            return Face(page)
        case Sure(_, step):
            return step
        case LookAtRule(_, policy):
            return Face(Page.REFUSAL, policy) if _is_rule(work, policy) else _gone()
        case RefuseBy(_, policy):
            return Refuse(policy) if _is_rule(work, policy) else _gone()
        case SetSubject(_, subject):
            known = subject_areas(work.desk.catalog, work.desk.default_language)
            return Mark(subject=subject) if subject in known else _gone()
        case SetPriority(_, priority):
            return Mark(priority=priority)
        case SetLanguage(_, language):
            return Mark(language=language) if language in Phrases.languages() else _gone()
        case HowToNote():
            return Answer(Words("staff.note-how"), alert=True)
    assert_never(press)


def _gone() -> Answer:
    return Answer(Words("staff.gone"))


def _is_rule(work: Work, policy: str) -> bool:
    found = work.desk.catalog.policy(work.desk.default_language, policy)
    return found is not None and found.kind == "refuse"
