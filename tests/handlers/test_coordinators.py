"""Coordinators hear in their own chats of what only they can mend, once, and of nobody's words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.domain.events import DeskStands, GroupMoved, MemberChanged
from bot.domain.messages import Say, Style
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Address, Expert, Place, Role
from bot.domain.tickets import Status
from bot.storage import chats, experts, tables
from handlers import coordinators, ticks
from handlers.dispatch import handle
from handlers.work import Work
from tests.handlers.conftest import ELIF, NOW, STAFF, opened, owed

AYLIN, SU = Address("telegram", "5009"), Address("telegram", "5010")
DUE = datetime(2026, 11, 25, 15, tzinfo=UTC)
OUT = DeskStands(STAFF, inside=False, opens=False)
DEMOTED = DeskStands(STAFF, inside=True, opens=False)


@pytest.fixture
def led(work: Work, elif_: Actor) -> Work:
    """Aylin coordinates and has begun a chat, Su runs the group and has not; Elif does neither."""
    aylin = experts.met(work.tx, AYLIN, "Aylin", NOW)
    experts.save(work.tx, Expert(aylin.id, "Aylin", Role.COORDINATOR))
    experts.met(work.tx, SU, "Su", NOW, leads=True)
    chats.begin(work.tx, AYLIN, "tr", NOW)
    chats.begin(work.tx, ELIF, "tr", NOW)
    assert elif_.role is Role.EXPERT
    return work


def said(drafts: list[Draft]) -> dict[Place, str]:
    acts = (one.act for one in drafts if isinstance(one.act, Say))
    return {act.to: act.message.text.text for act in acts}


def people(drafts: list[Draft], place: Place) -> list[str]:
    """Who is called there."""
    acts = [one.act for one in drafts if isinstance(one.act, Say) and one.act.to == place]
    spans = [span for act in acts for span in act.message.text.spans]
    return [span.value for span in spans if span.style is Style.PERSON]


def test_a_lapsed_date_is_told_in_their_chat_and_to_others_by_name(led: Work) -> None:
    opened(led, question="Gizli soru")
    drafts = ticks.remind(replace(led, now=DUE))
    told = said(drafts)
    assert "1 talebin tarihi geçti" in told[Place(AYLIN)]
    assert "Gizli" not in told[Place(AYLIN)]
    assert told[Place(STAFF)].endswith("Koordinatör: Su")
    assert people(drafts, Place(STAFF))[-1] == "5010"
    assert Place(ELIF) not in told
    assert said(ticks.remind(replace(led, now=DUE))) == {}


def test_an_emergency_that_nobody_took_within_the_hour_is_told_so(led: Work) -> None:
    opened(led, policy="emergency-child")
    told = said(ticks.remind(replace(led, now=NOW.replace(hour=10))))
    assert "🚨 #1" in told[Place(AYLIN)]


def test_who_is_on_duty_is_called_for_what_nobody_has(led: Work, elif_: Actor) -> None:
    experts.save(led.tx, Expert(elif_.id, "Elif", on_duty=True))
    opened(led, status=Status.NEW, group=STAFF, thread="7")
    drafts = ticks.remind(replace(led, now=DUE.replace(hour=13)))
    assert people(drafts, Place(STAFF, "7")) == ["5001"]


@pytest.mark.parametrize(
    ("event", "words", "general"),
    [(OUT, "yazamıyorum", False), (DEMOTED, "başlık açamıyorum", True)],
)
def test_they_hear_when_the_desk_is_thrown_out_or_may_do_less(
    led: Work, event: DeskStands, words: str, general: bool
) -> None:
    told = said(handle(led, event))
    assert words in told[Place(AYLIN)]
    assert (Place(STAFF) in told) is general
    assert ("Koordinatör: Su" in told.get(Place(STAFF), "")) is general
    assert Place(SU) not in told


def test_they_hear_once_a_day_that_nothing_can_be_said_there(led: Work) -> None:
    owed(led, handle(led, OUT), "first")
    assert len(owed(led, coordinators.away(led), "second")) == 0


def test_what_is_as_it_should_be_is_told_to_nobody(led: Work) -> None:
    assert handle(led, DeskStands(STAFF, inside=True, opens=True)) == []


def test_who_has_blocked_the_bot_is_called_by_name_instead(led: Work) -> None:
    chats.set_reachable(led.tx, AYLIN, False)
    told = said(handle(led, DEMOTED))
    assert set(told) == {Place(STAFF)}
    assert {"Aylin", "Su"} <= set(told[Place(STAFF)].split(": ")[-1].split(", "))


def test_where_nobody_is_known_the_group_is_told(work: Work, elif_: Actor) -> None:
    assert list(said(handle(work, DEMOTED))) == [Place(STAFF)]
    assert handle(replace(work, desk=replace(work.desk, staff=None)), DEMOTED) == []
    assert elif_.id


def test_they_hear_of_the_groups_new_number(led: Work) -> None:
    new = Address("telegram", "-1010", group=True)
    told = said(handle(led, GroupMoved(STAFF, new)))
    assert "-1010" in told[Place(AYLIN)]
    assert Place(new) in told


@pytest.mark.parametrize("leads", [True, False])
def test_who_runs_the_group_is_known_from_what_the_platform_says(led: Work, leads: bool) -> None:
    assert handle(led, MemberChanged(SU, inside=True, leads=leads)) == []
    assert [one.name for one in coordinators.unreached(led)] == (["Su"] if leads else [])
    handle(led, MemberChanged(SU, inside=False, leads=False))
    assert coordinators.unreached(led) == ()
    su = experts.at(led.tx, SU)
    assert su is not None
    assert su not in experts.here(led.tx, "telegram")
    handle(led, MemberChanged(SU, inside=True, leads=True))
    assert [one.name for one in coordinators.unreached(led)] == ["Su"]


def test_somebody_who_never_acted_is_not_known_by_joining(led: Work) -> None:
    before = len(experts.here(led.tx, "telegram"))
    handle(led, MemberChanged(Address("telegram", "77"), inside=True, leads=True))
    handle(led, MemberChanged(Address("telegram", "77"), inside=False, leads=False))
    assert len(experts.here(led.tx, "telegram")) == before


def test_each_hears_in_the_language_of_their_chat(led: Work) -> None:
    led.tx.execute(update(tables.chats).values(language="en"))
    assert "can't write" in said(handle(led, OUT))[Place(AYLIN)]
