"""A reply that is taken back was never said: the ticket stands as it would without it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.history import Past, standing, without_reply
from bot.domain.tickets import NEXT, Kind, Status, Step, Ticket, advance

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FRESH = Ticket(12, 7, Status.NEW, "soru", "tr", opened_at=NOW, since=NOW)
STEPS = st.lists(st.sampled_from([one for one in Step if one is not Step.TAKE_BACK]), max_size=12)


def lived(steps: list[Step]) -> tuple[Ticket, list[Past]]:
    """A ticket after those of the steps that were possible, a minute each."""
    ticket, history = FRESH, list[Past]()
    for n, step in enumerate(steps, 1):
        if (ticket.status, step) in NEXT:
            at = NOW + timedelta(minutes=n)
            ticket = advance(ticket, step, at)
            history.append(Past(step, at))
    return ticket, history


@given(STEPS)
def test_a_reply_that_is_taken_back_at_once_leaves_no_trace(steps: list[Step]) -> None:
    before, history = lived(steps)
    at = NOW + timedelta(hours=1)
    after = advance(before, Step.REPLY, at)
    unsaid = without_reply(after, [*history, Past(Step.REPLY, at)], at)
    assert replace(unsaid, worked_at=before.worked_at) == before


@given(STEPS, st.data())
def test_whatever_happened_since_the_ticket_stands_as_without_it(
    steps: list[Step], data: st.DataObject
) -> None:
    ticket, history = lived([Step.CLAIM, Step.REPLY, *steps])
    replies = [past for past in history if past.step is Step.REPLY]
    taken = data.draw(st.sampled_from(replies))
    unsaid = without_reply(ticket, history, taken.at)
    others = FRESH
    for past in history:
        if past != taken and (others.status, past.step) in NEXT:
            others = advance(others, past.step, past.at)
    assert (unsaid.status, unsaid.since) == (others.status, others.since)
    assert (unsaid.replied_at, unsaid.asks) == (others.replied_at, others.asks)


def test_an_earlier_answer_stays_the_answer() -> None:
    ticket, history = lived([Step.CLAIM, Step.REPLY, Step.REPLY])
    unsaid = without_reply(ticket, history, history[-1].at)
    assert (unsaid.status, unsaid.answered_at) == (Status.PENDING, history[1].at)


def test_what_was_not_the_answer_is_still_none() -> None:
    ticket, history = lived([Step.CLAIM, Step.REPLY, Step.NOT_YET, Step.REPLY])
    assert without_reply(ticket, history, history[-1].at).status is Status.OPEN


def test_what_crossed_the_reply_waits_since_the_first_question() -> None:
    ticket, history = lived([Step.CLAIM, Step.REPLY])
    at = history[-1].at
    crossed = advance(ticket, Step.CONTACT_WROTE, at)
    unsaid = without_reply(crossed, [*history, Past(Step.CONTACT_WROTE, at)], at)
    assert (unsaid.status, unsaid.since) == (Status.OPEN, NOW)


def test_what_an_appointment_that_is_not_to_be_left_stays() -> None:
    meeting = replace(FRESH, kind=Kind.MEETING)
    history = [
        Past(Step.UNBOOK, NOW + timedelta(days=3)),
        Past(Step.REPLY, NOW + timedelta(days=4)),
    ]
    history.append(Past(Step.CONTACT_WROTE, NOW + timedelta(days=5)))
    for past in history:
        meeting = advance(meeting, past.step, past.at)
    unsaid = without_reply(meeting, history, history[1].at)
    assert (unsaid.since, unsaid.renewed_at) == (NOW, history[0].at)


def test_a_closed_ticket_that_a_reply_reopened_is_closed_again() -> None:
    ticket, history = lived([Step.CLAIM, Step.REPLY, Step.CLOSE, Step.REPLY])
    unsaid = without_reply(ticket, history, history[-1].at)
    assert (unsaid.status, unsaid.closed_at) == (Status.CLOSED, history[2].at)


def test_taking_back_takes_the_last_reply_before_it() -> None:
    took = [Step.OPEN, Step.REPLY, Step.REPLY, Step.TAKE_BACK, Step.CLOSE, Step.TAKE_BACK]
    assert standing(took) == (0, 4)
    assert standing([Step.TAKE_BACK, Step.OPEN]) == (1,)


@given(st.lists(st.sampled_from(list(Step)), max_size=12))
def test_what_stands_keeps_its_order_and_no_taking_back(steps: list[Step]) -> None:
    places = standing(steps)
    assert list(places) == sorted(set(places))
    assert all(steps[place] is not Step.TAKE_BACK for place in places)
