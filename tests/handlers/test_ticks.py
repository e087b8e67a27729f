"""What time asks for: nobody who wrote waits in silence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from bot.domain.chats import Held
from bot.domain.effects import CallEverybody
from bot.domain.messages import Say, Style, address_of
from bot.domain.outbox import Delivery, Draft, Lane
from bot.domain.people import Actor, Address, Place, Spot
from bot.domain.tickets import Status, Step
from bot.storage import experts, facts, messages, tables, tickets
from bot.storage.stats import figures
from handlers import relay, ticks
from handlers.record import record
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, opened, owed, waiting

DAY, SOON = timedelta(hours=25), timedelta(minutes=16)


def late(work: Work, after: timedelta = SOON) -> list[Draft]:
    """What is owed for it so long after the contact has written."""
    return ticks.late_words(replace(work, now=NOW + after))


def wrote(work: Work, message: str = "1", **standing: object) -> int:
    """Ada writes on a ticket of hers; the message's number."""
    ticket = opened(work, **standing)
    (kept,) = relay.keep(work, ticket, [Held(message, "text", "Ek")], chat=ADA, heard=None)
    return kept.id


def test_while_the_group_is_away_who_wrote_hears_of_it_soon_and_once(work: Work) -> None:
    wrote(work)
    facts.put(work.tx, facts.AWAY, NOW.isoformat())
    assert late(work, timedelta(minutes=14)) == []
    (word,) = late(work)
    assert isinstance(word.act, Say)
    assert (word.act.to, "kaybolmadı" in word.act.message.text.text) == (Place(ADA), True)
    owed(work, late(work), "first")
    owed(work, late(work, timedelta(days=2)), "second")
    assert len(waiting(work)) == 1


@pytest.mark.parametrize("why", ["there", "seen", "closed", "moved"])
def test_nobody_else_does(work: Work, why: str) -> None:
    message = wrote(work, status=Status.CLOSED if why == "closed" else Status.OPEN)
    if why in ("seen", "moved"):
        messages.place_in_thread(work.tx, message, Spot(STAFF, "9"))
    if why == "moved":  # experts had it in a thread that is being made again
        known = messages.get(work.tx, message)
        assert known is not None
        messages.leave_thread(work.tx, known)
    if why != "there":
        facts.put(work.tx, facts.AWAY, NOW.isoformat())
    assert late(work) == []


THREAD = {"group": STAFF, "thread": "7"}
DUE = datetime(2026, 11, 25, 15, tzinfo=UTC)  # two working days after NOW, closing time


def ticked(work: Work, at: datetime, cause: str) -> list[Delivery]:
    """What a tick at this moment owes."""
    work = replace(work, now=at)
    return owed(work, ticks.remind(work), cause)


def people(said: Delivery) -> list[str]:
    """Whom it calls."""
    assert isinstance(said.act, Say)
    return [span.value for span in said.act.message.text.spans if span.style is Style.PERSON]


def test_who_is_on_a_ticket_is_called_once_though_all_keys_are_forgotten(
    work: Work, elif_: Actor
) -> None:
    mine = {"status": Status.OPEN, "expert_id": elif_.id, "expert_name": "Elif"}
    opened(work, **mine, worked_at=DUE, **THREAD)
    (soon,) = ticked(work, DUE - timedelta(hours=3), "soon")
    assert isinstance(soon.act, Say)
    assert (soon.act.to, people(soon)) == (Place(STAFF, "7"), ["5001"])
    ticks.forget(replace(work, now=DUE + timedelta(days=41)), timedelta(), words=DAY)
    work.tx.execute(delete(tables.deliveries))
    assert ticked(work, DUE - timedelta(hours=1), "again") == []


