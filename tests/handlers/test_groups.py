"""The staff group is another one while something is still on its way to the old one."""

from dataclasses import replace

from bot.domain.chats import Held
from bot.domain.messages import AskMember, OpenThread, address_of
from bot.domain.outbox import Draft
from bot.domain.people import Address
from bot.domain.results import FillThread
from bot.storage import deliveries
from handlers import groups, relay
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, opened, owed, waiting

OTHER = Address("telegram", "-2009", group=True)


def test_nothing_more_is_said_in_the_group_that_was_left_but_a_farewell(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    kept = relay.keep(work, ticket, [Held("1", "text", "Ek")], chat=ADA, heard=None)
    owed(work, relay.to_staff(work, ticket, kept), "added")
    owed(work, [Draft(AskMember(STAFF, "5001"))], "asked")
    there = replace(work, desk=replace(work.desk, staff=OTHER))
    deliveries.owe(work.tx, groups.settle(there), cause="start", now=NOW)
    left = [one for one in waiting(work) if address_of(one.act) == STAFF]
    assert {one.key.partition(":")[0] for one in left} == {"start"}
    assert any(isinstance(one.act, AskMember) for one in waiting(work))
    (fresh,) = (one for one in waiting(work) if isinstance(one.act, OpenThread))
    assert (address_of(fresh.act), fresh.then) == (OTHER, FillThread(ticket.number))
