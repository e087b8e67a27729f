"""A broadcast's plan: who gets it, under keys that owe nobody a second copy."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain import buttons
from bot.domain.broadcasts import (
    Broadcast,
    Look,
    Progress,
    Recipient,
    Status,
    contact_of,
    language_for,
    plan,
    prefix,
    with_buttons,
)
from bot.domain.messages import Button, Copy, Edit, Message, Say, SayAlbum, Text
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place, Spot
from bot.domain.results import Arrived, Corrected
from bot.domain.words import Words

GROUP = Address("telegram", "-100", group=True)
BROADCAST = Broadcast(
    5,
    Status.SENDING,
    frozenset({1}),
    Spot(GROUP, "70"),
    by=31,
    created_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
    thread="9",
)
ROWS = ((Button(Words("broadcast.stop"), buttons.StopBroadcasts(5)),),)
ADA, BORA = Address("telegram", "1001"), Address("echo", "+90")
RECIPIENTS = [Recipient(7, ADA, "tr"), Recipient(9, BORA, "en")]
TR, EN = Message(Text("Yeni")), Message(Text("New"), file="F", kind="photo", reply_to="3")
WRITTEN = replace(BROADCAST, versions={"tr": (TR,), "en": (EN,)}, edition=4)
LOOKS = {"tr": with_buttons((TR,), ROWS, Message()), "en": with_buttons((EN,), (), Message())}


def test_every_recipient_gets_what_was_written_for_their_language() -> None:
    """As a value, with the buttons, in the last lane."""
    said = [
        Message(Text("Yeni"), ROWS, preview=True),
        Message(Text("New"), kind="photo", file="F", preview=True),
    ]
    assert list(plan(WRITTEN, RECIPIENTS, looks=LOOKS)) == [
        Draft(
            Say(Place(one.address), message),
            Lane.BROADCAST,
            then=Arrived(5, one.contact, 4),
            key=f"broadcast:5:{one.contact}",
        )
        for one, message in zip(RECIPIENTS, said, strict=True)
    ]


def test_an_album_goes_out_as_a_whole_and_its_buttons_follow() -> None:
    album = (Message(Text("Bir"), kind="photo", file="F"), Message(kind="video", file="G"))
    look = with_buttons(album, ROWS, Message(Text("Bununla ilgili:")))
    assert look == Look(album, Message(Text("Bununla ilgili:"), ROWS))
    [draft] = plan(WRITTEN, RECIPIENTS[:1], looks={"tr": look})
    assert draft.act == SayAlbum(Place(ADA), album)


def test_a_correction_changes_what_people_have() -> None:
    has = [replace(RECIPIENTS[0], has=("70",))]
    [draft] = plan(replace(WRITTEN, id=8, corrects=5), has, looks=LOOKS)
    changed = Message(Text("Yeni"), ROWS, preview=True)
    assert draft == Draft(
        Edit(Spot(ADA, "70"), changed), Lane.BROADCAST, then=Corrected(5), key="broadcast:8:7"
    )


def test_one_that_an_early_desk_began_goes_on_as_copies() -> None:
    looks = {"tr": with_buttons((Message(),), ROWS, Message())}
    [draft] = plan(BROADCAST, RECIPIENTS[:1], looks=looks)
    assert draft.act == Copy(Place(ADA), GROUP, ("70",), buttons=ROWS)


@pytest.mark.parametrize(
    ("written", "language", "gets"),
    [
        ("tr en", "en", "en"),
        ("tr en", "tr", "tr"),
        ("tr", "en", "tr"),
        ("en", "tr", "en"),
        ("en", "en", "en"),
        ("de en", "tr", "de"),
    ],
)
def test_who_has_no_version_gets_the_desk_s_or_the_one_there_is(
    written: str, language: str, gets: str
) -> None:
    one = replace(BROADCAST, versions=dict.fromkeys(written.split(), (TR,)))
    assert language_for(one, language, "tr") == gets


def test_a_plan_made_twice_has_the_same_keys() -> None:
    first, again = (
        [draft.key or "" for draft in plan(WRITTEN, RECIPIENTS, looks=LOOKS)] for _ in range(2)
    )
    assert first == again
    assert all(key.startswith(prefix(5)) for key in first)
    assert [contact_of(key) for key in first] == [7, 9]


def test_the_keys_of_one_broadcast_are_not_those_of_another() -> None:
    assert prefix(5) == "broadcast:5:"
    assert not prefix(51).startswith(prefix(5))


def test_its_panel_stands_where_it_was_composed() -> None:
    assert BROADCAST.place == Place(GROUP, "9")


def test_a_delivery_is_over_however_it_went_but_not_while_it_waits() -> None:
    progress = Progress(sent=1, blocked=20, failed=300, uncertain=4000, waiting=50000)
    assert progress == Progress(1, 20, 300, 4000, 50000)
    assert [progress.ended, Progress().ended, Progress(waiting=3).ended] == [4321, 0, 0]
