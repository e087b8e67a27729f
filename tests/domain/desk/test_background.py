"""What a contact asked before is one tap away, whatever it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.desk.background import MOST_EARLIER, Background, earlier, is_from_assessment
from bot.domain.tickets import Kind, Status
from bot.domain.words import Day, Linked, Words
from tests.domain.desk.ticketbook import NOW, ticket


def test_earlier_tickets_are_told_with_date_state_and_link_newest_first() -> None:
    mine = ticket(number=12, case="D-7K3QX")
    closed = ticket(Status.CLOSED, number=3, closed_at=NOW + timedelta(days=1))
    title, first, second = earlier(mine, [(closed, "Finans", "https://a.org/3"), (mine, None, "")])
    assert title == Words("earlier.title", {"n": 2, "case": "D-7K3QX"}, plural=2)
    assert first.values["number"] == Linked("#12")
    assert (second.values["number"], second.values["topic"], second.values["opened"]) == (
        Linked("#3", "https://a.org/3"),
        "Finans",
        Day(NOW),
    )


def test_an_earlier_ticket_without_a_subject_is_called_by_what_it_was_for() -> None:
    mine = ticket(number=12, case="D-7K3QX")
    _, line = earlier(mine, [(ticket(number=3, kind=Kind.CALL), None, "")])
    assert line.values["topic"] == Words("ticket-kind.call")


def test_of_very_many_the_rest_is_counted() -> None:
    mine = ticket(case="D-7K3QX")
    known = [(ticket(number=n), None, "") for n in range(MOST_EARLIER + 4)]
    *lines, more = earlier(mine, known)
    assert len(lines) == MOST_EARLIER + 1
    assert more == Words("earlier.more", {"n": 4, "case": "D-7K3QX"}, plural=4)


@pytest.mark.parametrize(
    ("answer", "is_from"),
    [(None, False), ("faq:1-1", False), ("assessment", True), ("assessment:9-2", True)],
)
def test_the_profile_goes_along_with_what_began_there(answer: str | None, is_from: bool) -> None:
    assert is_from_assessment(replace(ticket(), answer_id=answer)) is is_from


def test_what_was_missing_is_a_reason_or_own_words() -> None:
    assert Background(lacked="old").missing() == Words("missing.old")
    assert Background(lacked="form yok").missing() == "form yok"
