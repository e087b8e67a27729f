"""Who is heard when in the staff group, where the platform lets the desk say little at a time."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.chats import Held, Intake
from bot.domain.effects import AddToTicket, OpenTicket
from bot.domain.messages import Act, Copy, Edit, Message, OpenThread, Say, Text
from bot.domain.outbox import About, Delivery, Failure
from bot.domain.people import Address
from bot.domain.results import FillThread, KeepCard, KeepStaffPlaces, Result, Said, ThreadOpened
from bot.domain.tickets import Ticket
from bot.storage import chats, deliveries, messages, tickets
from handlers import cards, failures, folding, relay, results
from handlers.record import record
from handlers.work import Work
from tests.handlers.conftest import NOW, STAFF

EMERGENCY = "emergency-violence"
LATER = NOW + timedelta(minutes=1)


def asks(work: Work, person: int, *, policy: str | None = None) -> Ticket:
    """Somebody new asks, with words and a file."""
    chat = chats.begin(work.tx, Address("telegram", str(person)), "tr", NOW)
    messages = (Held("1", "text", "Soru"), Held("2", "document", ""))
    opens = OpenTicket(chat.id, Intake(messages, policy=policy), "tr")
    deliveries.owe(work.tx, record(work, [opens], chat=chat), cause=f"asks:{person}", now=NOW)
    (ticket,) = tickets.of_contact(work.tx, chat.id)
    return ticket


def adds(work: Work, ticket: Ticket, message: str, *, alarm: str = "") -> None:
    """The contact adds words to it."""
    chat = chats.get(work.tx, ticket.contact)
    added = AddToTicket(ticket.contact, ticket.number, (Held(message, "text", "Ek"),), alarm)
    drafts = record(work, [added], chat=chat)
    deliveries.owe(work.tx, drafts, cause=f"adds:{ticket.number}:{message}", now=NOW)


def answer(delivery: Delivery) -> Result:
    """What the platform makes of it."""
    act = delivery.act
    if isinstance(act, OpenThread):
        return ThreadOpened(str(100 + delivery.id))
    count = len(act.messages) if isinstance(act, Copy) else 1
    return Said(tuple(str(1000 * delivery.id + n) for n in range(count)))


def hears(work: Work, calls: int = 100) -> list[str]:
    """What the staff group gets, one call after another, by the ticket and what it is."""
    heard = list[str]()
    while len(heard) < calls:
        waiting = deliveries.due(work.tx, NOW, 100)
        mine = next((one for one in waiting if is_for_staff(one.act)), None)
        if mine is None:
            break
        call = mine.slot == "emergency"
        heard.append("call" if call else f"{ticket_of(mine)} {type(mine.act).__name__}")
        deliveries.sent(work.tx, [mine.id], NOW)
        drafts = results.on_done(work, mine, answer(mine))
        deliveries.owe(work.tx, drafts, cause=f"sent:{mine.id}", now=NOW)
    return heard


def is_for_staff(act: Act) -> bool:
    """Whether it is said in the staff group."""
    match act:
        case OpenThread(group=group):
            return group == STAFF
        case Say(to=to) | Copy(to=to):
            return to.chat == STAFF
        case Edit(at=at):
            return at.chat == STAFF
    return False


def ticket_of(delivery: Delivery) -> int:
    """Which ticket it is about."""
    match delivery.then:
        case FillThread(number) | KeepCard(number) | KeepStaffPlaces(ticket=number):
            return number
    raise AssertionError(delivery)


def test_ticket_by_ticket_then_what_is_added_then_cards(work: Work) -> None:
    first = asks(work, 1)
    assert hears(work) == ["1 OpenThread", "1 Say", "1 Copy", "1 Copy"]
    adds(work, first, "3")
    asks(work, 2)
    asks(work, 3)
    assert hears(work) == [
        *("2 OpenThread", "2 Say", "2 Copy", "2 Copy"),
        *("3 OpenThread", "3 Say", "3 Copy", "3 Copy"),
        *("1 Copy", "1 Edit"),
    ]


def test_an_emergency_is_heard_before_whatever_waits(work: Work) -> None:
    """Sixty others are before it; what it needs, and whom it calls, are the next calls."""
    for person in range(1, 61):
        asks(work, person)
    hears(work, 1)
    urgent = asks(work, 61, policy=EMERGENCY)
    number = urgent.number
    assert hears(work, 5) == [
        f"{number} OpenThread",
        "call",
        f"{number} Say",
        f"{number} Copy",
        f"{number} Copy",
    ]


def test_an_emergency_in_an_open_ticket_goes_before_whatever_waits(work: Work) -> None:
    """Also before what the same person wrote earlier."""
    ticket = asks(work, 1)
    hears(work)
    for person in range(2, 12):
        asks(work, person)
    adds(work, ticket, "3")
    adds(work, ticket, "4", alarm=EMERGENCY)
    first, second = (one.act for one in deliveries.due(work.tx, NOW, 100) if is_first(one))
    assert isinstance(first, Copy)
    assert isinstance(second, Copy)
    assert (first.messages, second.messages) == (("4",), ("3",))
    assert hears(work, 3) == ["1 Copy", "call", "2 OpenThread"]


def is_first(one: Delivery) -> bool:
    """Whether it is a copy for the first ticket."""
    return isinstance(one.act, Copy) and ticket_of(one) == 1


def test_words_wait_for_the_album_that_was_sent_before_them(work: Work) -> None:
    ticket = asks(work, 1)
    hears(work)
    album = AddToTicket(ticket.contact, 1, (Held("3", "photo", "", "a"),))
    drafts = record(work, [album], chat=chats.get(work.tx, ticket.contact))
    deliveries.owe(work.tx, drafts, cause="album", now=NOW)
    adds(work, ticket, "4")
    assert [one for one in hears(work) if "Copy" in one] == []
    waiting = deliveries.due(work.tx, NOW.replace(minute=1), 100)
    copies = [one.act.messages for one in waiting if isinstance(one.act, Copy)]
    assert copies == [("3",), ("4",)]


def test_whoever_writes_much_takes_turns_with_whoever_writes_little(work: Work) -> None:
    loud, quiet = asks(work, 1), asks(work, 2)
    hears(work)
    for n in range(100):
        adds(work, loud, str(10 + n))
    adds(work, quiet, "3")
    assert hears(work, 2) == ["1 Copy", "2 Copy"]


def test_one_person_s_emergencies_hold_up_nobody_else_s(work: Work) -> None:
    loud = asks(work, 1, policy=EMERGENCY)
    hears(work)
    for n in range(100):
        adds(work, loud, str(10 + n), alarm=EMERGENCY)
    asks(work, 2, policy=EMERGENCY)
    heard = hears(work, 12)
    assert [one for one in heard if one.startswith("2")] == [
        "2 OpenThread",
        "2 Say",
        "2 Copy",
        "2 Copy",
    ]


def test_what_one_person_adds_keeps_its_order(work: Work) -> None:
    ticket = asks(work, 1)
    hears(work)
    for n in range(folding.FEW):
        adds(work, ticket, str(10 + n))
    copies = [one.act for one in deliveries.due(work.tx, NOW, 100) if is_first(one)]
    said = [one.messages[0] for one in copies if isinstance(one, Copy)]
    assert said == [str(10 + n) for n in range(folding.FEW)]


def test_a_ticket_that_turns_urgent_before_it_has_a_thread_opens_next(work: Work) -> None:
    for person in range(1, 10):
        asks(work, person)
    last = asks(work, 10)
    adds(work, last, "3", alarm=EMERGENCY)
    assert hears(work, 3) == ["10 OpenThread", "call", "10 Say"]


def test_what_was_on_its_way_to_a_thread_that_is_given_up_says_nothing(work: Work) -> None:
    """Neither that it arrived, nor that it did not: all of it goes to the next thread."""
    ticket = asks(work, 1)
    hears(work)
    adds(work, ticket, "3")
    (copy,) = (one for one in deliveries.due(work.tx, NOW, 100) if is_first(one))
    standing = tickets.get(work.tx, 1)
    assert standing is not None
    tickets.save(work.tx, replace(standing, group=None, thread=None, card=None))
    assert results.on_done(work, copy, answer(copy)) == []
    assert failures.on_failed(work, copy, Failure(About.MESSAGE, "gone")) == []


def contents(work: Work) -> list[str]:
    """What of ticket 1 the staff group gets, one call after another."""
    heard = list[str]()
    while mine := [one for one in deliveries.due(work.tx, NOW, 1000) if is_for_staff(one.act)]:
        one = mine[0]
        if isinstance(one.act, Copy):
            heard.append(f"copy of {','.join(one.act.messages)}")
        elif isinstance(one.act, Say) and isinstance(one.then, KeepStaffPlaces):
            heard.append(one.act.message.text.text)
        deliveries.sent(work.tx, [one.id], NOW)
        drafts = results.on_done(work, one, answer(one))
        deliveries.owe(work.tx, drafts, cause=f"sent:{one.id}", now=NOW)
    return heard


def test_a_flood_of_words_is_folded_and_none_of_them_is_lost(work: Work) -> None:
    ticket = asks(work, 1001)
    contents(work)
    (ticket,) = tickets.of_contact(work.tx, ticket.contact)
    for n in range(100):
        adds(work, ticket, f"{100 + n}")
    heard = contents(work)
    alone, together = heard[: folding.FEW], heard[folding.FEW :]
    assert alone == [f"copy of {100 + n}" for n in range(folding.FEW)]
    assert len(together) == 1
    assert together[0].startswith("Arka arkaya 90 ileti:")
    assert together[0].count("Ek") == 90
    written = [one for one in messages.of_ticket(work.tx, ticket.number) if one.text == "Ek"]
    # a reply to the folded words goes to the contact, too
    assert [one.somewhere for one in written] == [False] * folding.FEW + [True] * 90
    adds(work, ticket, "900")
    assert contents(work) == ["copy of 900"]


def test_a_file_in_a_flood_keeps_its_place_among_the_words(work: Work) -> None:
    ticket = asks(work, 1001)
    contents(work)
    (ticket,) = tickets.of_contact(work.tx, ticket.contact)
    for n in range(12):
        adds(work, ticket, f"{100 + n}")
    chat = chats.get(work.tx, ticket.contact)
    file = AddToTicket(ticket.contact, ticket.number, (Held("500", "document", ""),), "")
    deliveries.owe(work.tx, record(work, [file], chat=chat), cause="file", now=NOW)
    for n in range(2):
        adds(work, ticket, f"{600 + n}")
    said = contents(work)[folding.FEW :]
    assert [one.split(":")[0] for one in said] == [
        "Arka arkaya 2 ileti",
        "copy of 500",
        "Arka arkaya 2 ileti",
    ]


def test_a_flood_before_the_thread_is_there_is_folded_when_it_is_filled(work: Work) -> None:
    ticket = asks(work, 1001)
    for n in range(40):
        adds(work, ticket, f"{100 + n}")
    heard = contents(work)
    assert len(heard) < folding.FEW + 3
    assert sum(one.count("Ek") for one in heard) == 40 - folding.FEW + 2


def test_further_cries_of_one_ticket_let_others_words_through(work: Work) -> None:
    loud, calm = asks(work, 1, policy=EMERGENCY), asks(work, 2)
    hears(work)
    loud, calm = (tickets.of_contact(work.tx, one.contact)[0] for one in (loud, calm))
    for n in range(50):
        adds(work, loud, str(10 + n), alarm=EMERGENCY)
    adds(work, calm, "900")
    heard = hears(work, relay.CRIES + 2)
    assert heard.count("2 Copy") == 1


def flood_in_a_thread_that_goes(work: Work) -> Ticket:
    """Ten copies and a fold wait for a thread that is made again, and is filled."""
    ticket = asks(work, 1001)
    contents(work)
    for n in range(12):
        adds(work, ticket, f"{100 + n}")
    standing = tickets.get(work.tx, ticket.number)
    assert standing is not None
    gone = replace(standing, group=None, thread=None, card=None)
    tickets.save(work.tx, gone)
    deliveries.owe(work.tx, cards.thread(work, gone), cause="anew", now=NOW)
    (opens,) = (one for one in deliveries.due(work.tx, NOW, 100) if isinstance(one.act, OpenThread))
    deliveries.sent(work.tx, [opens.id], NOW)
    filled = results.on_done(work, opens, answer(opens))
    deliveries.owe(work.tx, filled, cause="filled", now=NOW)
    moved = tickets.get(work.tx, ticket.number)
    assert moved is not None
    return moved


def waiting_for(work: Work, ticket: Ticket) -> list[Delivery]:
    """What waits for the thread that the ticket has now, in the order in which it is said."""
    waiting = deliveries.due(work.tx, NOW, 1000)
    return [
        one for one in waiting if isinstance(one.act, Say | Copy) and one.act.to == ticket.place
    ]


def numbers_in(waiting: list[Delivery]) -> list[int]:
    """Which of the ticket's messages stand there in the end."""
    thens = (one.then for one in waiting)
    return [n for then in thens if isinstance(then, KeepStaffPlaces) for n in then.messages]


