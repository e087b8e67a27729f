"""What a failed act means for its delivery: a table of kinds of failure, lanes and tries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import messages as acts
from bot.domain.messages import Act, Message, OfferCommands
from bot.domain.outbox import (
    FRESH,
    PATIENCE,
    STEPS_ASIDE,
    About,
    Cause,
    Delivery,
    Draft,
    Failure,
    Lane,
    Outcome,
    State,
    after_failure,
    is_expired,
    next_wait,
    queue_of,
    waited,
)
from bot.domain.people import Address, Place, Spot

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
PERSON = Address("telegram", "1001")
GROUP = Address("telegram", "-5", group=True)
WORDS = Message(acts.Text("x"))
TOLD = timedelta(seconds=3)  # what the platform asked for; only the pace heeds it

ACTS: tuple[Act, ...] = (
    acts.Say(Place(PERSON), WORDS),
    acts.Edit(Spot(PERSON, "1"), WORDS),
    acts.Copy(Place(PERSON), GROUP, ("1",)),
    acts.React(Spot(PERSON, "1"), "x"),
    acts.OpenThread(GROUP, "x"),
    acts.CloseThread(Place(GROUP, "7")),
    acts.NameThread(Place(GROUP, "7"), "x"),
    acts.AnswerTap("telegram", "t"),
    acts.AnswerSearch("telegram", "s", (), 1),
    acts.ListCommands("telegram", ()),
    acts.Describe("telegram", "x", short=True),
    OfferCommands("telegram"),
)
ASK = acts.AskMember(GROUP, "7")

# tries before this one: none, three, and those after which the lane's time is over
OVER = 10**4
# per lane: state, seconds and tries that count at the first, the fourth and the last try
TABLE: dict[tuple[About, bool], dict[str, tuple[str, ...]]] = {
    (About.MESSAGE, False): {"all": ("failed 0", "failed 0", "failed 0")},
    (About.RECIPIENT, False): {"all": ("unreachable 0", "unreachable 0", "unreachable 0")},
    (About.PACE, False): {"all": ("queued 0 0", "queued 0 3", "queued 0 10000")},
    (About.CALL, False): {
        "TAP": ("queued 1 1", "failed 0", "failed 0"),
        "WORDS": ("queued 1 1", "queued 8 4", "failed 0"),
        "REMINDER": ("queued 1 1", "queued 8 4", "failed 0"),
        "SETUP": ("queued 1 1", "queued 8 4", "failed 0"),
        "BROADCAST": ("queued 1 1", "queued 8 4", "failed 0"),
    },
    (About.CALL, True): {
        "TAP": ("queued 1 1", "failed 0", "failed 0"),
        "WORDS": ("queued 1 1", "queued 8 4", "failed 0"),
        "REMINDER": ("queued 1 1", "queued 8 4", "failed 0"),
        "SETUP": ("queued 1 1", "queued 8 4", "failed 0"),
        "BROADCAST": ("uncertain 0", "uncertain 0", "uncertain 0"),
    },
    (About.DESK, False): {
        "TAP": ("queued 1 1", "failed 0", "failed 0"),
        "WORDS": ("queued 1 1", "queued 8 4", "queued 60 10000"),
        "REMINDER": ("queued 1 1", "queued 8 4", "queued 300 10000"),
        "SETUP": ("queued 1 1", "queued 8 4", "queued 300 10000"),
        "BROADCAST": ("queued 1 1", "queued 8 4", "queued 300 10000"),
    },
    (About.GROUP, False): {
        "TAP": ("queued 1 1", "failed 0", "failed 0"),
        "WORDS": ("queued 2 1", "queued 16 4", "queued 60 10000"),
        "REMINDER": ("queued 2 1", "queued 16 4", "queued 300 10000"),
        "SETUP": ("queued 2 1", "queued 16 4", "queued 300 10000"),
        "BROADCAST": ("queued 2 1", "queued 16 4", "queued 300 10000"),
    },
}
TRIES = (0, 3, OVER)
WORDS = (Lane.URGENT, Lane.FILL, Lane.REPLY, Lane.THREAD, Lane.RELAY, Lane.CARD)


def row(lane: Lane) -> str:
    """The row of the table: people's words, and what they wait for, are tried alike."""
    return "WORDS" if lane in WORDS else lane.name


