"""A ticket is handed over: by a command, or by a button that asks to whom."""

from dataclasses import replace
from typing import assert_never

from bot.domain.buttons import OnTicket, Press
from bot.domain.desk import handover as rules
from bot.domain.desk import presses, roles
from bot.domain.desk.presses import HandOverPress
from bot.domain.desk.tickets import decide
from bot.domain.effects import Answer
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.messages import Button, Delete, Rows, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Expert
from bot.domain.tickets import Step, Ticket
from bot.domain.words import Words
from bot.render.told import message
from bot.storage import experts, tickets
from handlers import people
from handlers.addressees import meant_for
from handlers.record import Tap, record
from handlers.undelivered import to_writer
from handlers.work import Work

MOST_OFFERED = 10  # people, as buttons


def asked(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/devret`: in a ticket's thread, with a name, a role or a subject's number behind it, or as a
    reply to somebody's message; alone it asks to whom.
    """
    ticket = meant_for(work, event, is_order=True).ticket
    if ticket is None:
        return to_writer(work, event, Words("hand.how"))
    _, *words = event.content.text.text.split(maxsplit=1)
    said = roles.read(" ".join(words), people.subjects(work))
    if not words and not people.answers_somebody(event):
        shown = message((_question(ticket),), _choices(work, ticket), work.context().phrases)
        return [Draft(Say(event.place, replace(shown, reply_to=event.message)), Lane.RELAY)]
    if said.unknown or len(said.changes) > 1 or (said.changes and said.name):
        return to_writer(work, event, Words("hand.how"))
    if said.changes:
        return _spoken(work, event, ticket, rules.HandToRole(said.changes[0].bearing), actor=actor)
    to, problem = people.meant(work, event, said.name)
    if to is None:
        return to_writer(work, event, problem)
    return _spoken(work, event, ticket, rules.HandOver(to), actor=actor)


def _spoken(
    work: Work, event: StaffWrote, ticket: Ticket, request: rules.HandOverRequest, *, actor: Actor
) -> list[Draft]:
    """What a command leads to; only a refusal is answered, a call in the thread is seen anyway."""
    if isinstance(request, rules.HandToRole) and not _bearers(work, request.bearing):
        return to_writer(work, event, Words("hand.nobody-bears"))
    after, effects = decide(ticket, request, actor, view=work.view)
    refused = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    told = [draft for one in refused for draft in to_writer(work, event, one)]
    return [*(told if after == ticket else ()), *record(work, effects)]


def pressed(
    work: Work, event: StaffTapped, press: HandOverPress, *, by: Actor, tap: Tap
) -> list[Draft]:
    """A button of the card, or one below the question to whom."""
    ticket = tickets.get(work.tx, press.ticket)
    if ticket is None:
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    request: rules.HandOverRequest | None
    match press:
        case presses.OfferHandOver():
            shown = message((_question(ticket),), _choices(work, ticket), work.context().phrases)
            said = Draft(Say(event.place, shown), Lane.RELAY)
            return [*record(work, [Answer()], tap=tap), said]
        case presses.KeepTicket():
            return [*record(work, [Answer(Words("hand.kept"))], tap=tap), _settled(event)]
        case presses.HandToExpert(_, number):
            to = experts.get(work.tx, number)
            request = rules.HandOver(to) if to is not None and _is_here(work, to) else None
        case presses.HandToRole(_, bearing):
            borne = roles.from_code(bearing)
            there = borne is not None and _bearers(work, borne)
            request = rules.HandToRole(borne) if borne is not None and there else None
        case _:
            assert_never(press)
    if request is None:
        return record(work, [Answer(Words("hand.nobody-bears"), alert=True)], tap=tap)
    after, effects = decide(ticket, request, by, view=work.view)
    done = [_settled(event)] if after != ticket else []
    return [*record(work, effects, tap=tap), *done]


def gives_back(press: Press) -> bool:
    """Whether a button of the card gives the ticket back."""
    return isinstance(press, OnTicket) and press.step is Step.GIVE_BACK


def returned(work: Work, ticket: Ticket, *, by: Actor, tap: Tap) -> list[Draft]:
    """It goes back to whoever had handed it over, while they are here."""
    giver = experts.get(work.tx, ticket.handed_by) if ticket.handed_by is not None else None
    request = rules.GiveBack(giver if giver is not None and _is_here(work, giver) else None)
    _, effects = decide(ticket, request, by, view=work.view)
    return record(work, effects, tap=tap)


def _is_here(work: Work, expert: Expert) -> bool:
    return any(one.id == expert.id for one in experts.here(work.tx, work.desk.platform))


def _bearers(work: Work, bearing: roles.Bearing) -> list[Expert]:
    here = experts.here(work.tx, work.desk.platform)
    return [one for one in here if roles.bears(one, bearing)]


def _settled(event: StaffTapped) -> Draft:
    """The question is answered, and goes: what came of it stands in the thread anyway."""
    return Draft(Delete(event.place.chat, (event.message,)), Lane.RELAY)


def _question(ticket: Ticket) -> Words:
    return Words("hand.to-whom", {"number": ticket.number})


def _choices(work: Work, ticket: Ticket) -> Rows:
    """Whom it can be handed to: people, then roles and the ticket's subject where somebody bears
    them, and a way out.
    """
    here = experts.here(work.tx, work.desk.platform)
    others = [one for one in here if one.id != ticket.expert_id][:MOST_OFFERED]
    named = [Button(one.name, presses.HandToExpert(ticket.number, one.id)) for one in others]
    bearings: list[roles.Bearing] = [*roles.Duty]
    bearings += [ticket.subject] if ticket.subject is not None else []
    borne = [one for one in bearings if _bearers(work, one)]
    known = people.subjects(work)
    for_all = [
        Button(
            Words("hand.button", {"role": people.in_words(one, known)}),
            presses.HandToRole(ticket.number, roles.code(one)),
        )
        for one in borne
    ]
    pairs = [tuple(named[n : n + 2]) for n in range(0, len(named), 2)]
    keep = Button(Words("hand.keep"), presses.KeepTicket(ticket.number))
    return (*pairs, *((one,) for one in for_all), (keep,))
