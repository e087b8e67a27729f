"""An appointment as a file that calendars read.

Source: RFC 5545 (iCalendar), RFC 5546 for what is cancelled.
"""

from icalendar import Calendar, Event

from bot.domain.appointments import Appointment, State
from bot.domain.contact.appointments import called
from bot.domain.messages import SendFile
from bot.domain.people import Place
from bot.domain.words import Words
from bot.render.context import RenderContext

NAME = "randevu.ics"


def invitation(one: Appointment, place: Place, context: RenderContext) -> SendFile:
    """The file to send there; a later one with the same name of the event takes its place."""
    phrases, off = context.phrases, one.state is State.CANCELLED
    event = Event()
    event.add("uid", f"appointment-{one.id}@destek-noktasi")
    event.add("dtstamp", one.booked_at)
    event.add("dtstart", one.at)
    event.add("dtend", one.ends_at)
    event.add("sequence", one.moved + off)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    values = {"kind": called(one, context.catalog, context.language), "ticket": one.ticket}
    event.add("summary", phrases.plain(Words("invitation.title", values)))
    event.add("description", phrases.plain(Words("invitation.text", values)))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//destek-noktasi//TR")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    calendar.add_component(event)
    key = "invitation.cancelled" if off else "invitation.caption"
    caption = phrases.text(key, {"at": one.at})
    return SendFile(place, NAME, calendar.to_ical().decode(), caption)
