"""Results and follow-ups are values of two unions, and of nothing else."""

import inspect
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from bot.domain import results
from bot.domain.people import Address, Place
from bot.domain.results import FollowUp, KeepCard, KeepChatPlaces, Reply, Result

VALUES = {
    value
    for value in vars(results).values()
    if inspect.isclass(value) and is_dataclass(value) and value.__module__ == results.__name__
}

PARTS = {Reply}  # what a follow-up holds, and is none itself


def test_every_value_is_a_result_or_a_follow_up_and_none_is_both() -> None:
    follow_ups, outcomes = set(get_args(FollowUp)), set(get_args(Result))
    assert follow_ups | outcomes == VALUES - PARTS
    assert not follow_ups & outcomes


@pytest.mark.parametrize("value", sorted(VALUES, key=str))
def test_every_one_of_them_is_frozen(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert value.__slots__ == tuple(field.name for field in fields(value))  # type: ignore[attr-defined]


def test_a_follow_up_can_be_compared_and_not_changed() -> None:
    place = Place(Address("telegram", "-100", group=True), "40")
    kept = KeepCard(12, place)
    assert kept == KeepCard(ticket=12, place=place)
    with pytest.raises(FrozenInstanceError):
        kept.ticket = 13  # type: ignore[misc]


def test_a_contacts_place_is_no_experts_own_reply_unless_it_is_said() -> None:
    assert KeepChatPlaces((1,), 12).reply is None
