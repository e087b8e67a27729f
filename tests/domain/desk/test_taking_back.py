"""A reply is taken back: by whom, for how long, and what then stands."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.desk.taking_back import WITHIN, Unsay, refusal
from bot.domain.history import Past
from bot.domain.people import Spot
from bot.domain.tickets import Author, Status, Step, TicketMessage
from tests.domain.desk.ticketbook import (
    CONTACT,
    DENIZ,
    ELIF,
    GROUP,
    IN_TWO_DAYS,
    NOW,
    PROMISE,
    Ticketbook,
    answers,
    by,
    keeps,
    shows_card,
    stands,
    ticket,
)

MINUTE = timedelta(minutes=1)
OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
REPLY = TicketMessage(
    3,
    12,
    Author.EXPERT,
    "text",
    in_chat=Spot(GROUP, "9"),
    expert=ELIF.id,
    arrived_at=NOW,
)
HISTORY = (Past(Step.CLAIM, NOW), Past(Step.REPLY, NOW + MINUTE))


@pytest.mark.parametrize(
    ("changes", "actor", "after", "refused"),
    [
        ({}, ELIF, WITHIN, None),
        ({}, ELIF, timedelta(), None),
        ({}, ELIF, WITHIN + timedelta(seconds=1), "staff.take-back-late"),
        ({}, DENIZ, timedelta(), "staff.take-back-not-yours"),
        ({"expert": None}, ELIF, timedelta(), "staff.take-back-not-yours"),
        ({"author": Author.CONTACT}, ELIF, timedelta(), "staff.take-back-none"),
        ({"author": Author.NOTE}, ELIF, timedelta(), "staff.take-back-none"),
        ({"refused": True}, ELIF, timedelta(), "staff.take-back-none"),
        ({"in_chat": None, "somewhere": True}, ELIF, timedelta(), "staff.take-back-late"),
        ({"in_chat": None, "arrived_at": None}, ELIF, timedelta(days=1), None),
    ],
)
def test_only_its_writer_takes_a_reply_back_and_only_for_a_minute(
    changes: dict[str, Any], actor: Any, after: timedelta, refused: str | None
) -> None:
    assert refusal(replace(REPLY, **changes), actor, NOW + after) == refused


def test_what_is_no_message_of_a_ticket_was_not_said() -> None:
    assert refusal(None, ELIF, NOW) == "staff.take-back-none"


def test_the_promise_goes_on_as_if_nothing_had_been_said() -> None:
    at = NOW + MINUTE
    answered = ticket(Status.PENDING, **OF_ELIF, replied_at=at, answered_at=at)
    book = (
        Ticketbook(answered)
        >> by(ELIF, Unsay(HISTORY, at))
        << stands(status=Status.OPEN, replied_at=None, answered_at=None)
        << keeps(Step.TAKE_BACK)
        << shows_card()
    )
    assert book
    assert PROMISE.told(book.ticket) == IN_TWO_DAYS


def test_a_date_that_passed_meanwhile_is_never_shown() -> None:
    at = IN_TWO_DAYS - timedelta(seconds=10)
    history = (Past(Step.CLAIM, NOW), Past(Step.REPLY, at))
    answered = ticket(Status.PENDING, **OF_ELIF, replied_at=at, answered_at=at)
    book = Ticketbook(answered) >> by(ELIF, Unsay(history, at)) << keeps(Step.TAKE_BACK)
    assert book << shows_card()
    now = IN_TWO_DAYS + timedelta(seconds=20)
    due = PROMISE.due_at(book.ticket, now)
    assert due is not None
    assert due > now


def test_what_never_counted_changes_nothing() -> None:
    assert Ticketbook(ticket()) >> by(ELIF, Unsay(HISTORY, None)) << stands()


def test_a_contact_takes_no_reply_back() -> None:
    assert (
        Ticketbook(ticket())
        >> by(CONTACT, Unsay(HISTORY, NOW))
        << stands()
        << answers("ticket.already", number=12)
    )
