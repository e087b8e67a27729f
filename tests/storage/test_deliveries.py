"""What the outbox owes: in which order, what may be replaced, and what a crash leaves behind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.messages import Act, AnswerSearch, AnswerTap, Message, OpenThread, Say, Text
from bot.domain.outbox import STEPS_ASIDE, About, Delivery, Draft, Lane, State
from bot.domain.people import Address, Place
from bot.domain.results import KeepPanel
from bot.storage import deliveries, stats
from bot.storage.database import Tx

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def person(number: int) -> Address:
    return Address("telegram", str(number))


def owe(
    tx: Tx, key: str, *, lane: Lane = Lane.REPLY, chat: int = 7, slot: str | None = None
) -> None:
    said = Say(Place(person(chat)), Message(Text(key)))
    deliveries.owe(tx, [Draft(said, lane, key=key, slot=slot)], cause="", now=NOW)


def due(tx: Tx, now: datetime = NOW) -> dict[str, Delivery]:
    return {one.key: one for one in deliveries.due(tx, now, 10)}


def test_by_lane_then_by_age_and_each_key_once(tx: Tx) -> None:
    owe(tx, "b", lane=Lane.BROADCAST)
    owe(tx, "r1")
    owe(tx, "t", lane=Lane.TAP)
    owe(tx, "r2")
    owe(tx, "r1")
    assert list(due(tx)) == ["t", "r1", "r2", "b"]


def test_a_ticket_is_opened_before_taps_are_answered_and_an_emergency_before_all(tx: Tx) -> None:
    owe(tx, "tap", lane=Lane.TAP)
    owe(tx, "thread", lane=Lane.THREAD)
    owe(tx, "danger", lane=Lane.URGENT)
    assert list(due(tx)) == ["danger", "thread", "tap"]


def test_a_chat_whose_call_waits_for_another_try_is_not_overtaken(tx: Tx) -> None:
    owe(tx, "1")
    owe(tx, "2")
    owe(tx, "other", chat=8)
    deliveries.again(tx, due(tx)["1"], at=NOW + timedelta(seconds=1), error="call", tries=1)
    assert list(due(tx)) == ["other"]
    assert list(due(tx, NOW + timedelta(seconds=2))) == ["1", "2", "other"]


def test_a_newer_draft_takes_the_place_of_what_has_not_been_said(tx: Tx) -> None:
    owe(tx, "old", slot="card:1")
    owe(tx, "new", slot="card:1")
    assert list(due(tx)) == ["new"]


def test_nothing_takes_the_place_of_what_is_on_its_way(tx: Tx) -> None:
    owe(tx, "flying", slot="card:1")
    deliveries.begin(tx, due(tx)["flying"])
    assert deliveries.in_slot(tx, "card:1") is None
    assert deliveries.is_open(tx, "card:1")
    owe(tx, "new", slot="card:1")
    assert deliveries.waiting(tx) == 2
    assert deliveries.settle_interrupted(tx, NOW, left=None) == 0  # no broadcast: it is said again
    assert list(due(tx)) == ["flying", "new"]


def broadcast(tx: Tx) -> dict[str, Delivery]:
    for n in range(3):
        owe(tx, f"broadcast:1:{n}", lane=Lane.BROADCAST, chat=n + 1)
    found = due(tx)
    for one in found.values():
        deliveries.begin(tx, one)
    return found


def test_a_broadcast_call_that_never_left_is_owed_again(tx: Tx) -> None:
    found = broadcast(tx)
    assert deliveries.settle_interrupted(tx, NOW, left={found["broadcast:1:1"].id}) == 1
    assert list(due(tx)) == ["broadcast:1:0", "broadcast:1:2"]
    assert deliveries.counts(tx, "broadcast:1:") == {"queued": 2, "uncertain": 1}


def test_where_nobody_knows_a_broadcast_call_counts_as_made(tx: Tx) -> None:
    broadcast(tx)
    assert deliveries.settle_interrupted(tx, NOW, left=None) == 3
    assert due(tx) == {}


def test_an_answered_call_that_is_not_written_down_is_found(tx: Tx) -> None:
    found = broadcast(tx)
    owe(tx, "reply", chat=9)
    owe(tx, "done", chat=10)
    found |= due(tx)
    deliveries.sent(tx, [found["done"].id], NOW)
    answered = {one.id: None for one in (found["broadcast:1:0"], found["reply"], found["done"])}
    assert [one.key for one in deliveries.unrecorded(tx, answered)] == ["broadcast:1:0", "reply"]


def test_what_is_owed_comes_back_as_it_was(tx: Tx) -> None:
    tap = AnswerTap("telegram", "t1", "Noted")
    drafts = [
        Draft(Say(Place(person(7)), Message(Text("hello"))), then=KeepPanel(3), slot="s"),
        Draft(tap, Lane.TAP),
    ]
    deliveries.owe(tx, drafts, cause="update:telegram:5", now=NOW)
    found = due(tx)
    assert list(found) == ["update:telegram:5:1", "update:telegram:5:0"]
    told = found["update:telegram:5:0"]
    assert (told.act, told.then, told.slot) == (drafts[0].act, drafts[0].then, "s")
    assert found["update:telegram:5:1"].act == tap


def test_of_what_has_ended_the_words_are_let_go(tx: Tx) -> None:
    for key in ("sent", "failed", "gone"):
        owe(tx, key, chat=8 if key == "gone" else 7)
    found = due(tx)
    deliveries.sent(tx, [found["sent"].id], NOW)
    deliveries.end(tx, found["failed"].id, State.FAILED, now=NOW, error="drop")
    dropped = deliveries.drop_unreachable(tx, person(8), NOW)
    assert [one.key for one in dropped] == ["gone"]
    rows = tx.exec_driver_sql('SELECT act, "then" FROM deliveries').all()
    assert [tuple(row) for row in rows] == [(None, None)] * 3
    assert deliveries.counts(tx, "") == {"sent": 1, "failed": 1, "unreachable": 1}


def test_no_number_is_given_twice_though_everything_is_forgotten(tx: Tx) -> None:
    """After a crash an act that waits is not taken for an older one that the journal knows."""
    owe(tx, "old")
    old = due(tx)["old"]
    deliveries.sent(tx, [old.id], NOW)
    deliveries.forget(tx, NOW + timedelta(days=90))
    owe(tx, "new")
    assert due(tx)["new"].id > old.id
    deliveries.forget(tx, NOW + timedelta(days=90))
    assert list(deliveries.counts(tx, "")) == ["queued"]


def test_the_pace_remembers_whom_was_spoken_to_and_which_are_groups(tx: Tx) -> None:
    group = Address("telegram", "-5", group=True)
    drafts = [Draft(Say(Place(to), Message())) for to in (person(7), group)]
    deliveries.owe(tx, [*drafts, Draft(AnswerTap("telegram", "t"))], cause="c", now=NOW)
    # due gives one of each chat
    for one in due(tx).values():
        deliveries.end(tx, one.id, State.SENT, now=NOW + timedelta(seconds=one.id))
    assert [address for address, _ in deliveries.recent(tx, NOW)] == [person(7), group, None]
    assert deliveries.recent(tx, NOW + timedelta(hours=1)) == []


def test_nothing_is_said_to_those_who_have_to_wait(tx: Tx) -> None:
    owe(tx, "1")
    owe(tx, "2", chat=8)
    assert [one.key for one in deliveries.due(tx, NOW, 10, skip={person(7).key})] == ["2"]


def test_an_emergency_goes_where_others_have_to_wait_for_their_turn(tx: Tx) -> None:
    owe(tx, "1")
    owe(tx, "urgent", lane=Lane.URGENT)
    key = person(7).key
    assert [one.key for one in deliveries.due(tx, NOW, 10, skip={key})] == ["urgent"]
    assert deliveries.due(tx, NOW, 10, skip={key}, full={key}) == ()


def test_who_pressed_in_haste_waits_for_the_answer(tx: Tx) -> None:
    for of in (7, 8):
        toast = Draft(AnswerTap("telegram", f"{of}"), Lane.TAP, key=f"{of}", of=person(of))
        deliveries.owe(tx, [toast], cause="", now=NOW)
    assert [one.key for one in deliveries.due(tx, NOW, 10, skip={"taps:telegram:7"})] == ["8"]


STAFF = Address("telegram", "-5", group=True)


def owe_there(tx: Tx, key: str, thread: str | None, *, lane: Lane = Lane.RELAY) -> None:
    said = Say(Place(STAFF, thread), Message(Text(key)))
    deliveries.owe(tx, [Draft(said, lane, key=key)], cause="", now=NOW)


def fails(tx: Tx, key: str, *, about: About = About.CALL, tries: int = 1) -> None:
    later = NOW + timedelta(seconds=1)
    deliveries.again(tx, due(tx)[key], at=later, error=str(about), tries=tries)


def test_in_a_group_only_the_thread_of_what_fails_waits(tx: Tx) -> None:
    owe_there(tx, "fails", "1")
    owe_there(tx, "behind it", "1")
    owe_there(tx, "other ticket", "2")
    owe_there(tx, "listing", None)
    owe_there(tx, "reminder", "1", lane=Lane.REMINDER)
    fails(tx, "fails")
    assert list(due(tx)) == ["other ticket", "listing", "reminder"]
    again = list(due(tx, NOW + timedelta(seconds=1)))  # and the threads take turns
    assert again == ["fails", "other ticket", "listing", "behind it", "reminder"]


def test_a_broadcast_that_fails_holds_up_no_reply(tx: Tx) -> None:
    owe(tx, "broadcast:1:1", lane=Lane.BROADCAST)
    fails(tx, "broadcast:1:1")
    owe(tx, "reply")
    assert list(due(tx)) == ["reply"]


def test_what_waits_for_the_group_holds_up_the_group_and_no_contact(tx: Tx) -> None:
    owe(tx, "a file of the group")
    owe(tx, "an answer")
    owe_there(tx, "1", "1")
    owe_there(tx, "2", "1")
    fails(tx, "a file of the group", about=About.GROUP)
    fails(tx, "1", about=About.GROUP)
    assert list(due(tx)) == ["an answer"]


@pytest.mark.parametrize(("tries", "waits"), [(STEPS_ASIDE - 1, True), (STEPS_ASIDE, False)])
def test_what_fails_again_and_again_steps_aside_for_others_of_its_chat(
    tx: Tx, tries: int, waits: bool
) -> None:
    """It is tried on alone."""
    owe(tx, "stuck", lane=Lane.RELAY)
    owe(tx, "behind it", lane=Lane.RELAY)
    fails(tx, "stuck", tries=tries)
    assert list(due(tx)) == ([] if waits else ["behind it"])
    assert "stuck" in due(tx, NOW + timedelta(seconds=1))


def test_of_a_queue_with_a_call_under_way_nothing_is_chosen(tx: Tx) -> None:
    for thread in ("1", "2"):
        owe_there(tx, thread, thread)
    found = deliveries.due(tx, NOW, 10, busy={"telegram:-5/1"})
    assert [(one.key, one.queue) for one in found] == [("2", "telegram:-5/2")]


def test_only_old_toasts_expire(tx: Tx) -> None:
    deliveries.owe(tx, [Draft(AnswerTap("telegram", "t"), Lane.TAP, key="old")], cause="", now=NOW)
    owe(tx, "word")
    later = NOW + timedelta(minutes=1)
    deliveries.owe(
        tx, [Draft(AnswerTap("telegram", "u"), Lane.TAP, key="new")], cause="", now=later
    )
    deliveries.expire(tx, later - timedelta(seconds=30), later)
    assert list(due(tx, later)) == ["new", "word"]
    assert deliveries.counts(tx, "old") == {"failed": 1}


def expired(tx: Tx, _: Delivery) -> None:
    deliveries.expire(tx, NOW + timedelta(seconds=1), NOW)


def unreachable(tx: Tx, _: Delivery) -> None:
    deliveries.drop_unreachable(tx, person(7), NOW)


def withdrawn(tx: Tx, _: Delivery) -> None:
    deliveries.withdraw(tx, person(7), NOW)


def ended(tx: Tx, one: Delivery) -> None:
    deliveries.end(tx, one.id, State.FAILED, now=NOW)


@pytest.mark.parametrize(
    ("given_up", "act"),
    [
        (expired, AnswerTap("telegram", "t")),
        (unreachable, Say(Place(person(7)), Message(Text("x")))),
        (withdrawn, Say(Place(person(7)), Message(Text("x")))),
        (ended, Say(Place(person(7)), Message(Text("x")))),
    ],
)
def test_what_is_given_up_while_its_call_is_under_way_is_not_owed_again(
    tx: Tx, given_up: Callable[[Tx, Delivery], None], act: Act
) -> None:
    deliveries.owe(tx, [Draft(act, Lane.TAP, key="one")], cause="", now=NOW)
    under_way = due(tx)["one"]
    given_up(tx, under_way)
    deliveries.again(tx, under_way, at=NOW, error="call", tries=1)
    assert due(tx) == {}
    assert deliveries.waiting(tx) == 0


@pytest.mark.parametrize(
    ("tries", "ahead", "seconds"),
    [(0, 3600, 1), (3, 3600, 8), (3, 5, 5), (30, 3600, 60), (30, 40, 40)],
)
def test_after_the_clock_was_set_back_nothing_waits_longer_than_it_would_have(
    tx: Tx, tries: int, ahead: int, seconds: int
) -> None:
    owe(tx, "1")
    at = NOW + timedelta(seconds=ahead)
    deliveries.again(tx, due(tx)["1"], at=at, error="call", tries=tries)
    deliveries.hurry(tx, NOW)
    assert deliveries.next_due(tx, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("thread", [None, "1"], ids=["to a person", "in a thread"])
def test_what_was_owed_by_a_clock_that_was_ahead_is_not_overtaken(
    tx: Tx, thread: str | None
) -> None:
    def owe_at(key: str, at: datetime) -> None:
        place = Place(STAFF, thread) if thread else Place(person(7))
        drafts = [Draft(Say(place, Message(Text(key))), Lane.RELAY, key=key)]
        deliveries.owe(tx, drafts, cause="", now=at)

    days = timedelta(days=40)
    for n, at in enumerate([NOW, NOW, NOW + days, NOW + days + timedelta(seconds=9)]):
        owe_at(str(n), at)
    set_back = NOW + timedelta(seconds=1)
    owe_at("4", set_back)  # before anybody noticed
    deliveries.hurry(tx, set_back)
    owe_at("5", set_back + timedelta(seconds=1))
    later = set_back + timedelta(minutes=1)
    assert list(due(tx, later)) == ["0", "1", "2", "3", "4", "5"]


def test_what_waits_without_end_is_shown_to_the_operator(tx: Tx) -> None:
    for key, about in (("1", About.GROUP), ("2", About.GROUP), ("3", About.DESK), ("4", "call")):
        owe_there(tx, key, "1")
        deliveries.again(tx, due(tx)[key], at=NOW, error=str(about), tries=1)
    deliveries.end(tx, due(tx)["2"].id, State.FAILED, now=NOW, error=str(About.GROUP))
    found = stats.figures(tx)
    waits = [n for what, n in found.items() if what.startswith("deliveries that wait for the")]
    assert waits == [1, 1]


def test_the_clock_that_nobody_saw_set_back_lets_nothing_be_overtaken(tx: Tx) -> None:
    """The desk was killed before it could put the turns right, and starts with a clock that is
    ahead again.
    """
    ahead, back = NOW + timedelta(days=40), NOW
    for key, at in (("1", ahead), ("2", back), ("3", back)):
        said = Say(Place(person(7)), Message(Text(key)))
        deliveries.owe(tx, [Draft(said, Lane.RELAY, key=key)], cause="", now=at)
    later = ahead + timedelta(seconds=9)
    deliveries.hurry(tx, later)
    assert list(due(tx, later)) == ["1", "2", "3"]


def test_no_word_of_the_desk_s_overtakes_an_expert_s_that_waits(tx: Tx) -> None:
    """As when the expert closes the ticket right after the last reply."""
    owe(tx, "reply", lane=Lane.RELAY)
    owe(tx, "closed")
    assert list(due(tx)) == ["reply", "closed"]


def test_an_answer_to_what_is_no_longer_typed_is_shown_to_nobody(tx: Tx) -> None:
    for n in range(3):
        found = AnswerSearch("telegram", f"{n}", (), 1)
        search = Draft(found, Lane.TAP, key=f"{n}", slot="search:telegram:7", of=person(7))
        deliveries.owe(tx, [search], cause="", now=NOW)
    assert list(due(tx)) == ["2"]


def test_while_a_thread_is_opened_no_other_is_but_for_an_emergency(tx: Tx) -> None:
    for key, lane in (("next", Lane.THREAD), ("urgent", Lane.URGENT)):
        deliveries.owe(tx, [Draft(OpenThread(STAFF, key), lane, key=key)], cause="", now=NOW)
    owe_there(tx, "fill", "1", lane=Lane.FILL)
    assert [one.key for one in deliveries.due(tx, NOW, 10)] == ["urgent", "fill", "next"]
    assert [one.key for one in deliveries.due(tx, NOW, 10, opening=True)] == ["urgent", "fill"]
