"""A broadcast's plan: who gets it, under keys that owe nobody a second copy."""

from datetime import UTC, datetime

from bot.domain import buttons
from bot.domain.broadcasts import Broadcast, Progress, Status, plan, prefix
from bot.domain.messages import Button, Copy
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Address, Place, Spot
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
RECIPIENTS = [(7, Address("telegram", "1001")), (9, Address("echo", "+90"))]


def test_every_recipient_gets_one_copy_with_the_buttons_in_the_last_lane() -> None:
    assert list(plan(BROADCAST, RECIPIENTS, buttons=ROWS)) == [
        Draft(
            Copy(Place(address), GROUP, ("70",), buttons=ROWS),
            Lane.BROADCAST,
            key=f"broadcast:5:{contact}",
        )
        for contact, address in RECIPIENTS
    ]


def test_a_plan_made_twice_has_the_same_keys() -> None:
    first, again = (
        [draft.key for draft in plan(BROADCAST, RECIPIENTS, buttons=())] for _ in range(2)
    )
    assert first == again
    assert len(set(first)) == len(RECIPIENTS)
    assert all(key and key.startswith(prefix(5)) for key in first)


def test_the_keys_of_one_broadcast_are_not_those_of_another() -> None:
    assert prefix(5) == "broadcast:5:"
    assert not prefix(51).startswith(prefix(5))


def test_its_panel_stands_where_it_was_composed() -> None:
    assert BROADCAST.place == Place(GROUP, "9")


def test_a_delivery_is_over_however_it_went_but_not_while_it_waits() -> None:
    progress = Progress(sent=1, blocked=20, failed=300, uncertain=4000, waiting=50000)
    assert progress == Progress(1, 20, 300, 4000, 50000)
    assert [progress.ended, Progress().ended, Progress(waiting=3).ended] == [4321, 0, 0]
