"""A reply that is taken back before it arrived, or that the platform does not delete."""

from dataclasses import replace

import pytest

from bot.domain.effects import PassOn
from bot.domain.events import StaffWrote
from bot.domain.messages import AskMember, Delete, Say
from bot.domain.outbox import About, Cause, Delivery, Draft, Failure, State
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import ActOnWords, Done, Reply, Said
from bot.domain.tickets import Status, Step, Ticket
from bot.storage import deliveries, messages, tickets
from handlers import failures, relay, results, taking_back
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, NOW, STAFF, content, opened, owed, waiting

THREAD = Place(STAFF, "9")
AT = Spot(STAFF, "80")
COMMAND = StaffWrote(
    THREAD, "81", ELIF, "Elif", replace(content("/geri"), reply_to=AT.message), command="geri"
)
BLOCKED = Failure(About.RECIPIENT, "blocked")


@pytest.fixture
def ticket(work: Work, elif_: Actor) -> Ticket:
    """A ticket that Elif is on."""
    fresh = opened(work, group=STAFF, thread="9", card="70", status=Status.OPEN, expert_id=elif_.id)
    tickets.note(work.tx, fresh.number, Step.CLAIM, at=NOW, by=elif_)
    return fresh


def on_its_way(work: Work, ticket: Ticket, elif_: Actor) -> Delivery:
    """Elif's reply, which waits to go out."""
    draft = relay.to_contact(work, PassOn(ticket, Reply(AT, elif_), content("Yanıt")), ADA)
    (delivery,) = owed(work, [draft], "out")
    return delivery


def arrived(work: Work, ticket: Ticket, elif_: Actor) -> None:
    """Elif's reply, which the contact has."""
    delivery = on_its_way(work, ticket, elif_)
    deliveries.sent(work.tx, [delivery.id], NOW)
    results.on_done(work, delivery, Said(("60",)))


def words(drafts: list[Draft]) -> str:
    """What is said in the thread below the command."""
    (said,) = (one.act for one in drafts if isinstance(one.act, Say))
    assert (said.to, said.message.reply_to) == (THREAD, "81")
    return said.message.text.text


def test_a_reply_that_still_waits_never_goes_out(work: Work, ticket: Ticket, elif_: Actor) -> None:
    on_its_way(work, ticket, elif_)
    assert "hiç gitmedi" in words(taking_back.on_command(work, COMMAND, elif_))
    assert waiting(work) == ()
    assert messages.in_thread(work.tx, AT) is None


def test_alone_it_takes_ones_own_last_reply_back(work: Work, ticket: Ticket, elif_: Actor) -> None:
    """And nobody else's, nor one in another thread."""
    arrived(work, ticket, elif_)
    alone = replace(COMMAND, content=content("/geri"))
    (deletion,) = taking_back.on_command(work, alone, elif_)
    assert deletion.act == Delete(ADA, ("60",))
    other = replace(elif_, id=elif_.id + 1)
    assert "geri almak istediğiniz" in words(taking_back.on_command(work, alone, other)).lower()
    elsewhere = replace(alone, place=Place(STAFF))
    (how,) = taking_back.on_command(work, elsewhere, elif_)
    assert isinstance(how.act, Say)


def test_one_that_was_tried_before_may_have_arrived(
    work: Work, ticket: Ticket, elif_: Actor
) -> None:
    delivery = on_its_way(work, ticket, elif_)
    deliveries.again(work.tx, delivery, at=NOW, error="call", tries=2)
    assert "almış olabilir" in words(taking_back.on_command(work, COMMAND, elif_))


def test_one_that_is_under_way_is_asked_after_again(
    work: Work, ticket: Ticket, elif_: Actor
) -> None:
    deliveries.begin(work.tx, on_its_way(work, ticket, elif_))
    (again,) = taking_back.on_command(work, COMMAND, elif_)
    assert again.act == AskMember(STAFF, ELIF.id)
    assert again.then == ActOnWords(COMMAND)
    assert again.wait


def test_what_is_deleted_was_never_said_and_is_a_note_again(
    work: Work, ticket: Ticket, elif_: Actor
) -> None:
    arrived(work, ticket, elif_)
    (deletion,) = owed(work, taking_back.on_command(work, COMMAND, elif_), "back")
    assert deletion.act == Delete(ADA, ("60",))
    told = results.on_done(work, deletion, Done())
    assert "silindi" in words(told)
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    assert (standing.status, standing.replied_at) == (Status.OPEN, None)
    steps = [past.step for past in tickets.history(work.tx, ticket.number)]
    assert steps == [Step.CLAIM, Step.REPLY, Step.TAKE_BACK]
    assert messages.in_thread(work.tx, AT) is None
    assert results.on_done(work, deletion, Done()) == []  # once


@pytest.mark.parametrize(
    ("failure", "said", "status"),
    [
        (Failure(About.MESSAGE, "no"), "Geri alınamadı", Status.PENDING),
        (BLOCKED, "Geri alınamadı", Status.PENDING),
        (Failure(About.MESSAGE, "no", cause=Cause.MESSAGE_GONE), "okumuş olabilir", Status.OPEN),
    ],
)
def test_what_the_contact_still_has_counts(
    work: Work, ticket: Ticket, elif_: Actor, failure: Failure, said: str, status: Status
) -> None:
    arrived(work, ticket, elif_)
    (deletion,) = owed(work, taking_back.on_command(work, COMMAND, elif_), "back")
    deliveries.end(work.tx, deletion.id, State.FAILED, now=NOW)
    assert said in words(failures.on_failed(work, deletion, failure))
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    assert standing.status is status
