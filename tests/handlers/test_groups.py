"""The staff group is another one while something is still on its way to the old one."""

from dataclasses import replace

import pytest

from bot.domain.broadcasts import Broadcast, Status
from bot.domain.chats import Held, Intake
from bot.domain.effects import OpenTicket
from bot.domain.events import StaffEdited, StaffWrote
from bot.domain.messages import Act, AskMember, Message, OpenThread, Say, address_of
from bot.domain.outbox import About, Delivery, Draft, Failure, Lane
from bot.domain.people import Address, Place, Spot
from bot.domain.results import ActOnEdit, ActOnWords, FillThread, Said
from bot.domain.tickets import Ticket
from bot.storage import broadcasts, chats, deliveries, tickets
from handlers import deliveries as outbox
from handlers import desk, failures, groups, relay, results
from handlers.record import record
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, NOW, STAFF, content, opened, owed, waiting

OTHER = Address("telegram", "-2009", group=True)
EMERGENCY = "emergency-violence"
REFUSED = Failure(About.MESSAGE, "chat not found")


def served(work: Work, group: Address | None) -> Work:
    """The desk with this staff group."""
    return replace(work, desk=replace(work.desk, staff=group))


def settles(work: Work, cause: str = "start") -> list[Delivery]:
    """What a tick owes for it."""
    return owed(work, groups.settle(work), cause)


def words(act: Act) -> str:
    """What an act says."""
    return act.message.text.text if isinstance(act, Say) else ""


def said_in(work: Work, group: Address) -> list[str]:
    """What is to be said in a group."""
    return [words(one.act) for one in waiting(work) if address_of(one.act) == group]


def threads(work: Work) -> list[tuple[Address | None, int]]:
    """The threads that are to be opened: where, and for which ticket."""
    return [
        (address_of(one.act), one.then.ticket)
        for one in waiting(work)
        if isinstance(one.act, OpenThread) and isinstance(one.then, FillThread)
    ]


def asks(work: Work, policy: str | None = None) -> Ticket:
    """Ada's request, whose thread is about to be opened."""
    chat = chats.begin(work.tx, ADA, "tr", NOW)
    opens = OpenTicket(chat.id, Intake((Held("1", "text", "Soru"),), policy=policy), "tr")
    owed(work, record(work, [opens], chat=chat), "asks")
    (ticket,) = tickets.of_contact(work.tx, chat.id)
    return ticket


