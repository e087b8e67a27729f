"""A broadcast's copy goes to who wants it when it is sent, not only when it was planned."""

from dataclasses import replace

import pytest

from bot.domain.broadcasts import Broadcast, Progress, Status
from bot.domain.effects import Subscribe
from bot.domain.events import Reached
from bot.domain.outbox import Lane, State
from bot.domain.people import Address, Spot
from bot.storage import broadcasts, chats, deliveries, subscriptions
from handlers.broadcasts import standing, step
from handlers.contact import on_reached
from handlers.record import record
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, waiting

MONEY, PEOPLE = 2, 3
CAN = Address("telegram", "1002")


@pytest.fixture
def broadcast(work: Work) -> Broadcast:
    """On its way to Ada, who asked for two subjects, and Can, who asked for one of them."""
    for address, subjects in ((ADA, (MONEY, PEOPLE)), (CAN, (MONEY,))):
        chat = chats.begin(work.tx, address, "tr", NOW)
        for subject in subjects:
            subscriptions.subscribe(work.tx, chat.id, subject, on=True, now=NOW)
    sending = Broadcast(0, Status.SENDING, frozenset({MONEY, PEOPLE}), Spot(STAFF, "5"), 1, NOW)
    one = broadcasts.add(work.tx, replace(sending, recipients=2))
    deliveries.owe(work.tx, step(work, one), cause="step", now=NOW)
    return one


def copies(work: Work) -> list[str]:
    """To whom a copy is still owed."""
    owed = [one for one in waiting(work) if one.lane is Lane.BROADCAST]
    return [str(one.queue).removeprefix("broadcast:") for one in owed]


def leaves(work: Work, address: Address, subject: int) -> None:
    """Somebody turns a subject off."""
    chat = chats.at(work.tx, address)
    assert chat is not None
    record(work, [Subscribe(chat.id, subject, on=False)], chat=chat)


def test_who_unsubscribes_before_it_is_sent_does_not_get_it(
    work: Work, broadcast: Broadcast
) -> None:
    leaves(work, CAN, MONEY)
    assert copies(work) == [ADA.key]
    assert standing(work, broadcast) == Progress(waiting=1, withdrawn=1)


def test_who_still_wants_one_of_its_subjects_gets_it(work: Work, broadcast: Broadcast) -> None:
    leaves(work, ADA, MONEY)
    assert copies(work) == [ADA.key, CAN.key]
    leaves(work, ADA, PEOPLE)
    assert copies(work) == [CAN.key]
    assert standing(work, broadcast).ended == 1


def test_who_blocks_the_desk_and_comes_back_does_not_get_it(
    work: Work, broadcast: Broadcast
) -> None:
    for reachable in (False, True):
        on_reached(work, Reached(CAN, reachable))
    assert copies(work) == [ADA.key]
    assert standing(work, broadcast).withdrawn == 1


def test_what_is_under_way_is_not_called_back(work: Work, broadcast: Broadcast) -> None:
    begun = next(one for one in waiting(work) if one.queue == f"broadcast:{CAN.key}")
    deliveries.begin(work.tx, begun)
    leaves(work, CAN, MONEY)
    deliveries.end(work.tx, begun.id, State.SENT, now=NOW)
    assert standing(work, broadcast) == Progress(sent=1, waiting=1)
