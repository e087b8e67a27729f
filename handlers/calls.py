"""Experts are called by name: in a ticket's thread, or outside of all of them."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from bot.domain.desk import callees
from bot.domain.effects import CallExperts
from bot.domain.messages import Message, Say, joined
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Expert, Place
from bot.domain.results import KeepReminder
from bot.domain.tickets import Ticket
from bot.domain.words import Called, Linked, Value, Words
from bot.render.styled import fitted
from bot.render.told import message
from bot.storage import experts, tickets
from handlers.work import Work

MOST_CALLED = 20  # people in one message
OF_DATES = frozenset({"reminder.soon", "reminder.late", "reminder.legal"})


def whom(work: Work, ticket: Ticket, *, but: int | None = None) -> Value:
    """Whoever is on the ticket, called by name; while nobody is, whoever else is called for it,
    but not who has just let it go.
    """
    here = [one for one in experts.here(work.tx, work.desk.platform) if one.id != but]
    known = _called(work, callees.for_ticket(ticket, here))
    if ticket.expert_id is not None:
        return known or ticket.expert_name
    return Words("call.anybody", {"people": known}) if known else Words("queue.nobody")


def others(work: Work, expert: int | None) -> Value:
    """Everybody who is here but this one, called by name."""
    here = experts.here(work.tx, work.desk.platform)
    return _called(work, (one for one in here if one.id != expert)) or Words("call.everybody")


def _called(work: Work, people: Iterable[Expert]) -> tuple[Called, ...]:
    numbers = [one.id for one in islice(people, MOST_CALLED)]
    return experts.called(work.tx, work.desk.platform, numbers)


def in_thread(work: Work, call: CallExperts) -> list[Draft]:
    """The word in the ticket's thread; none while it has no thread."""
    ticket = call.ticket
    if ticket.place is None:
        return []
    called = others(work, ticket.expert_id) if call.others else whom(work, ticket, but=call.but)
    values = {**call.words.values, "expert": called}
    said = message((Words(call.words.key, values),), call.buttons, work.context().phrases)
    then = KeepReminder(ticket.number, ticket.place)
    # a date that is told late, since the group was away, is the last one, none that is past
    slot = f"date:{ticket.number}" if call.words.key in OF_DATES else None
    return [Draft(Say(ticket.place, said), Lane.REMINDER, then=then, slot=slot)]


def in_general(work: Work, words: Iterable[Words]) -> list[Draft]:
    """A word outside of all threads, where there is a staff group."""
    if work.desk.staff is None:
        return []
    said = fitted(joined(map(work.context().phrases.words, words), "\n"))
    return [Draft(Say(Place(work.desk.staff), Message(said)), Lane.REMINDER)]


def _numbered(work: Work, ticket: Ticket) -> Linked:
    """The ticket's number, which leads to its thread where there is one."""
    link = work.desk.links.thread(ticket.place) if ticket.place is not None else ""
    return Linked(f"#{ticket.number}", link)


def emergency(work: Work, ticket: Ticket) -> list[Draft]:
    """Those on duty are called, or everybody where nobody is; a call that still waits names all
    emergencies that nobody is on.
    """
    waiting = {one.number: one for one in (*tickets.emergencies(work.tx), ticket)}
    numbers = tuple(_numbered(work, waiting[number]) for number in sorted(waiting))
    known = _called(work, callees.on_duty(experts.here(work.tx, work.desk.platform)))
    everybody: Value = known or Words("call.everybody")
    words = Words("call.emergency", {"numbers": numbers, "people": everybody})
    called = in_general(work, (words,))
    return [replace(one, lane=Lane.URGENT, slot="emergency") for one in called]
