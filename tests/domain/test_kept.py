"""The share of promises kept is read from the history alone."""

import pytest

from bot.domain.kept import Kept, kept
from bot.domain.tickets import Step

OPEN, CLAIM, REPLY, CLOSE = Step.OPEN, Step.CLAIM, Step.REPLY, Step.CLOSE
ASK, NOT_YET = Step.ASK, Step.NOT_YET
WROTE, LAPSE, WITHDRAW = Step.CONTACT_WROTE, Step.LAPSE, Step.WITHDRAW


@pytest.mark.parametrize(
    ("history", "sums"),
    [
        ([], Kept()),
        ([OPEN, CLAIM], Kept()),
        ([OPEN, CLAIM, REPLY], Kept(1, 0)),
        ([OPEN, REPLY, REPLY], Kept(1, 0)),
        ([OPEN, WROTE, REPLY, CLOSE], Kept(1, 0)),
        ([OPEN, REPLY, WROTE, REPLY], Kept(2, 0)),
        ([OPEN, LAPSE, REPLY], Kept(1, 1)),
        ([OPEN, LAPSE, LAPSE, CLOSE], Kept(0, 2)),
        ([OPEN, CLOSE], Kept()),
        ([OPEN, CLOSE, REPLY], Kept()),
        ([OPEN, CLOSE, Step.REOPEN, REPLY], Kept(1, 0)),
        ([OPEN, REPLY, WROTE, WITHDRAW, REPLY], Kept(1, 0)),
        ([OPEN, REPLY, NOT_YET], Kept()),
        ([OPEN, REPLY, NOT_YET, NOT_YET], Kept()),
        ([OPEN, REPLY, NOT_YET, REPLY], Kept(1, 0)),
        ([OPEN, REPLY, NOT_YET, LAPSE, REPLY], Kept(1, 1)),
        ([OPEN, REPLY, WROTE, REPLY, NOT_YET], Kept(1, 0)),
        ([OPEN, REPLY, REPLY, NOT_YET], Kept()),
        ([OPEN, REPLY, Step.TAKE_BACK], Kept()),
        ([OPEN, REPLY, REPLY, Step.TAKE_BACK], Kept(1, 0)),
        ([OPEN, REPLY, WROTE, Step.TAKE_BACK, REPLY], Kept(1, 0)),
        ([OPEN, ASK, REPLY], Kept()),
        ([OPEN, ASK, ASK, REPLY], Kept(1, 0)),
        ([OPEN, ASK, REPLY, WROTE, REPLY], Kept(1, 0)),
        ([OPEN, REPLY, ASK, WROTE, REPLY], Kept(1, 0)),
        ([OPEN, ASK, WROTE, REPLY], Kept()),
        ([OPEN, ASK, REPLY, NOT_YET, REPLY], Kept(1, 0)),
        ([OPEN, ASK, CLOSE, Step.REOPEN, REPLY], Kept(1, 0)),
    ],
)
def test_an_answer_that_was_owed_keeps_a_promise(history: list[Step], sums: Kept) -> None:
    """One that comes after the date has lapsed keeps the promise that was renewed."""
    assert kept(history) == sums


@pytest.mark.parametrize(
    ("sums", "percent"),
    [(Kept(), None), (Kept(0, 1), 0), (Kept(1, 0), 100), (Kept(2, 1), 67)],
)
def test_the_share_of_promises_kept(sums: Kept, percent: int | None) -> None:
    assert sums.percent == percent
