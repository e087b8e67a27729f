"""What is kept of broadcasts: what they say, when they go out, who has them; on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.broadcasts import Broadcast, Recipient
from bot.domain.broadcasts import Status as BroadcastStatus
from bot.domain.messages import Message, Text, bold
from bot.domain.people import Address, Spot
from bot.storage import arrivals, broadcasts, chats, group_albums
from bot.storage.database import Tx

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
GROUP = Address("telegram", "-5", group=True)


def test_what_a_broadcast_says_is_kept_as_a_value(tx: Tx) -> None:
    photo = Message(bold("Rehber"), kind="photo", file="F1")
    draft = Broadcast(
        0,
        BroadcastStatus.SCHEDULED,
        frozenset({4}),
        Spot(GROUP, "60"),
        by=1,
        created_at=NOW,
        versions={"tr": (photo, Message(kind="video", file="F2")), "en": (Message(Text("New")),)},
        edition=3,
        previewed=3,
        at=NOW + timedelta(hours=1),
        corrects=2,
    )
    one = broadcasts.add(tx, draft)
    assert broadcasts.get(tx, one.id) == one
    assert broadcasts.due(tx, NOW) == ()
    assert broadcasts.due(tx, NOW + timedelta(hours=1)) == (one,)
    broadcasts.stopped(tx, one.id, 1)
    broadcasts.stopped(tx, one.id, 1)
    broadcasts.stopped(tx, one.id, -1)
    assert broadcasts.get(tx, one.id) == replace(one, stops=1)


def test_the_newest_draft_of_an_expert_is_found(tx: Tx) -> None:
    draft = Broadcast(
        0, BroadcastStatus.DRAFT, frozenset(), Spot(GROUP, "60"), by=1, created_at=NOW
    )
    first, second = broadcasts.add(tx, draft), broadcasts.add(tx, draft)
    assert broadcasts.draft_of(tx, 1, since=NOW) == second
    assert broadcasts.draft_of(tx, 2, since=NOW) is None
    assert broadcasts.draft_of(tx, 1, since=NOW + timedelta(seconds=1)) is None
    broadcasts.save(tx, replace(second, status=BroadcastStatus.CANCELLED))
    assert broadcasts.draft_of(tx, 1, since=NOW) == first


def test_where_a_broadcast_arrived_is_known_by_language(tx: Tx) -> None:
    people = [Address("telegram", str(n)) for n in (1, 2, 3)]
    numbers = [
        chats.begin(tx, one, "en" if n == 1 else "tr", NOW).id for n, one in enumerate(people)
    ]
    for number in numbers:
        arrivals.keep(tx, 7, number, messages=["70", "71"], now=NOW)
        arrivals.keep(tx, 7, number, messages=["99"], now=NOW)  # what is known stays
    chats.set_reachable(tx, people[2], False)
    assert arrivals.count(tx, 7, ["tr", "en"]) == {"tr": 1, "en": 1}
    first, second = (
        Recipient(numbers[n], people[n], one, ("70", "71")) for n, one in enumerate(("tr", "en"))
    )
    assert list(arrivals.recipients(tx, 7, ["tr", "en"], after=None, limit=1)) == [first]
    assert list(arrivals.recipients(tx, 7, ["tr", "en"], after=first.contact, limit=9)) == [second]
    assert list(arrivals.recipients(tx, 7, ["en"], after=None, limit=9)) == [second]
    arrivals.forget(tx, NOW + timedelta(seconds=1))
    assert arrivals.count(tx, 7, ["tr", "en"]) == {}


def test_the_files_of_an_album_stay_together_in_their_order(tx: Tx) -> None:
    for number in ("10", "9", "11"):
        one = Message(Text(number), kind="photo", file=f"F{number}", album="a")
        group_albums.keep(tx, Spot(GROUP, number), one, NOW)
    group_albums.keep(tx, Spot(GROUP, "12"), Message(kind="photo", file="F", album="b"), NOW)
    changed = Message(Text("Düzeltme"), kind="photo", file="F9", album="a")
    group_albums.change(tx, Spot(GROUP, "9"), changed)
    found = group_albums.of(tx, Spot(GROUP, "11"), "a")
    assert [one.text.text for one in found] == ["Düzeltme", "10", "11"]
    group_albums.forget(tx, NOW + timedelta(seconds=1))
    assert group_albums.of(tx, Spot(GROUP, "11"), "a") == ()
