"""What the rules may look at: a contact's tickets, and the subjects' names."""

import pytest

from bot.domain.contact.view import likely_subject, subject_areas, subject_label, subject_of
from bot.domain.tickets import Status
from tests.domain.contact.talk import contact, ticket
from tests.domain.content import CATALOG, EMPTY, catalog, match

TICKETS = (ticket(1, Status.CLOSED), ticket(2, Status.PENDING), ticket(3), ticket(4, Status.NEW))


def test_tickets_are_told_apart_by_who_has_the_ball() -> None:
    view = contact(tickets=TICKETS).view
    assert [one.number for one in view.active] == [2, 3, 4]
    assert [one.number for one in view.waiting_for_contact] == [2]
    assert view.ticket(3) == TICKETS[2]
    assert view.ticket(5) is None


def test_a_subject_is_called_as_the_question_it_opens() -> None:
    assert subject_areas(CATALOG, "tr") == {1: "Kuruluş", 5: "Bağış", 3: "Adres"}
    assert subject_areas(CATALOG, "en")[1] == "Founding"
    assert subject_areas(EMPTY, "tr") == {}


@pytest.mark.parametrize(
    ("language", "subject", "label"),
    [("tr", 5, "Bağış"), ("en", 1, "Founding"), ("tr", 2, None), ("tr", None, None)],
)
def test_a_subject_that_is_not_there_has_no_name(
    language: str, subject: int | None, label: str | None
) -> None:
    assert subject_label(CATALOG, language, subject) == label


@pytest.mark.parametrize(
    ("language", "name", "subject"),
    [
        ("tr", "faq:5-2", 5),
        ("tr", "faq:4-1", 1),
        ("tr", "faq:0-3", None),
        ("tr", "faq:1-9", None),
        ("en", "faq:1-9", 1),
        ("tr", "assessment:2-1", None),
        ("tr", "", None),
        ("tr", None, None),
    ],
)
def test_an_answer_belongs_to_the_first_branch_on_the_way_to_it(
    language: str, name: str | None, subject: int | None
) -> None:
    assert subject_of(CATALOG, language, name) == subject


@pytest.mark.parametrize(
    ("found", "subject"),
    [
        ({"faq:1-1": 0.9, "faq:5-1": 0.2}, 5),
        ({"faq:1-1": 0.9, "faq:5-1": 0.11}, None),
        ({"faq:1-1": 0.97}, None),
        ({}, None),
    ],
)
def test_no_request_is_guessed_to_be_about_the_desk_itself(
    found: dict[str, float], subject: int | None
) -> None:
    desk = "title: Biz kimiz?\nquestion_id: 0\nchoice_id: 1\nopens: 1\ndesk: true"
    view = contact(catalog=catalog(**{"faq/00-01.md": desk})).view
    matches = [match(name, likely) for name, likely in found.items()]
    assert likely_subject(view, "tr", matches) == subject
