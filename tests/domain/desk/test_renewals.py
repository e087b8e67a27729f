"""An answer takes longer: the contact reads why, and a date that is not before the one told."""

from datetime import timedelta

import pytest

from bot.domain.desk.renewals import LONGEST_REASON, Renew, in_words
from bot.domain.desk.tickets import Wrote, decide
from bot.domain.effects import Answer, KeepStep, Tell
from bot.domain.people import DESK
from bot.domain.tickets import Reason, Status, Step
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    CONTACT,
    ELIF,
    IN_SEVEN_DAYS,
    IN_TWO_DAYS,
    NOW,
    PROMISE,
    Ticketbook,
    answers,
    by,
    calls,
    held,
    keeps,
    promises,
    shows_card,
    stands,
    tells,
    ticket,
    view,
)

DAY = timedelta(days=1)
OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
OPEN = ticket(Status.OPEN, **OF_ELIF)
IN_FIVE_DAYS = IN_SEVEN_DAYS - 2 * DAY  # Monday of the week after
LEGAL = ticket(Status.OPEN, **OF_ELIF, legal=True, renewed_at=NOW)
BUSY = Words("reason.busy")


def test_a_date_is_renewed_with_a_reason_before_it_lapses() -> None:
    after = 2 * DAY
    assert (
        Ticketbook(OPEN)
        >> by(ELIF, Renew("busy"), after=after)
        << stands(renewed_at=NOW + after, reason="busy")
        << answers("staff.renewed")
        << keeps(Step.RENEW)
        << promises("ticket.renewed", due=IN_TWO_DAYS + 2 * DAY, reason=BUSY)
        << shows_card()
    )


def test_a_reason_on_the_first_day_leaves_the_date_and_is_told_once() -> None:
    book = (
        Ticketbook(OPEN)
        >> by(ELIF, Renew("busy"))
        << stands(reason="busy")
        << answers("staff.reason")
        << keeps(Step.RENEW)
        << promises("ticket.reason", due=IN_TWO_DAYS, reason=BUSY)
        << shows_card()
    )
    book = book >> by(ELIF, Renew("busy")) << stands() << answers("staff.reason-already")
    assert (
        book
        >> by(ELIF, Renew("law"))
        << stands(reason="law")
        << answers("staff.reason")
        << (keeps(Step.RENEW))
        << promises("ticket.reason", due=IN_TWO_DAYS, reason=Words("reason.law"))
        << shows_card()
    )


def test_nobodys_ticket_is_claimed_by_whoever_gives_a_reason() -> None:
    after, _ = decide(ticket(), Renew("busy"), ELIF, view=view(after=2 * DAY))
    assert (after.expert_id, after.status) == (ELIF.id, Status.OPEN)


def test_research_with_an_experts_own_words() -> None:
    book = (
        Ticketbook(OPEN)
        >> by(ELIF, Renew(" bakanlıktan yanıt bekliyoruz ", Step.RESEARCH))
        << stands(research=True, reason="bakanlıktan yanıt bekliyoruz")
        << answers("staff.renewed")
        << keeps(Step.RESEARCH)
        << promises("ticket.renewed", due=IN_SEVEN_DAYS, reason="bakanlıktan yanıt bekliyoruz")
        << shows_card()
    )
    again = Ticketbook(book.ticket) >> by(ELIF, Renew("law", Step.RESEARCH), after=3 * DAY)
    assert again.ticket.renewed_at == NOW + 3 * DAY
    assert [one.step for one in again.left if isinstance(one, KeepStep)] == [Step.RENEW]
    assert (
        again
        << answers("staff.renewed")
        << keeps(Step.RENEW)
        << promises("ticket.renewed", due=IN_SEVEN_DAYS + 5 * DAY, reason=Words("reason.law"))
        << shows_card()
    )


def test_lawyers_have_no_fixed_date_but_a_word_every_five_days() -> None:
    book = (
        Ticketbook(ticket())
        >> by(ELIF, Step.LEGAL)
        << stands(status=Status.OPEN, legal=True, renewed_at=NOW, **OF_ELIF)
        << answers("staff.legal")
        << keeps(Step.LEGAL)
        << promises("ticket.legal", due=IN_FIVE_DAYS, kind="legal")
        << shows_card()
        >> by(ELIF, Step.LEGAL)
        << stands()
        << answers("staff.legal-already")
    )
    assert PROMISE.told(book.ticket) == IN_FIVE_DAYS
    book = (
        book
        >> by(DESK, Step.LAPSE, after=IN_FIVE_DAYS - NOW)
        << stands(renewed_at=IN_FIVE_DAYS, reminded_at=None)
        << keeps(Step.RENEW)
        << tells("ticket.lapsed-legal", due=IN_FIVE_DAYS + 7 * DAY)
        << calls("reminder.legal", due=IN_FIVE_DAYS + 7 * DAY)
        << shows_card()
    )
    assert book
    assert book.ticket.lapsed_at is None


def test_research_and_lawyers_take_each_others_place() -> None:
    research, _ = decide(LEGAL, Step.RESEARCH, ELIF, view=view())
    assert (research.research, research.legal) == (True, False)
    legal, _ = decide(research, Step.LEGAL, ELIF, view=view())
    assert (legal.research, legal.legal) == (False, True)


def test_what_was_legal_is_an_ordinary_question_when_the_contact_writes_after_the_answer() -> None:
    answered = ticket(Status.PENDING, **OF_ELIF, legal=True, reason="law", renewed_at=NOW)
    after, _ = decide(answered, Wrote((held("90"),)), CONTACT, view=view(after=DAY))
    assert (after.legal, after.reason, after.renewed_at) == (False, None, None)


def test_a_reason_after_the_date_has_lapsed_is_told_beside_the_date_that_the_desk_gave() -> None:
    after = IN_TWO_DAYS - NOW
    late, _ = decide(OPEN, Step.LAPSE, DESK, view=view(after=after))
    _, effects = decide(late, Renew("law"), ELIF, view=view(after=after))
    assert [one for one in effects if isinstance(one, Answer)] == [Answer(Words("staff.reason"))]


def test_a_reason_for_a_date_nobody_told_the_lapse_of_yet_counts_the_lapse() -> None:
    _, effects = decide(OPEN, Renew("law"), ELIF, view=view(after=30 * DAY))
    steps = [one.step for one in effects if isinstance(one, KeepStep)]
    assert steps == [Step.LAPSE, Step.RENEW]
    assert {one.ticket.reason for one in effects if isinstance(one, KeepStep)} == {"law"}
    assert sum(isinstance(one, Tell) for one in effects) == 1


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_to_choose_from_is_read_in_words(reason: Reason) -> None:
    assert in_words(reason) == Words(f"reason.{reason}")


def test_a_typed_reason_is_read_as_it_was_written_and_no_longer_than_a_contact_reads() -> None:
    assert in_words("Çünkü") == "Çünkü"
    after, _ = decide(OPEN, Renew("ş" * 999), ELIF, view=view())
    assert after.reason == "ş" * LONGEST_REASON
