"""What happens to a ticket, whoever wants it: an expert in the forum, the contact, or the panel.

Law: one request by an actor in, the ticket as it then stands and the effects out; each thing that
can happen is decided here and nowhere else.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot.domain import buttons, results
from bot.domain.chats import Expects, Held, Intake
from bot.domain.contact.outcome import HOME
from bot.domain.desk import (
    collisions,
    emergencies,
    handover,
    joining,
    refusals,
    reminders,
    renewals,
    rights,
    seconding,
    silence,
    turns,
)
from bot.domain.desk.handover import GiveBack, HandOver, HandOverRequest, HandToRole
from bot.domain.desk.joining import Join
from bot.domain.desk.marks import Mark, marked
from bot.domain.desk.refusals import Refuse
from bot.domain.desk.renewals import Renew
from bot.domain.desk.said import Acts, Decision, dated, told, with_expert
from bot.domain.desk.seconding import Second
from bot.domain.desk.taking_back import Unsay, unsaid
from bot.domain.desk.view import DeskView
from bot.domain.effects import (
    Acknowledge,
    Answer,
    CallEverybody,
    Effect,
    KeepMessages,
    KeepStep,
    MakeThread,
    PassOn,
    ShowCard,
    Tell,
)
from bot.domain.messages import Button, Message, Rows
from bot.domain.people import Actor, Role, Spot
from bot.domain.tickets import (
    WAITING,
    Heard,
    NotAllowed,
    Status,
    Step,
    Ticket,
    advance,
    alarmed,
    claimed,
)
from bot.domain.words import Words


@dataclass(frozen=True, slots=True)
class Reply:
    """An expert's message that goes out to the contact; `seen` is the ticket's last message that
    the expert can have seen by then.
    """

    at: Spot
    content: Message
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """An expert's reply is with the contact; `reopens` a ticket that was closed when it was
    written; `crossed` by words of the contact's that are still to be answered.
    """

    reopens: bool = False
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Wrote:
    """The contact's messages for the ticket; `joins` pictures of an album that are on their way."""

    messages: tuple[Held, ...]
    joins: bool = False
    alarm: str = ""  # the emergency that they tell of
    heard: Heard | None = None  # how the contact is told, where that is not as usual


@dataclass(frozen=True, slots=True)
class Withdrew:
    """The contact's words were not meant for the ticket; `alone`: they were the only ones since
    the expert's reply.
    """

    alone: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """The contact mistyped a detail of the request, or a word along with the rating."""

    step: Expects
    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """The contact's judgement of a closed ticket."""

    stars: int | None = None
    words: str | None = None
    message: Held | None = None  # where the words are too long for the card


OfContact = Wrote | Rate | Withdrew | Corrected
OfExpert = Reply | Arrived | Unsay | Refuse | Mark | Second | Join
Request = Step | Renew | OfContact | OfExpert | HandOverRequest


def opened(intake: Intake, contact: int, language: str, *, now: datetime) -> Ticket:
    """The ticket of a confirmed request; it gets its number when it is kept."""
    return Ticket(
        number=0,
        contact=contact,
        status=Status.NEW,
        question=intake.question,
        language=language,
        opened_at=now,
        since=now,
        subject=intake.subject,
        organisation=intake.organisation,
        province=intake.province,
        rights_based=intake.rights_based,
        named=bool(intake.named),
        answer_id=intake.answer_id,
        policy=intake.policy,
    )


def welcomed(
    ticket: Ticket, messages: tuple[Held, ...], actor: Actor, *, view: DeskView
) -> list[Effect]:
    """A new ticket: its number and date are told, and experts will find it in a thread."""
    rows: Rows = ((Button(Words("home.tickets"), buttons.ListTickets()), HOME),)
    words = dated("ticket.opened-urgent" if ticket.urgent else "ticket.opened", ticket, view)
    rule = (Words("ticket.crowded"),) if view.crowded and not ticket.urgent else ()
    return [
        KeepStep(ticket, Step.OPEN, actor),
        KeepMessages(ticket, messages),
        Tell(ticket.contact, (words, *rule), rows, ticket=ticket.number),
        MakeThread(ticket),
        *([CallEverybody(ticket)] if ticket.urgent else []),
    ]


def decide(ticket: Ticket, request: Request, actor: Actor, *, view: DeskView) -> Decision:
    """The ticket after a request, and what follows; what is not possible now says so."""
    if not rights.may(actor.role, _deed(request)):
        return ticket, _not_now(ticket, actor, request)
    if ticket.joined is not None:
        return joining.over(ticket, actor, request.at if isinstance(request, Reply) else None)
    try:
        match request:
            case HandOver() | HandToRole() | GiveBack():
                return handover.decided(ticket, request, actor, view=view)
            case Renew():
                return renewals.renewed(ticket, request, actor, view=view)
            case Refuse():
                return refusals.refused(ticket, request, actor, view=view)
            case Second():
                return seconding.seconded(ticket, request, actor, view=view)
            case Join():
                return joining.joined(ticket, request, actor, view=view)
            case Mark():
                return marked(ticket, request, actor, view=view)
            case Unsay():
                return unsaid(ticket, request, actor)
            case Reply():
                return _replied(ticket, request, actor, view=view)
            case Arrived():
                return _arrived(ticket, request, actor, view=view)
            case Wrote():
                return _written(ticket, request, actor, view=view)
            case Rate():
                return _rated(ticket, request, actor, view=view)
            case Withdrew():
                return _withdrawn(ticket, request, actor, view=view)
            case Corrected():
                return _corrected(ticket, request, actor, view=view)
        if (act := _ACTS.get(request)) is not None:
            return act(ticket, actor, view)
    except NotAllowed:
        pass
    return ticket, _not_now(ticket, actor, request)


