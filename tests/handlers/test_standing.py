"""Tickets are given their places as they are written, and only those that matter are read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.chats import Held, Intake
from bot.domain.desk.capacity import Capacity
from bot.domain.effects import OpenTicket
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.listings import ShowQueue
from bot.domain.messages import AnswerTap, Edit, Message, Say, Text
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Place
from bot.domain.tickets import Status, Step
from bot.engine.ticker import tick
from bot.storage import chats, tickets
from bot.storage import queue as kept
from handlers import calls, lists, positions, queue, standing, ticks
from handlers.record import Tap, record
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, NOW, STAFF, opened

MANY = 40
DAY = timedelta(days=1)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of the tickets that are read from the database."""
    seen, of_row = list[int](), tickets.of_row

    def told(row: Any) -> Any:
        seen.append(row.number)
        return of_row(row)

    for module in (tickets, kept):
        monkeypatch.setattr(module, "of_row", told)
    return seen


def commanded(words: str) -> StaffWrote:
    return StaffWrote(Place(STAFF), "1", ELIF, "Elif", Message(Text(words)))


def said(drafts: list[Draft]) -> str:
    (draft,) = drafts
    assert isinstance(draft.act, Say)
    return draft.act.message.text.text


def test_the_tick_and_a_page_read_only_what_they_need(
    work: Work, elif_: Actor, read: list[int]
) -> None:
    """However many tickets there are: no tick and no list goes through all of them."""
    for n in range(MANY):
        opened(work, since=NOW - timedelta(minutes=n), group=STAFF, thread=str(n), card="9")
    due = opened(work, since=NOW - 3 * DAY, group=STAFF, thread="99", card="9")
    tick(work)
    assert due.number in read
    tick(work)  # the places of what the first one did
    read.clear()
    tick(work)
    assert read == []
    queue.everybodys(work, commanded("/kuyruk"), elif_)
    assert len(read) <= 12
    read.clear()
    calls.emergency(work, due)
    assert read == []


def test_a_ticket_that_was_just_written_is_in_its_place_at_once(work: Work, elif_: Actor) -> None:
    first = opened(work, subject=1)
    assert "#1" in said(queue.everybodys(work, commanded("/kuyruk"), elif_))
    tickets.save(work.tx, replace(first, expert_id=elif_.id, status=Status.OPEN))
    assert "#1" in said(queue.ones_own(work, commanded("/ben"), elif_))
    tickets.save(work.tx, replace(first, status=Status.CLOSED))
    assert "#1" not in said(queue.everybodys(work, commanded("/kuyruk"), elif_))


def test_a_date_that_has_just_lapsed_shows_before_the_tick(work: Work, elif_: Actor) -> None:
    opened(work)
    standing.settle_all(work)
    later = replace(work, now=NOW + 9 * DAY)
    assert "gecikti" in said(queue.everybodys(later, commanded("/kuyruk geciken"), elif_))


def test_what_time_asks_for_is_asked_once(work: Work) -> None:
    opened(work, group=STAFF, thread="7", card="9")
    assert ticks.remind(work) == []
    later = replace(work, now=NOW + 9 * DAY)
    assert ticks.remind(later) != []
    assert ticks.remind(later) == []
    steps = [step for history in tickets.histories(work.tx) for step in history]
    assert steps == [Step.LAPSE]


def test_a_page_changes_in_place(work: Work, elif_: Actor) -> None:
    for _ in range(30):
        opened(work)
    event = StaffTapped(Place(STAFF), "501", "tap", ELIF, "Elif", "")
    tap = Tap("telegram", "tap")
    answer, edit = lists.on_press(work, event, ShowQueue(1), actor=elif_, tap=tap)
    assert isinstance(answer.act, AnswerTap)
    assert isinstance(edit.act, Edit)
    assert (edit.act.at.message, edit.slot) == ("501", "list:501")
    text = edit.act.message.text.text
    assert "Sayfa 2/3" in text
    assert "#13" in text
    assert "#12 " not in text


def test_in_a_crowd_the_queue_says_so_and_each_place_is_explained(work: Work, elif_: Actor) -> None:
    crowd = replace(work, desk=replace(work.desk, capacity=Capacity(backlog=1)))
    opened(crowd, since=NOW - timedelta(hours=20))
    assert "kural" not in said(queue.everybodys(crowd, commanded("/kuyruk"), elif_))
    opened(crowd, rights_based=True)
    shown = said(queue.everybodys(crowd, commanded("/kuyruk"), elif_))
    assert "kuralı açık" in shown
    assert shown.index("#2") < shown.index("#1")
    assert "#1 sırada 2" in said(positions.why(crowd, commanded("/neden 1"), elif_))
    assert "1 hak temelli talep öne geçti" in said(
        positions.why(crowd, commanded("/neden #1"), elif_)
    )
    assert "3 gün öne alındı" in said(positions.why(crowd, commanded("/neden 2"), elif_))
    assert "kural" not in said(positions.why(work, commanded("/neden 1"), elif_))
    for wrong in ("/neden", "/neden 99", "/neden abc"):
        assert "Hangi talep?" in said(positions.why(crowd, commanded(wrong), elif_))


@pytest.mark.parametrize(("backlog", "told"), [(None, False), (0, False), (1, True)])
def test_contacts_are_told_that_their_date_is_what_counts(
    work: Work, backlog: int | None, told: bool
) -> None:
    """As long as there is a crowd, of two that wait."""
    crowd = replace(work, desk=replace(work.desk, capacity=Capacity(backlog)))
    for _ in range(2):
        opened(crowd)
    chat = chats.at(work.tx, ADA)
    assert chat is not None
    effects = [OpenTicket(chat.id, Intake((Held("1", "text", "Soru"),)), "tr")]
    if backlog == 0:
        effects = [
            OpenTicket(chat.id, Intake((Held("1", "text", "Soru"),), policy="emergency"), "tr")
        ]
    drafts = record(crowd, effects, chat=chat)
    words = [one.act.message.text.text for one in drafts if isinstance(one.act, Say)]
    assert any("Sizin için geçerli olan bu tarihtir" in one for one in words) is told