def test_what_waited_for_a_thread_that_is_gone_comes_once_with_the_history(work: Work) -> None:
    ticket = flood_in_a_thread_that_goes(work)
    adds(work, ticket, "900")
    numbers = numbers_in(waiting_for(work, ticket))
    told = [one.id for one in messages.of_ticket(work.tx, 1) if one.in_chat is not None]
    assert sorted(numbers) == sorted(told)


def test_pictures_that_waited_for_a_thread_that_is_gone_come_once(work: Work) -> None:
    ticket = asks(work, 1001)
    contents(work)
    for n in ("3", "4"):
        album = AddToTicket(ticket.contact, 1, (Held(n, "photo", "", "a"),))
        drafts = record(work, [album], chat=chats.get(work.tx, ticket.contact))
        deliveries.owe(work.tx, drafts, cause=f"album:{n}", now=NOW)
    (waits,) = (one for one in deliveries.due(work.tx, LATER, 9) if is_album(one))
    standing = tickets.get(work.tx, 1)
    assert standing is not None
    tickets.save(work.tx, replace(standing, thread="77"))
    added = AddToTicket(ticket.contact, 1, (Held("5", "photo", "", "a"),))
    drafts = record(work, [added], chat=chats.get(work.tx, ticket.contact))
    deliveries.owe(work.tx, drafts, cause="album:5", now=NOW)
    (now_waits,) = (one for one in deliveries.due(work.tx, LATER, 9) if is_album(one))
    assert (waits.act.messages, now_waits.act.messages) == (("3", "4"), ("5",))  # type: ignore[union-attr]


