"""A ticket is handed over by a command or a button, and whoever gets it is called in its thread."""

from dataclasses import replace

import pytest

from bot.domain.buttons import OnTicket, Press
from bot.domain.codes import encode
from bot.domain.desk.presses import HandToExpert, HandToRole, KeepTicket, OfferHandOver
from bot.domain.events import Answered, StaffTapped, StaffWrote
from bot.domain.messages import AnswerTap, Delete, Edit, Message, Say, Style, Text
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Address, Expert, Place
from bot.domain.results import ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Step, Ticket
from bot.storage import experts, tickets
from handlers import desk
from handlers.work import Work
from tests.handlers.conftest import ELIF, NOW, STAFF, opened

CEM, ECE = Address("telegram", "5002"), Address("telegram", "5003")
MEMBER = Membership(inside=True)
THREAD = Place(STAFF, "7")
NAMES = {ELIF: "Elif", CEM: "Cem", ECE: "Ece"}


@pytest.fixture
def asked(work: Work, elif_: Actor) -> Work:
    """A ticket of subject 3 that Elif is on; Cem is on duty, Ece knows subject 3."""
    mine = {"expert_id": elif_.id, "expert_name": "Elif", "group": STAFF, "thread": "7"}
    opened(work, **mine, subject=3)
    cem = experts.met(work.tx, CEM, "Cem", NOW)
    experts.save(work.tx, Expert(cem.id, "Cem", on_duty=True))
    ece = experts.met(work.tx, ECE, "Ece", NOW)
    experts.save(work.tx, Expert(ece.id, "Ece", subjects=frozenset({3})))
    return work


def wrote(
    work: Work, words: str, person: Address = ELIF, answered: Answered | None = None
) -> list[Draft]:
    content = Message(Text(words), reply_to="70" if answered else None)
    event = StaffWrote(THREAD, "71", person, NAMES[person], content, "devret", answered)
    return desk.on_member_wrote(work, ActOnWords(event), MEMBER)


def pressed(work: Work, press: Press, person: Address = ELIF) -> list[Draft]:
    event = StaffTapped(THREAD, "72", "tap", person, NAMES[person], encode(press))
    return desk.on_member(work, ActOnTap(event), MEMBER)


def ticket(work: Work) -> Ticket:
    found = tickets.get(work.tx, 1)
    assert found is not None
    return found


def called(drafts: list[Draft]) -> list[str]:
    """Who is called in the thread."""
    said = [one.act for one in drafts if isinstance(one.act, Say)]
    assert {act.to for act in said} <= {THREAD}
    spans = [span for act in said for span in act.message.text.spans]
    return [span.value for span in spans if span.style is Style.PERSON]


def words(drafts: list[Draft]) -> str:
    acts = [one.act for one in drafts]
    said = [act.message.text.text for act in acts if isinstance(act, Say | Edit)]
    return "\n".join([*said, *(act.words for act in acts if isinstance(act, AnswerTap))])


@pytest.mark.parametrize(
    ("typed", "expert", "handed_to", "people"),
    [
        ("/devret Cem", "Cem", None, ["5002"]),
        ("/devret ece", "Ece", None, ["5003"]),
        ("/devret nöbetçi", None, "on-duty", ["5002"]),
    ],
)
def test_it_is_handed_over_by_name_or_by_role(
    asked: Work, typed: str, expert: str | None, handed_to: str | None, people: list[str]
) -> None:
    drafts = wrote(asked, typed)
    assert (ticket(asked).expert_name, ticket(asked).handed_to) == (expert, handed_to)
    assert called(drafts) == people
    assert "Elif bu talebi" in words(drafts)


def test_it_is_handed_to_whoever_is_replied_to(asked: Work) -> None:
    drafts = wrote(asked, "/devret", answered=Answered(CEM, Message(Text("Alırım"))))
    assert (ticket(asked).expert_name, called(drafts)) == ("Cem", ["5002"])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/devret Deniz", "“Deniz” adında birini tanımıyorum"),
        ("/devret koordinatör", "bu rolde ya da konuda kimse yok"),
        ("/devret Elif", "zaten Elif üzerinde"),
        ("/devret Cem nöbetçi", "kendi başlığında yazın"),
        ("/devret 99", "kendi başlığında yazın"),
    ],
)
def test_what_can_t_be_is_told(asked: Work, typed: str, told: str) -> None:
    before = ticket(asked)
    assert told in words(wrote(asked, typed))
    assert ticket(asked) == before


