"""What follows once it is known how an act ended, whatever happened meanwhile."""

from dataclasses import replace

from bot.domain.messages import Edit, Say
from bot.domain.people import Place
from bot.domain.results import Said
from bot.domain.tickets import Step, advance
from bot.storage import tickets
from handlers import cards, results
from handlers.work import Work
from tests.handlers.conftest import NOW, STAFF, opened, owed

THREAD = Place(STAFF, "9")


def test_a_card_that_says_what_is_past_is_brought_up_to_date(work: Work) -> None:
    """The ticket was closed while its card was on the way to the thread."""
    ticket = opened(work, group=STAFF, thread="9")
    (delivery,) = owed(work, [cards.card(work, ticket, THREAD)], "thread")
    closed = advance(ticket, Step.CLOSE, NOW)
    tickets.save(work.tx, closed)
    assert cards.refresh(work, closed) == []  # there is no card yet that could be changed
    (again,) = results.on_done(work, delivery, Said(("77",)))
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    assert standing.card == "77"
    assert again == cards.card(work, standing, THREAD)
    assert isinstance(again.act, Edit)
    assert again.act.at.message == "77"
    (edit,) = owed(work, [again], "card")
    assert results.on_done(work, edit, Said(("77",))) == []


def test_a_card_that_is_still_right_is_left_alone(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    (delivery,) = owed(work, [cards.card(work, ticket, THREAD)], "thread")
    assert isinstance(delivery.act, Say)
    assert results.on_done(work, delivery, Said(("77",))) == []


def test_a_card_of_an_earlier_thread_is_not_taken_for_the_card(work: Work) -> None:
    """The staff moved to another group while a change of the old card was on its way."""
    ticket = opened(work, group=STAFF, thread="9", card="70")
    (delivery,) = owed(work, [cards.card(work, ticket, THREAD)], "old")
    tickets.save(work.tx, replace(ticket, thread="10", card=None))
    assert results.on_done(work, delivery, Said(("70",))) == []
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    assert standing.card is None
