"""Two tickets of one contact are one, or one is two: nothing is lost and no clock lies."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.desk.joining import Join, refusal, split, split_told
from bot.domain.desk.tickets import Reply, decide
from bot.domain.effects import Answer, Hint, KeepStep, MakeThread, MoveMessages, ShowCard, Tell
from bot.domain.people import Role, Spot
from bot.domain.tickets import Kind, Status, Step, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    CONTACT,
    DENIZ,
    ELIF,
    GROUP,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    PROMISE,
    content,
    ticket,
    view,
)

DAY = timedelta(days=1)
OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
HERE = ticket(Status.OPEN, **OF_ELIF)
THERE = ticket(Status.NEW, number=9, question="eski soru", since=NOW - DAY, thread="4")


def test_the_other_is_over_and_all_of_it_goes_on_here() -> None:
    after, effects = decide(HERE, Join(THERE), DENIZ, view=view())
    ended = replace(THERE, status=Status.CLOSED, closed_at=NOW, joined=NUMBER)
    assert effects[0] == Answer(Words("staff.joined-in", {"other": 9}))
    assert KeepStep(after, Step.TAKE_IN, DENIZ) in effects
    assert KeepStep(ended, Step.JOIN, DENIZ) in effects
    assert MoveMessages(ended, after) in effects
    assert effects[-2:] == [ShowCard(ended), ShowCard(after)]
    assert (after.status, after.expert_id) == (Status.OPEN, ELIF.id)
    assert after.question == "soru\n\neski soru"


def test_the_earlier_promise_holds() -> None:
    earlier = PROMISE.told(THERE)
    after, effects = decide(HERE, Join(THERE), DENIZ, view=view())
    assert PROMISE.told(after) == earlier
    (heard,) = (one for one in effects if isinstance(one, Tell))
    assert heard.words[0].values["promise"] == Words("promise.answer", {"due": earlier})
    later = replace(THERE, since=NOW + DAY)
    after, _ = decide(HERE, Join(later), DENIZ, view=view())
    assert PROMISE.told(after) == IN_TWO_DAYS


def test_a_time_agreed_on_does_not_put_off_what_waits_already() -> None:
    agreed = replace(HERE, kind=Kind.MEETING, appointed_until=NOW + 9 * DAY)
    after, _ = decide(agreed, Join(THERE), DENIZ, view=view())
    assert PROMISE.told(after) == PROMISE.told(THERE)
    assert after.appointed_until == NOW + 9 * DAY
    after, _ = decide(agreed, Join(replace(THERE, since=NOW + 9 * DAY)), DENIZ, view=view())
    assert (after.kind, PROMISE.told(after)) == (Kind.MEETING, NOW + 9 * DAY)


def test_an_answered_ticket_waits_again_when_the_other_one_does() -> None:
    answered = ticket(Status.PENDING, **OF_ELIF, replied_at=NOW, answered_at=NOW)
    after, effects = decide(answered, Join(THERE), DENIZ, view=view())
    assert (after.status, after.since) == (Status.OPEN, THERE.since)
    steps = [(one.step, one.by.role) for one in effects if isinstance(one, KeepStep)]
    assert (Step.CONTACT_WROTE, Role.CONTACT) in steps


def test_where_nobody_waits_no_date_is_told() -> None:
    answered = ticket(Status.PENDING, **OF_ELIF, replied_at=NOW, answered_at=NOW)
    closed = replace(THERE, status=Status.CLOSED)
    after, effects = decide(answered, Join(closed), DENIZ, view=view())
    assert after.status is Status.PENDING
    (heard,) = (one for one in effects if isinstance(one, Tell))
    assert heard.words[0].key == "ticket.joined-answered"


def test_an_emergency_makes_both_one() -> None:
    after, _ = decide(HERE, Join(replace(THERE, policy="emergency")), DENIZ, view=view())
    assert after.urgent


@pytest.mark.parametrize(
    ("here", "there", "word"),
    [
        (HERE, None, "staff.join-not"),
        (HERE, HERE, "staff.join-not"),
        (HERE, replace(THERE, contact=8), "staff.join-not"),
        (HERE, replace(THERE, joined=3), "staff.join-over"),
        (replace(HERE, status=Status.CLOSED), THERE, "staff.join-over"),
        (HERE, replace(THERE, held_at=NOW), "staff.join-held"),
        (replace(HERE, held_at=NOW), THERE, "staff.join-held"),
        (HERE, replace(THERE, appointed_until=NOW), "staff.join-agreed"),
        (replace(HERE, appointed_until=NOW), THERE, None),
        (HERE, THERE, None),
    ],
)
def test_what_can_not_be_one(here: Ticket, there: Ticket | None, word: str | None) -> None:
    assert refusal(here, there) == word
    if there is not None and word is not None:
        assert decide(here, Join(there), DENIZ, view=view()) == (here, [Answer(Words(word))])


def test_on_what_goes_on_elsewhere_nothing_happens_and_experts_hear_where() -> None:
    over = replace(THERE, status=Status.CLOSED, joined=NUMBER)
    words = Words("staff.joined", {"number": NUMBER})
    assert decide(over, Step.REOPEN, ELIF, view=view()) == (over, [Answer(words, alert=True)])
    _, (hint,) = decide(over, Reply(Spot(GROUP, "501"), content("x")), ELIF, view=view())
    assert isinstance(hint, Hint)
    assert hint.words == words
    assert decide(over, Step.REOPEN, CONTACT, view=view()) == (over, [])


def test_what_is_split_off_has_waited_since_it_was_written() -> None:
    old = replace(HERE, organisation="Dere", named=True, legal=True, answer_id="faq:9-2")
    new = split(old, "Başka soru", NOW - DAY, now=NOW)
    assert (new.status, new.contact, new.question) == (Status.NEW, CONTACT.id, "Başka soru")
    assert (new.since, new.opened_at) == (NOW - DAY, NOW)
    assert (new.organisation, new.named, new.legal, new.answer_id) == ("Dere", True, False, None)
    assert split(old, "", NOW + DAY, now=NOW).since == NOW  # by a clock that was set back


def test_the_contact_hears_the_number_and_the_date_of_what_is_split_off() -> None:
    new = replace(split(HERE, "Soru", NOW, now=NOW), number=13)
    opened, kept, heard, thread = split_told(new, HERE, DENIZ, view=view())
    assert (opened, thread) == (KeepStep(new, Step.OPEN, DENIZ), MakeThread(new))
    assert kept == KeepStep(HERE, Step.SPLIT, DENIZ)
    words = Words("ticket.split", {"number": 13, "due": IN_TWO_DAYS})
    assert heard == Tell(CONTACT.id, (words,), ticket=13)
