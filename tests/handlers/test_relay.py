"""Messages on their way between a chat and a thread, changed or joined before they arrive."""

from datetime import timedelta

import pytest

from bot.domain.chats import Held
from bot.domain.effects import PassOn
from bot.domain.events import StaffEdited
from bot.domain.messages import Copy, Edit, Message, Say
from bot.domain.outbox import Delivery
from bot.domain.people import Spot
from bot.domain.results import Said
from bot.storage import deliveries
from handlers import desk, relay, results
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, content, opened, owed, waiting

REPLY = Spot(STAFF, "80")
LONG = "x" * 4096  # with its heading more than one message holds


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


def replied(work: Work, said: Message) -> Delivery:
    """An expert's reply on its way to Ada, with another one behind it."""
    ticket = opened(work, group=STAFF, thread="9")
    first = relay.to_contact(work, PassOn(ticket, REPLY, said), ADA)
    behind = PassOn(ticket, Spot(STAFF, "81"), content("Sonraki"))
    return owed(work, [first, relay.to_contact(work, behind, ADA)], "out")[0]


def words(delivery: Delivery) -> str | None:
    """What it says; None where the platform copies what stands there when it is its turn."""
    match delivery.act:
        case Say(message=said):
            return said.text.text.partition("\n\n")[2]
        case Copy(caption=caption):
            return caption and caption.text.partition("\n\n")[2]
    raise AssertionError(delivery)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (content("Yarın"), content("Bugün"), "Bugün"),
        (content("Yarın"), content(LONG), None),
        (content("Yarın", kind="photo"), content("Bugün", kind="photo"), "Bugün"),
        (content("Yarın", kind="photo"), content(LONG, kind="photo"), None),
        (content(LONG), content("Bugün"), None),
        (Message(kind=relay.NOTE), content("Bugün"), None),
    ],
)
def test_a_reply_changed_before_it_went_out_goes_out_changed(
    work: Work, before: Message, after: Message, said: str | None
) -> None:
    """In its turn, and under the same key."""
    delivery = replied(work, before)
    assert desk.on_edited(work, StaffEdited(REPLY, after)) == []
    now, behind = waiting(work)
    assert (now.id, now.key, now.then) == (delivery.id, delivery.key, delivery.then)
    assert (words(now), words(behind)) == (said, "Sonraki")


def test_a_reply_changed_after_it_arrived_is_changed_in_place(work: Work) -> None:
    delivery = replied(work, content("Yarın"))
    deliveries.sent(work.tx, [delivery.id], NOW)
    results.on_done(work, delivery, Said(("55",)))
    (draft,) = desk.on_edited(work, StaffEdited(REPLY, content("Bugün")))
    assert isinstance(draft.act, Edit)
    assert (draft.act.at, draft.act.message.text.text[-5:]) == (Spot(ADA, "55"), "Bugün")
    assert [words(one) for one in waiting(work)] == ["Sonraki"]