def _deed(request: Request) -> Step:
    """What it is that somebody asks for."""
    match request:
        case Renew(step=step):
            return step
        case Reply() | Arrived():
            return Step.REPLY
        case Wrote():
            return Step.CONTACT_WROTE
        case Rate():
            return Step.RATE
        case Withdrew():
            return Step.WITHDRAW
        case Corrected():
            return Step.CORRECT
        case Unsay():
            return Step.TAKE_BACK
        case Refuse():
            return Step.REFUSE
        case Mark():
            return Step.MARK
        case Second(goes=goes):
            return Step.APPROVE if goes else Step.RETRACT
        case Join():
            return Step.JOIN
        case HandOver():
            return Step.HAND_OVER
        case HandToRole():
            return Step.HAND_TO_ROLE
        case GiveBack():
            return Step.GIVE_BACK
    return request


def _not_now(ticket: Ticket, actor: Actor, request: Request) -> list[Effect]:
    if actor.role in (Role.DESK, Role.OUTSIDER):
        return []
    if actor.role is Role.CONTACT:
        return [Answer(Words("ticket.already", {"number": ticket.number}))]
    if isinstance(request, Step) and request not in _ACTS:
        return [Answer(Words("staff.gone"))]
    return [Answer(Words("staff.not-now")), ShowCard(ticket)]


