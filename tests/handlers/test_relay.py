"""Messages on their way between a chat and a thread, changed or joined before they arrive."""

from datetime import timedelta

from bot.domain.chats import Held
from bot.domain.messages import Copy
from bot.storage import deliveries
from handlers import relay
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, opened, owed, waiting


def test_a_late_picture_joins_no_album_that_was_tried_already(work: Work) -> None:
    """What was tried may stand in the thread: the late one goes alone, and none goes twice."""
    ticket = opened(work, group=STAFF, thread="9")
    for message in ("1", "2"):
        kept = relay.keep(work, ticket, [Held(message, "photo", "", "a")], chat=ADA)
        (album,) = owed(work, relay.to_staff(work, ticket, kept), message)
    later = NOW + timedelta(seconds=5)
    deliveries.begin(work.tx, album)
    deliveries.again(work.tx, album, at=later, error="retry")
    late = relay.keep(work, ticket, [Held("3", "photo", "", "a")], chat=ADA)
    assert relay.ticket_of_album(work, ADA, "a") == ticket.number
    owed(work, relay.to_staff(work, ticket, late), "3")
    sent = [one.act.messages for one in waiting(work) if isinstance(one.act, Copy)]
    assert sent == [("1", "2"), ("3",)]
