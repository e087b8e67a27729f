"""Appointments: load, decide; what is decided is recorded by whoever asks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain import effects as fx
from bot.domain.appointments import CALL, GRACE, Act, Appointment, State, lane_of
from bot.domain.booking_buttons import AppointmentPress, MoveTo
from bot.domain.chats import Intake
from bot.domain.contact.appointments import called
from bot.domain.contact.slots import moment_of
from bot.domain.desk import appointed_times as times
from bot.domain.desk import appointments as rules
from bot.domain.desk import tickets as ticket_rules
from bot.domain.desk.appointments import Both
from bot.domain.effects import Answer, Effect
from bot.domain.people import Actor, Role
from bot.domain.tickets import Kind, Step, Ticket
from bot.domain.words import Words
from bot.storage import appointments, chats, said_words, tickets
from handlers.work import Work


def both(work: Work, number: int) -> Both | None:
    """An appointment with its ticket, or None."""
    one = appointments.get(work.tx, number)
    ticket = tickets.get(work.tx, one.ticket) if one is not None else None
    return None if one is None or ticket is None else _both(work, one, ticket)


def _both(work: Work, one: Appointment, ticket: Ticket) -> Both:
    catalog = work.desk.catalog
    chat = chats.get(work.tx, ticket.contact)
    language = chat.language if chat is not None else ticket.language
    staff = called(one, catalog, work.desk.default_language)
    return Both(one, ticket, called(one, catalog, language), staff)


def keep(work: Work, one: Appointment) -> None:
    """Write it as it now stands; its ticket is found by it."""
    appointments.save(work.tx, one)
    _find_by(work, one)


def _find_by(work: Work, one: Appointment) -> None:
    also = Words("found.agreed-call-also" if one.is_call else "found.agreed-also")
    said = f"{in_words(work, one)} {work.context().phrases.plain(also)}"
    said_words.change(work.tx, one.ticket, said_words.AGREED, said)


def in_words(work: Work, one: Appointment) -> str:
    """What was agreed on, as experts look for it; whom to call is not in it."""
    kind = called(one, work.desk.catalog, work.desk.default_language)
    words = Words(
        "found.agreed-call" if one.is_call else "found.agreed", {"kind": kind, "at": one.at}
    )
    return work.context().phrases.plain(words)


def of_contact(work: Work, effect: fx.BookingEffect) -> list[Effect]:
    """What a contact wants of an appointment: what follows."""
    actor = Actor(effect.contact, "", Role.CONTACT)
    if isinstance(effect, fx.Book):
        return _booked(work, effect, actor)
    found = both(work, effect.appointment)
    if found is None or found.one.contact != effect.contact:
        return [fx.tell(effect.contact, "appointment.gone")]
    match effect:
        case fx.Rebook(at=at):
            if found.one.state not in (State.BOOKED, State.MISSED) or not found.ticket.active:
                return [fx.tell(effect.contact, "appointment.gone")]
            return rules.rebooked(found, at, actor, work.view)
        case fx.ActOnAppointment(act=act):
            return rules.decide(found, act, actor, view=work.view)
        case fx.TellOutcome(well=well):
            return times.outcome(found, well=well)


def _booked(work: Work, effect: fx.Book, actor: Actor) -> list[Effect]:
    """On the open ticket that it joins, else on one of its own."""
    joined = tickets.get(work.tx, effect.booking.ticket)
    joins = joined is not None and joined.active and joined.contact == effect.contact
    if joined is None or not joins:
        ticket, opened = _opened(work, effect, actor)
    else:
        ticket, opened = joined, []
    made = Appointment(
        id=0,
        ticket=ticket.number,
        contact=effect.contact,
        kind=effect.booking.kind,
        at=effect.at,
        length=effect.length,
        booked_at=work.now,
        number=effect.booking.number,
    )
    kept = appointments.add(work.tx, made)
    _find_by(work, kept)
    found = _both(work, kept, ticket)
    return [*opened, *rules.booked(found, actor, joins=joins)]


def _opened(work: Work, effect: fx.Book, actor: Actor) -> tuple[Ticket, list[Effect]]:
    """A ticket of its own kind, whose date is the appointment's."""
    booking = effect.booking
    intake = Intake(
        messages=booking.messages,
        organisation=booking.organisation,
        rights_based=booking.rights_based,
        named=booking.organisation is not None,
    )
    ticket = ticket_rules.opened(intake, effect.contact, effect.language, now=work.now)
    kind = Kind.CALL if booking.kind == CALL else Kind.MEETING
    until = effect.at + effect.length + GRACE
    kept = tickets.open(work.tx, replace(ticket, kind=kind, appointed_until=until))
    then: list[Effect] = [fx.KeepStep(kept, Step.OPEN, actor), fx.KeepStep(kept, Step.BOOK, actor)]
    kept_words: list[Effect] = [fx.KeepMessages(kept, booking.messages)] if booking.messages else []
    return kept, [*then, *kept_words, fx.MakeThread(kept)]


def on_press(work: Work, press: AppointmentPress, actor: Actor) -> list[Effect]:
    """A button of the staff group."""
    found = both(work, press.appointment)
    if found is None:
        return [Answer(Words("staff.gone"))]
    if isinstance(press, MoveTo):
        return _moved(work, found, press.slot, by=actor)
    if press.act is Act.MOVE:
        return rules.offered(found, _free(work, found.one))
    return rules.decide(found, press.act, actor, view=work.view)


def _moved(work: Work, found: Both, slot: int, *, by: Actor) -> list[Effect]:
    at = moment_of(slot)
    if found.one.state not in (State.BOOKED, State.MISSED) or not found.ticket.active:
        return [Answer(Words("staff.appointment-over"))]
    if at not in _free(work, found.one):
        return [Answer(Words("staff.time-taken"), alert=True)]
    return rules.rebooked(found, at, by, work.view)


def _free(work: Work, one: Appointment) -> list[datetime]:
    """The times at which it could be instead."""
    taken = appointments.taken(work.tx, lane_of(one.kind), since=work.now) - set(one.takes())
    free = work.desk.hours.free(one.kind, one.length, now=work.now, taken=taken)
    return [at for at in free if at != one.at]


def by_time(work: Work) -> Iterable[list[Effect]]:
    """What time asks of each."""
    near, held = work.now + times.DAY_BEFORE, work.now - times.FOLLOW_UP
    for one in appointments.open(work.tx, near=near, held=held):
        ticket = tickets.get(work.tx, one.ticket)
        if ticket is not None:
            yield times.by_time(_both(work, one, ticket), work.view)
