"""A probability is made of evidence and a calibration's weights, and of nothing else."""

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.search.confidence import Calibration, Evidence

NAMES = [field.name for field in fields(Evidence)]
NOTHING = Evidence(**dict.fromkeys(NAMES, 0.0))


def test_a_calibration_is_read_as_it_is_written() -> None:
    packaged = Calibration.packaged()
    assert Calibration.parse(packaged.written()) == packaged


def test_every_weight_weighs_a_kind_of_evidence() -> None:
    packaged = Calibration.packaged()
    assert set(packaged.confidence) == set(NAMES)
    assert set(packaged.ranking) < set(NAMES)


@given(st.floats(-20, 20), st.floats(-5, 5), st.floats(0, 1), st.sampled_from(NAMES))
def test_nothing_but_intercept_weights_and_evidence_counts(
    intercept: float, weight: float, value: float, name: str
) -> None:
    calibration = Calibration({}, intercept, {name: weight})
    found = calibration.probability(replace(NOTHING, **{name: value}))
    assert found == pytest.approx(1 / (1 + math.exp(-intercept - weight * value)))
