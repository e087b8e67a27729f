"""A broadcast's copy goes to who wants it when it is sent, not only when it was planned."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.broadcasts import Broadcast, Progress, Status
from bot.domain.buttons import StopBroadcasts
from bot.domain.effects import Subscribe
from bot.domain.events import Reached
from bot.domain.messages import Edit, Message, Say, Text
from bot.domain.outbox import About, Cause, Draft, Failure, Lane, State
from bot.domain.people import Address, Place, Spot
from bot.domain.results import Arrived, Corrected, Previewed, Said
from bot.storage import broadcasts, chats, deliveries, subscriptions
from handlers.contact import on_reached
from handlers.failures import on_failed
from handlers.record import record
from handlers.sending import begun, call_back, languages_of, on_arrived, on_tick, standing, step
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, owed, waiting

MONEY, PEOPLE = 2, 3
CAN = Address("telegram", "1002")


@pytest.fixture
def broadcast(work: Work) -> Broadcast:
    """On its way to Ada, who asked for two subjects, and Can, who asked for one of them."""
    for address, subjects in ((ADA, (MONEY, PEOPLE)), (CAN, (MONEY,))):
        chat = chats.begin(work.tx, address, "tr", NOW)
        for subject in subjects:
            subscriptions.subscribe(work.tx, chat.id, subject, on=True, now=NOW)
    sending = Broadcast(0, Status.SENDING, frozenset({MONEY, PEOPLE}), Spot(STAFF, "5"), 1, NOW)
    sending = replace(sending, versions={"tr": (Message(Text("Yeni")),)}, started_at=NOW)
    one = broadcasts.add(work.tx, replace(sending, recipients=2))
    return stepped(work, one)


def stepped(work: Work, one: Broadcast) -> Broadcast:
    """The broadcast after its next step."""
    deliveries.owe(work.tx, step(work, one), cause="step", now=NOW)
    found = broadcasts.get(work.tx, one.id)
    assert found is not None
    return found


def arrives(work: Work, address: Address, message: str) -> list[Draft]:
    """What waits for somebody arrives there as this message."""
    [owed] = [one for one in waiting(work) if one.queue == f"broadcast:{address.key}"]
    deliveries.end(work.tx, owed.id, State.SENT, now=NOW)
    assert isinstance(owed.then, Arrived)
    return on_arrived(work, owed, owed.then, Said((message,)))


def copies(work: Work) -> list[str]:
    """To whom a copy is still owed."""
    owed = [one for one in waiting(work) if one.lane is Lane.BROADCAST]
    return [str(one.queue).removeprefix("broadcast:") for one in owed]


def leaves(work: Work, address: Address, subject: int) -> None:
    """Somebody turns a subject off."""
    chat = chats.at(work.tx, address)
    assert chat is not None
    record(work, [Subscribe(chat.id, subject, on=False)], chat=chat)


def test_who_unsubscribes_before_it_is_sent_does_not_get_it(
    work: Work, broadcast: Broadcast
) -> None:
    leaves(work, CAN, MONEY)
    assert copies(work) == [ADA.key]
    assert standing(work, broadcast) == Progress(waiting=1, withdrawn=1)


def test_who_still_wants_one_of_its_subjects_gets_it(work: Work, broadcast: Broadcast) -> None:
    leaves(work, ADA, MONEY)
    assert copies(work) == [ADA.key, CAN.key]
    leaves(work, ADA, PEOPLE)
    assert copies(work) == [CAN.key]
    assert standing(work, broadcast).ended == 1


def test_who_blocks_the_desk_and_comes_back_does_not_get_it(
    work: Work, broadcast: Broadcast
) -> None:
    for reachable in (False, True):
        on_reached(work, Reached(CAN, reachable))
    assert copies(work) == [ADA.key]
    assert standing(work, broadcast).withdrawn == 1


def test_what_is_under_way_is_not_called_back(work: Work, broadcast: Broadcast) -> None:
    begun = next(one for one in waiting(work) if one.queue == f"broadcast:{CAN.key}")
    deliveries.begin(work.tx, begun)
    leaves(work, CAN, MONEY)
    deliveries.end(work.tx, begun.id, State.SENT, now=NOW)
    assert standing(work, broadcast) == Progress(sent=1, waiting=1)


def paused(work: Work, one: Broadcast) -> Broadcast:
    one = replace(one, status=Status.PAUSED)
    broadcasts.save(work.tx, one)
    return call_back(work, one)


def test_a_pause_leaves_nothing_in_the_outbox_and_nobody_out(
    work: Work, broadcast: Broadcast
) -> None:
    arrives(work, ADA, "70")
    one = paused(work, broadcast)
    assert copies(work) == []
    assert standing(work, one) == Progress(sent=1)
    stepped(work, replace(one, status=Status.SENDING))
    assert copies(work) == [CAN.key]


def test_what_was_in_flight_at_a_pause_and_failed_waits_with_the_others(
    work: Work, broadcast: Broadcast
) -> None:
    begun = next(one for one in waiting(work) if one.queue == f"broadcast:{ADA.key}")
    deliveries.begin(work.tx, begun)
    one = paused(work, broadcast)
    deliveries.again(work.tx, begun, at=NOW, error="call", tries=1)
    assert copies(work) == [ADA.key]
    on_tick(work)
    assert copies(work) == []
    one = broadcasts.get(work.tx, one.id) or one
    stepped(work, replace(one, status=Status.SENDING))
    assert copies(work) == [ADA.key, CAN.key]


def test_a_time_that_has_come_begins_the_sending(work: Work) -> None:
    chat = chats.begin(work.tx, ADA, "tr", NOW)
    subscriptions.subscribe(work.tx, chat.id, MONEY, on=True, now=NOW)
    waits = Broadcast(0, Status.SCHEDULED, frozenset({MONEY}), Spot(STAFF, "5"), 1, NOW)
    versions = {"tr": (Message(Text("Yeni")),)}
    one = broadcasts.add(work.tx, replace(waits, at=NOW + timedelta(hours=1), versions=versions))
    on_tick(work)
    assert broadcasts.get(work.tx, one.id) == one
    later = replace(work, now=NOW + timedelta(hours=1))
    deliveries.owe(work.tx, on_tick(later), cause="tick", now=later.now)
    begun = broadcasts.get(work.tx, one.id)
    assert begun is not None
    assert (begun.status, begun.started_at) == (Status.SENDING, later.now)
    assert copies(work) == [ADA.key]


def test_each_gets_the_version_of_their_language(work: Work, broadcast: Broadcast) -> None:
    dee = Address("telegram", "1003")
    chat = chats.begin(work.tx, dee, "en", NOW)
    subscriptions.subscribe(work.tx, chat.id, MONEY, on=True, now=NOW)
    versions = {**broadcast.versions, "en": (Message(Text("New")),)}
    stepped(work, replace(broadcast, versions=versions))
    said = {str(one.queue): one.act for one in waiting(work) if one.lane is Lane.BROADCAST}
    english = said[f"broadcast:{dee.key}"]
    assert isinstance(english, Say)
    assert english.message.text.text == "New"
    assert "Stop" in str(english.message.buttons[0][0].label)


def test_below_an_album_its_buttons_follow_once_it_is_there(
    work: Work, broadcast: Broadcast
) -> None:
    album = (Message(Text("Bir"), kind="photo", file="F"), Message(kind="photo", file="G"))
    changed = replace(broadcast, versions={"tr": album}, planned_to=None)
    call_back(work, changed)
    stepped(work, changed)
    [below] = arrives(work, ADA, "70")
    assert isinstance(below.act, Say)
    assert below.act.message.reply_to == "70"
    assert len(below.act.message.buttons) == 2
    assert standing(work, changed) == Progress(sent=1, waiting=1)  # it is no second copy


def correction(work: Work, of: Broadcast, language: str = "tr") -> Broadcast:
    """A draft that says the original otherwise."""
    one = replace(of, id=0, status=Status.DRAFT, planned_to=None, corrects=of.id)
    versions = {language: (Message(Text("Doğrusu")),)}
    return broadcasts.add(work.tx, replace(one, versions=versions, started_at=None))


def changes(work: Work) -> list[tuple[str, str]]:
    """Which messages are to be changed, into what."""
    acts = [one.act for one in waiting(work) if isinstance(one.act, Edit)]
    return [(one.at.message, one.message.text.text) for one in acts if not one.at.chat.group]


def confirmed(work: Work, one: Broadcast) -> None:
    """As a second coordinator does."""
    one = replace(one, status=Status.SENDING, started_at=NOW)
    broadcasts.save(work.tx, one)
    deliveries.owe(work.tx, begun(work, one), cause="begun", now=NOW)


def test_a_correction_changes_what_arrived_and_what_has_not(
    work: Work, broadcast: Broadcast
) -> None:
    arrives(work, ADA, "70")
    confirmed(work, correction(work, broadcast))
    assert changes(work) == [("70", "Doğrusu")]
    [new] = [one.act for one in waiting(work) if one.queue == f"broadcast:{CAN.key}"]
    assert isinstance(new, Say)
    assert new.message.text.text == "Doğrusu"
    stop = new.message.buttons[0][0].press
    assert stop == StopBroadcasts(broadcast.id)


def test_what_was_in_flight_when_it_was_corrected_is_changed_as_it_arrives(
    work: Work, broadcast: Broadcast
) -> None:
    flying = next(one for one in waiting(work) if one.queue == f"broadcast:{CAN.key}")
    deliveries.begin(work.tx, flying)
    confirmed(work, correction(work, broadcast))
    assert isinstance(flying.then, Arrived)
    [draft] = on_arrived(work, flying, flying.then, Said(("80",)))
    assert isinstance(draft.act, Edit)
    assert (draft.act.at, draft.act.message.text.text) == (Spot(CAN, "80"), "Doğrusu")


def test_a_correction_is_for_those_who_have_what_it_corrects(
    work: Work, broadcast: Broadcast
) -> None:
    both = replace(broadcast, versions={**broadcast.versions, "en": (Message(Text("New")),)})
    broadcasts.save(work.tx, both)
    assert languages_of(work, correction(work, both)) == ("tr",)
    assert languages_of(work, correction(work, both, "en")) == ("en",)
    broadcasts.save(work.tx, broadcast)
    assert languages_of(work, correction(work, broadcast)) == ("tr", "en")


def test_who_deleted_it_does_not_get_its_correction_anew(work: Work, broadcast: Broadcast) -> None:
    arrives(work, ADA, "70")
    confirmed(work, correction(work, broadcast))
    [edit] = [one for one in waiting(work) if isinstance(one.then, Corrected)]
    gone = Failure(About.MESSAGE, "message to edit not found", cause=Cause.MESSAGE_GONE)
    assert on_failed(work, edit, gone) == []


def test_a_preview_that_the_platform_refuses_has_to_be_made_anew(work: Work) -> None:
    draft = Broadcast(0, Status.DRAFT, frozenset({MONEY}), Spot(STAFF, "5"), 1, NOW, previewed=1)
    one = broadcasts.add(work.tx, draft)
    preview = Draft(Say(Place(STAFF), Message(Text("Yeni"))), then=Previewed(one.id, 1))
    [delivery] = owed(work, [preview], "preview")
    told = on_failed(work, delivery, Failure(About.MESSAGE, "no"))
    assert len(told) == 2
    after = broadcasts.get(work.tx, one.id)
    assert after is not None
    assert after.previewed is None