def test_outside_of_a_tickets_thread_there_is_nothing_to_hand_over(asked: Work) -> None:
    event = StaffWrote(Place(STAFF), "71", ELIF, "Elif", Message(Text("/devret Cem")), "devret")
    told = desk.on_member_wrote(asked, ActOnWords(event), MEMBER)
    assert "kendi başlığında yazın" in words(told)


def offered(drafts: list[Draft]) -> list[object]:
    (said,) = (one.act for one in drafts if isinstance(one.act, Say))
    return [button.press for row in said.message.buttons for button in row]


@pytest.mark.parametrize("by", ["a command", "a button"])
def test_the_question_to_whom_offers_those_who_are_there(asked: Work, by: str) -> None:
    drafts = wrote(asked, "/devret") if by == "a command" else pressed(asked, OfferHandOver(1))
    cem, ece = (experts.at(asked.tx, one) for one in (CEM, ECE))
    assert cem is not None
    assert ece is not None
    people = {HandToExpert(1, cem.id), HandToExpert(1, ece.id)}
    roles = {HandToRole(1, "on-duty"), HandToRole(1, "3"), KeepTicket(1)}
    assert set(offered(drafts)) == people | roles
    assert ticket(asked).expert_name == "Elif"


def test_a_tap_on_a_name_hands_it_over_and_the_question_is_settled(asked: Work) -> None:
    cem = experts.at(asked.tx, CEM)
    assert cem is not None
    drafts = pressed(asked, HandToExpert(1, cem.id))
    assert called(drafts) == ["5002"]
    assert [one.act for one in drafts if isinstance(one.act, Delete)] == [Delete(STAFF, ("72",))]
    assert ticket(asked).expert_name == "Cem"
    (_, *back) = pressed(asked, OnTicket(1, Step.GIVE_BACK), CEM)
    assert called(back) == ["5001"]
    assert (ticket(asked).expert_name, ticket(asked).handed_by) == ("Elif", None)


def test_a_tap_on_a_role_calls_all_who_bear_it(asked: Work) -> None:
    assert called(pressed(asked, HandToRole(1, "3"))) == ["5003"]
    assert (ticket(asked).expert_id, ticket(asked).handed_to) == (None, "3")
    assert called(pressed(asked, OnTicket(1, Step.CLAIM), CEM)) == []
    assert ticket(asked).expert_name == "Cem"


def test_it_can_be_kept_after_all(asked: Work) -> None:
    before = ticket(asked)
    assert "Devredilmedi" in words(pressed(asked, KeepTicket(1)))
    assert ticket(asked) == before


@pytest.mark.parametrize("press", [HandToExpert(1, 999), HandToRole(1, "x"), HandToRole(1, "1")])
def test_nobody_gets_it_who_is_not_there(asked: Work, press: Press) -> None:
    before = ticket(asked)
    assert "kimse yok" in words(pressed(asked, press))
    assert ticket(asked) == before


def test_whoever_left_gets_nothing_and_nothing_goes_back_to_them(asked: Work) -> None:
    wrote(asked, "/devret Cem")
    experts.left(asked.tx, ELIF, NOW)
    before = ticket(asked)
    assert "Geri verilecek kimse yok" in words(pressed(asked, OnTicket(1, Step.GIVE_BACK), CEM))
    assert ticket(asked) == before
    elif_ = experts.at(asked.tx, ELIF)
    assert elif_ is not None
    assert "kimse yok" in words(pressed(asked, HandToExpert(1, elif_.id), CEM))
    assert "tanımıyorum" in words(wrote(asked, "/devret Elif", CEM))


def test_a_ticket_that_is_not_there_is_handed_to_nobody(asked: Work) -> None:
    for press in (OfferHandOver(9), HandToExpert(9, 1), HandToRole(9, "3"), KeepTicket(9)):
        assert "artık geçerli değil" in words(pressed(asked, press))
    assert replace(ticket(asked)) == ticket(asked)
