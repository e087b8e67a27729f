"""`/ara` finds what was agreed on, too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.appointments import Appointment, State
from bot.domain.desk import finding
from bot.domain.events import StaffWrote
from bot.domain.listings import ShowFound
from bot.domain.messages import Message, Text
from bot.domain.people import Place
from bot.domain.tickets import Status, Ticket
from bot.storage import appointments, tickets
from handlers import found, hints
from handlers.appointments import keep
from handlers.work import Work
from tests.handlers.conftest import ELIF, NOW, STAFF, opened

AT = datetime(2026, 12, 1, 8, tzinfo=UTC)  # a Tuesday, at 11:00 in Istanbul
LATER = datetime(2026, 12, 10, 8, tzinfo=UTC)


def agreed(work: Work, kind: str = "one-to-one", number: str | None = None) -> Appointment:
    """On a ticket of its own."""
    ticket = opened(work, question="", status=Status.PENDING, group=STAFF, thread="9")
    half = timedelta(minutes=30)
    made = Appointment(0, ticket.number, ticket.contact, kind, AT, half, NOW, number=number)
    kept = appointments.add(work.tx, made)
    keep(work, kept)
    return kept


def shown(work: Work, words: str) -> str:
    return found.page(work, ShowFound(0, finding.asked(words))).text.text


@pytest.mark.parametrize("words", ["randevu", "doğrudan destek", "birlikte çalışma", "1 aralık"])
def test_work_together_is_found_by_what_it_is_and_when(work: Work, words: str) -> None:
    agreed(work)
    assert "birlikte çalışma" in shown(work, words)
    assert "1 Aralık Salı, saat 11.00" in shown(work, words)


@pytest.mark.parametrize("words", ["geri arama", "randevu", "telefon"])
def test_a_call_back_is_found_but_by_no_number(work: Work, words: str) -> None:
    agreed(work, "call", "05321112233")
    assert "Geri arama randevusu" in shown(work, words)
    assert "0532" not in shown(work, words)
    assert "1 talep" not in shown(work, "05321112233 randevu")


@pytest.mark.parametrize("state", [State.BOOKED, State.CANCELLED, State.HELD])
def test_it_is_found_by_the_time_it_has_now(work: Work, state: State) -> None:
    keep(work, replace(agreed(work), at=LATER, state=state))
    assert "10 Aralık Perşembe" in shown(work, "10 aralık")
    assert "1 talep" not in shown(work, "1 aralık salı")


def hinted(work: Work, ticket: Ticket | None) -> bool:
    event = StaffWrote(Place(STAFF, "9"), "71", ELIF, "Elif", Message(Text("Plan iyi.")))
    return bool(hints.stays_inside(work, ticket, event))


def test_the_note_that_was_asked_for_is_not_called_a_mistake(work: Work) -> None:
    """What came of a meeting is written down; once the contact has written, a note may be one."""
    one = agreed(work)
    ticket = tickets.get(work.tx, one.ticket)
    assert ticket is not None
    assert hinted(work, ticket)
    keep(work, replace(one, state=State.HELD))
    assert not hinted(work, ticket)
    assert hinted(work, replace(ticket, status=Status.OPEN))
