"""The life of a ticket: one table, written here once more by hand, and what a step changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Actor, Address, Place
from bot.domain.tickets import (
    NEXT,
    NotAllowed,
    Status,
    Step,
    Ticket,
    advance,
    claimed,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
GROUP = Address("telegram", "-100", group=True)

TABLE = """
                   new      open     pending  closed
    open           -        -        -        -
    claim          open     open     pending  -
    research       open     open     -        -
    reply          pending  pending  pending  pending
    contact-wrote  new      open     open     open
    close          closed   closed   closed   -
    reopen         -        -        -        open
    rate           -        -        -        closed
    withdraw       -        pending  -        -
    correct        new      open     pending  closed
    remind         new      open     -        -
    on-it          open     open     -        -
    ask            open     open     pending  -
    not-yet        -        -        open     -
    legal          open     open     -        -
    renew          open     open     -        -
    return         -        new      -        -
    nudge          -        -        pending  -
    expire         -        -        closed   -
    hand-over      open     open     pending  -
    hand-to-role   new      new      pending  -
    give-back      -        open     pending  -
    release        -        new      pending  -
    lapse          new      open     -        -
    book           new      open     open     -
    unbook         new      open     pending  -
    met            pending  pending  pending  -
    missed         pending  pending  pending  -
    refuse         closed   closed   closed   -
    appeal         -        -        -        new
    alarm          new      open     open     -
    calm           new      open     pending  -
    mark           new      open     pending  closed
    hold           new      open     pending  closed
    approve        new      open     pending  closed
    retract        new      open     pending  closed
    join           closed   closed   closed   closed
    take-in        new      open     pending  -
    split          new      open     pending  closed
    take-back      -        -        -        -
