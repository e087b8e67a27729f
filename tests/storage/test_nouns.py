"""What each file of the storage remembers, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.broadcasts import Broadcast, Reach, Recipient
from bot.domain.broadcasts import Status as BroadcastStatus
from bot.domain.chats import CHOOSING, DRAFTED, Chat, Expects, Held, Intake
from bot.domain.messages import Message, Text
from bot.domain.people import Actor, Address, Expert, Place, Role, Spot
from bot.domain.tickets import Author, Heard, Status, Step, Ticket, TicketMessage
from bot.storage import (
    addresses,
    assessments,
    broadcasts,
    chats,
    earlier_places,
    experts,
    facts,
    messages,
    queries,
    stats,
    subscriptions,
    tickets,
    votes,
)
from bot.storage.database import Tx, connect

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
AYSE, BORA = Address("telegram", "7001"), Address("echo", "7001")
CEM = Address("telegram", "7002")
GROUP = Address("telegram", "-5", group=True)
ELSEWHERE = Address("telegram", "-6", group=True)


def ticket(contact: int = 1, **more: object) -> Ticket:
    plain = Ticket(0, contact, Status.NEW, "Soru", "tr", opened_at=NOW, since=NOW)
    return replace(plain, **more)  # type: ignore[arg-type]


def said(number: int, words: str = "", **more: object) -> TicketMessage:
    plain = TicketMessage(0, number, Author.CONTACT, "text", words)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_chat_begins_once_and_is_kept(tx: Tx) -> None:
    assert chats.at(tx, AYSE) is None
    chat = chats.begin(tx, AYSE, "en", NOW)
    assert chat == Chat(chat.id, AYSE, "en")
    moved = replace(chat, known=True, expects=Expects.PLACE, held=(Held("1", "text", "\0 x"),))
    chats.save(tx, moved, NOW)
    assert chats.at(tx, AYSE) == chats.get(tx, chat.id) == moved
    assert chats.count(tx) == 1


def test_a_chat_comes_up_when_what_waits_in_it_has_waited_long_enough(tx: Tx) -> None:
    calm, choosing, drafting = (chats.begin(tx, one, "tr", NOW) for one in (AYSE, BORA, CEM))
    held = (Held("1", "text", "x"),)
    choosing = replace(choosing, expects=Expects.PLACE, held=held)
    drafting = replace(drafting, intake=Intake(held))
    for chat in (calm, choosing, drafting):
        chats.save(tx, chat, NOW)
    assert chats.waking(tx, NOW + CHOOSING - timedelta(seconds=1)) == ()
    assert chats.waking(tx, NOW + CHOOSING) == (choosing,)
    assert chats.waking(tx, NOW + DRAFTED) == (choosing, drafting)
    chats.save(tx, replace(choosing, expects=None), NOW)
    assert chats.waking(tx, NOW + CHOOSING) == ()
    assert chats.seen_at(tx, calm.id) == NOW
    assert chats.seen_at(tx, 10**6) is None


def test_a_clock_that_is_set_back_lets_nothing_wait_longer_in_a_chat(tx: Tx) -> None:
    ahead = NOW + timedelta(days=40)
    chat = replace(
        chats.begin(tx, AYSE, "tr", ahead), expects=Expects.PLACE, held=(Held("1", "text", "x"),)
    )
    chats.save(tx, chat, ahead)
    chats.hurry(tx, NOW)
    assert chats.waking(tx, NOW + CHOOSING - timedelta(seconds=1)) == ()
    assert chats.waking(tx, NOW + CHOOSING) == (chat,)


def test_the_same_id_on_two_platforms_is_two_people(tx: Tx) -> None:
    ayse, bora = chats.begin(tx, AYSE, "tr", NOW), chats.begin(tx, BORA, "en", NOW)
    assert ayse.id != bora.id
    assert addresses.contact_at(tx, AYSE) == ayse.id
    assert addresses.address_of(tx, bora.id) == BORA
    assert (addresses.contact_at(tx, GROUP), addresses.address_of(tx, 99)) == (None, None)


def test_whoever_blocked_the_desk_is_remembered(tx: Tx) -> None:
    chat = chats.begin(tx, AYSE, "tr", NOW)
    chats.set_reachable(tx, AYSE, False)
    chats.set_reachable(tx, BORA, False)
    assert chats.get(tx, chat.id) == replace(chat, reachable=False)


def test_an_address_as_one_text_comes_back() -> None:
    for address in (AYSE, GROUP, Address("matrix", "@a:example.org")):
        assert addresses.from_key(address.key, group=address.group) == address


def test_an_expert_is_known_by_the_address_from_the_first_sight_on(tx: Tx) -> None:
    deniz = experts.met(tx, AYSE, "Deniz", NOW)
    assert deniz == Actor(deniz.id, "Deniz", Role.EXPERT)
    experts.save(tx, Expert(deniz.id, "Deniz", Role.COORDINATOR))
    again = experts.met(tx, AYSE, "Deniz K.", NOW)
    assert again == Actor(deniz.id, "Deniz K.", Role.COORDINATOR)
    assert experts.name_of(tx, deniz.id) == "Deniz K."
    assert experts.name_of(tx, None) is None
    assert experts.met(tx, BORA, "Ege", NOW).id != deniz.id


def test_an_expert_may_write_as_a_contact_too(tx: Tx) -> None:
    deniz = experts.met(tx, AYSE, "Deniz", NOW)
    chat = chats.begin(tx, AYSE, "tr", NOW)
    assert experts.met(tx, AYSE, "Deniz", NOW) == deniz
    assert addresses.contact_at(tx, AYSE) == chat.id


def test_a_ticket_is_kept_with_its_place_and_its_experts_name(tx: Tx) -> None:
    deniz = experts.met(tx, AYSE, "Deniz", NOW)
    one = tickets.open(tx, ticket(subject=9, named=True))
    assert tickets.get(tx, one.number) == one
    placed = replace(
        one, group=GROUP, thread="55", card="56", expert_id=deniz.id, expert_name="Deniz"
    )
    tickets.save(tx, placed)
    assert tickets.get(tx, one.number) == tickets.in_thread(tx, Place(GROUP, "55")) == placed
    experts.met(tx, AYSE, "Deniz K.", NOW)
    assert tickets.of_contact(tx, 1) == (replace(placed, expert_name="Deniz K."),)


def test_the_same_thread_of_another_group_is_another_thread(tx: Tx) -> None:
    tickets.open(tx, ticket(group=GROUP, thread="55"))
    assert tickets.in_thread(tx, Place(ELSEWHERE, "55")) is None
    assert tickets.in_thread(tx, Place(GROUP)) is None


def test_tickets_that_no_expert_of_the_group_sees(tx: Tx) -> None:
    seen = tickets.open(tx, ticket(group=GROUP, thread="55"))
    elsewhere = tickets.open(tx, ticket(group=ELSEWHERE, thread="55"))
    lost = tickets.open(tx, ticket(group=GROUP))
    new = tickets.open(tx, ticket())
    tickets.open(tx, ticket(status=Status.CLOSED))
    assert tickets.without_thread(tx, GROUP) == (elsewhere, lost, new)
    assert tickets.active(tx) == (seen, elsewhere, lost, new)


def test_a_step_says_who_took_it(tx: Tx) -> None:
    one = tickets.open(tx, ticket())
    tickets.note(tx, one.number, "open", at=NOW, by=Actor(1, "", Role.CONTACT))
    tickets.note(tx, one.number, Step.CLAIM, at=NOW, by=Actor(2, "Deniz"))
    tickets.note(tx, one.number, Step.CLOSE, at=NOW, by=None)
    rows = tx.execute(text('SELECT step, "by", role FROM ticket_steps ORDER BY id')).all()
    assert [tuple(row) for row in rows] == [
        ("open", 1, "contact"),
        ("claim", 2, "expert"),
        ("close", None, None),
    ]


def test_a_message_is_found_where_it_stands(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    first = said(number, "Merhaba", in_chat=Spot(AYSE, "1"), album="a")
    message = messages.add(tx, first, NOW)
    first = replace(first, id=message)
    assert messages.in_chat(tx, Spot(AYSE, "1")) == first
    assert messages.in_chat(tx, Spot(BORA, "1")) is None
    messages.place_in_thread(tx, message, Spot(GROUP, "9"))
    messages.place_in_chat(tx, message, Spot(AYSE, "2"))
    moved = replace(first, in_chat=Spot(AYSE, "2"), in_thread=Spot(GROUP, "9"))
    assert messages.in_thread(tx, Spot(GROUP, "9")) == moved
    assert messages.in_thread(tx, Spot(ELSEWHERE, "9")) is None
    messages.place_in_thread(tx, message, None)
    assert messages.of_ticket(tx, number) == (replace(moved, in_thread=None),)


def test_a_message_is_found_where_it_stood_before(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    added = said(number, "Merhaba", in_chat=Spot(AYSE, "1"), in_thread=Spot(GROUP, "9"))
    first = replace(added, id=messages.add(tx, added, NOW))
    assert messages.was_passed_on(tx, first)
    messages.leave_thread(tx, first)
    gone = replace(first, in_thread=None)
    assert messages.in_thread(tx, Spot(GROUP, "9")) == gone
    assert messages.was_passed_on(tx, gone)
    assert messages.seen_by_experts(tx, number) == first.id
    assert messages.in_thread(tx, Spot(ELSEWHERE, "9")) is None
    messages.leave_chat(tx, gone)
    messages.place_in_chat(tx, first.id, Spot(AYSE, "2"))
    moved = replace(gone, in_chat=Spot(AYSE, "2"))
    assert messages.in_chat(tx, Spot(AYSE, "1")) == messages.in_chat(tx, Spot(AYSE, "2")) == moved
    earlier_places.remember(tx, Spot(GROUP, "8"), number)
    assert earlier_places.ticket_at(tx, Spot(GROUP, "8")) == number
    assert messages.in_thread(tx, Spot(GROUP, "8")) is None


def test_what_stands_somewhere_is_on_its_way_no_more(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    rows = [said(number, "", in_chat=Spot(AYSE, str(n))) for n in (1, 2)]
    told = [replace(one, id=messages.add(tx, one, NOW)) for one in rows]
    assert messages.seen_by_experts(tx, number) == told[0].id - 1
    assert all(one.on_its_way for one in told)
    messages.scatter(tx, told, GROUP, places=("9",))
    there = messages.of_ticket(tx, number)
    assert [(one.somewhere, one.on_its_way, one.in_thread) for one in there] == [
        (True, False, None)
    ] * 2
    assert earlier_places.ticket_at(tx, Spot(GROUP, "9")) == number
    assert messages.seen_by_experts(tx, number) == told[-1].id


def test_a_thread_stays_its_ticket_s_when_the_ticket_has_another(tx: Tx) -> None:
    one = tickets.open(tx, replace(ticket(), group=GROUP, thread="55"))
    tickets.keep_thread(tx, Place(GROUP, "44"), one.number)
    for thread in ("44", "55"):
        assert tickets.of_thread(tx, Place(GROUP, thread)) == one
    for place in (Place(GROUP), Place(GROUP, "66"), Place(ELSEWHERE, "44")):
        assert tickets.of_thread(tx, place) is None


def test_what_went_to_a_ticket_in_one_comes_back_in_one(tx: Tx) -> None:
    number, other = (tickets.open(tx, ticket()).number for _ in range(2))
    later = NOW + timedelta(seconds=1)
    for place, at, album in (
        ("1", NOW, "a"),
        ("2", later, "a"),
        ("3", NOW, None),
        ("4", later, None),
    ):
        messages.add(tx, said(number, in_chat=Spot(AYSE, place), album=album), at)
    messages.add(tx, said(number, author=Author.EXPERT, in_chat=Spot(AYSE, "5")), NOW)

    def together(place: str, ticket: int = number) -> list[str]:
        found = messages.together(tx, Spot(AYSE, place), ticket=ticket)
        return [one.in_chat.message for one in found if one.in_chat]

    assert together("1") == ["1", "2", "3"]
    assert together("4") == ["2", "4"]
    assert together("5") == together("9") == together("1", other) == []


def test_when_each_side_spoke_last_on_which_ticket(tx: Tx) -> None:
    one, other = (tickets.open(tx, ticket()).number for _ in range(2))
    hour = timedelta(hours=1)
    messages.add(tx, said(one, in_chat=Spot(AYSE, "1")), NOW)
    messages.add(tx, said(one, in_chat=Spot(AYSE, "2")), NOW + hour)
    messages.add(tx, said(one, author=Author.EXPERT, in_chat=Spot(AYSE, "3")), NOW)
    messages.add(tx, said(one, author=Author.EXPERT), NOW + hour)  # has not arrived
    messages.add(tx, said(one, author=Author.DESK, in_chat=Spot(AYSE, "4")), NOW + hour)
    messages.add(tx, said(other, in_chat=Spot(AYSE, "5")), NOW)
    spoken = {(one, Author.CONTACT): NOW + hour, (one, Author.EXPERT): NOW}
    assert messages.last_words(tx, [one]) == spoken
    assert messages.last_words(tx, [one, other]) == spoken | {(other, Author.CONTACT): NOW}
    assert messages.last_words(tx, []) == {}


def test_of_two_messages_at_one_place_the_newer_one_counts(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    for words in ("old", "new"):
        messages.add(tx, said(number, words, in_chat=Spot(AYSE, "1")), NOW)
    found = messages.in_chat(tx, Spot(AYSE, "1"))
    assert found is not None
    assert found.text == "new"


def test_words_are_kept_as_every_database_takes_them(tx: Tx) -> None:
    strange = "a\0b \ud800 ş"
    number = tickets.open(tx, ticket(question=strange, organisation=strange)).number
    one = tickets.get(tx, number)
    assert one is not None
    assert (one.question, one.organisation, one.province) == ("ab ? ş", "ab ? ş", None)
    assert experts.name_of(tx, experts.met(tx, AYSE, strange, NOW).id) == "ab ? ş"
    queries.keep(tx, strange, "unsure", best=None, confidence=0, now=NOW)
    message = messages.add(tx, said(number, strange), NOW)
    assert messages.of_ticket(tx, number)[0].text == "ab ? ş"
    messages.change_words(tx, message, "doğrusu\0")
    assert messages.of_ticket(tx, number)[0].text == "doğrusu"


def test_words_go_some_time_after_the_ticket_is_over(tx: Tx) -> None:
    before = NOW - timedelta(days=365)
    over: dict[str, Any] = {"status": Status.CLOSED, "closed_at": before - timedelta(seconds=1)}
    gone = tickets.open(tx, ticket(**over))
    young = tickets.open(tx, ticket(status=Status.CLOSED, closed_at=before))
    going_on = tickets.open(tx, ticket(status=Status.OPEN, opened_at=before - timedelta(days=9)))
    for one in (gone, young, going_on):
        messages.add(tx, said(one.number, "words", in_chat=Spot(AYSE, "1")), NOW)
    messages.forget_words(tx, before)
    left = [messages.of_ticket(tx, one.number)[0] for one in (gone, young, going_on)]
    assert [one.text for one in left] == ["", "words", "words"]
    assert left[0].in_chat == Spot(AYSE, "1")


def test_words_that_wait_for_their_copy_go_with_the_others(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    message = messages.add(tx, said(number, in_chat=Spot(AYSE, "1")), NOW)
    messages.keep_edit(tx, message, Message(Text("words")))
    tickets.save(tx, replace(ticket(), number=number, status=Status.CLOSED, closed_at=NOW))
    messages.forget_words(tx, NOW)
    assert messages.take_edit(tx, message) is not None
    messages.keep_edit(tx, message, Message(Text("words")))
    messages.forget_words(tx, NOW + timedelta(days=1))
    assert messages.take_edit(tx, message) is None


def test_a_change_is_kept_till_it_is_taken_once_and_the_last_one_counts(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    message = messages.add(tx, said(number, "Yarın"), NOW)
    changes = [Message(Text(words), kind="photo", file="F") for words in ("Dün", "Bugün")]
    assert messages.take_edit(tx, message) is None
    for changed in changes:
        messages.keep_edit(tx, message, changed)
    assert messages.take_edit(tx, message) == changes[-1]
    assert messages.take_edit(tx, message) is None


def test_what_is_to_be_heard_is_heard_once(tx: Tx) -> None:
    number = tickets.open(tx, ticket()).number
    message = messages.add(tx, said(number, heard=Heard.REOPENED), NOW)
    assert [one.heard for one in messages.of_ticket(tx, number)] == [Heard.REOPENED]
    messages.was_heard(tx, message)
    assert [one.heard for one in messages.of_ticket(tx, number)] == [None]


def test_whether_the_contact_wrote_after_a_reply(tx: Tx) -> None:
    one, other = (tickets.open(tx, ticket()).number for _ in range(2))
    before = messages.add(tx, said(one), NOW)
    reply = messages.add(tx, said(one, author=Author.EXPERT), NOW + timedelta(hours=1))
    messages.add(tx, said(one, author=Author.DESK), NOW)
    messages.add(tx, said(other), NOW)
    assert messages.contact_wrote_after(tx, one, before - 1)
    assert not messages.contact_wrote_after(tx, one, reply)
    assert messages.written_at(tx, reply) == NOW + timedelta(hours=1)
    messages.remove(tx, reply)
    assert messages.get(tx, reply) is None
    assert messages.written_at(tx, reply) is None
    messages.add(tx, said(one), NOW)
    assert messages.contact_wrote_after(tx, one, reply)


def test_the_last_vote_counts(tx: Tx) -> None:
    votes.keep(tx, 1, "faq:1-1", helped=False, reason="see a@b.org", now=NOW)
    votes.keep(tx, 2, "faq:1-1", helped=True, reason=None, now=NOW)
    rows = tx.execute(text("SELECT helped, reason FROM votes ORDER BY contact")).all()
    assert [tuple(row) for row in rows] == [(False, "see …"), (True, None)]
    votes.keep(tx, 1, "faq:1-1", helped=True, reason=None, now=NOW)
    assert stats.figures(tx)["answers that helped"] == 2


def test_a_query_is_kept_without_numbers_and_addresses(tx: Tx) -> None:
    query = "tüzük +90 555 123 45 67 https://x.org a@b.org " + "x" * 600
    queries.keep(tx, query, "sure", best="faq:1-1", confidence=0.905, now=NOW)
    row = tx.execute(text("SELECT query, confidence FROM queries")).one()
    assert row.query.startswith("tüzük … … … xxx")
    assert (len(row.query), row.confidence) == (queries.LONGEST, 90)


def test_a_level_is_changed_in_place_and_all_are_forgotten(tx: Tx) -> None:
    for level in (1, 3):
        assessments.keep(tx, 1, 5, choice_id=level, now=NOW)
    assessments.keep(tx, 2, 5, choice_id=2, now=NOW)
    assert assessments.levels(tx, 1) == {5: 3}
    assessments.forget(tx, 1)
    assert (assessments.levels(tx, 1), assessments.levels(tx, 2)) == ({}, {5: 2})


def test_subscribers_come_in_order_each_once_and_only_who_can_be_reached(tx: Tx) -> None:
    people = [Address("telegram", str(n)) for n in (9, 3, 5, 7)]
    numbers = [chats.begin(tx, one, "tr", NOW).id for one in people]
    for number in numbers:
        for subject in (1, 1, 2):
            subscriptions.subscribe(tx, number, subject, on=True, now=NOW)
    chats.set_reachable(tx, people[1], False)
    subscriptions.subscribe(tx, numbers[3], 1, on=False, now=NOW)
    assert subscriptions.subjects(tx, numbers[0]) == {1, 2}
    assert subscriptions.reach(tx, [1, 2]) == Reach({"tr": 3})
    found = list(subscriptions.subscribers(tx, [1, 2], after=None, limit=2))
    assert found == [Recipient(numbers[n], people[n], "tr") for n in (0, 2)]
    rest = subscriptions.subscribers(tx, [1, 2], after=found[-1].contact, limit=2)
    assert list(rest) == [Recipient(numbers[3], people[3], "tr")]
    subscriptions.unsubscribe_all(tx, numbers[0])
    assert list(subscriptions.subscribers(tx, [1], after=None, limit=9)) == [found[1]]


def test_a_broadcast_is_kept(tx: Tx) -> None:
    draft = Broadcast(
        0, BroadcastStatus.DRAFT, frozenset({4, 9}), Spot(GROUP, "60"), by=1, created_at=NOW
    )
    one = broadcasts.add(tx, draft)
    assert broadcasts.get(tx, one.id) == one == replace(draft, id=one.id)
    assert broadcasts.under_way(tx) == ()
    sending = replace(one, status=BroadcastStatus.SENDING, panel="61", thread="5", planned_to=7)
    broadcasts.save(tx, sending)
    assert broadcasts.under_way(tx) == (sending,)
    assert broadcasts.get(tx, None) is None
    assert broadcasts.paused(tx) == ()


def test_a_fact_is_changed_in_place(tx: Tx) -> None:
    assert facts.get(tx, facts.JOURNAL) is None
    for mark in ("first", "second"):
        facts.put(tx, facts.JOURNAL, mark)
    assert facts.get(tx, facts.JOURNAL) == "second"
    facts.forget(tx, facts.JOURNAL)
    assert facts.get(tx, facts.JOURNAL) is None


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("clock", "left"),
    [
        (timedelta(), MINUTE),
        (timedelta(seconds=40), timedelta(seconds=20)),
        (MINUTE, timedelta()),
        (40 * DAY, timedelta()),
        # the clock was ahead when the platform asked for silence
        (timedelta(hours=-1), MINUTE),
        (-40 * DAY, MINUTE),
    ],
)
def test_a_halt_lasts_no_longer_than_was_asked_for(
    tx: Tx, clock: timedelta, left: timedelta
) -> None:
    assert facts.halt_left(tx, NOW) == timedelta()
    facts.halt(tx, NOW, MINUTE)
    assert facts.halt_left(tx, NOW + clock) == left


@pytest.mark.parametrize("ahead", [timedelta(seconds=30), 40 * DAY])
def test_a_halt_of_the_early_form_lasts_a_minute_at_most(tx: Tx, ahead: timedelta) -> None:
    facts.put(tx, facts.HALT, (NOW + ahead).isoformat())
    assert facts.halt_left(tx, NOW) == min(ahead, MINUTE)


def test_the_files_of_a_database_are_for_nobody_elses_eyes(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new' / 'desk.sqlite3'}")
    with engine.begin() as tx:
        tx.execute(text("CREATE TABLE t (a INTEGER)"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "new").iterdir()}
    engine.dispose()
    assert modes["desk.sqlite3"] == 0o600
    assert set(modes.values()) == {0o600}
