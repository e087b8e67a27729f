"""Marks of a ticket by command: what is named is set, else the card asks."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.events import StaffWrote
from bot.domain.messages import Edit, NameThread, Say
from bot.domain.people import Actor, Place
from bot.domain.tickets import Priority, Ticket
from bot.storage import tickets
from handlers import marking
from handlers.work import Work
from tests.domain.content import CATALOG
from tests.handlers.conftest import ELIF, STAFF, content, opened

THREAD = Place(STAFF, "9")


@pytest.fixture
def ticket(work: Work) -> Ticket:
    """A ticket in its thread."""
    return opened(work, group=STAFF, thread="9", card="70")


def after(work: Work, elif_: Actor, words: str) -> Ticket:
    """The ticket once Elif has written this in its thread."""
    command = words.split()[0].removeprefix("/")
    event = StaffWrote(THREAD, "81", ELIF, "Elif", content(words), command=command)
    work = replace(work, desk=replace(work.desk, catalog=CATALOG))
    drafts = marking.on_command(work, event, elif_)
    assert all(isinstance(one.act, Say | Edit | NameThread) for one in drafts)
    (found,) = tickets.active(work.tx)
    return replace(found, thread_name=None)


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("/oncelik yüksek", {"priority": Priority.HIGH}),
        ("/oncelik YUKSEK", {"priority": Priority.HIGH}),
        ("/priority low", {"priority": Priority.LOW}),
        ("/dil en", {"language": "en"}),
        ("/dil EN", {"language": "en"}),
        ("/konu 1", {"subject": 1}),
        ("/konu 999999999999", {}),
        ("/konu zzzz", {}),
        ("/oncelik acayip", {}),
        ("/dil xx", {}),
        ("/oncelik", {}),
        ("/acil", {}),
        ("/kapat", {}),
    ],
)
def test_what_is_named_is_set(
    work: Work, elif_: Actor, ticket: Ticket, words: str, changes: dict[str, Any]
) -> None:
    assert after(work, elif_, words) == replace(ticket, **changes)


def test_outside_of_a_thread_nothing_is_set(work: Work, elif_: Actor) -> None:
    event = StaffWrote(Place(STAFF), "81", ELIF, "Elif", content("/dil en"), command="dil")
    (told,) = marking.on_command(work, event, elif_)
    assert isinstance(told.act, Say)
    assert "kendi başlığında" in told.act.message.text.text
