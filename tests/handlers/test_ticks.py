"""What time asks for: nobody who wrote waits in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.chats import Held
from bot.domain.messages import Say
from bot.domain.outbox import Draft
from bot.domain.people import Place, Spot
from bot.domain.tickets import Status
from bot.storage import facts, messages
from handlers import relay, ticks
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, opened, owed, waiting

DAY = timedelta(hours=25)


def late(work: Work, after: timedelta = DAY) -> list[Draft]:
    """What is owed for it so long after the contact has written."""
    return ticks.late_words(replace(work, now=NOW + after))


def wrote(work: Work, message: str = "1", **standing: object) -> int:
    """Ada writes on a ticket of hers; the message's number."""
    ticket = opened(work, **standing)
    (kept,) = relay.keep(work, ticket, [Held(message, "text", "Ek")], chat=ADA, heard=None)
    return kept.id


def test_while_the_group_is_away_who_wrote_a_day_ago_hears_of_it_once(work: Work) -> None:
    wrote(work)
    facts.put(work.tx, facts.AWAY, NOW.isoformat())
    assert late(work, timedelta(hours=23)) == []
    (word,) = late(work)
    assert isinstance(word.act, Say)
    assert (word.act.to, "kaybolmadı" in word.act.message.text.text) == (Place(ADA), True)
    owed(work, late(work), "first")
    owed(work, late(work, 2 * DAY), "second")
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
