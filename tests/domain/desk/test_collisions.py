"""An expert writes on a ticket that somebody else is on."""

from datetime import timedelta

import pytest

from bot.domain.desk.collisions import told
from bot.domain.desk.tickets import Reply, decide
from bot.domain.effects import Hint, PassOn
from bot.domain.people import Actor, Spot
from bot.domain.results import Reply as Sent
from bot.domain.tickets import Status
from bot.domain.words import Words
from tests.domain.desk.ticketbook import DENIZ, ELIF, GROUP, NUMBER, content, ticket, view

OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
AT = Spot(GROUP, "501")


def test_the_reply_goes_out_and_its_writer_hears_of_the_other() -> None:
    before = ticket(Status.OPEN, **OF_ELIF)
    _, (passed, hint) = decide(before, Reply(AT, content("Yanıt")), DENIZ, view=view())
    assert isinstance(passed, PassOn)
    assert isinstance(hint, Hint)
    assert (hint.ticket, hint.at) == (before, AT)
    assert hint.words == Words("staff.collision", {"expert": "Elif"})


@pytest.mark.parametrize(
    ("status", "actor", "hears"),
    [
        (Status.OPEN, DENIZ, True),
        (Status.PENDING, DENIZ, True),
        (Status.CLOSED, DENIZ, False),
        (Status.OPEN, ELIF, False),
        (Status.PENDING, ELIF, False),
    ],
)
def test_only_whoever_is_not_on_it_hears_and_only_while_it_is_open(
    status: Status, actor: Actor, hears: bool
) -> None:
    assert bool(told(ticket(status, **OF_ELIF), Sent(AT, actor), view())) is hears


def test_nobody_s_ticket_is_nobody_else_s() -> None:
    assert told(ticket(), Sent(AT, DENIZ), view()) == []


def test_it_is_said_once_a_day_to_each_person_on_each_ticket() -> None:
    one = ticket(Status.OPEN, **OF_ELIF)

    def once(actor: Actor, after: timedelta = timedelta()) -> str:
        (hint,) = told(one, Sent(AT, actor), view(after))
        assert isinstance(hint, Hint)
        return hint.once

    assert once(DENIZ) == once(DENIZ, timedelta(hours=3))
    assert once(DENIZ) != once(DENIZ, timedelta(days=1))
    assert once(DENIZ) != once(Actor(77, "Can"))
    assert str(NUMBER) in once(DENIZ)
