"""A ticket waits for nobody's silence without end."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import buttons
from bot.domain.desk.reminders import asked_by_time
from bot.domain.desk.tickets import decide
from bot.domain.effects import CallExperts, Effect, KeepStep, ShowCard, Tell
from bot.domain.messages import Button
from bot.domain.people import DESK
from bot.domain.tickets import Status, Step, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    CONTACT,
    ELIF,
    NOW,
    NUMBER,
    PROMISE,
    REOPEN,
    STARS,
    ticket,
    view,
)

MINE = ticket(Status.OPEN, expert_id=ELIF.id, expert_name="Elif", worked_at=NOW)
TWELVE_HOURS_ON = NOW + timedelta(days=1, hours=3)  # Monday 11:00 and seven hours, Tuesday at 14:00
ANSWERED = ticket(Status.PENDING, expert_id=ELIF.id, replied_at=NOW, answered_at=NOW)
MONDAY = datetime(2026, 11, 30, 15, tzinfo=NOW.tzinfo)  # five working days on, at closing time
MONDAY_AFTER = MONDAY + timedelta(days=7)
SECOND = timedelta(seconds=1)


def asked(one: Ticket, at: datetime) -> Step | None:
    return asked_by_time(one, view(after=at - NOW))


def done(one: Ticket, step: Step, at: datetime) -> tuple[Ticket, list[Effect]]:
    return decide(one, step, DESK, view=view(after=at - NOW))


def test_who_took_a_ticket_and_does_nothing_loses_it_after_twelve_working_hours() -> None:
    assert asked(MINE, TWELVE_HOURS_ON - SECOND) is None
    assert asked(MINE, TWELVE_HOURS_ON) is Step.RETURN
    free, effects = done(MINE, Step.RETURN, TWELVE_HOURS_ON)
    assert (free.status, free.expert_id, free.expert_name) == (Status.NEW, None, None)
    assert PROMISE.told(free) == PROMISE.told(MINE)  # the contact hears nothing
    assert [type(one) for one in effects] == [KeepStep, CallExperts, ShowCard]
    assert asked(free, TWELVE_HOURS_ON) is None


@pytest.mark.parametrize(
    "one",
    [
        replace(MINE, worked_at=NOW + timedelta(hours=1)),
        replace(MINE, since=NOW + timedelta(hours=1)),  # the contact wrote after an answer
        replace(MINE, research=True),  # the contact knows that it takes long
        replace(MINE, legal=True),
        replace(MINE, status=Status.NEW),
        replace(MINE, expert_id=None),
    ],
)
def test_who_does_something_or_told_the_contact_that_it_takes_long_keeps_it(one: Ticket) -> None:
    assert asked(one, TWELVE_HOURS_ON) is not Step.RETURN
    assert done(one, Step.RETURN, TWELVE_HOURS_ON) == (one, [])


def test_an_emergency_that_somebody_took_is_free_again_with_its_hour() -> None:
    urgent, hour = replace(MINE, policy="emergency-child"), timedelta(hours=1)
    again = replace(urgent, renewed_at=NOW + hour)
    assert asked(urgent, NOW + hour) is Step.LAPSE
    assert asked(again, NOW + hour) is Step.RETURN


def test_an_answered_contact_is_asked_once_after_five_working_days() -> None:
    assert asked(ANSWERED, MONDAY - SECOND) is None
    assert asked(ANSWERED, MONDAY) is Step.NUDGE
    nudged, effects = done(ANSWERED, Step.NUDGE, MONDAY)
    add = (Button(Words("ticket.add"), buttons.AddToTicket(NUMBER)),)
    close = (Button(Words("ticket.close"), buttons.CloseTicket(NUMBER)),)
    said = Words("ticket.nudge", {"number": NUMBER})
    told = Tell(CONTACT.id, (said,), (add, close), ticket=NUMBER)
    assert effects == [KeepStep(nudged, Step.NUDGE, DESK), told]
    assert asked(nudged, MONDAY_AFTER - SECOND) is None
    assert done(nudged, Step.NUDGE, MONDAY) == (nudged, [])


def test_a_contact_who_owes_an_answer_reads_what_is_waited_for() -> None:
    _, effects = done(replace(ANSWERED, asks=True), Step.NUDGE, MONDAY)
    assert [one.words[0].key for one in effects if isinstance(one, Tell)] == ["ticket.nudge-asked"]


@pytest.mark.parametrize(
    ("change", "key", "rows"),
    [
        ({}, "ticket.expired", (STARS, (REOPEN,))),
        ({"asks": True}, "ticket.expired-unanswered", ((REOPEN,),)),
        ({"replied_at": None}, "ticket.expired-unanswered", ((REOPEN,),)),
    ],
)
def test_silence_after_that_closes_it_with_a_word_and_a_way_back(
    change: dict[str, object], key: str, rows: object
) -> None:
    """Nobody is asked to rate what nobody answered."""
    one = replace(ANSWERED, nudged_at=MONDAY, **change)  # type: ignore[arg-type]
    assert asked(one, MONDAY_AFTER - SECOND) is None
    assert asked(one, MONDAY_AFTER) is Step.EXPIRE
    closed, effects = done(one, Step.EXPIRE, MONDAY_AFTER)
    assert (closed.status, closed.closed_at) == (Status.CLOSED, MONDAY_AFTER)
    told = Tell(CONTACT.id, (Words(key, {"number": NUMBER}),), rows, ticket=NUMBER)  # type: ignore[arg-type]
    assert effects == [KeepStep(closed, Step.EXPIRE, DESK), told, ShowCard(closed)]
    assert asked(closed, MONDAY_AFTER + timedelta(days=99)) is None


def test_nothing_is_asked_before_the_contact_has_had_the_ball() -> None:
    assert asked(replace(ANSWERED, answered_at=None), MONDAY_AFTER) is None
    assert done(ANSWERED, Step.EXPIRE, MONDAY_AFTER) == (ANSWERED, [])


def test_an_answered_ticket_is_rated_when_its_expert_closes_it() -> None:
    _, effects = decide(ANSWERED, Step.CLOSE, ELIF, view=view())
    (told,) = (one for one in effects if isinstance(one, Tell))
    assert (told.words[0].key, told.buttons) == ("ticket.closed", (STARS, (REOPEN,)))
