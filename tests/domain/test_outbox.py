"""What a failed act means for its delivery: a table of verdicts, lanes and tries."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import OfferCommands
from bot.domain.outbox import (
    MOST_ATTEMPTS,
    Cause,
    Delivery,
    Draft,
    Failure,
    Lane,
    State,
    Verdict,
    after_failure,
    next_wait,
)

ACT = OfferCommands("telegram")
FIVE_MINUTES = timedelta(minutes=5)
TOLD = timedelta(seconds=3)  # what the platform asked for; only the pace heeds it

# the tries before this one: the first, a middle one, the last but one, the last, one too many
TRIES = (0, 3, MOST_ATTEMPTS - 2, MOST_ATTEMPTS - 1, MOST_ATTEMPTS)
TABLE = """
    verdict      certain    lane           first     middle    before    last     over
    halt         any        any            queued:0  queued:0  queued:0  queued:0 queued:0
    unreachable  any        any            unreachable:0 unreachable:0 unreachable:0 \
                                           unreachable:0 unreachable:0
    drop         any        any            failed:0  failed:0  failed:0  failed:0 failed:0
    fatal        any        any            queued:300 queued:300 queued:300 queued:300 queued:300
    retry        yes        any            queued:1  queued:8  queued:300 failed:0 failed:0
    retry        no         others         queued:1  queued:8  queued:300 failed:0 failed:0
    retry        no         broadcast      uncertain:0 uncertain:0 uncertain:0 \
                                           uncertain:0 uncertain:0
"""
LANES = {
    "any": tuple(Lane),
    "broadcast": (Lane.BROADCAST,),
    "others": (Lane.TAP, Lane.REPLY, Lane.RELAY, Lane.REMINDER, Lane.SETUP),
}
CERTAIN = {"any": (True, False), "yes": (True,), "no": (False,)}

Case = tuple[Verdict, bool, Lane, int, State, int]


def cases() -> list[Case]:
    """The table, cell by cell."""
    found: list[Case] = []
    for line in TABLE.strip().splitlines()[1:]:
        verdict, certain, lanes, *outcomes = line.split()
        for sure, lane, (tries, outcome) in product(
            CERTAIN[certain], LANES[lanes], zip(TRIES, outcomes, strict=True)
        ):
            state, seconds = outcome.split(":")
            found.append((Verdict(verdict), not sure, lane, tries, State(state), int(seconds)))
    return found


def test_the_table_names_every_failure_of_every_delivery_once() -> None:
    named = [case[:4] for case in cases()]
    assert len(named) == len(set(named))
    assert set(named) == set(product(Verdict, (True, False), Lane, TRIES))


@pytest.mark.parametrize(("verdict", "uncertain", "lane", "tries", "state", "seconds"), cases())
def test_every_failure_has_its_declared_outcome(
    verdict: Verdict, uncertain: bool, lane: Lane, tries: int, *, state: State, seconds: int
) -> None:
    delivery = Delivery(1, "update:1:0", lane, ACT, attempts=tries)
    for cause in Cause:
        failure = Failure(verdict, "reason", wait=TOLD, uncertain=uncertain, cause=cause)
        assert after_failure(delivery, failure) == (state, timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 1), (2, 2), (3, 4), (4, 8), (9, 256), (10, 300), (11, 300), (22, 300), (10**6, 300)],
)
def test_each_wait_is_twice_the_one_before_up_to_five_minutes(attempts: int, seconds: int) -> None:
    assert next_wait(attempts) == timedelta(seconds=seconds)


@given(st.integers(1, 1000))
def test_waits_grow_but_never_over_five_minutes(attempts: int) -> None:
    first, then = next_wait(attempts), next_wait(attempts + 1)
    assert timedelta(seconds=1) <= first <= then <= FIVE_MINUTES
    assert then in (2 * first, FIVE_MINUTES)


def test_twelve_tries_outlast_eighteen_minutes_without_a_network() -> None:
    delivery, waited = Delivery(1, "update:1:0", Lane.REPLY, ACT), timedelta()
    failure = Failure(Verdict.RETRY, "no network")
    tries = 0
    while True:
        tries += 1
        state, wait = after_failure(delivery, failure)
        if state is State.FAILED:
            break
        waited += wait
        delivery = Delivery(1, delivery.key, Lane.REPLY, ACT, attempts=tries)
    assert (tries, waited) == (MOST_ATTEMPTS, timedelta(seconds=511 + 2 * 300))


def test_a_tap_goes_before_a_reply_and_a_broadcast_comes_last() -> None:
    assert sorted(Lane, key=int) == [
        Lane.TAP,
        Lane.REPLY,
        Lane.RELAY,
        Lane.REMINDER,
        Lane.SETUP,
        Lane.BROADCAST,
    ]


def test_a_draft_is_a_reply_that_leads_to_nothing_and_waits_for_nothing() -> None:
    assert Draft(ACT) == Draft(ACT, Lane.REPLY, None, None, None, timedelta())
