"""Signs that people set on messages go to the other side, quietly."""

from dataclasses import replace

import pytest

from bot.domain.chats import Held
from bot.domain.effects import PassOn
from bot.domain.events import Reacted, StaffReacted
from bot.domain.messages import AskMember, React, Say
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import ActOnSign, Membership, Reply, Said
from bot.domain.tickets import Ticket
from bot.storage import messages
from handlers import reactions, relay, results
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, STAFF, content, opened, owed, waiting

THREAD = Place(STAFF, "9")
COPY, REPLY = Spot(STAFF, "71"), Spot(STAFF, "80")


pytestmark = pytest.mark.usefixtures("ticket")


@pytest.fixture
def ticket(work: Work, elif_: Actor) -> Ticket:
    """A ticket with the contact's message 5 and Elif's reply, which is the chat's message 60."""
    one = opened(work, group=STAFF, thread="9")
    (kept,) = relay.keep(work, one, [Held("5", "text", "Ek")], chat=ADA, heard=None)
    messages.place_in_thread(work.tx, kept.id, COPY)
    draft = relay.to_contact(work, PassOn(one, Reply(REPLY, elif_), content("Yanıt")), ADA)
    (delivery,) = owed(work, [draft], "out")
    results.on_done(work, delivery, Said(("60",)))
    return one


def test_a_contact_s_sign_is_a_line_below_the_reply_once(work: Work) -> None:
    liked = Reacted(ADA, "60", "❤")
    (line,) = reactions.on_reacted(work, liked)
    assert isinstance(line.act, Say)
    assert (line.act.to, line.act.message.reply_to) == (THREAD, REPLY.message)
    assert "❤" in line.act.message.text.text
    before = len(waiting(work))
    owed(work, [line], "once")
    owed(work, reactions.on_reacted(work, liked), "twice")
    assert len(waiting(work)) == before + 1


@pytest.mark.parametrize(
    "event", [Reacted(ADA, "60", ""), Reacted(ADA, "5", "❤"), Reacted(ADA, "99", "❤")]
)
def test_signs_on_other_messages_and_taken_off_are_nobodys(work: Work, event: Reacted) -> None:
    assert reactions.on_reacted(work, event) == []


@pytest.mark.parametrize("sign", ["❤", ""])
def test_a_member_s_sign_stands_on_the_contact_s_own_message(work: Work, sign: str) -> None:
    event = StaffReacted(COPY, ELIF, sign)
    (asked,) = reactions.on_staff_reacted(work, event)
    assert (asked.act, asked.then) == (AskMember(STAFF, ELIF.id), ActOnSign(event))
    (shown,) = reactions.on_member_reacted(work, event, Membership(inside=True))
    assert shown.act == React(Spot(ADA, "5"), sign)
    assert reactions.on_member_reacted(work, event, Membership(inside=False)) == []


def test_who_acts_for_the_group_is_nobody(work: Work) -> None:
    nameless = replace(STAFF, id=f"{STAFF.id}/Elif")
    assert reactions.on_staff_reacted(work, StaffReacted(COPY, nameless, "❤")) == []


@pytest.mark.parametrize("spot", [REPLY, Spot(STAFF, "999")])
def test_a_sign_on_what_is_no_contact_s_stays_inside(work: Work, spot: Spot) -> None:
    assert reactions.on_staff_reacted(work, StaffReacted(spot, ELIF, "❤")) == []
