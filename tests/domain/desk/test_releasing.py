"""An expert lets a ticket go: whose it is then, and who is called."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.desk.releasing import taking
from bot.domain.desk.shares import outcomes
from bot.domain.effects import CallExperts, Effect
from bot.domain.history import Past
from bot.domain.people import Actor
from bot.domain.tickets import Status, Step
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    AYLIN,
    DENIZ,
    ELIF,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    PROMISE,
    Ticketbook,
    answers,
    by,
    keeps,
    shows_card,
    stands,
    ticket,
)

NOBODYS: dict[str, Any] = {"expert_id": None, "expert_name": None}


def elifs(status: Status = Status.OPEN, **more: Any) -> Ticketbook:
    return Ticketbook(ticket(status, expert_id=ELIF.id, expert_name="Elif", **more))


def calls_the_others(book: Ticketbook) -> Effect:
    values = {"number": NUMBER, "expert": Words("queue.nobody")}
    words = Words("release.called", {**values, "by": book.actor.name, "due": IN_TWO_DAYS})
    return CallExperts(book.ticket, words, taking(book.ticket), but=ELIF.id)


@pytest.mark.parametrize("actor", [ELIF, AYLIN])
def test_what_is_let_go_is_nobodys_and_the_others_are_called(actor: Actor) -> None:
    """By whoever is on it, or by a coordinator; its date stands."""
    play = elifs(on_it=True, asks=True, handed_by=DENIZ.id) >> by(actor, Step.RELEASE)
    play = play << stands(status=Status.NEW, **NOBODYS, on_it=False, asks=False, handed_by=None)
    play = play << answers("release.done") << keeps(Step.RELEASE)
    assert play << calls_the_others << shows_card()
    assert PROMISE.told(play.ticket) == IN_TWO_DAYS


def test_while_the_contact_has_the_ball_nobody_is_called() -> None:
    play = elifs(Status.PENDING) >> by(ELIF, Step.RELEASE) << stands(**NOBODYS)
    assert play << answers("release.done-quietly") << keeps(Step.RELEASE) << shows_card()


def test_a_date_that_lapses_after_it_was_let_go_is_nobodys_miss() -> None:
    steps = (Step.OPEN, Step.CLAIM, Step.RELEASE, Step.LAPSE)
    past = [Past(step, NOW + timedelta(hours=n), ELIF.id) for n, step in enumerate(steps[:3])]
    (missed,) = outcomes([*past, Past(Step.LAPSE, NOW + timedelta(days=3))])
    assert missed.expert is None