def declared(about: About, uncertain: bool, lane: Lane) -> list[tuple[int, State, int, int | None]]:
    """(tries before, state, seconds to wait, tries that count from now on) by the table."""
    by_lane = TABLE[about, uncertain]
    found: list[tuple[int, State, int, int | None]] = []
    for tries, cell in zip(TRIES, by_lane.get("all") or by_lane[row(lane)], strict=True):
        state, seconds, *known = cell.split()
        found.append((tries, State(state), int(seconds), int(known[0]) if known else None))
    return found


def test_the_table_names_every_kind_of_failure_and_every_lane() -> None:
    assert {about for about, _ in TABLE} == set(About)
    lanes = {row(lane) for lane in Lane}
    assert all(set(by_lane) in ({"all"}, lanes) for by_lane in TABLE.values())


@pytest.mark.parametrize(("about", "uncertain"), TABLE)
@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.name)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_every_failure_of_every_act_has_its_declared_outcome(
    about: About, uncertain: bool, lane: Lane, *, act: Act
) -> None:
    for tries, state, seconds, known in declared(about, uncertain, lane):
        delivery = Delivery(1, "update:1:0", lane, act, attempts=tries)
        for cause in Cause:
            failure = Failure(about, "reason", wait=TOLD, uncertain=uncertain, cause=cause)
            outcome = after_failure(delivery, failure)
            assert (outcome.state, outcome.wait) == (state, timedelta(seconds=seconds))
            if known is not None:
                assert outcome.tries == known


@pytest.mark.parametrize(("about", "uncertain"), TABLE)
@pytest.mark.parametrize("lane", WORDS, ids=lambda lane: lane.name)
def test_whose_words_wait_for_whether_the_writer_belongs_there_is_tried_like_the_words(
    about: About, uncertain: bool, lane: Lane
) -> None:
    for tries, state, seconds, _ in declared(about, uncertain, lane):
        outcome = after_failure(
            Delivery(1, "update:1:0", lane, ASK, attempts=tries),
            Failure(about, "reason", uncertain=uncertain),
        )
        assert (outcome.state, outcome.wait) == (state, timedelta(seconds=seconds))


# hours that each lane is tried, when the platform stumbles over the call each time
HOURS = {"TAP": 0.0, "WORDS": 24, "REMINDER": 24, "SETUP": 1, "BROADCAST": 2}


def tried(lane: Lane, act: Act, about: About = About.CALL) -> list[timedelta]:
    """The waits until the act is given up."""
    delivery, waits = Delivery(1, "update:1:0", lane, act), list[timedelta]()
    while True:
        outcome = after_failure(delivery, Failure(about, "no network"))
        if outcome.state is not State.QUEUED:
            return waits
        waits.append(outcome.wait)
        delivery = replace(delivery, attempts=outcome.tries)


@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.name)
def test_how_long_is_tried_by_lane(lane: Lane) -> None:
    waits, longest = tried(lane, ACTS[0]), PATIENCE[lane].longest
    total = sum(waits, timedelta()) / timedelta(hours=1)
    assert HOURS[row(lane)] - 0.1 <= total <= HOURS[row(lane)] + 0.01
    assert all(one <= after for one, after in pairwise(waits))
    assert max(waits) == longest
    assert longest <= timedelta(minutes=1 if lane in WORDS else 5)


def test_after_ten_minutes_what_fails_by_itself_steps_aside() -> None:
    for lane in WORDS:
        total = waited(STEPS_ASIDE, PATIENCE[lane].longest)
        assert timedelta(minutes=9) <= total <= timedelta(minutes=11)
        assert total < PATIENCE[lane].span


TAP = acts.AnswerTap("telegram", "t")


def test_a_tap_is_tried_for_seconds_and_a_members_press_for_minutes() -> None:
    assert sum(tried(Lane.TAP, TAP), timedelta()) <= timedelta(seconds=10)
    minutes = sum(tried(Lane.TAP, ASK), timedelta()) / timedelta(minutes=1)
    assert 9 <= minutes <= 10


