"""An expert says that a ticket is an emergency, or that it is none."""

from datetime import timedelta

import pytest

from bot.domain.desk.marks import Mark
from bot.domain.desk.tickets import decide
from bot.domain.effects import CallEverybody
from bot.domain.tickets import Priority, Status, Step
from tests.domain.desk.ticketbook import (
    DENIZ,
    ELIF,
    IN_TWO_DAYS,
    NOW,
    Ticketbook,
    answers,
    by,
    keeps,
    promises,
    shows_card,
    stands,
    tells,
    ticket,
    view,
)

OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
def test_an_emergency_has_an_hour_from_now_and_calls_everybody(status: Status) -> None:
    assert (
        Ticketbook(ticket(status, research=True))
        >> by(ELIF, Step.ALARM, after=HOUR)
        << stands(policy="emergency", research=False, renewed_at=NOW + HOUR)
        << answers("staff.urgent")
        << keeps(Step.ALARM)
        << tells("ticket.urgent", due=NOW + 2 * HOUR)
        << (lambda book: CallEverybody(book.ticket))
        << shows_card()
    )


def test_an_emergency_is_the_desk_s_turn() -> None:
    after, _ = decide(ticket(Status.PENDING, **OF_ELIF), Step.ALARM, DENIZ, view=view())
    assert after.status is Status.OPEN


def test_what_is_known_as_an_emergency_calls_nobody_again() -> None:
    assert (
        Ticketbook(ticket(policy="emergency-child"))
        >> by(ELIF, Step.ALARM)
        << stands()
        << answers("staff.urgent-already")
        << shows_card()
    )


def test_what_is_none_waits_like_any_other_and_the_contact_hears_the_date() -> None:
    assert (
        Ticketbook(ticket(Status.OPEN, policy="emergency-child", **OF_ELIF))
        >> by(DENIZ, Step.CALM)
        << stands(policy=None, renewed_at=NOW)
        << answers("staff.calm")
        << keeps(Step.CALM)
        << promises("ticket.calm", due=IN_TWO_DAYS)
        << shows_card()
    )


def test_who_has_the_ball_hears_no_date() -> None:
    assert (
        Ticketbook(ticket(Status.PENDING, policy="emergency", **OF_ELIF))
        >> by(DENIZ, Step.CALM)
        << stands(policy=None, renewed_at=NOW)
        << answers("staff.calm")
        << keeps(Step.CALM)
        << shows_card()
    )


@pytest.mark.parametrize(
    ("mark", "changes"),
    [
        (Mark(subject=4), {"subject": 4}),
        (Mark(priority=Priority.HIGH), {"priority": Priority.HIGH}),
        (Mark(language="en"), {"language": "en"}),
    ],
)
def test_a_mark_is_seen_by_the_experts_alone(mark: Mark, changes: dict[str, object]) -> None:
    book = Ticketbook(ticket(Status.OPEN)) >> by(DENIZ, mark) << stands(**changes)
    assert book << answers("staff.marked") << keeps(Step.MARK) << shows_card()


def test_what_is_so_already_is_no_step() -> None:
    book = Ticketbook(ticket()) >> by(ELIF, Mark(language="tr", priority=Priority.NORMAL))
    assert book << stands() << answers("staff.marked-already") << shows_card()
