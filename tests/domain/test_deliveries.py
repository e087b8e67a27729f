"""What a failed call means, and what a button may hold."""

from datetime import timedelta

import pytest
from bot.domain.deliveries import (
    MOST_ATTEMPTS,
    Delivery,
    Failure,
    Lane,
    State,
    Verdict,
    after_failure,
    next_wait,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.buttons import MOST_BYTES, Press, decode, encode


def delivery(lane: Lane = Lane.REPLY, attempts: int = 0) -> Delivery:
    return Delivery(1, "update:1:0", lane, 7, "sendMessage", {}, {}, attempts)


@pytest.mark.parametrize(
    ("verdict", "uncertain", "lane", "attempts", "state"),
    [
        (Verdict.HALT, False, Lane.REPLY, 0, State.QUEUED),
        (Verdict.HALT, False, Lane.BROADCAST, MOST_ATTEMPTS, State.QUEUED),
        (Verdict.RETRY, True, Lane.REPLY, 0, State.QUEUED),
        (Verdict.RETRY, True, Lane.BROADCAST, 0, State.UNCERTAIN),
        (Verdict.RETRY, False, Lane.BROADCAST, 0, State.QUEUED),
        (Verdict.RETRY, False, Lane.REPLY, MOST_ATTEMPTS - 1, State.FAILED),
        (Verdict.UNREACHABLE, False, Lane.BROADCAST, 0, State.UNREACHABLE),
        (Verdict.DROP, False, Lane.REPLY, 0, State.FAILED),
        (Verdict.FATAL, False, Lane.REPLY, MOST_ATTEMPTS, State.QUEUED),
    ],
)
def test_every_failure_has_its_declared_outcome(
    verdict: Verdict, uncertain: bool, lane: Lane, attempts: int, state: State
) -> None:
    failure = Failure(verdict, "reason", wait=timedelta(seconds=3), uncertain=uncertain)
    assert after_failure(delivery(lane, attempts), failure)[0] is state


@given(st.integers(1, 1000))
def test_waits_grow_but_never_over_five_minutes(attempts: int) -> None:
    assert (
        timedelta(seconds=1)
        <= next_wait(attempts)
        <= next_wait(attempts + 1)
        <= timedelta(minutes=5)
    )


@given(
    st.text(st.characters(exclude_characters="|", codec="utf-8"), max_size=8),
    st.integers(-5, 10**9),
)
def test_a_button_says_what_was_put_into_it(word: str, number: int) -> None:
    press = decode(encode("c", word, number))
    assert (press.name, press.word(0), press.number(1)) == ("c", word, number)


def test_a_button_over_telegrams_limit_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        encode("c", "ş" * (MOST_BYTES // 2))


@given(st.text())
def test_anything_that_a_person_can_forge_is_a_press(data: str) -> None:
    assert isinstance(decode(data), Press)
