"""Every act of the staff is written down, and coordinators read it."""

from datetime import timedelta

import pytest

from bot.domain.desk.record import PAGE
from bot.domain.desk.rights import Order
from bot.domain.effects import KeepDeed
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.messages import Edit, Message, Say, Text
from bot.domain.outbox import Draft
from bot.domain.people import DESK, Actor, Address, Place, Role, Spot
from bot.domain.results import ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Author, Step, TicketMessage
from bot.storage import audit, chats, experts, messages, tickets
from handlers import desk
from handlers.record import record
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, NOW, STAFF, opened

LEADER = Address("telegram", "5009")
LEADS, MEMBER = Membership(inside=True, leads=True), Membership(inside=True)
DAY = timedelta(days=1)


def asked(work: Work, words: str, found: Membership = LEADS) -> list[str]:
    """What `/kayit` says, line by line."""
    content = Message(Text(words))
    event = StaffWrote(Place(STAFF), "71", LEADER, "Aylin", content, "kayit")
    chats.at(work.tx, LEADER) or chats.begin(work.tx, LEADER, "tr", NOW)
    draft, *_ = desk.on_member_wrote(work, ActOnWords(event), found)
    assert isinstance(draft.act, Say)
    return draft.act.message.text.text.splitlines()


def turned(work: Work, code: str, found: Membership = LEADS) -> list[Draft]:
    """What a button below it leads to."""
    tapped = StaffTapped(Place(LEADER), "72", "tap", LEADER, "Aylin", code)
    return desk.on_member(work, ActOnTap(tapped), found)


def note(work: Work, number: int, step: Step, by: Actor, about: str = "") -> None:
    tickets.note(work.tx, number, step, at=NOW, by=by, about=about)


@pytest.mark.parametrize("words", ["/kayit 1", "/kayit #1"])
def test_a_tickets_record_says_who_did_what_without_anybodys_words(
    work: Work, elif_: Actor, words: str
) -> None:
    ticket = opened(work, question="Gizli soru")
    note(work, 1, Step.OPEN, Actor(ticket.contact, "", Role.CONTACT))
    note(work, 1, Step.CLAIM, elif_)
    note(work, 1, Step.LAPSE, DESK)
    note(work, 1, Step.HAND_OVER, elif_, about=str(elif_.id))
    note(work, opened(work).number, Step.CLOSE, elif_)
    title, *lines = asked(work, words)
    assert "Talep 1" in title
    assert [line.split(" · ", 1)[1] for line in lines] == [
        "Elif · devretti: Elif",
        "kendiliğinden · tarih geçti, yenisini verdi",
        "Elif · üzerine aldı",
        "danışan · talebi açtı",
    ]


def test_the_whole_record_holds_what_the_staff_did_and_nothing_else(
    work: Work, elif_: Actor
) -> None:
    note(work, opened(work).number, Step.CLOSE, elif_)
    note(work, 1, Step.CONTACT_WROTE, Actor(1, "", Role.CONTACT))
    note(work, 1, Step.REMIND, DESK)
    record(work, [KeepDeed(Order.ROLES, elif_, about=f"{elif_.id} on-duty")])
    lines = [line.split(" · ", 1)[1] for line in asked(work, "/kayit")[1:]]
    assert sorted(lines) == ["#1 · Elif · kapattı", "Elif · rolleri değiştirdi: Elif · nöbetçi"]


def test_a_changed_reply_is_written_down(work: Work, elif_: Actor) -> None:
    ticket = opened(work, group=STAFF, thread="7")
    sent = TicketMessage(0, ticket.number, Author.EXPERT, "text", "Yanıt")
    number = messages.add(work.tx, sent, NOW)
    messages.place_in_thread(work.tx, number, Spot(STAFF, "80"))
    messages.place_in_chat(work.tx, number, Spot(ADA, "90"))
    event = StaffEdited(Place(STAFF, "7"), "80", ELIF, "Elif", Message(Text("Düzeltme")))
    desk.on_member_edited(work, event, MEMBER)
    assert asked(work, f"/kayit {ticket.number}")[1].endswith("Elif · yanıtını düzeltti")
    assert elif_.name == "Elif"


def test_a_long_record_is_paged_in_place(work: Work, elif_: Actor) -> None:
    for _ in range(PAGE + 3):
        note(work, opened(work).number, Step.CLAIM, elif_)
    assert len(asked(work, "/kayit")) == PAGE + 1
    answered, edit = turned(work, "K|0|1")
    assert isinstance(edit.act, Edit)
    assert edit.act.at == Spot(LEADER, "72")
    assert len(edit.act.message.text.text.splitlines()) == 4
    assert len(turned(work, "K|0|-7")) == 2
    assert answered.act is not None


@pytest.mark.parametrize("words", ["/kayit", "/kayit 1"])
def test_only_coordinators_read_it(work: Work, words: str) -> None:
    assert "yalnızca koordinatörler" in asked(work, words, MEMBER)[0]
    assert len(turned(work, "K|0|0", MEMBER)) == 1


@pytest.mark.parametrize("words", ["/kayit bir", "/kayit 1 2"])
def test_what_names_no_ticket_is_answered_with_how(work: Work, words: str) -> None:
    assert "numarasını yazın" in asked(work, words)[0]


def test_after_its_time_nobody_knows_who_did_it_but_what_was_done_stays(
    work: Work, elif_: Actor
) -> None:
    opened(work)
    note(work, 1, Step.CLOSE, elif_)
    record(work, [KeepDeed(Order.EDIT, elif_, 1)])
    audit.forget(work.tx, NOW)
    assert len(asked(work, "/kayit 1")) == 3
    audit.forget(work.tx, NOW + DAY)
    assert [line.split(" · ", 1)[1] for line in asked(work, "/kayit 1")[1:]] == [
        "ekipten biri · kapattı"
    ]
    assert list(tickets.histories(work.tx)) == [[Step.CLOSE]]


def test_a_contact_with_an_experts_number_is_not_named(work: Work, elif_: Actor) -> None:
    opened(work)
    note(work, 1, Step.CLOSE, Actor(elif_.id, "", Role.CONTACT))
    assert asked(work, "/kayit 1")[1].endswith("danışan · kapattı")
    assert experts.names(work.tx)[elif_.id] == "Elif"
