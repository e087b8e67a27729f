"""The inbox takes whatever a platform sends."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.people import Address
from bot.storage import updates
from bot.storage.database import Tx
from bot.storage.updates import Arrived

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def arrived(number: int, raw: Any, *, person: str = "5", platform: str = "telegram") -> Arrived:
    return Arrived(platform, number, Address(platform, person), raw)


def test_letters_that_a_database_refuses_are_kept_all_the_same(tx: Tx) -> None:
    raw = {"message": {"text": "a\x00b \ud800 ş"}}
    updates.keep(tx, [arrived(1, raw), arrived(2, {})], NOW)
    updates.keep(tx, [arrived(1, {"again": True})], NOW)
    assert [(one.number, one.raw) for one in updates.claim(tx, 10, NOW)] == [(1, raw), (2, {})]


def test_two_platforms_may_use_the_same_numbers(tx: Tx) -> None:
    updates.keep(tx, [arrived(1, {}), arrived(1, {}, platform="echo")], NOW)
    first, second = sorted(updates.claim(tx, 10, NOW), key=lambda one: one.platform)
    assert (first.chat, second.chat) == ("echo:5", "telegram:5")
    updates.done(tx, [first])
    assert updates.claim(tx, 10, NOW) == (second,)


def test_a_chat_waits_for_its_failed_update_and_the_others_go_on(tx: Tx) -> None:
    updates.keep(tx, [arrived(1, {}), arrived(2, {}), arrived(3, {}, person="6")], NOW)
    one, *_ = updates.claim(tx, 10, NOW)
    assert not updates.failed(tx, one, "Oops", NOW)
    assert [one.number for one in updates.claim(tx, 10, NOW)] == [3]
    later = NOW + timedelta(seconds=2)
    assert updates.next_try(tx, NOW) == NOW + timedelta(seconds=1)
    assert [one.number for one in updates.claim(tx, 10, later)] == [1, 2, 3]


def test_whoever_sends_much_holds_up_nobody_who_sends_little(tx: Tx) -> None:
    flood = [arrived(n, {}) for n in range(1, 21)]
    others = [arrived(n, {}, person=str(n)) for n in (21, 22)]
    updates.keep(tx, [*flood, *others, arrived(23, {}, person="21")], NOW)
    assert [one.number for one in updates.claim(tx, 8, NOW)] == [1, 21, 22, 2, 23, 3, 4, 5]


def test_where_many_wait_the_oldest_go_first(tx: Tx) -> None:
    updates.keep(tx, [arrived(n, {}, person=str(n % 3)) for n in range(9)], NOW)
    assert [one.number for one in updates.claim(tx, 4, NOW)] == [0, 1, 2, 3]


def test_what_takes_nobodys_turn_is_kept_too(tx: Tx) -> None:
    updates.keep(tx, [Arrived("telegram", 1, None, {"poll": 1})], NOW)
    assert [one.chat for one in updates.claim(tx, 10, NOW)] == [""]


def test_what_each_platform_may_hand_out_again_is_known_whatever_the_clock_says(tx: Tx) -> None:
    numbers = range(1, updates.KNOWN + 3)
    for name in ("telegram", "echo"):
        many = [arrived(n, {}, platform=name) for n in numbers]
        updates.keep(tx, many, NOW)
    updates.done(tx, updates.claim(tx, 1000, NOW))
    updates.forget(tx, NOW + timedelta(days=40))
    for name in ("telegram", "echo"):
        query = f"SELECT number FROM updates WHERE platform = '{name}' ORDER BY number"
        assert [row[0] for row in tx.exec_driver_sql(query)] == list(numbers)[2:]
    updates.keep(tx, [arrived(n, {"again": 1}) for n in numbers[2:]], NOW + timedelta(days=40))
    assert updates.claim(tx, 1000, NOW + timedelta(days=40)) == ()


def given_up(tx: Tx, number: int) -> None:
    updates.keep(tx, [arrived(number, {"words": number})], NOW)
    for _ in range(updates.MOST_ATTEMPTS):
        (one,) = updates.claim(tx, 10, NOW + timedelta(hours=1))
        aside = updates.failed(tx, one, "Oops", NOW)
    assert aside


def test_what_was_set_aside_can_be_tried_again(tx: Tx) -> None:
    given_up(tx, 1)
    assert updates.claim(tx, 10, NOW + timedelta(days=1)) == ()
    assert updates.set_aside(tx) == 1
    assert updates.retry(tx) == 1
    (one,) = updates.claim(tx, 10, NOW)
    assert (one.number, one.raw, one.attempts) == (1, {"words": 1}, 0)
    assert updates.retry(tx) == updates.set_aside(tx) == 0


def test_the_words_of_what_was_set_aside_go_when_their_time_is_over(tx: Tx) -> None:
    given_up(tx, 1)
    given_up(tx, 2)
    updates.forget(tx, NOW)
    assert updates.set_aside(tx) == 2
    updates.forget(tx, NOW + timedelta(days=1))
    rows = tx.exec_driver_sql("SELECT number, raw FROM updates ORDER BY number").all()
    assert [tuple(row) for row in rows] == [(1, None), (2, None)]
    assert updates.retry(tx) == 0
    assert updates.claim(tx, 10, NOW + timedelta(days=2)) == ()
