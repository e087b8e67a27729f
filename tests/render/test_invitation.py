"""The file for the calendar: the same event when it is moved, and out when it is cancelled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bot.domain.appointments import Appointment, State, moved
from bot.domain.people import Address, Place
from bot.render.context import RenderContext
from bot.render.invitation import invitation
from bot.render.phrases import Phrases
from tests.domain.content import CATALOG
from tests.render.content import ISTANBUL, LINKS, TODAY

TURKISH = Phrases.of("tr", ISTANBUL)
CONTEXT = RenderContext(CATALOG, TURKISH, "tr", LINKS, TODAY, folds=True)
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
NOW = AT - timedelta(days=3)
ONE = Appointment(3, 12, 7, "meeting", AT, timedelta(hours=1), NOW)
ADA = Place(Address("telegram", "1001"))


def event(one: Appointment, context: RenderContext = CONTEXT) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(invitation(one, ADA, context).content)
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_an_event_has_its_time_and_a_name_that_stays() -> None:
    calendar, found = event(ONE)
    assert (found.start, found.end) == (AT, AT + timedelta(hours=1))
    assert (calendar["method"], found["status"], found["sequence"]) == ("PUBLISH", "CONFIRMED", 0)
    _, later = event(moved(ONE, AT + timedelta(days=1), NOW))
    assert (later["uid"], later["sequence"]) == (found["uid"], 1)
    assert later.start == AT + timedelta(days=1)


def test_one_that_is_not_to_be_is_taken_out() -> None:
    calendar, found = event(replace(ONE, state=State.CANCELLED))
    assert (calendar["method"], found["status"]) == ("CANCEL", "CANCELLED")
    assert found["sequence"] > event(ONE)[1]["sequence"]


def test_it_speaks_the_contacts_language_and_names_no_number() -> None:
    context = replace(CONTEXT, phrases=Phrases.of("en", ISTANBUL), language="en")
    said = invitation(replace(ONE, number="0532 111 22 33"), ADA, context)
    assert "Request no. 12" in said.content
    assert "0532" not in said.content
    assert "15:00" in said.caption.text  # in the desk's zone
