"""An expert refuses by a written rule; the contact may have it looked at again, once."""

from dataclasses import replace

import pytest

from bot.domain.desk.refusals import Refuse
from bot.domain.desk.tickets import Wrote, decide
from bot.domain.effects import Answer, CallExperts, MakeThread, ShowCard, ShowPolicy, Tell
from bot.domain.messages import Button
from bot.domain.people import Actor
from bot.domain.tickets import Status, Step, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    CONTACT,
    DENIZ,
    ELIF,
    HOME,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    REOPEN,
    Expected,
    Ticketbook,
    answers,
    by,
    held,
    keeps,
    shows_card,
    stands,
    tells,
    ticket,
    view,
)

OF_ELIF = {"expert_id": ELIF.id, "expert_name": ELIF.name}
APPEAL = replace(REOPEN, label=Words("ticket.appeal"))
REFUSED = ticket(Status.CLOSED, **OF_ELIF, refused="own-work", closed_at=NOW)


def reads_rule(key: str, *buttons: Button) -> Expected:
    """The contact reads the rule below these words."""
    rows = tuple((one,) for one in buttons)
    head = Words(key, {"number": NUMBER})
    return lambda _: ShowPolicy(CONTACT.id, "own-work", rows, head, NUMBER)


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
def test_the_rule_is_the_last_word_with_a_way_to_appeal(status: Status) -> None:
    assert (
        Ticketbook(ticket(status))
        >> by(ELIF, Refuse("own-work"))
        << stands(status=Status.CLOSED, closed_at=NOW, refused="own-work", **OF_ELIF)
        << answers("staff.refused")
        << keeps(Step.REFUSE)
        << reads_rule("ticket.refused", APPEAL, HOME)
        << shows_card()
    )


def test_nobody_refuses_over_words_that_they_have_not_seen() -> None:
    before = ticket(Status.OPEN, **OF_ELIF)
    crossed = replace(view(), crossed=True)
    alert = Answer(Words("staff.wrote-meanwhile"), alert=True)
    decided = decide(before, Refuse("own-work"), ELIF, view=crossed)
    assert decided == (before, [alert, ShowCard(before)])


def test_an_appeal_is_nobodys_again_with_a_date_and_calls_the_experts() -> None:
    def called(book: Ticketbook) -> CallExperts:
        values = {"number": NUMBER, "before": "Elif", "expert": Words("queue.nobody")}
        return CallExperts(book.ticket, Words("reminder.appeal", values))  # type: ignore[arg-type]

    assert (
        Ticketbook(REFUSED)
        >> by(CONTACT, Step.REOPEN)
        << stands(
            status=Status.NEW, expert_id=None, expert_name=None, appealed=True, closed_at=None
        )
        << keeps(Step.APPEAL)
        << tells("ticket.appealed", due=IN_TWO_DAYS)
        << called
        << shows_card()
    )


def test_an_appeal_without_a_thread_gets_one() -> None:
    after, effects = decide(replace(REFUSED, thread=None), Step.REOPEN, CONTACT, view=view())
    assert effects[-1] == MakeThread(after)


@pytest.mark.parametrize(
    ("before", "actor"), [(REFUSED, DENIZ), (replace(REFUSED, appealed=True), CONTACT)]
)
def test_an_expert_who_opens_it_again_is_no_appeal_nor_is_a_second_one(
    before: Ticket, actor: Actor
) -> None:
    after, effects = decide(before, Step.REOPEN, actor, view=view())
    assert (after.status, after.expert_id) == (Status.OPEN, ELIF.id)
    assert not any(isinstance(one, CallExperts) for one in effects)


def test_words_after_a_refusal_are_marked_as_an_appeal() -> None:
    after, _ = decide(REFUSED, Wrote((held("90"),)), CONTACT, view=view())
    assert (after.status, after.appealed) == (Status.OPEN, True)


def test_a_second_refusal_offers_no_third_look() -> None:
    assert (
        Ticketbook(ticket(Status.OPEN, refused="hate", appealed=True, **OF_ELIF))
        >> by(DENIZ, Refuse("own-work"))
        << stands(status=Status.CLOSED, closed_at=NOW, refused="own-work")
        << answers("staff.refused")
        << keeps(Step.REFUSE)
        << reads_rule("ticket.refused-again", HOME)
        << shows_card()
    )


def test_what_was_refused_is_not_rated() -> None:
    _, effects = decide(ticket(Status.OPEN), Refuse("own-work"), ELIF, view=view())
    assert not any(isinstance(one, Tell) for one in effects)
