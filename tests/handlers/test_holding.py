"""What waits for a second OK does not vanish with its thread, nor go out by another way."""

from dataclasses import replace

import pytest

from bot.domain.effects import HoldBack
from bot.domain.messages import Message, Say, Style, Text
from bot.domain.outbox import Delivery, Draft
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import KeepStaffPlaces, Reply, Said, ThreadOpened
from bot.domain.tickets import Author, Status, Step, Ticket, TicketMessage
from bot.storage import messages, tickets
from handlers import cards, failures, holding, results
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, content, opened, owed

AT = Spot(STAFF, "80")
WAITING = Place(STAFF, "9")
ANEW = Place(STAFF, "10")


def held(work: Work, writer: Actor, said: Message, at: Spot = AT) -> Ticket:
    """A reply of Elif's that waits, on a ticket whose thread is there."""
    found = tickets.get(work.tx, 1)
    mine = {"expert_id": writer.id, "expert_name": "Elif", "held_at": NOW}
    found = found or opened(work, **mine, status=Status.OPEN, group=STAFF, thread="9", card="8")
    holding.held(work, HoldBack(found, Reply(at, writer), said))
    return found


def thread_is_deleted(work: Work, ticket: Ticket) -> list[Draft]:
    """And made again; what is said in the new one, but for the card."""
    failures._thread_gone(work, ticket.number, WAITING)
    gone = tickets.get(work.tx, ticket.number)
    assert gone is not None
    (opening,) = owed(work, cards.thread(work, gone), "anew")
    _, *drafts = results.on_done(work, opening, ThreadOpened("10"))
    return [one for one in drafts if isinstance(one.act, Say)]


def placed(work: Work, drafts: list[Draft]) -> list[Draft]:
    """What follows once the last of them stands in the new thread."""
    *_, last = owed(work, drafts, "again")
    assert isinstance(last, Delivery)
    return results.on_done(work, last, Said(("95",)))


def test_it_is_read_and_approved_in_the_new_thread(work: Work, elif_: Actor) -> None:
    ticket = held(work, elif_, content("Dava açabilirsiniz."))
    (said,) = thread_is_deleted(work, ticket)
    assert isinstance(said.act, Say)
    assert said.act.to == ANEW
    assert "Dava açabilirsiniz." in said.act.message.text.text
    assert len(said.act.message.buttons) == 2
    assert placed(work, [said]) == []  # nothing is changed there
    (row,) = messages.held(work.tx, ticket.number)
    assert row.in_thread == Spot(STAFF, "95")
    assert messages.kept_edit(work.tx, row.id) == content("Dava açabilirsiniz.")


def test_a_long_one_stands_whole_above_the_question(work: Work, elif_: Actor) -> None:
    words = "Uzun bir yanıt. " * 250
    above, question = thread_is_deleted(work, held(work, elif_, content(words)))
    assert isinstance(above.act, Say)
    assert isinstance(question.act, Say)
    assert above.act.message.text.text == words
    assert "onaylar mısınız" in question.act.message.text.text


@pytest.mark.parametrize("also_words", [False, True])
def test_a_file_is_gone_and_its_writer_is_called(
    work: Work, elif_: Actor, also_words: bool
) -> None:
    ticket = held(work, elif_, content("Dilekçe", kind="document"))
    if also_words:
        held(work, elif_, content("Okuyun"), Spot(STAFF, "81"))
    *_, lost = thread_is_deleted(work, ticket)
    assert isinstance(lost.act, Say)
    assert "yeniden gönderir misiniz" in lost.act.message.text.text
    assert [one.value for one in lost.act.message.text.spans if one.style is Style.PERSON]
    after = tickets.get(work.tx, ticket.number)
    assert after is not None
    assert (after.held_at is None) is not also_words
    assert len(messages.held(work.tx, ticket.number)) == int(also_words)
    steps = [past.step for past in tickets.history(work.tx, ticket.number)]
    assert (Step.RETRACT in steps) is not also_words


def with_the_contact(work: Work, elif_: Actor) -> TicketMessage:
    """A reply that Ada has, of which a change waits."""
    ticket = opened(work, status=Status.PENDING, group=STAFF, thread="9", card="8")
    row = TicketMessage(0, ticket.number, Author.EXPERT, "text", "Dava açın", in_thread=AT)
    number = messages.add(work.tx, row, NOW)
    messages.place_in_chat(work.tx, number, Spot(ADA, "50"))
    change = HoldBack(ticket, Reply(AT, elif_), content("Dava açmayın"), changes=number)
    holding.held(work, change)
    return replace(row, id=number)


def test_a_change_that_waits_goes_nowhere_by_itself(work: Work, elif_: Actor) -> None:
    """Neither when the reply arrives, nor when its copy stands in a new thread."""
    row = with_the_contact(work, elif_)
    assert messages.take_edit(work.tx, row.id) is None
    assert messages.kept_edit(work.tx, row.id) == content("Dava açmayın")
    then = KeepStaffPlaces((row.id,), row.ticket, WAITING)
    (copy,) = owed(work, [Draft(Say(WAITING, Message(Text("x"))), then=then)], "copy")
    assert results.on_done(work, copy, Said(("96",))) == []
    assert messages.kept_edit(work.tx, row.id) == content("Dava açmayın")


def test_what_was_changed_is_asked_for_again_in_a_new_thread(work: Work, elif_: Actor) -> None:
    row = with_the_contact(work, elif_)
    ticket = tickets.get(work.tx, row.ticket)
    assert ticket is not None
    (said,) = thread_is_deleted(work, ticket)
    assert isinstance(said.act, Say)
    assert "Dava açmayın" in said.act.message.text.text
    assert said.then is None  # the copy of the reply says where that stands