"""
ACTIVE = (True, True, True, False)  # new, open, pending, closed
HEAD, *LINES = (line.split() for line in TABLE.strip().splitlines())
CELLS = [
    (Status(status), Step(step), after)
    for step, *outcomes in LINES
    for status, after in zip(HEAD, outcomes, strict=True)
]

# what changes besides the status; where nothing stands, nothing does
NO_DATE = {"renewed_at": None, "lapsed_at": None, "reminded_at": None}
FRESH = {"asks": False, "on_it": False, "research": False, "legal": False, "reason": None}
LEGAL = {"legal": True, "research": False, "renewed_at": LATER, "reminded_at": None}
RENEWED = {"renewed_at": LATER, "reminded_at": None}
BALL_COMES = {"since": LATER, "closed_at": None, **FRESH, **NO_DATE}
LAPSES = {"renewed_at": LATER, "lapsed_at": LATER, "reminded_at": None}
ANEW = {"renewed_at": LATER, "reminded_at": None, "research": False, "legal": False}
WORKED = {"worked_at": LATER}
MEETS = {"answered_at": LATER, "nudged_at": None}
BUSY = (Status.NEW, Status.OPEN, Status.PENDING)
NOT_HANDED = {"handed_by": None, "handed_to": None}
NOBODYS = {"expert_id": None, "expert_name": None, **NOT_HANDED}
WORK: dict[Step, dict[str, Any]] = {
    Step.CLAIM: WORKED,
    Step.ON_IT: WORKED,
    Step.ASK: WORKED,
    Step.RESEARCH: WORKED,
    Step.LEGAL: WORKED,
    Step.RENEW: WORKED,
    Step.NOT_YET: WORKED,
    Step.HAND_OVER: WORKED,
    Step.GIVE_BACK: WORKED,
    Step.ALARM: WORKED,
    Step.HOLD: WORKED,
    Step.APPROVE: WORKED,
    Step.REPLY: {**WORKED, "answered_at": LATER, "nudged_at": None},
}
CHANGES: dict[tuple[Status, Step], dict[str, Any]] = {
    (Status.PENDING, Step.CONTACT_WROTE): BALL_COMES,
    (Status.CLOSED, Step.CONTACT_WROTE): BALL_COMES,
    (Status.CLOSED, Step.REOPEN): BALL_COMES,
    (Status.NEW, Step.RESEARCH): {"research": True, "legal": False, "reminded_at": None},
    (Status.OPEN, Step.RESEARCH): {"research": True, "legal": False, "reminded_at": None},
    (Status.NEW, Step.REMIND): {"reminded_at": LATER},
    (Status.OPEN, Step.REMIND): {"reminded_at": LATER},
    (Status.NEW, Step.LAPSE): LAPSES,
    (Status.OPEN, Step.LAPSE): LAPSES,
    (Status.NEW, Step.LEGAL): LEGAL,
    (Status.OPEN, Step.LEGAL): LEGAL,
    (Status.NEW, Step.RENEW): RENEWED,
    (Status.OPEN, Step.RENEW): RENEWED,
    (Status.NEW, Step.CLOSE): {"closed_at": LATER, "reason": None, **NOT_HANDED},
    (Status.OPEN, Step.CLOSE): {"closed_at": LATER, "reason": None, **NOT_HANDED},
    (Status.PENDING, Step.CLOSE): {"closed_at": LATER, "reason": None, **NOT_HANDED},
    (Status.NEW, Step.REPLY): {"replied_at": LATER, "closed_at": None},
    (Status.OPEN, Step.REPLY): {"replied_at": LATER, "closed_at": None},
    (Status.PENDING, Step.REPLY): {"replied_at": LATER, "closed_at": None},
    (Status.CLOSED, Step.REPLY): {
        "replied_at": LATER,
        "closed_at": None,
        "renewed_at": LATER,
        "lapsed_at": None,
    },
    (Status.PENDING, Step.BOOK): BALL_COMES,
    **{(one, Step.MET): {"replied_at": LATER, "closed_at": None, **MEETS} for one in BUSY},
    **{(one, Step.MISSED): {"worked_at": LATER, **MEETS} for one in BUSY},
    (Status.OPEN, Step.RETURN): NOBODYS,
    (Status.NEW, Step.HAND_TO_ROLE): NOBODYS,
    (Status.OPEN, Step.HAND_TO_ROLE): NOBODYS,
    (Status.PENDING, Step.HAND_TO_ROLE): NOBODYS,
    (Status.OPEN, Step.RELEASE): NOBODYS,
    (Status.PENDING, Step.RELEASE): NOBODYS,
    **{
        (status, Step.REFUSE): {"closed_at": LATER, "reason": None, **NOT_HANDED}
        for status in (Status.NEW, Status.OPEN, Status.PENDING)
    },
    (Status.CLOSED, Step.APPEAL): {
        **BALL_COMES,
        "expert_id": None,
        "expert_name": None,
        "appealed": True,
    },
    (Status.NEW, Step.ALARM): ANEW,
    (Status.OPEN, Step.ALARM): ANEW,
    (Status.PENDING, Step.ALARM): {**BALL_COMES, **ANEW},
    (Status.NEW, Step.CALM): ANEW,
    (Status.OPEN, Step.CALM): ANEW,
    (Status.PENDING, Step.CALM): ANEW,
    **{(status, Step.HOLD): {"held_at": LATER} for status in Status},
    **{
        (status, Step.JOIN): {"closed_at": LATER, "reason": None, **NOT_HANDED} for status in Status
    },
    (Status.PENDING, Step.NUDGE): {"nudged_at": LATER},
    (Status.PENDING, Step.EXPIRE): {"closed_at": LATER, "reason": None, **NOT_HANDED},
    (Status.NEW, Step.ON_IT): {"on_it": True},
    (Status.OPEN, Step.ON_IT): {"on_it": True},
    (Status.NEW, Step.ASK): {"asks": True},
    (Status.OPEN, Step.ASK): {"asks": True},
    (Status.PENDING, Step.ASK): {"asks": True},
    (Status.PENDING, Step.NOT_YET): {"asks": False},
}


MOMENTS = ("nudged_at", "renewed_at", "lapsed_at", "reminded_at")
STANDING: dict[str, Any] = {
    "expert_id": 31,
    "expert_name": "Elif",
    "reason": "law",
    "handed_by": 32,
    "handed_to": "on-duty",
    **dict.fromkeys(MOMENTS, NOW),
}


def ticket(status: Status = Status.NEW, **values: Any) -> Ticket:
    return replace(
        Ticket(1, 7, status, "soru", "tr", opened_at=NOW, since=NOW, closed_at=NOW),
        **{**STANDING, **values},
    )


def test_the_table_names_every_step_in_every_state() -> None:
    assert [cell[:2] for cell in CELLS] == [(status, step) for step in Step for status in Status]


@pytest.mark.parametrize(("status", "step", "after"), CELLS)
@pytest.mark.parametrize("research", [True, False])
def test_only_the_steps_of_the_table_are_possible(
    status: Status, step: Step, after: str, research: bool
) -> None:
    before = ticket(status, research=research)
    if after == "-":
        with pytest.raises(NotAllowed, match=f"^{step} while {status}$"):
            advance(before, step, LATER)
        return
    changes = {**WORK.get(step, {}), **CHANGES.get((status, step), {})}
    assert advance(before, step, LATER) == replace(before, status=Status(after), **changes)


def test_the_first_reply_is_the_one_that_counts() -> None:
    answered = ticket(Status.OPEN, replied_at=NOW)
    assert advance(answered, Step.REPLY, LATER).replied_at == NOW


def test_what_was_not_the_answer_is_no_reply_but_an_answer_before_it_stays_one() -> None:
    """The first moment of a reply counts from when the ball came to the desk."""
    waits = ticket(Status.PENDING, since=NOW, asks=True)
    for replied_at, after in [(NOW, None), (LATER, None), (NOW - timedelta(1), NOW - timedelta(1))]:
        back = advance(replace(waits, replied_at=replied_at), Step.NOT_YET, LATER)
        assert (back.replied_at, back.asks, back.since) == (after, False, NOW)


def test_asking_is_taken_back_by_asking_again() -> None:
    assert not advance(ticket(Status.OPEN, asks=True), Step.ASK, LATER).asks


def test_whoever_took_a_ticket_that_returns_leaves_no_question_and_no_word_behind() -> None:
    mine = ticket(Status.OPEN, asks=True, on_it=True)
    free = advance(mine, Step.RETURN, LATER)
    assert (free.asks, free.on_it, free.expert_id, free.status) == (False, False, None, Status.NEW)


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_no_road_leads_to_a_ticket_that_nobody_can_answer_or_close(steps: list[Step]) -> None:
    one = ticket()
    for step in steps:
        if (one.status, step) in NEXT:
            one = advance(one, step, NOW)
    assert (one.status, Step.REPLY) in NEXT
    assert one.status is Status.CLOSED or (one.status, Step.CLOSE) in NEXT
    assert (one.status, Step.CONTACT_WROTE) in NEXT


def test_a_claimed_ticket_is_its_experts_and_nothing_else_changes() -> None:
    mine = ticket(expert_id=30, expert_name="Deniz")
    elifs = ticket(expert_id=31, expert_name="Elif", handed_to=None)
    assert claimed(mine, Actor(31, "Elif")) == elifs


@pytest.mark.parametrize(("status", "active"), list(zip(Status, ACTIVE, strict=True)))
def test_a_ticket_is_active_until_it_is_closed(status: Status, active: bool) -> None:
    assert ticket(status).active is active


@pytest.mark.parametrize(
    ("policy", "urgent"),
    [(None, False), ("", False), ("funding", False), ("emergency", True), ("emergency-x", True)],
)
def test_a_ticket_is_urgent_when_an_emergency_was_named(policy: str | None, urgent: bool) -> None:
    assert ticket(policy=policy).urgent is urgent


@pytest.mark.parametrize(
    ("group", "thread", "place"),
    [
        (GROUP, "40", Place(GROUP, "40")),
        (GROUP, None, None),
        (None, "40", None),
        (None, None, None),
    ],
)
def test_a_ticket_has_a_place_when_its_thread_is_open(
    group: Address | None, thread: str | None, place: Place | None
) -> None:
    assert ticket(group=group, thread=thread).place == place


def test_the_states_that_are_named_in_the_table_are_all() -> None:
    assert set(NEXT) == {(status, step) for status, step, after in CELLS if after != "-"}
    assert set(product(Status, Step)) >= set(NEXT)
