"""A backup that was brought back is known by what the machine remembers, and says nothing again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.broadcasts import Broadcast, Status
from bot.domain.messages import Message, Say, Text
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place, Spot
from bot.storage import age, broadcasts, deliveries, facts, tickets, updates
from bot.storage.age import Age, Note, Restored
from bot.storage.database import Tx
from bot.storage.updates import Arrived
from tests.storage.test_nouns import NOW, ticket

SAY = Say(Place(Address("telegram", "5")), Message(Text("selam")))


def owe(tx: Tx, key: str, wait: timedelta = timedelta()) -> None:
    deliveries.owe(tx, [Draft(SAY, Lane.REPLY, key=key, wait=wait)], cause="t", now=NOW)


def test_age_grows_with_what_is_owed_said_and_opened_and_with_nothing_else(tx: Tx) -> None:
    first = age.present(tx)
    assert age.present(tx) == first
    owe(tx, "a")
    owed = age.present(tx)
    (one,) = deliveries.due(tx, NOW, 1)
    deliveries.sent(tx, [one.id], NOW)
    said = age.present(tx)
    number = tickets.open(tx, ticket()).number
    opened = age.present(tx)
    assert [one.count - first.count for one in (owed, said, opened)] == [1, 2, 3]
    assert opened == age.present(tx)
    assert opened.ticket == number


def test_only_a_database_behind_its_note_is_a_backup(tx: Tx, tmp_path: Path) -> None:
    note = Note(tmp_path)
    assert not note.is_ahead(tx)  # the first start of all, or another machine
    note.write(age.present(tx))
    assert not Note(tmp_path).is_ahead(tx)
    owe(tx, "a")
    age.present(tx)  # killed before the note was written
    assert not Note(tmp_path).is_ahead(tx)
    note.write(replace(age.present(tx), count=99))
    assert Note(tmp_path).is_ahead(tx)


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"count": "x"}', b"\xff\x00", b"null"])
def test_a_spoilt_note_says_nothing(tx: Tx, tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "age").write_bytes(spoilt)
    note = Note(tmp_path)
    assert not note.is_ahead(tx)
    note.write(age.present(tx))
    assert Note(tmp_path).last == age.present(tx)
    assert (tmp_path / "age").stat().st_mode & 0o777 == 0o600


def test_what_was_due_is_not_said_again_and_what_is_for_later_is(tx: Tx, tmp_path: Path) -> None:
    for key, wait in (("due", timedelta()), ("known", timedelta()), ("later", timedelta(days=1))):
        owe(tx, key, wait)
    known = next(one for one in deliveries.due(tx, NOW, 9) if one.key == "known")
    note = Note(tmp_path)
    note.write(Age(50, 7))
    assert age.restored(tx, note, NOW, told=[known.id]) == Restored(1, 0, 0)
    assert [one.key for one in deliveries.due(tx, NOW + timedelta(days=2), 9)] == ["known", "later"]
    assert not note.is_ahead(tx)
    note.write(age.present(tx))
    assert not Note(tmp_path).is_ahead(tx)


def test_no_ticket_number_is_given_to_a_second_person(tx: Tx, tmp_path: Path) -> None:
    before = tickets.open(tx, ticket()).number
    note = Note(tmp_path)
    note.write(Age(50, before + 40))  # forty were opened after the backup was made
    age.restored(tx, note, NOW, told=())
    after = [tickets.open(tx, ticket()).number for _ in range(3)]
    assert after[0] > before + 40
    assert after == [after[0], after[0] + 1, after[0] + 2]
    age.restored(tx, Note(tmp_path / "nowhere"), NOW, told=())
    again = tickets.open(tx, ticket()).number
    assert again >= after[-1] + 100
    assert facts.get(tx, facts.LEAST_TICKET) == again


def test_what_had_come_is_answered_by_nobody_but_the_operator(tx: Tx, tmp_path: Path) -> None:
    """It was answered in the time that is lost, or nobody knows."""
    raw = Arrived("telegram", 7, Address("telegram", "5"), {"update_id": 7})
    updates.keep(tx, [raw], NOW)
    assert age.restored(tx, Note(tmp_path), NOW, told=()) == Restored(0, 1, 0)
    assert updates.claim(tx, 9, NOW) == ()
    assert updates.retry(tx) == 1
    assert [one.number for one in updates.claim(tx, 9, NOW)] == [7]


@pytest.mark.parametrize("status", [Status.SENDING, Status.PAUSED, Status.SCHEDULED])
def test_a_broadcast_under_way_or_planned_goes_to_nobody_twice(
    status: Status, tx: Tx, tmp_path: Path
) -> None:
    """Whoever was planned after the backup was made would get it once more."""
    spot = Spot(Address("telegram", "-5", group=True), "3")
    one = Broadcast(0, status, frozenset({1}), spot, by=1, created_at=NOW)
    one = broadcasts.add(tx, one)
    later = NOW + timedelta(minutes=5)
    draft = Draft(SAY, Lane.BROADCAST, key="b", wait=later - NOW)
    deliveries.owe(tx, [draft], cause="t", now=NOW)
    assert age.restored(tx, Note(tmp_path), NOW, told=()) == Restored(1, 0, 1)
    found = broadcasts.get(tx, one.id)
    assert found is not None
    assert found.status is Status.CANCELLED
    assert deliveries.due(tx, later, 9) == ()


def test_the_next_start_hears_of_it_once(tx: Tx, tmp_path: Path) -> None:
    assert age.just_restored(tx) is None
    owe(tx, "due")
    found = age.restored(tx, Note(tmp_path), NOW, told=())
    assert age.just_restored(tx) == found
    assert age.just_restored(tx) is None
