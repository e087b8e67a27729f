"""What is said of the law waits until a second expert has read it."""

from dataclasses import replace

import pytest

from bot.domain import results
from bot.domain.desk.seconding import Second
from bot.domain.desk.tickets import Reply, decide
from bot.domain.effects import Answer, CallExperts, Effect, HoldBack, KeepStep, PassOn, ShowCard
from bot.domain.people import DESK, Actor, Spot
from bot.domain.tickets import Status, Step, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    DENIZ,
    ELIF,
    GROUP,
    IN_TWO_DAYS,
    NOW,
    PROMISE,
    Ticketbook,
    by,
    content,
    keeps,
    passes_on,
    shows_card,
    stands,
    ticket,
    view,
)

OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
SENT = results.Reply(Spot(GROUP, "501"), ELIF)
WAITS = ticket(Status.OPEN, **OF_ELIF, legal=True, held_at=NOW)
OK = Second(SENT, content("Yanıt"), goes=True)
BACK = Second(SENT, content("Yanıt"), goes=False)


def alerts(key: str) -> Effect:
    """A word that has to be read."""
    return Answer(Words(key), alert=True)


@pytest.mark.parametrize("status", list(Status))
def test_a_reply_that_needs_an_ok_does_not_go_out(status: Status) -> None:
    before = ticket(status, legal=True)
    careful = replace(view(), needs_ok=True)
    after, effects = decide(before, Reply(SENT.at, content("Yanıt")), ELIF, view=careful)
    sent = replace(SENT, reopens=status is Status.CLOSED)
    assert (after.status, after.held_at, after.expert_id) == (status, NOW, ELIF.id)
    assert effects == [
        KeepStep(after, Step.HOLD, ELIF),
        HoldBack(after, sent, content("Yanıt")),
        ShowCard(after),
    ]


def test_the_promise_runs_on_while_it_waits() -> None:
    before = ticket(Status.OPEN, **OF_ELIF)
    careful = replace(view(), needs_ok=True)
    after, _ = decide(before, Reply(SENT.at, content("Yanıt")), ELIF, view=careful)
    assert PROMISE.told(after) == IN_TWO_DAYS


def test_another_expert_lets_it_go_out() -> None:
    assert (
        Ticketbook(WAITS)
        >> by(DENIZ, OK)
        << stands(held_at=None)
        << (lambda _: Answer(Words("staff.ok-given")))
        << keeps(Step.APPROVE)
        << (lambda book: PassOn(book.ticket, SENT, content("Yanıt")))
        << shows_card()
    )


@pytest.mark.parametrize(
    ("second", "actor", "key"),
    [(OK, ELIF, "staff.ok-not-yours"), (BACK, DENIZ, "staff.retract-not-yours")],
)
def test_never_the_writer_gives_the_ok_and_nobody_else_withdraws(
    second: Second, actor: Actor, key: str
) -> None:
    assert Ticketbook(WAITS) >> by(actor, second) << stands() << (lambda _: alerts(key))


def test_the_writer_withdraws_it() -> None:
    assert (
        Ticketbook(WAITS)
        >> by(ELIF, BACK)
        << stands(held_at=None)
        << (lambda _: Answer(Words("staff.retracted")))
        << keeps(Step.RETRACT)
        << shows_card()
    )


@pytest.mark.parametrize("second", [OK, BACK])
def test_another_reply_of_the_ticket_still_waits(second: Second) -> None:
    actor = DENIZ if second.goes else ELIF
    after, _ = decide(WAITS, replace(second, more=True), actor, view=view())
    assert after.held_at == NOW


@pytest.mark.parametrize(
    ("before", "called"), [(WAITS, True), (replace(WAITS, held_at=None), False)]
)
def test_the_others_are_called_before_the_date(before: Ticket, called: bool) -> None:
    due = PROMISE.told(before)
    assert due is not None
    _, effects = decide(before, Step.REMIND, DESK, view=replace(view(), now=due))
    others = [one for one in effects if isinstance(one, CallExperts) and one.others]
    assert bool(others) is called


def test_where_no_ok_is_needed_it_goes_out_at_once() -> None:
    legal = ticket(Status.OPEN, **OF_ELIF, legal=True)
    assert Ticketbook(legal) >> by(ELIF, Reply(SENT.at, content("Yanıt"))) << passes_on("Yanıt")