def test_nothing_more_is_said_in_the_group_that_was_left_but_a_farewell(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    kept = relay.keep(work, ticket, [Held("1", "text", "Ek")], chat=ADA, heard=None)
    owed(work, relay.to_staff(work, ticket, kept), "added")
    owed(work, [Draft(AskMember(STAFF, "5001"))], "asked")
    there = served(work, OTHER)
    deliveries.owe(work.tx, groups.settle(there), cause="start", now=NOW)
    left = [one for one in waiting(work) if address_of(one.act) == STAFF]
    assert {one.key.partition(":")[0] for one in left} == {"start"}
    assert any(isinstance(one.act, AskMember) for one in waiting(work))
    (fresh,) = (one for one in waiting(work) if isinstance(one.act, OpenThread))
    assert (address_of(fresh.act), fresh.then) == (OTHER, FillThread(ticket.number))


def test_a_thread_that_was_about_to_be_opened_is_opened_in_the_new_group_at_once(
    work: Work,
) -> None:
    settles(work)
    ticket = asks(work, EMERGENCY)
    assert threads(work) == [(STAFF, ticket.number)]
    settles(served(work, OTHER), "moved")
    assert threads(work) == [(OTHER, ticket.number)]


def test_a_thread_whose_opening_the_old_group_refuses_is_opened_in_the_new_one(work: Work) -> None:
    """The call was under way when the group changed."""
    settles(work)
    ticket = asks(work, EMERGENCY)
    (opening,) = (one for one in waiting(work) if isinstance(one.act, OpenThread))
    deliveries.begin(work.tx, opening)
    there = served(work, OTHER)
    settles(there, "moved")
    assert threads(work) == []
    outbox.settle(there, [(opening, None, Failure(About.GROUP, "bot was kicked"))])
    assert threads(work) == [(OTHER, ticket.number)]
    assert not [one for one in said_in(work, OTHER) if "Konular" in one]


def test_all_tickets_without_a_thread_are_named(work: Work) -> None:
    numbers = [opened(work).number for _ in range(3)]
    last = Delivery(1, "k", Lane.THREAD, OpenThread(STAFF, "x"), FillThread(numbers[1]))
    (told,) = failures.on_failed(work, last, REFUSED)
    assert "1, 2, 3" in words(told.act)
    (opening,) = owed(work, [Draft(OpenThread(STAFF, "x"), slot="thread:3")], "again")
    (told,) = failures.on_failed(work, last, REFUSED)
    assert "1, 2 için" in words(told.act), opening


def wrote(reply: str = "Yanıt") -> StaffWrote:
    """Elif's message in a thread of the group that was."""
    return StaffWrote(Place(STAFF, "9"), "50", ELIF, "Elif", content(reply))


@pytest.mark.parametrize("edited", [False, True])
def test_a_reply_whose_writer_the_old_group_does_not_tell_is_told_where_the_ticket_is(
    work: Work, edited: bool
) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    tickets.keep_thread(work.tx, Place(STAFF, "9"), ticket.number)
    event = wrote()
    relay.expect(work, ticket, event.at, event.content)
    then = ActOnWords(event)
    change = StaffEdited(event.place, event.message, event.person, event.name, event.content)
    there = served(work, OTHER)
    settles(there)
    tickets.save(work.tx, replace(ticket, group=OTHER, thread="70"))
    follow = ActOnEdit(change) if edited else then
    asked = Delivery(1, "k", Lane.RELAY, AskMember(STAFF, ELIF.id), follow)
    (told,) = failures.on_failed(there, asked, REFUSED)
    assert isinstance(told.act, Say)
    assert told.act.to == Place(OTHER, "70")
    assert "gönderilmedi" in words(told.act)
    assert "Yanıt" in words(told.act)


def test_a_command_whose_writer_the_old_group_does_not_tell_is_told_in_the_new_one(
    work: Work,
) -> None:
    event = StaffWrote(Place(STAFF), "50", ELIF, "Elif", content("/kuyruk"), command="kuyruk")
    (told,) = desk.on_unknown_writer(served(work, OTHER), event)
    assert isinstance(told.act, Say)
    assert told.act.to == Place(OTHER)


def sending(work: Work) -> Broadcast:
    """A broadcast of the first group that is under way, with its panel in a thread there."""
    chats.begin(work.tx, ADA, "tr", NOW)
    one = Broadcast(0, Status.SENDING, frozenset({2}), Spot(STAFF, "5"), 1, NOW, thread="4")
    return broadcasts.add(work.tx, replace(one, recipients=1, panel="6"))


def test_how_far_a_broadcast_is_stands_in_the_group_of_today(work: Work) -> None:
    settles(work)
    one, there = sending(work), served(work, OTHER)
    (told,) = settles(there, "moved")
    assert isinstance(told.act, Say)
    assert (told.act.to, told.act.message.reply_to) == (Place(OTHER), None)
    results.on_done(there, replace(told, act=Say(Place(STAFF), Message())), Said(("7",)))
    moved = broadcasts.get(work.tx, one.id)
    assert moved is not None
    assert moved.panel is None  # one that stands in the old group is none
    results.on_done(there, told, Said(("8",)))
    moved = broadcasts.get(work.tx, one.id)
    assert moved is not None
    assert moved.panel == "8"
    assert settles(there, "later") == []


def test_without_open_tickets_no_number_of_them_is_told(work: Work) -> None:
    opened(work, group=STAFF, thread="9", status="closed", closed_at=NOW)
    settles(served(work, OTHER))
    (told,) = said_in(work, OTHER)
    assert "Açık talep yok" in told


def test_what_people_write_goes_nowhere_while_no_group_is_set(work: Work) -> None:
    ticket = opened(work, group=STAFF, thread="9")
    kept = relay.keep(work, ticket, [Held("1", "text", "Ek")], chat=ADA, heard=None)
    owed(work, relay.to_staff(work, ticket, kept), "added")
    nowhere = served(work, None)
    (told,) = settles(nowhere)
    assert "STAFF_CHAT_ID" in words(told.act)
    assert len(said_in(work, STAFF)) == 1
    unplaced = tickets.get(work.tx, ticket.number)
    assert unplaced is not None
    assert unplaced.place is None
    assert settles(nowhere, "later") == []
    settles(work, "set again")
    assert threads(work) == [(STAFF, ticket.number)]