def _claim(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    if ticket.expert_id == actor.id:
        return ticket, [Answer(Words("staff.yours-already"))]
    before = ticket.expert_name
    ticket = advance(claimed(ticket, actor), Step.CLAIM, view.now)
    words = Words("staff.taken-over" if before else "staff.claimed", {"expert": before or ""})
    return ticket, [Answer(words), KeepStep(ticket, Step.CLAIM, actor), ShowCard(ticket)]


def _close(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """Nobody closes over words that they have not seen."""
    if view.crossed and ticket.active and actor.role is not Role.CONTACT:
        return ticket, [Answer(Words("staff.wrote-meanwhile"), alert=True), ShowCard(ticket)]
    ticket = advance(ticket, Step.CLOSE, view.now)
    mine = actor.role is Role.CONTACT
    key, way = ("ticket.closed-by-you", HOME) if mine else ("ticket.closed", None)
    words, rows = silence.closing(key, ticket, way=way)
    return ticket, [
        *_answered(actor, "staff.closed"),
        KeepStep(ticket, Step.CLOSE, actor),
        told(ticket, words, rows),
        ShowCard(ticket),
    ]


def _answered(actor: Actor, key: str) -> list[Effect]:
    """A word to the expert; a contact hears what happened in the chat."""
    return [] if actor.role is Role.CONTACT else [Answer(Words(key))]


def _reopen(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    if actor.role is Role.CONTACT and refusals.is_appeal(ticket):
        return refusals.appealed(ticket, actor, view)
    ticket = advance(ticket, Step.REOPEN, view.now)
    return ticket, [
        *_answered(actor, "staff.reopened"),
        KeepStep(ticket, Step.REOPEN, actor),
        told(ticket, dated("ticket.reopened", ticket, view)),
        *_shown(ticket),
    ]


def _shown(ticket: Ticket) -> list[Effect]:
    """Experts see how it stands: on its card, or in a thread that is still to be made."""
    return [ShowCard(ticket)] if ticket.place is not None else [MakeThread(ticket)]


_ACTS: Acts = {
    **turns.ACTS,
    **renewals.ACTS,
    **emergencies.ACTS,
    **reminders.ACTS,
    **silence.ACTS,
    Step.CLAIM: _claim,
    Step.CLOSE: _close,
    Step.REOPEN: _reopen,
}


def _replied(ticket: Ticket, reply: Reply, actor: Actor, *, view: DeskView) -> Decision:
    """It is on its way; it counts when it has arrived."""
    sent = results.Reply(reply.at, actor, reopens=not ticket.active, seen=reply.seen)
    if view.needs_ok:
        return seconding.held(ticket, sent, reply.content, view=view)
    if ticket.expert_id is not None or not ticket.active:
        return ticket, [PassOn(ticket, sent, reply.content), *collisions.told(ticket, sent, view)]
    ticket = advance(claimed(ticket, actor), Step.CLAIM, view.now)
    passed = PassOn(ticket, sent, reply.content)
    return ticket, [KeepStep(ticket, Step.CLAIM, actor), passed, ShowCard(ticket)]


def _arrived(ticket: Ticket, arrived: Arrived, actor: Actor, *, view: DeskView) -> Decision:
    """The contact has the ball, but for words that crossed the reply; a ticket that was closed
    meanwhile stays closed.
    """
    if not ticket.active and not arrived.reopens:
        return ticket, []
    ticket = advance(with_expert(ticket, actor), Step.REPLY, view.now)
    steps = [(Step.REPLY, actor)]
    if arrived.crossed:
        ticket = advance(ticket, Step.CONTACT_WROTE, view.now)
        steps.append((Step.CONTACT_WROTE, Actor(ticket.contact, "", Role.CONTACT)))
    kept = [KeepStep(ticket, step, by) for step, by in steps]
    asked = [told(ticket, turns.asked(ticket))] if ticket.asks else []
    return ticket, [*kept, *asked, ShowCard(ticket)]


def _written(ticket: Ticket, wrote: Wrote, actor: Actor, *, view: DeskView) -> Decision:
    if wrote.heard is Heard.THANKS and ticket.active:
        return ticket, [KeepMessages(ticket, wrote.messages, Heard.THANKS)]
    usual = _HEARD.get((ticket.status, ticket.asks), Heard.ADDED)
    how = usual if usual is Heard.REOPENED else wrote.heard or usual
    heard = None if wrote.joins else how
    known = ticket.urgent and ticket.status in WAITING  # and everybody was called
    ticket = advance(ticket, Step.CONTACT_WROTE, view.now)
    calls = bool(wrote.alarm) and not known
    appeals = ticket.appealed or ticket.refused is not None
    ticket = replace(ticket, policy=wrote.alarm or ticket.policy, appealed=appeals)
    if calls:
        ticket = alarmed(ticket, view.now)
    return ticket, [
        KeepStep(ticket, Step.CONTACT_WROTE, actor),
        KeepMessages(ticket, wrote.messages, heard, urgent=bool(wrote.alarm)),
        *_shown(ticket),
        *([CallEverybody(ticket)] if calls else []),
    ]


_HEARD = {
    (Status.CLOSED, False): Heard.REOPENED,
    (Status.CLOSED, True): Heard.REOPENED,
    (Status.PENDING, False): Heard.SIGN,
    (Status.PENDING, True): Heard.BACK,
}


def heard(ticket: Ticket, how: Heard, message: str, *, view: DeskView) -> Effect:
    """A quiet sign that a contact's message arrived; words only where the date or the state has
    changed.
    """
    match how:
        case Heard.REOPENED:
            return told(ticket, dated("ticket.reopened", ticket, view))
        case Heard.BACK:
            return told(ticket, dated("ticket.back", ticket, view))
        case Heard.SIGN | Heard.THANKS:
            return Acknowledge(ticket.contact, message)
        case Heard.ADDED:
            added = told(ticket, Words("ticket.added", {"number": ticket.number}))
            return replace(added, slot=f"added:{ticket.number}")  # once for many
        case Heard.PLACED:
            undo = buttons.NotForTicket(ticket.number, message)
            words = Words("ticket.placed", {"number": ticket.number})
            placed = told(ticket, words, ((Button(Words("place.not-for-ticket"), undo),),))
            return replace(placed, reply_to=message)
    assert_never(how)


def _withdrawn(ticket: Ticket, words: Withdrew, actor: Actor, *, view: DeskView) -> Decision:
    """The ball goes back to the contact where only these words had brought it to the desk."""
    if not words.alone or ticket.status is not Status.OPEN:
        return ticket, []
    ticket = advance(ticket, Step.WITHDRAW, view.now)
    return ticket, [KeepStep(ticket, Step.WITHDRAW, actor), ShowCard(ticket)]


def _corrected(ticket: Ticket, detail: Corrected, actor: Actor, *, view: DeskView) -> Decision:
    ticket = advance(ticket, Step.CORRECT, view.now)
    match detail.step:
        case Expects.ORGANISATION:
            ticket = replace(ticket, organisation=detail.words)
        case Expects.PROVINCE:
            ticket = replace(ticket, province=detail.words)
        case Expects.WORD:
            words = (ticket.rating_words or "").replace(detail.before, detail.words, 1)
            ticket = replace(ticket, rating_words=words)
    return ticket, [KeepStep(ticket, Step.CORRECT, actor), ShowCard(ticket)]


def _rated(ticket: Ticket, rate: Rate, actor: Actor, *, view: DeskView) -> Decision:
    ticket = replace(
        advance(ticket, Step.RATE, view.now),
        rating=rate.stars or ticket.rating,
        rating_words="\n".join(filter(None, (ticket.rating_words, rate.words))) or None,
    )
    passed_on = [KeepMessages(ticket, (rate.message,))] if rate.message else []
    shown = _shown(ticket) if rate.words else [ShowCard(ticket)]  # words are to be read by somebody
    return ticket, [KeepStep(ticket, Step.RATE, actor), *passed_on, *shown]
