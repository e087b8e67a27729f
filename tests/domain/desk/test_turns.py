"""Said something, asked something, answered: whose turn it is, and whether the clock runs."""

from datetime import timedelta

import pytest

from bot.domain.desk.tickets import Arrived, Wrote
from bot.domain.effects import Answer, KeepStep
from bot.domain.people import DESK
from bot.domain.tickets import Heard, Status, Step
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    CONTACT,
    DENIZ,
    ELIF,
    IN_TWO_DAYS,
    NOW,
    PROMISE,
    Ticketbook,
    answers,
    by,
    held,
    keeps,
    keeps_messages,
    promises,
    shows_card,
    stands,
    tells,
    ticket,
)

OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FRIDAY = IN_TWO_DAYS + 2 * DAY
ANSWERED = ticket(Status.PENDING, **OF_ELIF, replied_at=NOW)


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
def test_who_is_on_it_claims_it_and_the_contact_hears_the_date_which_stays(status: Status) -> None:
    assert (
        Ticketbook(ticket(status))
        >> by(ELIF, Step.ON_IT, after=DAY)
        << stands(status=Status.OPEN, on_it=True, **OF_ELIF)
        << answers("staff.on-it")
        << keeps(Step.ON_IT)
        << promises("ticket.on-it", due=IN_TWO_DAYS)
        << shows_card()
    )


def test_the_contact_hears_once_that_somebody_is_on_it() -> None:
    mine = ticket(Status.OPEN, **OF_ELIF, on_it=True)
    book = Ticketbook(mine) >> by(ELIF, Step.ON_IT) << stands() << answers("staff.on-it-already")
    assert (
        book
        >> by(DENIZ, Step.ON_IT)
        << stands(expert_id=DENIZ.id, expert_name=DENIZ.name)
        << answers("staff.taken-over", expert="Elif")
        << keeps(Step.ON_IT)
        << shows_card()
    )


def test_a_reply_that_was_not_the_answer_leaves_the_clock_as_it_was() -> None:
    book = (
        Ticketbook(ANSWERED)
        >> by(DENIZ, Step.NOT_YET, after=DAY)
        << stands(status=Status.OPEN, replied_at=None)
        << answers("staff.not-yet")
        << keeps(Step.NOT_YET)
        << promises("ticket.not-yet", due=IN_TWO_DAYS)
        << shows_card()
    )
    assert book
    assert PROMISE.told(book.ticket) == IN_TWO_DAYS


def test_where_the_date_has_passed_meanwhile_it_has_lapsed_and_a_new_one_is_told() -> None:
    book = Ticketbook(ANSWERED) >> by(ELIF, Step.NOT_YET, after=IN_TWO_DAYS - NOW)
    steps = [(one.step, one.by) for one in book.left if isinstance(one, KeepStep)]
    assert steps == [(Step.NOT_YET, ELIF), (Step.LAPSE, DESK)]
    assert book.ticket.lapsed_at == IN_TWO_DAYS
    said = [one for one in book.left if not isinstance(one, KeepStep | Answer)]
    book = Ticketbook(book.ticket, book.before, book.asked, tuple(said))
    assert book << promises("ticket.not-yet-late", due=FRIDAY) << shows_card()


def test_a_question_is_armed_goes_out_and_stops_the_clock_until_the_contact_writes() -> None:
    mine = ticket(Status.OPEN, **OF_ELIF)
    book = (
        Ticketbook(mine)
        >> by(ELIF, Step.ASK)
        << stands(asks=True)
        << (lambda _: Answer(Words("staff.ask-how"), alert=True))
        << keeps(Step.ASK)
        << shows_card()
        >> by(ELIF, Arrived(), after=HOUR)
        << stands(status=Status.PENDING, replied_at=NOW + HOUR)
        << keeps(Step.REPLY)
        << tells("ticket.asked")
        << shows_card()
    )
    assert PROMISE.told(book.ticket) is None
    assert (
        book
        >> by(CONTACT, Wrote((held("90"),)), after=9 * DAY)
        << stands(status=Status.OPEN, since=NOW + 9 * DAY, asks=False)
        << keeps(Step.CONTACT_WROTE)
        << keeps_messages(Heard.BACK)
        << shows_card()
    )


def test_a_question_that_crossed_the_contacts_words_does_not_stop_the_clock() -> None:
    book = Ticketbook(ticket(Status.OPEN, **OF_ELIF, asks=True))
    assert (
        book
        >> by(ELIF, Arrived(crossed=True), after=HOUR)
        << stands(status=Status.OPEN, since=NOW + HOUR, asks=False, replied_at=NOW + HOUR)
        << keeps(Step.REPLY)
        << keeps(Step.CONTACT_WROTE, by=CONTACT)
        << shows_card()
    )


def test_nobodys_ticket_is_claimed_by_whoever_asks_and_asking_can_be_taken_back() -> None:
    book = (
        Ticketbook(ticket())
        >> by(ELIF, Step.ASK)
        << stands(status=Status.OPEN, asks=True, **OF_ELIF)
        << (lambda _: Answer(Words("staff.ask-how"), alert=True))
        << keeps(Step.ASK)
        << shows_card()
    )
    assert (
        book
        >> by(DENIZ, Step.ASK)
        << stands(asks=False)
        << answers("staff.ask-off")
        << keeps(Step.ASK)
        << shows_card()
    )


def test_a_reply_can_be_called_a_question_afterwards_once() -> None:
    book = (
        Ticketbook(ANSWERED)
        >> by(ELIF, Step.ASK)
        << stands(asks=True)
        << answers("staff.asked")
        << keeps(Step.ASK)
        << tells("ticket.asked")
        << shows_card()
    )
    assert book >> by(ELIF, Step.ASK) << stands() << answers("staff.asked-already")


def test_an_expert_who_asked_can_take_the_ball_back() -> None:
    book = (
        Ticketbook(ticket(Status.PENDING, **OF_ELIF, asks=True))
        >> by(ELIF, Step.NOT_YET)
        << stands(status=Status.OPEN, asks=False)
        << answers("staff.not-yet")
        << keeps(Step.NOT_YET)
        << promises("ticket.not-yet", due=IN_TWO_DAYS)
        << shows_card()
    )
    assert book
