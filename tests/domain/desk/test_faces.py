"""The pages of a ticket's card: what is asked back, and what is looked at alone."""

from dataclasses import replace

import pytest

from bot.domain.card_buttons import Face, Page
from bot.domain.desk.faces import ASKED, turned
from bot.domain.effects import Answer, ShowCard
from bot.domain.tickets import Status, Step
from bot.domain.words import Words
from tests.domain.desk.ticketbook import ticket, view


def test_whatever_the_contact_hears_of_at_once_is_asked_back() -> None:
    asked = {Step.CLOSE, Step.RESEARCH, Step.LEGAL, Step.ALARM, Step.CALM, Step.REFUSE}
    assert set(ASKED) == asked


@pytest.mark.parametrize("page", list(Page))
def test_a_page_is_looked_at_and_nothing_happens(page: Page) -> None:
    urgent = "emergency" if page is Page.CALM else None
    before, face = ticket(Status.OPEN, policy=urgent), Face(page, "own-work")
    assert turned(before, face, view()) == (before, [Answer(), ShowCard(before, face)])


@pytest.mark.parametrize("page", [Page.CLOSE, Page.REFUSE, Page.REFUSAL, Page.LEGAL, Page.URGENT])
def test_a_page_that_makes_no_sense_any_more_is_the_first_one(page: Page) -> None:
    closed = ticket(Status.CLOSED)
    told = [Answer(Words("staff.not-now")), ShowCard(closed)]
    assert turned(closed, Face(page, "own-work"), view()) == (closed, told)


@pytest.mark.parametrize(
    ("page", "standing", "word"),
    [
        (Page.RESEARCH, {"research": True}, "staff.research-already"),
        (Page.LEGAL, {"legal": True}, "staff.legal-already"),
        (Page.URGENT, {"policy": "emergency-child"}, "staff.urgent-already"),
        (Page.CALM, {}, "staff.calm-already"),
    ],
)
def test_what_is_so_already_is_not_asked(
    page: Page, standing: dict[str, object], word: str
) -> None:
    before = ticket(Status.OPEN, **standing)
    _, effects = turned(before, Face(page), view())
    assert effects == [Answer(Words(word)), ShowCard(before)]


@pytest.mark.parametrize(
    ("page", "warned"),
    [(Page.CLOSE, True), (Page.REFUSE, True), (Page.REFUSAL, True), (Page.MORE, False)],
)
def test_words_that_were_not_seen_are_told_before_the_last_ones(page: Page, warned: bool) -> None:
    before, crossed = ticket(Status.OPEN), replace(view(), crossed=True)
    _, (said, _card) = turned(before, Face(page), crossed)
    assert (said == Answer(Words("staff.wrote-meanwhile"), alert=True)) is warned