def test_a_lapsed_date_is_told_to_the_contact_the_thread_and_everybody_outside_of_it(
    work: Work, elif_: Actor
) -> None:
    cem = experts.met(work.tx, Address("telegram", "5002"), "Cem", NOW + DAY)
    experts.met(work.tx, Address("telegram", "-1009", group=True), "Grup", NOW)
    mine = {"status": Status.OPEN, "expert_id": elif_.id, "expert_name": "Elif"}
    one = opened(work, **mine, worked_at=DUE, **THREAD)
    two = opened(work, **THREAD | {"thread": "8"})
    said = {one.act.to: one for one in ticked(work, DUE, "late") if isinstance(one.act, Say)}
    assert set(said) == {Place(ADA), Place(STAFF, "7"), Place(STAFF, "8"), Place(STAFF)}
    assert people(said[Place(STAFF, "7")]) == ["5001"]
    assert people(said[Place(STAFF, "8")]) == ["5002", "5001"]  # who acted last first; no group
    assert people(said[Place(STAFF)]) == ["5001", "5002", "5001"]
    for number in (one.number, two.number):
        found = tickets.get(work.tx, number)
        assert found is not None
        assert found.lapsed_at == DUE
    assert cem.id != elif_.id
    assert ticked(work, DUE + timedelta(seconds=2), "again") == []


def test_a_date_that_waits_to_be_told_gives_way_to_the_next_one(work: Work) -> None:
    """The group was away for so long: in the thread nobody reads a date that is past."""
    opened(work, **THREAD)
    for cause, at in (("late", DUE), ("later", DUE + timedelta(days=9))):
        ticked(work, at, cause)
    in_thread = [one for one in waiting(work) if one.slot == "date:1"]
    (said,) = (one.act for one in in_thread)
    assert isinstance(said, Say)
    assert "8 Aralık" in said.message.text.text


def test_without_a_staff_group_the_contact_hears_all_the_same(work: Work) -> None:
    opened(work)
    alone = replace(work, desk=replace(work.desk, staff=None))
    (told,) = ticked(alone, DUE, "late")
    assert isinstance(told.act, Say)
    assert told.act.to == Place(ADA)


def test_the_share_of_promises_kept_is_in_the_figures(work: Work) -> None:
    assert "promises kept, percent" not in figures(work.tx)
    first, second = opened(work), opened(work)
    for number, step in [(first, Step.OPEN), (second, Step.OPEN), (first, Step.REPLY)]:
        tickets.note(work.tx, number.number, step, at=NOW, by=None)
    tickets.note(work.tx, second.number, "of-an-earlier-desk", at=NOW, by=None)
    ticked(work, DUE, "late")
    found = figures(work.tx)
    names = ("promises kept", "promises lapsed", "promises kept, percent")
    assert [found[name] for name in names] == [1, 2, 33]


def test_one_call_names_all_emergencies_that_nobody_is_on(work: Work, elif_: Actor) -> None:
    """However many come at once, the group's pace is not used up by calls."""
    urgent = [opened(work, policy="emergency-child") for _ in range(3)]
    opened(work, policy="emergency-child", status=Status.OPEN, expert_id=elif_.id)
    opened(work)
    for n, one in enumerate(urgent):
        owed(work, record(work, [CallEverybody(one)]), f"call{n}")
    (called,) = (one for one in waiting(work) if one.slot == "emergency")
    assert isinstance(called.act, Say)
    assert (called.act.to, called.lane, people(called)) == (Place(STAFF), Lane.URGENT, ["5001"])
    assert ", ".join(f"#{one.number}" for one in urgent) in called.act.message.text.text


def test_an_emergency_before_any_expert_is_known_calls_them_all(work: Work) -> None:
    (called,) = record(work, [CallEverybody(opened(work, policy="emergency-child"))])
    assert isinstance(called.act, Say)
    assert "Tüm uzmanlar" in called.act.message.text.text


def test_after_a_backup_only_the_staff_hears_what_time_asked_for_meanwhile(work: Work) -> None:
    """The contact heard it in the time that is lost; a second time nobody hears it at all."""
    asked = opened(work, group=STAFF, thread="9", card="70")
    week = replace(work, now=NOW + timedelta(days=7))
    drafts = ticks.meanwhile(week)
    assert drafts
    assert {address_of(one.act) for one in drafts} == {STAFF}
    after = tickets.get(work.tx, asked.number)
    assert after is not None
    assert after.lapsed_at == week.now
    assert ticks.remind(week) == []
