"""What threads and messages in them are called: once a change, and by whose they are."""

from dataclasses import replace

import pytest

from bot.domain.chats import Held
from bot.domain.events import StaffTapped
from bot.domain.listings import ShowEarlier
from bot.domain.messages import AnswerTap, Button, Copy, Edit, NameThread, OpenThread, Say
from bot.domain.outbox import Delivery
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import FillThread, ThreadOpened
from bot.domain.tickets import Status, Ticket
from bot.storage import messages, tickets
from handlers import cards, lists, relay, results
from handlers.record import Tap
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, STAFF, content, opened, owed

THREAD = Place(STAFF, "9")


def named(work: Work, ticket: Ticket) -> list[str]:
    """The names that its thread is given now."""
    return [one.act.name for one in cards.refresh(work, ticket) if isinstance(one.act, NameThread)]


def test_a_closed_tickets_thread_looks_closed_until_it_is_reopened(work: Work) -> None:
    ticket = opened(work)
    (delivery,) = owed(work, cards.thread(work, ticket), "asked")
    assert isinstance(delivery.act, OpenThread)
    results.on_done(work, delivery, ThreadOpened("9"))
    ticket = replace(_now(work, ticket), card="10")
    assert named(work, ticket) == []
    closed = replace(ticket, status=Status.CLOSED)
    assert named(work, closed) == [f"✓ {delivery.act.name}"]
    closed = replace(_now(work, ticket), status=Status.CLOSED, card="10")
    assert named(work, closed) == []
    assert named(work, replace(closed, status=Status.OPEN)) == [delivery.act.name]


def test_a_ticket_that_was_closed_while_its_thread_was_made_is_named_at_once(work: Work) -> None:
    ticket = opened(work)
    (asked,) = cards.thread(work, ticket)
    tickets.save(work.tx, replace(ticket, status=Status.CLOSED))
    delivery = Delivery(1, "k", asked.lane, asked.act, FillThread(ticket.number))
    drafts = results.on_done(work, delivery, ThreadOpened("9"))
    assert [one.act.name[0] for one in drafts if isinstance(one.act, NameThread)] == ["✓"]


def _now(work: Work, ticket: Ticket) -> Ticket:
    found = tickets.get(work.tx, ticket.number)
    assert found is not None
    return found


def test_the_contacts_words_are_signed_by_the_code_or_the_name(work: Work) -> None:
    """Also when they change; what belongs to an album bears no buttons."""
    ticket = opened(work, group=STAFF, thread="9", organisation="Umut", case="")
    held = [Held("1", "text", "Soru"), Held("2", "photo", "", "a1"), Held("3", "photo", "", "a1")]
    kept = relay.keep(work, ticket, held, chat=ADA, heard=None)
    words, album = (one.act for one in relay.to_staff(work, ticket, kept))
    assert isinstance(words, Copy)
    assert isinstance(album, Copy)
    sign = Button(f"{ticket.case} yazdı", ShowEarlier(ticket.number))
    assert (words.buttons, album.buttons) == (((sign,),), ())
    messages.place_in_thread(work.tx, kept[0].id, Spot(STAFF, "77"))
    there = messages.get(work.tx, kept[0].id)
    assert there is not None
    (edit,) = relay.edit_in_thread(work, there, content("Başka"), place=THREAD)
    assert isinstance(edit.act, Edit)
    assert edit.act.message.buttons == words.buttons
    named = replace(ticket, named=True)
    assert relay.signature(work, named)[0][0].label == "Umut yazdı"


@pytest.mark.parametrize(("others", "toast"), [(0, "başka talebi yok"), (1, "")])
def test_a_signature_leads_to_what_else_was_asked(
    work: Work, elif_: Actor, others: int, toast: str
) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    for _ in range(others):
        opened(work)
    event = StaffTapped(THREAD, "501", "tap", ELIF, "Elif", "")
    press = ShowEarlier(ticket.number)
    drafts = lists.on_press(work, event, press, actor=elif_, tap=Tap("telegram", "tap"))
    answer = drafts[0].act
    assert isinstance(answer, AnswerTap)
    assert toast in answer.words
    assert [type(one.act) for one in drafts[1:]] == [Say] * others
