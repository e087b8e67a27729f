"""A ticket goes to somebody else: whose it is then, who is called, and how it comes back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.buttons import OnTicket
from bot.domain.desk.handover import GiveBack, HandOver, HandToRole
from bot.domain.desk.roles import Bearing, Duty
from bot.domain.effects import Answer, CallExperts, Effect, KeepStep
from bot.domain.messages import Button
from bot.domain.people import Actor, Expert
from bot.domain.tickets import Status, Step, Ticket
from bot.domain.words import Value, Words
from tests.domain.desk.ticketbook import (
    AYLIN,
    DENIZ,
    ELIF,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    PROMISE,
    Expected,
    Ticketbook,
    answers,
    by,
    shows_card,
    stands,
    ticket,
)

DUE = Words("hand.due", {"due": IN_TWO_DAYS})
TO_ELIF, TO_DENIZ = Expert(ELIF.id, "Elif"), Expert(DENIZ.id, "Deniz")
ELIFS = {"expert_id": ELIF.id, "expert_name": "Elif"}
DENIZ_HAS = {"expert_id": DENIZ.id, "expert_name": "Deniz"}
NOBODYS = {"expert_id": None, "expert_name": None}


def elifs(status: Status = Status.OPEN, **more: Any) -> Ticketbook:
    return Ticketbook(ticket(status, **{**ELIFS, **more}))


def keeps(step: Step, about: str) -> Expected:
    return lambda book: KeepStep(book.ticket, step, book.actor, about)


def calls(key: str, *, back: bool, date: Words = DUE) -> Expected:
    def called(book: Ticketbook) -> Effect:
        expert: Value = book.ticket.expert_name or Words("queue.nobody")
        values: dict[str, Value] = {"number": NUMBER, "by": book.actor.name}
        button = Button(Words("card.give-back"), OnTicket(NUMBER, Step.GIVE_BACK))
        said = Words(key, {**values, "expert": expert, "date": date})
        return CallExperts(book.ticket, said, ((button,),) if back else ())

    return called


def test_it_is_somebody_elses_who_is_called_and_the_date_stands() -> None:
    play = elifs() >> by(ELIF, HandOver(TO_DENIZ)) << stands(**DENIZ_HAS, handed_by=ELIF.id)
    play = play << answers("hand.done") << keeps(Step.HAND_OVER, "32")
    assert play << calls("hand.to", back=True) << shows_card()
    assert PROMISE.told(play.ticket) == IN_TWO_DAYS


def test_what_nobody_had_is_theirs() -> None:
    play = Ticketbook(ticket()) >> by(AYLIN, HandOver(TO_DENIZ))
    play = play << stands(status=Status.OPEN, **DENIZ_HAS, handed_by=AYLIN.id)
    play = play << answers("hand.done") << keeps(Step.HAND_OVER, "32")
    assert play << calls("hand.to", back=True) << shows_card()


def test_who_takes_it_over_for_themselves_has_nobody_to_give_it_back_to() -> None:
    play = elifs() >> by(DENIZ, HandOver(TO_DENIZ)) << stands(**DENIZ_HAS)
    play = play << answers("hand.done") << keeps(Step.HAND_OVER, "32")
    assert play << calls("hand.to", back=False) << shows_card()


def test_while_the_contact_has_the_ball_there_is_no_date() -> None:
    play = elifs(Status.PENDING) >> by(ELIF, HandOver(TO_DENIZ))
    play = play << stands(**DENIZ_HAS, handed_by=ELIF.id) << answers("hand.done")
    play = play << keeps(Step.HAND_OVER, "32")
    assert play << calls("hand.to", back=True, date=Words("hand.no-date")) << shows_card()


def test_it_is_not_handed_to_whom_it_belongs() -> None:
    assert (
        elifs()
        >> by(DENIZ, HandOver(TO_ELIF))
        << stands()
        << answers("hand.already", expert="Elif")
    )


@pytest.mark.parametrize(("bearing", "code"), [(Duty.ON_DUTY, "on-duty"), (3, "3")])
@pytest.mark.parametrize("before", [Status.NEW, Status.OPEN])
def test_to_all_of_a_role_it_is_nobodys(before: Status, bearing: Bearing, code: str) -> None:
    mine: dict[str, Any] = ELIFS if before is Status.OPEN else {}
    book = Ticketbook(ticket(before, **mine, asks=True, on_it=True))
    play = book >> by(ELIF, HandToRole(bearing))
    handed = {**NOBODYS, "handed_by": ELIF.id, "handed_to": code, "asks": False, "on_it": False}
    play = play << stands(status=Status.NEW, **handed) << answers("hand.done")
    play = play << keeps(Step.HAND_TO_ROLE, code) << calls("hand.to-role", back=False)
    assert play << shows_card()


def test_to_the_same_role_once() -> None:
    handed = ticket(handed_by=ELIF.id, handed_to="on-duty")
    assert (
        Ticketbook(handed)
        >> by(DENIZ, HandToRole(Duty.ON_DUTY))
        << stands()
        << answers("hand.already-there")
    )


def after(before: Ticket, step: Step, actor: Actor) -> Ticket:
    """The ticket after an act, whatever follows."""
    play = Ticketbook(before) >> by(actor, step)
    assert replace(play, left=())
    return play.ticket


def test_who_takes_what_was_handed_to_a_role_may_give_it_back() -> None:
    handed = ticket(handed_by=ELIF.id, handed_to="on-duty")
    taken = after(handed, Step.CLAIM, DENIZ)
    assert (taken.expert_id, taken.handed_by, taken.handed_to) == (DENIZ.id, ELIF.id, None)
    begun = after(taken, Step.ON_IT, DENIZ)
    assert begun.handed_by == ELIF.id
    assert after(begun, Step.CLAIM, AYLIN).handed_by is None
    assert after(handed, Step.CLAIM, ELIF).handed_by is None


def test_it_goes_back_to_whoever_handed_it_over() -> None:
    play = elifs(handed_by=DENIZ.id) >> by(ELIF, GiveBack(TO_DENIZ))
    play = play << stands(**DENIZ_HAS, handed_by=None) << answers("hand.done")
    play = play << keeps(Step.GIVE_BACK, "32")
    assert play << calls("hand.back", back=False) << shows_card()


@pytest.mark.parametrize(("actor", "gives"), [(ELIF, True), (AYLIN, True), (DENIZ, False)])
def test_who_has_it_gives_it_back_or_a_coordinator(actor: Actor, gives: bool) -> None:
    play = elifs(handed_by=40) >> by(actor, GiveBack(Expert(40, "Can")))
    assert (play.ticket.expert_id == 40) is gives
    refused = Answer(Words("hand.not-yours"), alert=True)
    assert (play.left == (refused,)) is not gives
    assert replace(play, left=())


@pytest.mark.parametrize(
    ("handed_by", "to"), [(DENIZ.id, None), (None, TO_DENIZ), (ELIF.id, TO_ELIF)]
)
def test_where_nobody_is_left_to_take_it_back_it_stays(
    handed_by: int | None, to: Expert | None
) -> None:
    play = elifs(handed_by=handed_by) >> by(ELIF, GiveBack(to)) << stands()
    assert play.left[0] == Answer(Words("hand.nobody"), alert=True)
    assert replace(play, left=())


def test_whoever_gets_it_has_as_long_as_anybody() -> None:
    """Before it goes back to the queue: what is handed over counts as work."""
    play = elifs(worked_at=NOW) >> by(DENIZ, HandOver(TO_DENIZ), after=timedelta(hours=5))
    assert play.ticket.worked_at == NOW + timedelta(hours=5)
    assert replace(play, left=())
