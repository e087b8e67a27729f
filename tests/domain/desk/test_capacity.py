"""The rule for a crowd: rights-based first, nobody overtaken without end, off: pure due order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.desk.capacity import Capacity
from bot.domain.desk.positions import Position, explained
from bot.domain.desk.queue import Rank, in_order, standing
from bot.domain.desk.tickets import welcomed
from bot.domain.desk.view import DeskView
from bot.domain.effects import Tell
from bot.domain.tickets import Status, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import CONTACT, IN_TWO_DAYS, NOW, PROMISE, ticket

RULE = Capacity(backlog=10, head_start_days=3)
VIEW = DeskView(PROMISE, NOW, capacity=RULE)
HEAD_START = timedelta(days=3)


@pytest.mark.parametrize(
    ("backlog", "waiting", "holds"),
    [(None, 10**6, False), (0, 0, False), (0, 1, True), (10, 10, False), (10, 11, True)],
)
def test_the_rule_holds_above_a_set_backlog_only(
    backlog: int | None, waiting: int, holds: bool
) -> None:
    assert Capacity(backlog).holds(waiting) is holds


@st.composite
def queues(draw: st.DrawFn) -> list[Ticket]:
    """Tickets of the last two weeks, as they come."""
    hours = st.integers(-340, 0)
    one = st.builds(
        lambda status, since, rights, policy, late: ticket(
            status,
            since=NOW + timedelta(hours=since),
            rights_based=rights,
            policy=policy,
            lapsed_at=NOW if late else None,
            renewed_at=NOW if late else None,
        ),
        st.sampled_from([Status.NEW, Status.OPEN, Status.PENDING]),
        hours,
        st.sampled_from([None, True, False]),
        st.sampled_from([None, None, None, "emergency-child"]),
        st.booleans(),
    )
    found = draw(st.lists(one, max_size=12))
    return [replace(one, number=n) for n, one in enumerate(found, start=1)]


@settings(max_examples=60, deadline=None)
@given(queues())
def test_nobody_is_overtaken_more_than_the_head_start_allows(tickets: list[Ticket]) -> None:
    """Nor after a date of theirs lapsed, nor by somebody who calls itself nothing."""
    plain, crowded = in_order(tickets, VIEW), in_order(tickets, VIEW, crowded=True)
    for place, one in enumerate(crowded):
        stands = standing(one, VIEW)
        for ahead in crowded[:place]:
            if plain.index(ahead) > plain.index(one):
                assert stands.rank is standing(ahead, VIEW).rank is Rank.DUE
                assert ahead.rights_based
                assert not one.rights_based
                assert standing(ahead, VIEW).at - stands.at <= HEAD_START


@settings(max_examples=30, deadline=None)
@given(queues())
def test_off_the_queue_is_in_pure_due_order(tickets: list[Ticket]) -> None:
    """Within what stands before what: emergencies, what is late, what waits."""
    ordered = in_order(tickets, VIEW)
    keys = [(standing(one, VIEW).rank, standing(one, VIEW).at, one.number) for one in ordered]
    assert keys == sorted(keys)
    plain = [replace(one, rights_based=None) for one in tickets]
    numbers = [one.number for one in ordered]
    assert [one.number for one in in_order(plain, VIEW)] == numbers


def test_rights_based_organisations_come_first_in_a_crowd() -> None:
    first = ticket(number=1, since=NOW - timedelta(hours=20))
    rights = ticket(number=2, rights_based=True)
    assert in_order([first, rights], VIEW) == [first, rights]
    assert in_order([first, rights], VIEW, crowded=True) == [rights, first]


def test_who_waits_through_a_stream_of_others_stands_first_in_the_end() -> None:
    """One rights-based ticket an hour for two weeks: after the head start none goes before it."""
    waits = ticket(number=1)
    for hours in range(24 * 14):
        now = NOW + timedelta(hours=hours)
        view = DeskView(PROMISE, now, capacity=RULE)
        fresh = ticket(number=2, since=now, rights_based=True)
        ahead = in_order([waits, fresh], view, crowded=True)[0]
        if now > IN_TWO_DAYS:  # the date has lapsed
            assert ahead is waits
    late = standing(waits, view)
    assert late.rank is Rank.LATE


@pytest.mark.parametrize(
    ("standing_ticket", "position", "keys"),
    [
        (ticket(policy="emergency-child"), {}, ["why.urgent"]),
        (ticket(lapsed_at=NOW, renewed_at=NOW), {}, ["why.late"]),
        (ticket(Status.PENDING), {}, ["why.answered"]),
        (ticket(), {}, ["why.due"]),
        (ticket(), {"days": 3}, ["why.with", "why.due", "why.unmoved"]),
        (ticket(), {"days": 3, "overtaken_by": 2}, ["why.with", "why.due", "why.overtaken"]),
        (ticket(rights_based=True), {"days": 3}, ["why.with", "why.due", "why.ahead"]),
    ],
)
def test_a_position_is_explained_in_one_line(
    standing_ticket: Ticket, position: dict[str, int], keys: list[str]
) -> None:
    stands = standing(standing_ticket, VIEW)
    before = {Rank.URGENT: 1, Rank.URGENT_LATE: 1, Rank.LATE: 3, Rank.DUE: 4}
    where = Position(stands, before, position.get("days"), position.get("overtaken_by", 0))
    line = explained(standing_ticket, where, IN_TWO_DAYS)
    inner = [one for one in line.values.values() if isinstance(one, Words)]
    assert [line.key, *(one.key for one in inner)] == keys
    said = inner[0] if inner else line
    told = [said.values[name] for name in ("place", "urgent", "late", "sooner")]
    assert told == [10, 2, 3, 4]


@pytest.mark.parametrize(
    ("crowded", "policy", "told"),
    [(True, None, True), (False, None, False), (True, "emergency-child", False)],
)
def test_who_asks_in_a_crowd_is_told_of_the_rule(
    crowded: bool, policy: str | None, told: bool
) -> None:
    """But not where nothing goes before them."""
    view = replace(VIEW, crowded=crowded)
    effects = welcomed(ticket(policy=policy), (), CONTACT, view=view)
    (said,) = (one for one in effects if isinstance(one, Tell))
    assert (Words("ticket.crowded") in said.words) is told
