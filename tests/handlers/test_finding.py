"""`/ara`: what is over is found like what is open, by all the words that are asked for."""

import pytest

from bot.domain.events import StaffWrote
from bot.domain.messages import Message, Say, Text
from bot.domain.people import Actor, Place
from bot.domain.tickets import Status
from handlers import found
from handlers.work import Work
from tests.handlers.conftest import ELIF, NOW, STAFF, opened


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("kira", ["#2", "#1"]),
        ("kira sözleşmesi", ["#1"]),
        ("sözleşme depozito", []),
        ("depozito", ["#2"]),
        ("1", ["#1"]),
    ],
)
def test_open_and_closed_tickets_are_found_by_all_words(
    work: Work, elif_: Actor, words: str, hits: list[str]
) -> None:
    opened(work, question="Kira sözleşmesi", status=Status.CLOSED, closed_at=NOW)
    opened(work, question="Kiranın depozitosu")
    event = StaffWrote(Place(STAFF), "1", ELIF, "Elif", Message(Text(f"/ara {words}")))
    (said,) = (one.act for one in found.search(work, event, elif_))
    assert isinstance(said, Say)
    lines = said.message.text.text.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("#")] == hits
