"""Whose promises were kept, and when."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.desk.shares import outcomes, shares
from bot.domain.history import Past
from bot.domain.kept import Kept, kept
from bot.domain.tickets import Step

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
ELIF, CEM = 31, 32
KEPT, LAPSED, BACK = Kept(1, 0), Kept(0, 1), Kept(-1, 0)
Cell = tuple[Step, int | None]


def past(*steps: Cell, to: int | None = None) -> list[Past]:
    """A history, a day a step; what is handed over goes to `to`."""
    return [
        Past(step, START + n * timedelta(days=1), expert, to if step is Step.HAND_OVER else None)
        for n, (step, expert) in enumerate(steps)
    ]


OPEN, LAPSE = (Step.OPEN, None), (Step.LAPSE, None)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((OPEN, (Step.REPLY, ELIF)), [(1, ELIF, KEPT)]),
        ((OPEN, (Step.CLAIM, ELIF), (Step.REPLY, CEM)), [(2, CEM, KEPT)]),
        ((OPEN, LAPSE), [(1, None, LAPSED)]),
        ((OPEN, (Step.CLAIM, ELIF), LAPSE), [(2, ELIF, LAPSED)]),
        ((OPEN, (Step.CLAIM, ELIF), (Step.CLAIM, CEM), LAPSE), [(3, CEM, LAPSED)]),
        ((OPEN, (Step.CLAIM, ELIF), (Step.HAND_OVER, ELIF), LAPSE), [(3, CEM, LAPSED)]),
        ((OPEN, (Step.CLAIM, ELIF), (Step.HAND_TO_ROLE, ELIF), LAPSE), [(3, None, LAPSED)]),
        ((OPEN, (Step.CLAIM, ELIF), (Step.RETURN, None), LAPSE), [(3, None, LAPSED)]),
        (
            (OPEN, (Step.REPLY, ELIF), (Step.NOT_YET, CEM), LAPSE),
            [(1, ELIF, KEPT), (1, ELIF, BACK), (3, ELIF, LAPSED)],
        ),
        ((OPEN, (Step.CLOSE, ELIF)), []),
    ],
)
def test_a_promise_is_of_who_answered_or_was_on_it(
    steps: tuple[Cell, ...], found: list[tuple[int, int | None, Kept]]
) -> None:
    told = [((one.at - START).days, one.expert, one.sums) for one in outcomes(past(*steps, to=CEM))]
    assert told == found


@given(st.lists(st.tuples(st.sampled_from(Step), st.sampled_from([None, ELIF, CEM]))))
def test_all_shares_have_the_same_sum(steps: list[Cell]) -> None:
    history = past(*steps)
    found = shares([(3, history)], UTC)
    whole = kept(step for step, _ in steps)
    for part in (found.months, found.subjects, found.experts):
        assert sum(part.values(), Kept()) == whole


def test_months_are_the_desks_newest_first() -> None:
    late = datetime(2026, 11, 30, 22, tzinfo=UTC)  # in Istanbul it is December
    early = Past(Step.OPEN, START)
    histories = [
        (3, [early, Past(Step.REPLY, late, ELIF)]),
        (None, [early, Past(Step.REPLY, START, CEM)]),
        (4, [early, Past(Step.LAPSE, START), Past(Step.REPLY, START, CEM)]),
    ]
    found = shares(histories, ZoneInfo("Europe/Istanbul"))
    assert list(found.months.items()) == [
        (date(2026, 12, 1), KEPT),
        (date(2026, 11, 1), Kept(2, 1)),
    ]
    assert list(found.subjects.items()) == [(4, Kept(1, 1)), (3, KEPT), (None, KEPT)]
    assert list(found.experts.items()) == [(CEM, Kept(2, 0)), (ELIF, KEPT), (None, LAPSED)]
