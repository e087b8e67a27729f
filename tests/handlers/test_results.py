"""What follows once it is known how an act ended, whatever happened meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.chats import Held
from bot.domain.effects import PassOn, Tell
from bot.domain.messages import Edit, Pin, Say
from bot.domain.outbox import About, Cause, Delivery, Draft, Failure, Lane
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import Reply, Said
from bot.domain.tickets import Step, Ticket, advance
from bot.domain.words import Words
from bot.storage import messages, tickets
from handlers import cards, failures, relay, results
from handlers import deliveries as outbox
from handlers.record import record
from handlers.work import Work
from tests.handlers.conftest import ADA, NOW, STAFF, content, opened, owed, waiting

THREAD = Place(STAFF, "9")


def test_a_card_that_says_what_is_past_is_brought_up_to_date(work: Work) -> None:
    """The ticket was closed while its card was on the way to the thread."""
    ticket = opened(work, group=STAFF, thread="9")
    (delivery,) = owed(work, [cards.card(work, ticket, THREAD)], "thread")
    closed = advance(ticket, Step.CLOSE, NOW)
    tickets.save(work.tx, closed)
    assert cards.refresh(work, closed) == []  # there is no card yet that could be changed
    again, pinned = results.on_done(work, delivery, Said(("77",)))
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    assert standing.card == "77"
    assert again == cards.card(work, standing, THREAD)
    assert pinned.act == Pin(Spot(STAFF, "77"))
    assert isinstance(again.act, Edit)
    assert again.act.at.message == "77"
    (edit,) = owed(work, [again], "card")
    assert results.on_done(work, edit, Said(("77",))) == []


def test_a_card_that_is_still_right_is_pinned_once_and_left_alone(work: Work) -> None:
    """After all that is said; where pinning is refused nobody hears of it."""
    ticket = opened(work, group=STAFF, thread="9")
    (delivery,) = owed(work, [cards.card(work, ticket, THREAD)], "thread")
    assert isinstance(delivery.act, Say)
    (pinned,) = owed(work, results.on_done(work, delivery, Said(("77",))), "pin")
    assert (pinned.act, pinned.lane) == (Pin(Spot(STAFF, "77")), Lane.SETUP)
    assert failures.on_failed(work, pinned, Failure(About.MESSAGE, "not enough rights")) == []
    (edit, *_) = owed(work, cards.refresh(work, replace(ticket, card="77")), "card")
    assert results.on_done(work, edit, Said(("77",))) == []


def test_a_card_of_an_earlier_thread_is_not_taken_for_the_card(work: Work) -> None:
    """The staff moved to another group while a change of the old card was on its way."""
    ticket = opened(work, group=STAFF, thread="9", card="70")
    (delivery,) = owed(work, [cards.card(work, ticket, THREAD)], "old")
    tickets.save(work.tx, replace(ticket, thread="10", card=None))
    assert results.on_done(work, delivery, Said(("70",))) == []
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    assert standing.card is None


def reply(work: Work, ticket: Ticket, words: str, *, at: str = "80") -> Draft:
    """An expert's reply on its way to Ada."""
    return relay.to_contact(
        work, PassOn(ticket, Reply(Spot(STAFF, at), Actor(31, "Elif")), content(words)), ADA
    )


def said(drafts: list[Draft]) -> list[tuple[Place, str]]:
    """What is told where."""
    return [
        (draft.act.to, draft.act.message.text.text)
        for draft in drafts
        if isinstance(draft.act, Say)
    ]


def test_each_expert_hears_of_a_reply_that_will_not_arrive(work: Work) -> None:
    """Also where a word of the desk's was what found out that the contact had blocked it."""
    first = opened(work, group=STAFF, thread="9")
    second = opened(work, group=STAFF, thread="10")
    third = opened(work, group=STAFF, thread="11")
    told = record(work, [Tell(first.contact, (Words("privacy"),), ticket=third.number)])
    (word,) = owed(work, told, "word")
    places = ((first, "80"), (second, "81"), (first, "82"))
    owed(work, [reply(work, ticket, "Yanıt", at=at) for ticket, at in places], "out")
    gone = Failure(About.RECIPIENT, "blocked")
    heard = said(failures.on_failed(work, word, gone))
    assert [place for place, _ in heard] == [Place(STAFF, "9"), Place(STAFF, "10")]
    assert all("ulaşmadı" in words for _, words in heard)
    assert waiting(work) == ()


@pytest.mark.parametrize("cause", list(Cause))
def test_a_reply_that_can_not_be_sent_is_not_lost_in_silence(work: Work, cause: Cause) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    (delivery,) = owed(work, [reply(work, ticket, "Yanıt")], "out")
    failure = Failure(About.MESSAGE, "refused", cause=cause)
    ((place, words),) = said(failures.on_failed(work, delivery, failure))
    assert (place, "danışana ulaşmadı" in words) == (Place(STAFF, "9"), True)


def test_whoever_can_open_a_thread_that_was_closed_is_told_early_and_once_a_day(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    kept = relay.keep(work, ticket, [Held("1", "text", "Ek")], chat=ADA, heard=None)
    (copy,) = owed(work, relay.to_staff(work, ticket, kept), "added")
    shut = Failure(About.CALL, "TOPIC_CLOSED", cause=Cause.THREAD_CLOSED)
    for _ in range(3):
        outbox.settle(work, [(copy, None, shut)])
    waits = waiting(work)
    assert copy.id in {one.id for one in waits}
    told = [one.act for one in waits if isinstance(one.act, Say)]
    assert [one.to for one in told] == [Place(STAFF)]
    assert f"no {ticket.number}: başlığı kapatılmış" in told[0].message.text.text
    tomorrow = replace(work, now=NOW + timedelta(days=1))
    outbox.settle(tomorrow, [(copy, None, shut)])
    assert len([one for one in waiting(work) if isinstance(one.act, Say)]) == 2


def test_an_older_change_takes_no_newer_ones_place(work: Work) -> None:
    """The older one was tried in the thread of before, when the newer was owed already."""
    ticket = opened(work, group=STAFF, thread="9")
    (one,) = relay.keep(work, ticket, [Held("1", "text", "Ek")], chat=ADA, heard=None)
    one = replace(one, in_thread=Spot(STAFF, "70"))
    gone = Failure(About.MESSAGE, "message to edit not found", cause=Cause.MESSAGE_GONE)

    def changed(words: str) -> Delivery:
        drafts = relay.edit_in_thread(work, one, content(words), place=THREAD)
        return owed(work, drafts, words)[0]

    older = changed("ikinci")
    outbox.settle(work, [(older, None, Failure(About.CALL, "no answer"))])
    changed("üçüncü")
    messages.place_in_thread(work.tx, one.id, Spot(STAFF, "90"))
    outbox.settle(work, [(older, None, gone)])
    (newer,) = waiting(work)
    outbox.settle(work, [(newer, None, gone)])
    (left,) = [each.act for each in waiting(work) if isinstance(each.act, Edit)]
    assert (left.at, left.message.text.text) == (Spot(STAFF, "90"), "üçüncü")
