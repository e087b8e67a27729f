"""The pages of buttons below a ticket's card: what can be done now, what is asked back, what there
is to choose from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.domain.buttons import OnTicket
from bot.domain.card_buttons import (
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
from bot.domain.desk.faces import STEP_OF
from bot.domain.desk.presses import OfferHandOver
from bot.domain.messages import Button, Rows, Style, Text, styled
from bot.domain.tickets import WAITING, Priority, Status, Step, Ticket
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.markdown import pieces
from bot.render.phrases import Phrases

_RULE = 1500  # units of a rule that are shown before it is sent
_REFUSALS = "refuse"  # the kind of the rules that can be named

_Pages = Mapping[Page, Callable[[Ticket, RenderContext, Face], Rows]]


def rows(ticket: Ticket, context: RenderContext, face: Face) -> Rows:
    """The buttons of this page."""
    if (page := _PAGES.get(face.page)) is not None:
        label = "button.back" if face.page is Page.MORE else "card.back"
        return (*page(ticket, context, face), _back(ticket, label))
    if (step := STEP_OF.get(face.page)) is not None:
        return ((Button(Words(f"card.sure-{step}"), Sure(ticket.number, step)),), _back(ticket))
    return _first(ticket)


def asked(ticket: Ticket, context: RenderContext, face: Face) -> Iterator[Text]:
    """What a page asks, below the card's words."""
    if face.page in (Page.MAIN, Page.MORE):
        return
    unanswered = "-unanswered" if face.page is Page.CLOSE and ticket.status in WAITING else ""
    yield Text("\n") + context.phrases.text(f"card.ask-{face.page}{unanswered}")
    rule = context.catalog.policy(context.language, face.choice)
    if face.page is Page.REFUSAL and rule is not None:
        read = pieces(rule.body, limit=_RULE)
        yield styled(rule.title, Style.BOLD)
        yield styled(read[0] if read else "", Style.QUOTE)


def _back(ticket: Ticket, label: str = "card.back") -> tuple[Button, ...]:
    return (Button(Words(label), TurnCard(ticket.number, Page.MAIN)),)


def _first(ticket: Ticket) -> Rows:
    """What can be done now."""
    if ticket.joined is not None:
        return ()
    if ticket.status is Status.CLOSED:
        return ((_step("card.reopen", ticket, Step.REOPEN),),)
    close, more = _step("card.close", ticket, Step.CLOSE), _turn("card.more", ticket, Page.MORE)
    claim = _step(
        "card.claim" if ticket.expert_id is None else "card.take-over", ticket, Step.CLAIM
    )
    handed = ticket.handed_by is not None and ticket.expert_id is not None
    back: Rows = ((_step("card.give-back", ticket, Step.GIVE_BACK),),) if handed else ()
    if ticket.status is Status.PENDING:
        question = () if ticket.asks else (_step("card.was-question", ticket, Step.ASK),)
        return (
            (_step("card.not-yet", ticket, Step.NOT_YET), *question),
            (claim, close, more),
            *back,
        )
    ask = "card.ask-off" if ticket.asks else "card.ask"
    on_it = () if ticket.on_it else (_step("card.on-it", ticket, Step.ON_IT),)
    legal = () if ticket.legal else (_step("card.needs-law", ticket, Step.LEGAL),)
    research = () if ticket.research else (_step("card.needs-research", ticket, Step.RESEARCH),)
    return (
        (claim, *on_it),
        (_step(ask, ticket, Step.ASK), *research),
        (*legal, close, more),
        *back,
    )


def _step(key: str, ticket: Ticket, step: Step) -> Button:
    return Button(Words(key), OnTicket(ticket.number, step))


def _more(ticket: Ticket, _context: RenderContext, _face: Face) -> Rows:
    """What is done less often."""
    number = ticket.number
    urgent = _step("card.urgent-too", ticket, Step.ALARM)
    if ticket.urgent:
        urgent = _step("card.calm", ticket, Step.CALM)
    release = () if ticket.expert_id is None else (_step("card.release", ticket, Step.RELEASE),)
    return (
        (Button(Words("card.hand-over"), OfferHandOver(number)), *release),
        (urgent, _step("card.refuse", ticket, Step.REFUSE)),
        (
            Button(Words("card.note"), HowToNote(number)),
            _turn("card.subject", ticket, Page.SUBJECT),
        ),
        (
            _turn("card.rank", ticket, Page.PRIORITY),
            _turn("card.language", ticket, Page.LANGUAGE),
        ),
    )


def _turn(key: str, ticket: Ticket, page: Page) -> Button:
    return Button(Words(key), TurnCard(ticket.number, page))


def _rules(ticket: Ticket, context: RenderContext, _face: Face) -> Rows:
    found = context.catalog.all_policies(context.language)
    return tuple(
        (Button(one.title, LookAtRule(ticket.number, one.code)),)
        for one in found
        if one.kind == _REFUSALS
    )


def _rule(ticket: Ticket, _context: RenderContext, face: Face) -> Rows:
    return ((Button(Words("card.sure-refuse"), RefuseBy(ticket.number, face.choice)),),)


def _subjects(ticket: Ticket, context: RenderContext, _face: Face) -> Rows:
    found = subject_areas(context.catalog, context.language)
    return _pairs(Button(label, SetSubject(ticket.number, n)) for n, label in found.items())


def _priorities(ticket: Ticket, _context: RenderContext, _face: Face) -> Rows:
    return (
        tuple(
            Button(Words(f"priority.{one}"), SetPriority(ticket.number, one)) for one in Priority
        ),
    )


def _languages(ticket: Ticket, _context: RenderContext, _face: Face) -> Rows:
    return _pairs(Button(one, SetLanguage(ticket.number, one)) for one in Phrases.languages())


def _pairs(buttons: Iterable[Button]) -> Rows:
    """Two in a row."""
    found = tuple(buttons)
    return tuple(found[n : n + 2] for n in range(0, len(found), 2))


_PAGES: _Pages = {
    Page.MORE: _more,
    Page.REFUSE: _rules,
    Page.REFUSAL: _rule,
    Page.SUBJECT: _subjects,
    Page.PRIORITY: _priorities,
    Page.LANGUAGE: _languages,
}