def is_album(one: Delivery) -> bool:
    """Whether pictures go to the experts together."""
    return isinstance(one.act, Copy) and one.act.album


def test_words_that_were_changed_before_they_are_folded_are_not_said_twice(work: Work) -> None:
    """Told as they are now, no change of them is owed."""
    ticket = asks(work, 1001)
    for n in range(12):
        adds(work, ticket, f"{100 + n}")
    *_, last = (one for one in messages.of_ticket(work.tx, 1) if one.in_chat is not None)
    changed = Message(Text("Düzeltme"))
    messages.keep_edit(work.tx, last.id, changed)
    messages.change_words(work.tx, last.id, "Düzeltme")
    heard = contents(work)
    assert [one.count("Düzeltme") for one in heard if "Düzeltme" in one] == [1]
    assert f"copy of {last.in_chat.message}" not in heard  # type: ignore[union-attr]


def test_whoever_added_many_words_hears_once_that_they_arrived(work: Work) -> None:
    ticket = asks(work, 1001)
    contents(work)
    for n in range(30):
        adds(work, ticket, f"{100 + n}")
    contents(work)
    said = [one.act for one in deliveries.due(work.tx, NOW, 100) if isinstance(one.act, Say)]
    welcome, *added = [one.message.text.text for one in said]
    assert "aldık" in welcome
    assert added == ["Talebinize ekledik. Talep no: 1"]
