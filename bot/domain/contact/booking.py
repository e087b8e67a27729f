"""Agreeing on a time with the experts: a call back, or work together; one question after the other.

Law: nothing that is given is asked for again or lost; a time is taken by sending, and by nobody
twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import booking_buttons as on
from bot.domain.appointments import CALL, Act, Appointment
from bot.domain.booking_buttons import BookingPress, InBooking
from bot.domain.chats import BOOKING, Booking, Chat, Expects
from bot.domain.contact import appointments, phone, slots
from bot.domain.contact.booking_steps import (
    MUST,
    answered,
    form_of,
    free_times,
    length_of,
    rows_of,
    summary,
    words_of,
)
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, counted, numbered, without_step
from bot.domain.contact.view import ContactView
from bot.domain.effects import ActOnAppointment, Book, Rebook, Tell, TellOutcome, tell
from bot.domain.messages import TEXT, Button, Rows
from bot.domain.tickets import WAITING, Kind, Ticket
from bot.domain.words import Words


def call(chat: Chat, view: ContactView, *, number: str | None = None) -> Outcome:
    """A call back is put together, or gone on with; one that is ahead already is shown."""
    if view.hours.phone is None:
        return phone.reply(chat, view)
    ahead = next((one for one in view.appointments if one.is_call), None)
    if ahead is not None:
        return appointments.show(chat, view, ahead)
    joined = _joined(view)
    booking = chat.booking
    if booking is None or booking.kind != CALL:
        booking = Booking(kind=CALL, messages=chat.held, ticket=joined.number if joined else None)
    if joined is not None or booking.messages:
        booking = answered(booking, Expects.ABOUT)
    if number is not None:
        booking = answered(replace(booking, number=number), Expects.NUMBER)
    return go_on(replace(chat, booking=booking, held=()), view)


def _joined(view: ContactView) -> Ticket | None:
    """The open question that a call would be about: the one talked about, else the newest."""
    owed = [one for one in view.active if one.status in WAITING and one.kind is Kind.QUESTION]
    recent = [one for one in owed if one.number == view.recent]
    return next(iter((*recent, *owed[::-1])), None)


def meeting(chat: Chat, view: ContactView) -> Outcome:
    """Work together is put together, or gone on with."""
    kinds = view.catalog.support(chat.language)
    if view.hours.meetings is None or not kinds:
        none = Tell(chat.id, (Words("meeting.none"),), ((EXPERT,), (HOME,)))
        return replace(without_step(chat), options=numbered(((EXPERT,),))), [none]
    booking = chat.booking
    if booking is None or booking.kind == CALL:
        booking = _known(view, Booking(messages=chat.held))
    return go_on(replace(chat, booking=booking, held=()), view)


def _known(view: ContactView, booking: Booking) -> Booking:
    """With what an earlier ticket said of the organisation."""
    told = [one for one in view.tickets if one.rights_based is not None]
    if told:
        booking = replace(answered(booking, Expects.BASED), rights_based=told[-1].rights_based)
    named = [one for one in view.tickets if one.organisation and one.named]
    if named:
        booking = replace(answered(booking, Expects.TEAM), organisation=named[-1].organisation)
    return answered(booking, Expects.ABOUT) if booking.messages else booking


def go_on(chat: Chat, view: ContactView, *notes: Words) -> Outcome:
    """The first question that is still open, or the whole of it."""
    booking = chat.booking or Booking()
    step = None if booking.fixing else form_of(booking).open(booking.given)
    return ask(chat, view, step or Expects.SETTLE, *notes)


def ask(chat: Chat, view: ContactView, step: Expects, *notes: Words) -> Outcome:
    """Put one question, below a word or two, or show the whole of it."""
    booking = chat.booking or Booking()
    chat = replace(chat, expects=step, question=None, about=None)
    if step is Expects.SLOT:
        return _ask_slot(chat, view, notes)
    if step is Expects.SETTLE:
        booking = replace(booking, fixing=False)
        chat = replace(chat, booking=booking)
    rows = rows_of(chat, view, booking, step=step)
    told = summary(chat, view, booking) if step is Expects.SETTLE else words_of(chat, view, step)
    chosen = tuple(row for row in rows if not _leads_away(row))
    return replace(chat, options=numbered(chosen)), [Tell(chat.id, (*notes, *told), rows)]


def _leads_away(row: tuple[Button, ...]) -> bool:
    leaving = (InBooking("cancel"), InBooking("back"), InBooking("skip"))
    return all(one.press in leaving or isinstance(one.press, on.FixBooking) for one in row)


def _ask_slot(chat: Chat, view: ContactView, notes: Sequence[Words]) -> Outcome:
    free = free_times(chat, view)
    if not free:
        chat = replace(without_step(chat), booking=None, options=numbered(((EXPERT,),)))
        return chat, [Tell(chat.id, (*notes, Words("slot.none")), ((EXPERT,), (HOME,)))]
    booking = chat.booking or Booking()
    zone = view.promise.calendar.zone
    times, more = slots.offered(free, zone, booking.page)
    if not times:  # an old button, or days that are taken meanwhile
        return ask(replace(chat, booking=replace(booking, page=0)), view, Expects.SLOT, *notes)
    return _offer(chat, times, notes, more=more)


def _offer(chat: Chat, times: Sequence[datetime], notes: Sequence[Words], *, more: bool) -> Outcome:
    """These times, as buttons and numbers."""
    booking = chat.booking or Booking()
    shown = slots.rows(times, page=booking.page, more=more)
    first = form_of(booking).first() is Expects.SLOT or booking.moves is not None
    back = () if first else (Button(Words("button.back"), InBooking("back")),)
    away: Rows = ((*back, Button(Words("button.cancel"), InBooking("cancel"))),)
    key = "slot.ask-call" if booking.kind == CALL else "slot.ask-meeting"
    chat = replace(chat, expects=Expects.SLOT, options=counted(shown))
    return chat, [Tell(chat.id, (*notes, Words(key)), (*shown, *away))]


def narrowed(chat: Chat, view: ContactView, times: Sequence[datetime]) -> Outcome:
    """Those of the free times that may be meant."""
    zone = view.promise.calendar.zone
    shown, more = slots.offered(times, zone, 0)
    return _offer(chat, shown, (Words("slot.which"),), more=more and False)


def given(chat: Chat, view: ContactView, booking: Booking, *notes: Words) -> Outcome:
    """The step that is open has its answer: on to the next one."""
    step = chat.expects if chat.expects in BOOKING else None
    booking = booking if step is None else answered(booking, step)
    return go_on(replace(chat, booking=booking), view, *notes)


def press(chat: Chat, view: ContactView, button: BookingPress) -> Outcome:
    """A button of appointments; one of a booking that is over says so."""
    match button:
        case on.ShowPhone():
            return phone.reply(chat, view)
        case on.AskCall():
            return call(chat, view)
        case on.AskMeeting():
            return meeting(chat, view)
        case on.ListAppointments():
            return appointments.listing(chat, view)
        case on.MoveAppointment(number) | on.CancelAppointment(number) | on.SayOutcome(number):
            return _about(chat, view, button, _own(view, number))
    if chat.booking is None:
        return chat, [tell(chat.id, "booking.over")]
    return _in_booking(chat, view, button, chat.booking)


def _own(view: ContactView, number: int) -> Appointment | None:
    return next((one for one in view.appointments if one.id == number), None)


def _about(chat: Chat, view: ContactView, button: BookingPress, one: Appointment | None) -> Outcome:
    """A button about an appointment that is made."""
    if isinstance(button, on.SayOutcome):
        return _outcome(chat, button)
    if one is None:
        return chat, [tell(chat.id, "appointment.gone")]
    if isinstance(button, on.CancelAppointment):
        return without_step(chat), [ActOnAppointment(chat.id, one.id, Act.CANCEL)]
    booking = Booking(kind=one.kind, ticket=one.ticket, moves=one.id)
    return ask(replace(chat, booking=booking), view, Expects.SLOT)


def _outcome(chat: Chat, button: on.SayOutcome) -> Outcome:
    """How it goes some time after; whoever needs more writes it, and is heard on the ticket."""
    return without_step(chat), [TellOutcome(chat.id, button.appointment, button.word == "well")]


def _in_booking(chat: Chat, view: ContactView, button: BookingPress, booking: Booking) -> Outcome:
    match button:
        case InBooking():
            return _exit(chat, view, button, booking)
        case on.SayBased(word):
            based = replace(booking, rights_based=word == "yes")
            return given(replace(chat, expects=Expects.BASED), view, based)
        case on.PickKind(code):
            known = any(one.code == code for one in view.catalog.support(chat.language))
            if not known:
                return ask(chat, view, Expects.KIND)
            picked = answered(replace(booking, kind=code, slot=None), Expects.KIND)
            again = tuple(one for one in picked.given if one is not Expects.SLOT)
            return go_on(replace(chat, booking=replace(picked, given=again, fixing=False)), view)
        case on.AgreeToBring():
            return given(replace(chat, expects=Expects.AGREE), view, booking)
        case on.PickSlot(slot):
            return pick(chat, view, slots.moment_of(slot))
        case on.OtherSlots(page):
            turned = replace(booking, page=max(page, 0))
            return ask(replace(chat, booking=turned), view, Expects.SLOT)
        case on.FixBooking(step) if step in form_of(booking).fields:
            return ask(replace(chat, booking=replace(booking, fixing=True)), view, step)
    return go_on(chat, view)


def pick(chat: Chat, view: ContactView, at: datetime) -> Outcome:
    """A time; one that somebody else took meanwhile says so."""
    booking = chat.booking or Booking()
    if at not in free_times(chat, view):
        return ask(chat, view, Expects.SLOT, Words("slot.taken"))
    if booking.moves is not None:
        chat = replace(without_step(chat), booking=None, options=())
        return chat, [Rebook(chat.id, booking.moves, at)]
    picked = replace(booking, slot=slots.slot_of(at))
    return given(replace(chat, expects=Expects.SLOT), view, picked)


def _exit(chat: Chat, view: ContactView, button: InBooking, booking: Booking) -> Outcome:
    step = chat.expects if chat.expects in BOOKING else None
    match button.exit:
        case "cancel":
            return cancel(chat)
        case "back":
            before = form_of(booking).before(step) or Expects.SETTLE
            return ask(chat, view, before)
        case "skip" if step is not None and step in MUST:
            return ask(chat, view, step, Words("booking.must"))
        case "skip":
            return given(chat, view, booking)
        case "send":
            return send(chat, view)
        case "anew":
            return ask(replace(chat, booking=replace(booking, messages=())), view, Expects.ABOUT)
    return go_on(chat, view)


def cancel(chat: Chat) -> Outcome:
    """Leave it; an appointment that should have been moved stays."""
    moves = chat.booking is not None and chat.booking.moves is not None
    said = tuple(one for one in (chat.booking or Booking()).messages if one.kind == TEXT)
    chat = replace(chat, booking=None, matter=said or chat.matter, options=())
    key = "booking.stays" if moves else "booking.cancelled"
    return without_step(chat), [Tell(chat.id, (Words(key),), ((HOME,),))]


def send(chat: Chat, view: ContactView) -> Outcome:
    """It is agreed on, where nothing is missing and nobody was faster."""
    booking = chat.booking or Booking()
    missing = form_of(booking).open(booking.given)
    if missing is not None or booking.slot is None:
        return ask(chat, view, missing or Expects.SLOT)
    at, length = slots.moment_of(booking.slot), length_of(chat, view)
    if at not in free_times(chat, view):
        return ask(chat, view, Expects.SLOT, Words("slot.taken"))
    chat = replace(without_step(chat), booking=None, options=())
    return chat, [Book(chat.id, booking, at, length or timedelta(), chat.language)]


def expire(chat: Chat) -> Outcome:
    """Nobody went on with it for long: it is let go, with a word."""
    stays = without_step(chat) if chat.expects in BOOKING else chat
    chat = replace(stays, booking=None, options=())
    return chat, [Tell(chat.id, (Words("booking.expired"),), ((EXPERT,), (HOME,)))]
