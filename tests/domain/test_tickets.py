"""The life of a ticket: the table is the law, and the promise follows from it."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.tickets import NEXT, NotAllowed, Promise, Status, Step, Ticket, advance

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PROMISE = Promise(Calendar(ZoneInfo("Europe/Istanbul")))


def ticket(status: Status = Status.NEW) -> Ticket:
    return Ticket(1, 7, status, "soru", "tr", opened_at=NOW, since=NOW)


@pytest.mark.parametrize(("status", "step"), list(product(Status, Step)))
def test_only_the_steps_of_the_table_are_possible(status: Status, step: Step) -> None:
    if (status, step) in NEXT:
        assert advance(ticket(status), step, NOW).status is NEXT[status, step]
    else:
        with pytest.raises(NotAllowed):
            advance(ticket(status), step, NOW)


def test_needs_research_moves_the_date_from_two_to_seven_working_days() -> None:
    assert PROMISE.due_at(ticket()) == datetime(2026, 11, 25, 15, tzinfo=UTC)
    assert PROMISE.due_at(advance(ticket(), Step.RESEARCH, NOW)) == datetime(
        2026, 12, 2, 15, tzinfo=UTC
    )


def test_nobody_is_promised_anything_while_it_is_the_contacts_turn_and_then_anew() -> None:
    answered = advance(ticket(), Step.REPLY, NOW)
    assert PROMISE.due_at(answered) is None
    again = advance(answered, Step.CONTACT_WROTE, NOW + timedelta(days=7))
    assert PROMISE.due_at(again) == datetime(2026, 12, 2, 15, tzinfo=UTC)


def test_a_closed_ticket_that_is_written_to_starts_without_the_old_research() -> None:
    closed = advance(advance(ticket(), Step.RESEARCH, NOW), Step.CLOSE, NOW)
    reopened = advance(closed, Step.CONTACT_WROTE, NOW)
    assert (reopened.status, reopened.research, reopened.closed_at) == (Status.OPEN, False, None)


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_no_road_leads_to_a_ticket_that_nobody_can_answer_or_close(steps: list[Step]) -> None:
    one = ticket()
    for step in steps:
        if (one.status, step) in NEXT:
            one = advance(one, step, NOW)
    assert (one.status, Step.REPLY) in NEXT
    assert one.status is Status.CLOSED or (one.status, Step.CLOSE) in NEXT
    assert (one.status, Step.CONTACT_WROTE) in NEXT
