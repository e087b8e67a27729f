"""A thread is called what its ticket is about and how it stands; once a change."""

from dataclasses import replace

from bot.domain.messages import NameThread, OpenThread
from bot.domain.outbox import Delivery
from bot.domain.people import Place
from bot.domain.results import FillThread, ThreadOpened
from bot.domain.tickets import Status, Ticket
from bot.storage import tickets
from handlers import cards, results
from handlers.work import Work
from tests.handlers.conftest import STAFF, opened, owed

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
