"""What is learnt and what is reported are parted by halves of the queries."""

import pytest

from intents.index import Index
from intents.lab.evaluate import evaluate
from intents.lab.learn import learn
from intents.lab.queries import Query
from intents.search.confidence import Calibration
from tests.intents.lab.test_evaluate import QUERIES

SOME = 24  # one query in so many


@pytest.fixture(scope="module")
def some() -> list[Query]:
    return list(QUERIES[::SOME])


@pytest.fixture(scope="module")
def learnt_of_some(index: Index, some: list[Query]) -> Calibration:
    return learn(index, some)


def test_no_query_of_the_held_out_half_changes_what_is_learnt(
    index: Index, some: list[Query], learnt_of_some: Calibration
) -> None:
    fitting = [query for query in some if query.half == "fit"]
    assert 0 < len(fitting) < len(some)
    assert learnt_of_some == learn(index, fitting)


def test_what_is_learnt_hangs_on_the_fitting_half(
    index: Index, some: list[Query], learnt_of_some: Calibration
) -> None:
    less = some[: len(some) // 2]
    assert learnt_of_some != learn(index, less)


def test_figures_are_those_of_the_half_that_nothing_was_fitted_on(
    index: Index, some: list[Query]
) -> None:
    held_out = [query for query in some if query.half == "held-out"]
    assert evaluate(index, some) == evaluate(index, held_out)
    assert evaluate(index, some).figures.half == "held-out"
