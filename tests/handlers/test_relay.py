"""Messages on their way between a chat and a thread, changed or joined before they arrive."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.chats import Held
from bot.domain.effects import PassOn
from bot.domain.events import StaffEdited
from bot.domain.messages import AskMember, Copy, Edit, Message, Say
from bot.domain.outbox import Delivery, Draft
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import ActOnEdit, KeepStaffPlaces, Membership, Reply, Said
from bot.storage import deliveries, messages, tickets
from handlers import albums, desk, relay, results
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, NOW, STAFF, content, opened, owed, waiting

REPLY = Spot(STAFF, "80")


def test_a_late_picture_joins_no_album_that_was_tried_already(work: Work) -> None:
    """What was tried may stand in the thread: the late one goes alone, and none goes twice."""
    ticket = opened(work, group=STAFF, thread="9")
    for message in ("1", "2"):
        kept = relay.keep(work, ticket, [Held(message, "photo", "", "a")], chat=ADA, heard=None)
        (album,) = owed(work, relay.to_staff(work, ticket, kept), message)
    later = NOW + timedelta(seconds=5)
    deliveries.begin(work.tx, album)
    deliveries.again(work.tx, album, at=later, error="retry", tries=1)
    late = relay.keep(work, ticket, [Held("3", "photo", "", "a")], chat=ADA, heard=None)
    assert albums.ticket_of(work, ADA, "a") == ticket.number
    owed(work, relay.to_staff(work, ticket, late), "3")
    sent = [one.act.messages for one in waiting(work) if isinstance(one.act, Copy)]
    assert sent == [("1", "2"), ("3",)]


def test_an_album_that_waits_while_its_thread_is_made_again_goes_once(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    held = [Held(message, "photo", "", "a") for message in ("1", "2")]
    kept = relay.keep(work, ticket, held, chat=ADA, heard=None)
    owed(work, relay.to_staff(work, ticket, kept), "before")
    there = replace(ticket, thread="10")
    (album,) = owed(work, relay.to_staff(work, there, kept), "after")
    assert isinstance(album.act, Copy)
    assert (album.act.to, album.act.messages) == (there.place, ("1", "2"))
    assert isinstance(album.then, KeepStaffPlaces)
    assert album.then.messages == tuple(one.id for one in kept)
    assert len(waiting(work)) == 1


def replied(work: Work, expert: Actor, said: Message) -> Delivery:
    """An expert's reply on its way to Ada, with another one behind it."""
    ticket = opened(work, group=STAFF, thread="9")
    first = relay.to_contact(work, PassOn(ticket, Reply(REPLY, expert), said), ADA)
    behind = PassOn(ticket, Reply(Spot(STAFF, "81"), expert), content("Sonraki"))
    return owed(work, [first, relay.to_contact(work, behind, ADA)], "out")[0]


def edited(work: Work, changed: Message) -> list[Draft]:
    """Elif changes the reply, and is found to belong to the group."""
    event = StaffEdited(Place(STAFF, "9"), REPLY.message, ELIF, "Elif", changed)
    (asked,) = desk.on_edited(work, event)
    assert (asked.act, asked.then) == (AskMember(STAFF, ELIF.id), ActOnEdit(event))
    return desk.on_member_edited(work, event, Membership(inside=True))


@pytest.mark.parametrize("kind", ["text", "photo"])
def test_a_reply_changed_before_it_arrived_is_changed_as_soon_as_it_has(
    work: Work, elif_: Actor, kind: str
) -> None:
    """In its turn, and under the same key; then once."""
    delivery = replied(work, elif_, content("Yarın", kind=kind))
    assert edited(work, content("Bugün", kind=kind)) == []
    assert waiting(work)[0].id == delivery.id
    deliveries.sent(work.tx, [delivery.id], NOW)
    edits = [
        draft.act
        for draft in results.on_done(work, delivery, Said(("55",)))
        if isinstance(draft.act, Edit)
    ]
    assert [(edit.at, edit.message.text.text[-5:]) for edit in edits] == [
        (Spot(ADA, "55"), "Bugün")
    ]
    again = results.on_done(work, delivery, Said(("55",)))
    assert not [draft for draft in again if isinstance(draft.act, Edit)]


@pytest.mark.parametrize("kind", ["text", "photo", "voice"])
def test_a_reply_changed_before_it_arrived_is_changed_though_its_thread_was_deleted(
    work: Work, elif_: Actor, kind: str
) -> None:
    """The reply goes into the thread that is made again, and its new words to the contact; where
    they can't be brought, the experts hear so.
    """
    delivery = replied(work, elif_, content("Yarın", kind="photo" if kind == "voice" else kind))
    assert edited(work, content("Bugün", kind=kind)) == []
    (ticket,) = tickets.active(work.tx)
    tickets.save(work.tx, replace(ticket, thread="10"))
    for one in messages.of_ticket(work.tx, ticket.number):
        messages.leave_thread(work.tx, one)
    deliveries.sent(work.tx, [delivery.id], NOW)
    acts = [draft.act for draft in results.on_done(work, delivery, Said(("55",)))]
    edits = [
        one.message.text.text[-5:]
        for one in acts
        if isinstance(one, Edit) and not one.at.chat.group
    ]
    told = [one.to for one in acts if isinstance(one, Say) and "düzeltme" in one.message.text.text]
    assert (edits, told) == (([], [Place(STAFF, "10")]) if kind == "voice" else (["Bugün"], []))
    copies = [one.messages for one in acts if isinstance(one, Copy)]
    assert copies == [("55",)]


def test_a_reply_changed_after_it_arrived_is_changed_in_place(work: Work, elif_: Actor) -> None:
    delivery = replied(work, elif_, content("Yarın"))
    deliveries.sent(work.tx, [delivery.id], NOW)
    results.on_done(work, delivery, Said(("55",)))
    (draft,) = edited(work, content("Bugün"))
    assert isinstance(draft.act, Edit)
    assert (draft.act.at, draft.act.message.text.text[-5:]) == (Spot(ADA, "55"), "Bugün")
    assert len(waiting(work)) == 1
