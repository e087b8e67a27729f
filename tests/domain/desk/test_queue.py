"""The queue: what is due first stands first, and each ticket is one line."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from bot.domain.desk.queue import in_order, line, title
from bot.domain.listings import ShowQueue, Sieve
from bot.domain.tickets import Priority, Status, Ticket
from bot.domain.words import Linked, Value, Words
from tests.domain.desk.ticketbook import IN_SEVEN_DAYS, IN_TWO_DAYS, NOW, NUMBER, ticket, view

DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)


def numbered(number: int, status: Status, since: timedelta, *, research: bool = False) -> Ticket:
    return ticket(status, number=number, since=NOW + since, research=research)


def test_what_is_due_first_stands_first_and_what_waits_for_the_contact_last() -> None:
    ordered = [
        numbered(9, Status.OPEN, -DAY),
        numbered(4, Status.NEW, timedelta()),
        numbered(8, Status.OPEN, timedelta(hours=1)),  # due at the same moment: by number
        numbered(3, Status.OPEN, -DAY, research=True),
        numbered(7, Status.PENDING, -30 * DAY),
        numbered(1, Status.PENDING, -20 * DAY),
        numbered(2, Status.PENDING, -20 * DAY),
    ]
    for shuffled in list(permutations(ordered))[::97]:
        assert in_order(shuffled, view()) == ordered


def test_of_what_is_due_at_one_moment_what_matters_most_stands_first() -> None:
    low = ticket(number=1, priority=Priority.LOW)
    high = ticket(number=9, priority=Priority.HIGH)
    normal, sooner = numbered(5, Status.NEW, timedelta()), numbered(7, Status.NEW, -DAY)
    sooner = replace(sooner, priority=Priority.LOW)
    ordered = [sooner, high, normal, low]
    assert in_order([low, normal, sooner, high], view()) == ordered


def test_emergencies_stand_first_whoever_has_the_ball_and_are_marked() -> None:
    late = numbered(1, Status.OPEN, -30 * DAY)
    urgent = ticket(Status.NEW, number=9, policy="emergency-child")
    answered = ticket(Status.PENDING, number=8, policy="emergency-violence")
    assert in_order([late, answered, urgent], view()) == [urgent, answered, late]
    assert line(urgent, None, view=view()).key == "queue.urgent"
    assert line(late, None, view=view()).key != "queue.urgent"


@pytest.mark.parametrize(
    ("count", "mine", "words"),
    [
        (0, False, Words("queue.empty")),
        (1, False, Words("queue.title", {"n": 1}, plural=1)),
        (2, False, Words("queue.title", {"n": 2}, plural=2)),
        (2, True, Words("queue.mine", {"n": 2}, plural=2)),
    ],
)
def test_the_list_is_headed_with_how_many_there_are(count: int, mine: bool, words: Words) -> None:
    assert title(count, ShowQueue(), mine=mine) == words


def test_the_list_is_headed_with_what_it_was_narrowed_to() -> None:
    said = title(0, ShowQueue(sieve=Sieve.OVERDUE, subject=9), only=["Finans"])
    inner = said.values["title"]
    assert isinstance(inner, Words)
    assert (said.key, said.values["only"]) == ("queue.narrowed", "Finans")
    assert inner.values["only"] == Words("queue.sieve-overdue")


FRIDAY = IN_TWO_DAYS + timedelta(days=2)


@pytest.mark.parametrize(
    ("status", "after", "key", "due"),
    [
        (Status.NEW, timedelta(), "queue.line-new", IN_TWO_DAYS),
        (Status.OPEN, timedelta(), "queue.line-open", IN_TWO_DAYS),
        (Status.OPEN, IN_TWO_DAYS - NOW - MOMENT, "queue.line-open", IN_TWO_DAYS),
        (Status.OPEN, IN_TWO_DAYS - NOW, "queue.line-overdue", FRIDAY),
        (Status.NEW, IN_TWO_DAYS - NOW, "queue.line-overdue", FRIDAY),
    ],
)
def test_a_line_says_how_the_ticket_stands_against_its_date(
    status: Status, after: timedelta, key: str, due: datetime
) -> None:
    """Also in the moment before the desk has told the contact of the new date."""
    values: dict[str, Value] = {
        "number": Linked(f"#{NUMBER}"),
        "topic": Words("card.no-topic"),
        "due": due,
        "expert": Words("queue.nobody"),
    }
    assert line(ticket(status), None, view=view(after=after)) == Words(key, values)
    renewed = ticket(status, renewed_at=NOW, lapsed_at=NOW)
    assert line(renewed, None, view=view()).key == "queue.line-overdue"


def test_what_was_promised_once_and_not_kept_stands_before_what_is_due_sooner() -> None:
    late = ticket(Status.OPEN, number=9, renewed_at=NOW + DAY, lapsed_at=NOW + DAY)
    soon = numbered(1, Status.NEW, timedelta())
    assert in_order([soon, late], view(after=DAY)) == [late, soon]


def test_a_line_names_the_subject_and_the_expert() -> None:
    mine = ticket(Status.OPEN, expert_id=31, expert_name="Elif", research=True)
    values: dict[str, Value] = {
        "number": Linked(f"#{NUMBER}"),
        "topic": "Finans",
        "due": IN_SEVEN_DAYS,
        "expert": "Elif",
    }
    assert line(mine, "Finans", view=view()) == Words("queue.line-open", values)


def test_what_waits_for_the_contact_has_no_date() -> None:
    values: dict[str, Value] = {
        "number": Linked(f"#{NUMBER}"),
        "topic": "Finans",
        "due": None,
        "expert": Words("queue.nobody"),
    }
    waiting = ticket(Status.PENDING)
    assert line(waiting, "Finans", view=view(after=30 * DAY)) == Words("queue.line-pending", values)


@pytest.mark.parametrize(
    ("standing", "key"),
    [
        ({"handed_to": "on-duty"}, "queue.line-handed"),
        ({"handed_to": "3"}, "queue.line-handed"),
        ({"handed_to": "3", "lapsed_at": NOW}, "queue.line-overdue"),
        ({"handed_to": "3", "status": Status.PENDING}, "queue.line-pending"),
    ],
)
def test_whom_a_ticket_waits_for_stands_in_its_line(standing: dict[str, Any], key: str) -> None:
    assert line(ticket(**standing), None, view=view()).key == key
