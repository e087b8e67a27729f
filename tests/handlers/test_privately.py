"""What only a coordinator is to read stands in their own chat, and nowhere in the staff group."""

import pytest

from bot.domain.events import StaffTapped, StaffWrote, Tapped
from bot.domain.messages import AnswerTap, AskMember, Edit, Message, React, Say, Text
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Address, Place, Spot
from bot.domain.results import ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Step
from bot.storage import chats, experts, tickets
from handlers import contact, desk
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, opened

AYLIN = Address("telegram", "5009")
LEADS = Membership(inside=True, leads=True)
COMMANDS = ("rapor", "kayit")


def wrote(work: Work, command: str) -> list[Draft]:
    event = StaffWrote(Place(STAFF), "71", AYLIN, "Aylin", Message(Text(f"/{command}")), command)
    return desk.on_member_wrote(work, ActOnWords(event), LEADS)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_said_to_whoever_asked_alone(work: Work, command: str) -> None:
    chats.begin(work.tx, AYLIN, "tr", NOW)
    said, sign = wrote(work, command)
    assert isinstance(said.act, Say)
    assert said.act.to == Place(AYLIN)
    assert sign.act == React(Spot(STAFF, "71"), "👍")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("blocked", [False, True])
def test_who_can_t_be_reached_alone_reads_how(work: Work, command: str, blocked: bool) -> None:
    if blocked:
        chats.begin(work.tx, AYLIN, "tr", NOW)
        chats.set_reachable(work.tx, AYLIN, False)
    (told,) = wrote(work, command)
    assert isinstance(told.act, Say)
    assert told.act.to == Place(STAFF)
    assert "özelden /start" in told.act.message.text.text


def test_pages_are_turned_there_by_whoever_still_may(work: Work, elif_: Actor) -> None:
    chats.begin(work.tx, AYLIN, "tr", NOW)
    wrote(work, "kayit")
    for _ in range(25):
        tickets.note(work.tx, opened(work).number, Step.CLAIM, at=NOW, by=elif_)
    (asked,) = contact.on_tapped(work, Tapped(AYLIN, "90", "tap", "K|0|1"))
    assert asked.act == AskMember(STAFF, "5009")
    assert isinstance(asked.then, ActOnTap)
    _, edit = desk.on_member(work, asked.then, LEADS)
    assert isinstance(edit.act, Edit)
    assert edit.act.at == Spot(AYLIN, "90")
    (declined,) = desk.on_member(work, asked.then, Membership(inside=False))
    assert isinstance(declined.act, AnswerTap)


def test_a_page_that_stands_in_the_group_is_not_turned_any_more(work: Work) -> None:
    tapped = StaffTapped(Place(STAFF), "72", "tap", AYLIN, "Aylin", "K|0|1")
    (told,) = desk.on_member(work, ActOnTap(tapped), LEADS)
    assert isinstance(told.act, AnswerTap)
    assert "özelden" in told.act.words


def test_a_contact_gets_nothing_by_such_a_button(work: Work) -> None:
    opened(work)
    assert experts.at(work.tx, ADA) is None
    drafts = contact.on_tapped(work, Tapped(ADA, "90", "tap", "K|0|0"))
    assert not [one for one in drafts if isinstance(one.act, AskMember)]