@pytest.mark.parametrize("about", [About.DESK, About.GROUP])
def test_what_is_no_word_about_it_costs_a_delivery_none_of_its_time(about: About) -> None:
    """A day without a network or a group, and then one call that stumbles: it is tried on."""
    delivery = Delivery(1, "update:1:0", Lane.RELAY, ACTS[0])
    for _ in range(3000):
        outcome = after_failure(delivery, Failure(about, "away"))
        assert outcome.state is State.QUEUED
        delivery = replace(delivery, attempts=outcome.tries)
    stumbled = after_failure(delivery, Failure(About.CALL, "500"))
    assert stumbled.state is State.QUEUED


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("tries", "seconds"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (10**6, 60)]
)
def test_each_wait_is_twice_the_one_before_up_to_the_longest(tries: int, seconds: int) -> None:
    assert next_wait(tries, MINUTE) == timedelta(seconds=seconds)


@given(st.integers(0, 60), st.sampled_from([4, 60, 300]))
def test_the_time_that_was_waited_is_the_sum_of_the_waits(tries: int, seconds: int) -> None:
    longest = timedelta(seconds=seconds)
    waits = (next_wait(n, longest) for n in range(1, tries + 1))
    assert waited(tries, longest) == sum(waits, timedelta())


QUEUES: list[tuple[Act, Lane, str | None]] = [
    (acts.Say(Place(PERSON), WORDS), Lane.REPLY, "telegram:1001"),
    (acts.Edit(Spot(PERSON, "1"), WORDS), Lane.REPLY, "telegram:1001"),
    (acts.Copy(Place(PERSON), GROUP, ("1",)), Lane.RELAY, "telegram:1001"),
    (acts.Copy(Place(PERSON), GROUP, ("1",)), Lane.BROADCAST, "broadcast:telegram:1001"),
    (acts.Say(Place(GROUP, "7"), WORDS), Lane.RELAY, "telegram:-5/7"),
    (acts.SayAlbum(Place(GROUP, "7"), (WORDS,)), Lane.RELAY, "telegram:-5/7"),
    (acts.Copy(Place(GROUP, "7"), PERSON, ("1",)), Lane.RELAY, "telegram:-5/7"),
    (acts.Say(Place(GROUP, "7"), WORDS), Lane.REMINDER, None),
    (acts.Edit(Spot(GROUP, "33"), WORDS), Lane.RELAY, "telegram:-5#33"),
    (acts.Say(Place(GROUP), WORDS), Lane.RELAY, None),
    (acts.CloseThread(Place(GROUP, "7")), Lane.RELAY, "telegram:-5/7"),
    (acts.NameThread(Place(GROUP, "7"), "x"), Lane.CARD, "telegram:-5/7/name"),
    (acts.OpenThread(GROUP, "x"), Lane.RELAY, None),
    (acts.React(Spot(GROUP, "33"), "x"), Lane.REPLY, None),
    (acts.React(Spot(PERSON, "33"), "x"), Lane.REPLY, None),
    (acts.AnswerTap("telegram", "t"), Lane.TAP, None),
    (ASK, Lane.TAP, None),
]


@pytest.mark.parametrize(("act", "lane", "queue"), QUEUES)
def test_what_belongs_together_is_in_one_queue(act: Act, lane: Lane, queue: str | None) -> None:
    assert queue_of(Draft(act, lane)) == queue


def test_what_answers_a_persons_presses_is_in_one_queue() -> None:
    assert queue_of(Draft(acts.AnswerTap("telegram", "t"), Lane.TAP, of=PERSON)) == (
        "taps:telegram:1001"
    )


@pytest.mark.parametrize("act", [*ACTS, ASK], ids=lambda act: type(act).__name__)
def test_only_toasts_and_what_searches_found_expire(act: Act) -> None:
    brief = isinstance(act, acts.AnswerTap | acts.AnswerSearch)
    delivery = Delivery(1, "k", Lane.TAP, act, owed_at=NOW)
    assert not is_expired(delivery, NOW + FRESH)
    assert is_expired(delivery, NOW + FRESH + timedelta(seconds=1)) is brief
    assert not is_expired(delivery, NOW - timedelta(days=40))


def test_an_emergency_goes_first_and_a_broadcast_comes_last() -> None:
    order = "URGENT FILL THREAD TAP REPLY RELAY CARD REMINDER SETUP BROADCAST"
    assert [lane.name for lane in sorted(Lane)] == order.split()


def test_a_draft_is_a_reply_that_leads_to_nothing_and_waits_for_nothing() -> None:
    act = ACTS[0]
    assert Draft(act) == Draft(act, Lane.REPLY, None, None, None, timedelta())
    assert Outcome(State.FAILED) == Outcome(State.FAILED, timedelta(), 0)
