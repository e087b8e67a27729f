"""What the database makes of the queue is what the rules make of it, on both databases."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.desk import queue as rules
from bot.domain.desk.capacity import Capacity
from bot.domain.desk.queue import OVERDUE, Rank, standing
from bot.domain.desk.reminders import next_look
from bot.domain.desk.view import DeskView
from bot.domain.listings import ShowQueue, Sieve
from bot.domain.people import Actor, Address
from bot.domain.tickets import Status, Ticket
from bot.storage import experts, queue, tickets
from bot.storage.database import Tx
from bot.storage.queue import Placed
from tests.domain.desk.ticketbook import NOW, PROMISE

VIEW = DeskView(PROMISE, NOW, capacity=Capacity(0, 3))
HOUR = timedelta(hours=1)
MANY = 60


def one_of_many(n: int, elif_: Actor) -> Ticket:
    """A ticket as they come: any state, late or not, urgent or not."""
    dice = random.Random(n)
    since = NOW - dice.randint(0, 200) * HOUR
    return Ticket(
        0,
        1,
        dice.choice(list(Status)),
        "Soru",
        "tr",
        opened_at=since,
        since=since,
        subject=dice.choice([None, 1, 9]),
        rights_based=dice.choice([None, True, False]),
        policy=dice.choice([None, None, None, "emergency-child"]),
        lapsed_at=dice.choice([None, None, since]),
        expert_id=dice.choice([None, elif_.id]),
    )


def place(tx: Tx, *found: Ticket) -> None:
    promise = VIEW.promise
    queue.place(tx, [Placed(t.number, standing(t, VIEW), next_look(t, promise)) for t in found])


@pytest.fixture
def kept(tx: Tx) -> list[Ticket]:
    """Many tickets, each in its place; the active ones."""
    elif_ = experts.met(tx, Address("telegram", "5001"), "Elif", NOW)
    opened = [tickets.open(tx, one_of_many(n, elif_)) for n in range(MANY)]
    active = [one for one in opened if one.active]
    place(tx, *active)
    return active


def numbers(found: object) -> list[int]:
    return [one.number for one in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("crowded", [False, True])
def test_pages_are_the_order_of_the_rules_cut_in_pieces(
    tx: Tx, kept: list[Ticket], crowded: bool
) -> None:
    page = partial(queue.page, tx, ShowQueue(), crowded=crowded, most=7)
    pages = [one for first in range(0, MANY, 7) for one in page(first=first)]
    assert numbers(pages) == numbers(rules.in_order(kept, VIEW, crowded=crowded))
    assert queue.count(tx, ShowQueue()) == len(kept)
    waits = [one for one in kept if VIEW.due_at(one) is not None]
    assert queue.waiting(tx) == len(waits)


SIEVES: list[tuple[ShowQueue, Callable[[Ticket], bool]]] = [
    (ShowQueue(sieve=Sieve.URGENT), lambda one: one.urgent),
    (ShowQueue(sieve=Sieve.OVERDUE), lambda one: standing(one, VIEW).rank in OVERDUE),
    (ShowQueue(sieve=Sieve.UNCLAIMED), lambda one: one.expert_id is None),
    (ShowQueue(subject=9), lambda one: one.subject == 9),
    (
        ShowQueue(sieve=Sieve.UNCLAIMED, subject=1),
        lambda one: one.subject == 1 and one.expert_id is None,
    ),
]


@pytest.mark.parametrize(("wanted", "passes"), SIEVES)
def test_what_is_sifted_is_what_was_wanted(
    tx: Tx, kept: list[Ticket], wanted: ShowQueue, passes: Callable[[Ticket], bool]
) -> None:
    found = queue.page(tx, wanted, crowded=False, first=0, most=MANY)
    assert numbers(found) == numbers(filter(passes, rules.in_order(kept, VIEW)))
    assert queue.count(tx, wanted) == len(found)
    assert found


def test_an_experts_own_and_how_many_each_is_on(tx: Tx, kept: list[Ticket]) -> None:
    mine = next(one.expert_id for one in kept if one.expert_id)
    wanted = ShowQueue(expert=mine)
    assert queue.count(tx, wanted) == sum(one.expert_id == mine for one in kept)
    assert queue.experts(tx)[mine] == queue.count(tx, wanted)
    assert queue.subjects(tx)[9] == sum(one.subject == 9 for one in kept)


def test_what_stands_before_a_ticket_is_counted(tx: Tx, kept: list[Ticket]) -> None:
    for crowded in (False, True):
        ordered = rules.in_order(kept, VIEW, crowded=crowded)
        for n in (0, 5, len(ordered) - 1):
            one = ordered[n]
            before = queue.before(tx, one.number, standing(one, VIEW), crowded=crowded)
            assert sum(before.values()) == n


def test_who_overtakes_in_a_crowd_is_counted(tx: Tx, kept: list[Ticket]) -> None:
    plain = numbers(rules.in_order(kept, VIEW))
    crowded = numbers(rules.in_order(kept, VIEW, crowded=True))
    for one in kept:
        stands = standing(one, VIEW)
        if stands.rank is Rank.DUE:
            before = set(crowded[: crowded.index(one.number)])
            fairly = set(plain[: plain.index(one.number)])
            assert queue.overtaking(tx, one.number, stands) == len(before - fairly)


def test_a_ticket_that_is_written_has_no_place_until_it_is_given_one(
    tx: Tx, kept: list[Ticket]
) -> None:
    one = kept[0]
    assert queue.unplaced(tx, MANY) == ()
    tickets.save(tx, replace(one, subject=4))
    (found,) = queue.unplaced(tx, MANY)
    assert (found.number, queue.count(tx, ShowQueue(subject=4))) == (one.number, 0)
    place(tx, found)
    assert queue.count(tx, ShowQueue(subject=4)) == 1
    tickets.save(tx, replace(found, status=Status.CLOSED))
    assert queue.unplaced(tx, MANY) == ()
    assert queue.count(tx, ShowQueue()) == len(kept) - 1


def test_time_is_asked_for_what_it_has_come_to(tx: Tx, kept: list[Ticket]) -> None:
    at = NOW + 30 * HOUR
    due = [one for one in kept if (look := next_look(one, PROMISE)) is not None and look <= at]
    assert numbers(queue.asked_for(tx, at)) == sorted(numbers(due))
    assert 0 < len(due) < len(kept)
    queue.displace(tx)
    assert numbers(queue.unplaced(tx, 5)) == sorted(numbers(kept))[:5]
