"""Coordinators close the desk for some days, and open it again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.desk.closures import Closure
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.messages import AnswerTap, Edit, Message, Say, Text
from bot.domain.outbox import Draft
from bot.domain.people import Address, Place
from bot.domain.results import ActOnTap, ActOnWords, Membership
from bot.storage import closures, tables, tickets
from handlers import desk, ticks
from handlers.closures import at_its_days
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, opened

LEADER = Address("telegram", "5009")
LEADS = Membership(inside=True, leads=True)
DUE = datetime(2026, 11, 25, 15, tzinfo=UTC)  # of a ticket of NOW: Wednesday
DAY = timedelta(days=1)


def wrote(work: Work, words: str, found: Membership = LEADS) -> list[Draft]:
    event = StaffWrote(Place(STAFF), "71", LEADER, "Aylin", Message(Text(words)), "kapali")
    return desk.on_member_wrote(work, ActOnWords(event), found)


def pressed(work: Work, closure: int, *, code: str = "O|{}|sure") -> list[Draft]:
    tapped = StaffTapped(Place(STAFF), "72", "tap", LEADER, "Aylin", code.format(closure))
    return desk.on_member(work, ActOnTap(tapped), LEADS)


def said(drafts: list[Draft], chat: Address) -> str:
    acts = (one.act for one in drafts)
    return "\n".join(
        act.message.text.text
        for act in acts
        if (isinstance(act, Say) and act.to.chat == chat)
        or (isinstance(act, Edit) and act.at.chat == chat)
    )


def answered(drafts: list[Draft]) -> str:
    return "".join(one.act.words for one in drafts if isinstance(one.act, AnswerTap))


def test_who_was_promised_an_answer_for_a_closed_day_hears_of_a_new_one_and_why(
    work: Work,
) -> None:
    ticket = opened(work, reminded_at=NOW)
    drafts = wrote(work, "/kapali 25.11.2026 taşınıyoruz")
    told = said(drafts, ADA)
    assert "25 Kasım 2026 kapalıyız: taşınıyoruz." in told
    assert "26 Kasım Perşembe, saat 18.00" in told
    assert "1 talebin tarihi yenilendi" in said(drafts, STAFF)
    found = tickets.get(work.tx, ticket.number)
    assert found is not None
    assert found.reminded_at is None
    assert ticks.remind(replace(at_its_days(work), now=DUE)) == []
    (row,) = work.tx.execute(select(tables.audit))
    assert (row.deed, row.about) == ("closures", "2026-11-25..2026-11-25")


def test_whom_it_does_not_concern_hears_nothing(work: Work) -> None:
    opened(work)
    drafts = wrote(work, "/kapali 24.12.2026-31.12.2026 yıl sonu")
    assert said(drafts, ADA) == ""
    assert "24 Aralık 2026 – 31 Aralık 2026. Bu günlere söz verilmiş 0 talebin" in said(
        drafts, STAFF
    )


def test_two_closures_in_a_row_are_told_once_each(work: Work) -> None:
    opened(work)
    wrote(work, "/kapali 25.11.2026 taşınıyoruz")
    assert said(wrote(work, "/kapali 24.12.2026 yıl sonu"), ADA) == ""
    assert "27 Kasım Cuma" in said(wrote(work, "/kapali 26.11.2026 taşınıyoruz"), ADA)


def test_it_is_taken_back_while_it_is_to_come_and_contacts_hear_of_it(work: Work) -> None:
    opened(work)
    wrote(work, "/kapali 25.11.2026 taşınıyoruz")
    (one,) = closures.coming(work.tx, NOW.date())
    assert one.reason in said(wrote(work, "/kapali"), STAFF)
    asked = pressed(work, one.id, code="O|{}")
    assert "geri alınsın mı" in said(asked, STAFF)
    assert said(asked, ADA) == ""
    assert one.reason in said(pressed(work, one.id, code="O|list"), STAFF)
    assert len(closures.days(work.tx)) == 1
    drafts = pressed(work, one.id)
    assert "25 Kasım Çarşamba, saat 18.00" in said(drafts, ADA)
    assert "kapalı olacağımız bir gün yok" in said(drafts, STAFF)
    assert closures.days(work.tx) == frozenset()
    assert "artık geçerli değil" in answered(pressed(work, one.id))


def test_what_has_begun_stays(work: Work) -> None:
    closures.add(work.tx, Closure(NOW.date(), date(2026, 11, 27), "taşınıyoruz"), by=1)
    (one,) = closures.coming(work.tx, NOW.date())
    assert "başlamış" in answered(pressed(work, one.id))
    (listed,) = wrote(work, "/kapali")
    assert isinstance(listed.act, Say)
    assert listed.act.message.buttons == ()
    assert len(closures.days(work.tx)) == 5


@pytest.mark.parametrize("words", ["/kapali yarın", "/kapali 24.12.2026", "/kapali 1.1.2020 eski"])
def test_what_is_no_day_with_a_reason_is_answered_with_how(work: Work, words: str) -> None:
    assert "Kapanış için günü ve" in said(wrote(work, words), STAFF)
    assert closures.days(work.tx) == frozenset()


def test_only_coordinators_close_the_desk(work: Work) -> None:
    drafts = wrote(work, "/kapali 25.11.2026 tatil", Membership(inside=True))
    assert "yalnızca koordinatörler" in said(drafts, STAFF)
    assert closures.days(work.tx) == frozenset()


def test_what_is_over_is_not_listed_but_counts_for_dates_of_before(work: Work) -> None:
    closures.add(work.tx, Closure(NOW.date() - DAY, NOW.date() - DAY, "taşındık"), by=1)
    assert closures.coming(work.tx, NOW.date()) == ()
    assert closures.days(work.tx) == {NOW.date() - DAY}
