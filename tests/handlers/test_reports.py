"""Coordinators read whose promises were kept."""

from bot.domain.events import StaffWrote
from bot.domain.messages import Message, Say, Text
from bot.domain.people import DESK, Actor, Address, Place, Role
from bot.domain.results import ActOnWords, Membership
from bot.domain.tickets import Step
from bot.storage import chats, tickets
from bot.storage.stats import shares_of_promises
from handlers import desk
from handlers.work import Work
from tests.handlers.conftest import NOW, STAFF, opened


def report(work: Work, *, leads: bool = True) -> list[str]:
    content = Message(Text("/rapor"))
    leader = Address("telegram", "5009")
    event = StaffWrote(Place(STAFF), "71", leader, "Aylin", content, "rapor")
    found = Membership(inside=True, leads=leads)
    chats.at(work.tx, leader) or chats.begin(work.tx, leader, "tr", NOW)
    draft, *_ = desk.on_member_wrote(work, ActOnWords(event), found)
    assert isinstance(draft.act, Say)
    assert draft.act.to == (Place(leader) if leads else Place(STAFF))
    return draft.act.message.text.text.splitlines()


def test_the_share_of_promises_kept_by_month_subject_and_expert(work: Work, elif_: Actor) -> None:
    assert report(work) == ["Henüz sonuçlanmış bir söz yok."]
    for step, by in [(Step.OPEN, DESK), (Step.LAPSE, DESK), (Step.REPLY, elif_)]:
        tickets.note(work.tx, opened(work).number if step is Step.OPEN else 1, step, at=NOW, by=by)
    tickets.note(work.tx, opened(work, subject=3).number, Step.OPEN, at=NOW, by=None)
    contact = Actor(elif_.id, "", Role.CONTACT)
    tickets.note(work.tx, 2, Step.CLOSE, at=NOW, by=contact)
    assert [line for line in report(work) if "/" in line] == [
        "Kasım 2026: 1/2, %50",
        "konusuz: 1/2, %50",
        "Elif: 1/1, %100",
        "kimse almadı: 0/1, %0",
    ]
    zone = work.desk.promise.calendar.zone
    assert [(whose, one.percent) for whose, one in shares_of_promises(work.tx, zone)] == [
        ("2026-11", 50),
        ("subject none", 50),
        (f"expert {elif_.id}", 100),
        ("expert none", 0),
    ]


def test_only_coordinators_read_it(work: Work) -> None:
    assert "yalnızca koordinatörler" in report(work, leads=False)[0]
