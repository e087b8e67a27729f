"""The plays can fail: what is too much, too little, in another place or not asserted is found."""

import pytest

from bot.domain.tickets import Status, Step
from tests.domain.desk import ticketbook
from tests.domain.desk.ticketbook import (
    DENIZ,
    ELIF,
    Ticketbook,
    answers,
    by,
    keeps,
    shows_card,
    stands,
    ticket,
)

CLAIMED = {"status": Status.OPEN, "expert_id": ELIF.id, "expert_name": "Elif"}


def claimed() -> Ticketbook:
    """A play of three effects, none of which was expected yet."""
    return Ticketbook(ticket()) >> by(ELIF, Step.CLAIM)


def fails(play: Ticketbook) -> None:
    """What is left fails once it is asserted, or once somebody asks for more."""
    with pytest.raises(AssertionError, match="not expected"):
        bool(play)
    with pytest.raises(AssertionError, match="not expected"):
        play >> by(DENIZ, Step.CLAIM)
    ticketbook.unproven.clear()


def test_an_effect_that_nobody_expects_fails() -> None:
    fails(claimed())
    fails(claimed() << answers("staff.claimed", expert="") << keeps(Step.CLAIM))


def test_effects_in_another_order_fail() -> None:
    with pytest.raises(AssertionError):
        claimed() << keeps(Step.CLAIM)
    ticketbook.unproven.clear()


def test_an_effect_that_does_not_come_fails() -> None:
    whole = claimed() << answers("staff.claimed", expert="") << keeps(Step.CLAIM) << shows_card()
    with pytest.raises(AssertionError, match="nothing more follows"):
        whole << shows_card()
    assert whole


def test_a_change_that_is_not_named_fails() -> None:
    with pytest.raises(AssertionError):
        claimed() << stands(status=Status.OPEN)
    claimed() << stands(**CLAIMED)
    ticketbook.unproven.clear()


def test_a_play_that_is_not_asserted_is_remembered() -> None:
    play = claimed() << answers("staff.claimed", expert="") << keeps(Step.CLAIM) << shows_card()
    assert ticketbook.unproven
    assert play
    assert not ticketbook.unproven
