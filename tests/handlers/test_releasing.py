"""`/birak` and its button: a ticket is nobody's again, and whoever else is there is called."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.buttons import OnTicket
from bot.domain.codes import encode
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.messages import AnswerTap, Message, Say, Style, Text
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Address, Place
from bot.domain.results import ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Status, Step
from bot.storage import experts, tickets
from handlers import desk
from handlers.work import Work
from tests.handlers.conftest import ELIF, NOW, STAFF, opened

CEM = Address("telegram", "5002")
THREAD = Place(STAFF, "7")
MEMBER = Membership(inside=True)
NAMES = {ELIF: "Elif", CEM: "Cem"}
By = Callable[[Work, Address], list[Draft]]


@pytest.fixture
def asked(work: Work, elif_: Actor) -> Work:
    """A ticket that Elif is on; Cem is there, too."""
    mine = {"expert_id": elif_.id, "expert_name": "Elif", "status": Status.OPEN}
    opened(work, **mine, group=STAFF, thread="7")
    experts.met(work.tx, CEM, "Cem", NOW)
    return work


def written(work: Work, person: Address, place: Place = THREAD) -> list[Draft]:
    event = StaffWrote(place, "71", person, NAMES[person], Message(Text("/birak")), "birak")
    return desk.on_member_wrote(work, ActOnWords(event), MEMBER)


def pressed(work: Work, person: Address) -> list[Draft]:
    event = StaffTapped(
        THREAD, "8", "tap", person, NAMES[person], encode(OnTicket(1, Step.RELEASE))
    )
    return desk.on_member(work, ActOnTap(event), MEMBER)


def said(drafts: list[Draft]) -> list[Message]:
    return [one.act.message for one in drafts if isinstance(one.act, Say)]


@pytest.mark.parametrize("by", [written, pressed])
def test_one_word_in_the_thread_calls_the_others_and_offers_the_ticket(asked: Work, by: By) -> None:
    drafts = by(asked, ELIF)
    found = tickets.get(asked.tx, 1)
    assert found is not None
    assert (found.expert_id, found.status) == (None, Status.NEW)
    (word,) = said(drafts)
    people = [one.value for one in word.text.spans if one.style is Style.PERSON]
    assert people == ["5002"]
    assert "Elif talebi kuyruğa geri bıraktı" in word.text.text
    assert [one.press for row in word.buttons for one in row] == [OnTicket(1, Step.ON_IT)]


@pytest.mark.parametrize("by", [written, pressed])
def test_nobody_lets_go_what_is_another_ones(asked: Work, by: By) -> None:
    drafts = by(asked, CEM)
    found = tickets.get(asked.tx, 1)
    assert found is not None
    assert found.expert_name == "Elif"
    answers = [one.act.words for one in drafts if isinstance(one.act, AnswerTap)]
    told = [*answers, *(one.text.text for one in said(drafts))]
    assert "sizin üzerinizde değil" in told[0]


def test_quietly_where_the_contact_has_the_ball(asked: Work) -> None:
    found = tickets.get(asked.tx, 1)
    assert found is not None
    tickets.save(asked.tx, replace(found, status=Status.PENDING))
    (word,) = said(written(asked, ELIF))
    assert "danışan yeniden yazarsa" in word.text.text


def test_outside_of_a_thread_there_is_nothing_to_let_go(asked: Work) -> None:
    (word,) = said(written(asked, ELIF, Place(STAFF)))
    assert "kendi başlığında" in word.text.text
