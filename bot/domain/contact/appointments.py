"""A contact's own appointments: what is ahead, and what can be done about it."""

from dataclasses import replace

from bot.domain import booking_buttons as on
from bot.domain.appointments import Appointment, State
from bot.domain.chats import Chat
from bot.domain.contact.outcome import EXPERT, HOME, Outcome, counted, numbered, without_step
from bot.domain.contact.view import ContactView
from bot.domain.effects import Tell
from bot.domain.messages import Button, Rows
from bot.domain.words import Value, Words
from intents.content.catalog import Catalog

_MOST_LISTED = 5


def called(one: Appointment, catalog: Catalog, language: str) -> Value:
    """What kind it is, in words; that of an entry which is gone is work together."""
    if one.is_call:
        return Words("appointment.call")
    found = (kind.title for kind in catalog.support(language) if kind.code == one.kind)
    return next(found, None) or Words("appointment.meeting")


def ways(one: Appointment) -> Rows:
    """Another time, or none."""
    move = Button(Words("appointment.move"), on.MoveAppointment(one.id))
    return ((move,), (Button(Words("appointment.cancel"), on.CancelAppointment(one.id)),))


def line(one: Appointment, view: ContactView, language: str) -> Words:
    """One in a line."""
    key = "appointment.line-missed" if one.state is State.MISSED else "appointment.line"
    return Words(key, {"kind": called(one, view.catalog, language), "at": one.at})


def show(chat: Chat, view: ContactView, one: Appointment) -> Outcome:
    """One that is ahead already, with what can be done about it."""
    words = (Words("appointment.ahead"), line(one, view, chat.language))
    chat = replace(without_step(chat), booking=None, options=numbered(ways(one)))
    return chat, [Tell(chat.id, words, (*ways(one), (HOME,)), ticket=one.ticket)]


def listing(chat: Chat, view: ContactView) -> Outcome:
    """All that is ahead, the first one first; and how to get one."""
    ahead = view.appointments[:_MOST_LISTED]
    begin: Rows = ()
    if view.hours.meetings is not None and view.catalog.support(chat.language):
        begin = ((Button(Words("meeting.begin"), on.AskMeeting()),),)
    if view.hours.phone is not None:
        begin = (*begin, (Button(Words("phone.call-me"), on.AskCall()),))
    if len(ahead) == 1 and not begin:
        return show(chat, view, ahead[0])
    key = "appointment.title" if ahead else "appointment.none"
    changes = tuple(_change(one) for one in ahead)
    rows = (*changes, *begin, (EXPERT,), (HOME,))
    lines = tuple(line(one, view, chat.language) for one in ahead)
    chat = replace(without_step(chat), question=None, options=counted((*changes, *begin)))
    return chat, [Tell(chat.id, (Words(key), *lines), rows)]


def _change(one: Appointment) -> tuple[Button, ...]:
    """Both ways of one, named by its time."""
    return (
        Button(Words("appointment.move-at", {"at": one.at}), on.MoveAppointment(one.id)),
        Button(Words("appointment.cancel-at", {"at": one.at}), on.CancelAppointment(one.id)),
    )
