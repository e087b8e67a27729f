"""The pace keeps Telegram's windows whatever is asked of it, and loses no more time than it
must.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pace import MINUTE, Pace
from bot.domain.people import Address

GROUP = Address("telegram", "-1001000000001", group=True)
OTHER_GROUP = Address("telegram", "-1001000000002", group=True)
PERSON, *OTHERS = (Address("telegram", str(1001 + n)) for n in range(3))
ELSEWHERE = Address("echo", "1001")
PER_SECOND, GROUP_MINUTE, BURST = 28, 19, 5
TELEGRAM_PER_SECOND, TELEGRAM_GROUP_MINUTE = 30, 20
LATE = 0.25  # seconds that a call may be under way before Telegram counts it
MOST_EXAMPLES = 60

Spoken = list[tuple[Address | None, float]]
chats = st.sampled_from([GROUP, OTHER_GROUP, PERSON, *OTHERS, ELSEWHERE, None])
wishes = st.lists(st.tuples(chats, st.floats(0, 3)), min_size=1, max_size=250)


def pace() -> Pace:
    return Pace(PER_SECOND, GROUP_MINUTE, BURST)


def spoken(asked: Spoken, own: Pace) -> Spoken:
    """Every wish, made as soon as the pace allows: (chat, moment)."""
    now, made = 0.0, []
    for chat, pause in asked:
        now += pause
        now += own.wait(now)
        if chat is not None and (wait := own.limited(now).get(chat.key)):
            now += wait
            now += own.wait(now)
        own.took(chat, now)
        made.append((chat, now))
    return made


def fullest(moments: list[float], span: float) -> int:
    """The most moments in any window of `span` seconds."""
    return max(
        (sum(start <= one < start + span - 1e-6 for one in moments) for start in moments), default=0
    )


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(wishes)
def test_no_window_is_ever_too_full(asked: Spoken) -> None:
    made = spoken(asked, pace())
    assert fullest([at for _, at in made], 1.0) <= PER_SECOND
    for group in (GROUP, OTHER_GROUP):
        assert fullest([at for chat, at in made if chat == group], MINUTE) <= GROUP_MINUTE
    for person in (PERSON, *OTHERS, ELSEWHERE):
        assert fullest([at for chat, at in made if chat == person], float(BURST)) <= BURST


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(wishes, st.lists(st.floats(0, LATE), min_size=250, max_size=250))
def test_telegram_sees_no_full_second_even_when_calls_arrive_late(
    asked: Spoken, late: list[float]
) -> None:
    made = spoken([(chat, 0.0) for chat, _ in asked], pace())
    arrived = [
        at + (delay if n % 7 == 0 else 0.0)
        for n, ((_, at), delay) in enumerate(zip(made, late, strict=False))
    ]
    assert fullest(arrived, 1.0) <= TELEGRAM_PER_SECOND
    group = [at for at, (chat, _) in zip(arrived, made, strict=True) if chat == GROUP]
    assert fullest(group, MINUTE) <= TELEGRAM_GROUP_MINUTE


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(st.lists(st.floats(0, 5), max_size=20), st.floats(0.1, 30))
def test_nobody_speaks_in_a_halt(before: list[float], wait: float) -> None:
    own = pace()
    spoken([(PERSON, pause) for pause in before], own)
    now = sum(before) + 1000
    own.halt(now + wait)
    own.halt(now + wait / 2)  # a shorter one does not end the longer one
    assert own.wait(now) >= wait - 1e-6
    assert own.halted(now + wait / 2) > 0
    assert own.halted(now + wait + 1e-6) == 0
    assert own.wait(now + wait + 1e-6) == 0


def test_the_limits_are_used_fully() -> None:
    crowd = [Address("telegram", str(n)) for n in range(PER_SECOND * 3 + 1)]
    made = spoken([(person, 0.0) for person in crowd], pace())
    assert made[-1][1] <= 3.0 + 1e-6


def test_a_group_gets_its_whole_minute_half_of_it_at_once() -> None:
    made = [at for _, at in spoken([(GROUP, 0.0)] * (GROUP_MINUTE * 5 + 1), pace())]
    assert made[GROUP_MINUTE // 2 - 1] < 1.0
    for minute in range(1, 6):
        assert made[GROUP_MINUTE * minute - 1] < MINUTE * minute <= made[GROUP_MINUTE * minute]


def test_an_emergency_need_not_wait_for_long_in_a_group_that_is_spoken_to_without_end() -> None:
    own, now, emergencies = pace(), 0.0, []
    for second in range(600):
        now = max(now, float(second)) + own.wait(now)
        if second % 97 == 50:
            while GROUP.key in own.limited(now, evenly=False):
                now += 0.1
            emergencies.append(now - second)
            own.took(GROUP, now)
        if GROUP.key not in own.limited(now):
            own.took(GROUP, now)
    assert max(emergencies) < MINUTE / 6


def test_who_is_told_much_is_told_evenly_after_the_burst_and_bursts_again_when_quiet() -> None:
    own = pace()
    made = [at for _, at in spoken([(PERSON, 0.0)] * 40, own)]
    later = [after - before for before, after in zip(made[BURST:], made[BURST + 1 :], strict=False)]
    assert all(0.95 < pause < 1.05 for pause in later)
    now = made[-1] + 2 * BURST
    for n in range(BURST):
        assert own.limited(now + n / 30) == {}
        own.took(PERSON, now + n / 30)


def test_whoever_presses_in_haste_waits_like_a_chat_and_others_do_not() -> None:
    own = pace()
    for n in range(BURST):
        own.took(None, n / 10, queue="taps:telegram:1001")
    own.took(None, 1.0, queue="taps:telegram:1002")
    own.took(PERSON, 1.0)
    assert own.limited(1.0) == {"taps:telegram:1001": BURST - 1.0}


def test_a_short_burst_to_one_chat_then_one_a_second() -> None:
    made = [at for _, at in spoken([(PERSON, 0.0)] * (BURST * 3), pace())]
    assert made[BURST - 1] < 1.0
    assert made[-1] < 3 * BURST


@pytest.mark.parametrize(
    ("now", "wait"),
    [(10.0, 0.25), (10.125, 0.125), (10.25, 0.0), (99.0, 0.0)],
)
def test_calls_are_parted_by_their_share_of_a_second(now: float, wait: float) -> None:
    own = Pace(4, GROUP_MINUTE, BURST)
    assert own.wait(10.0) == 0
    own.took(None, 10.0)
    own.took(None, 9.0)  # one that is counted late does not move the moment back
    assert own.wait(now) == wait
    assert own.halted(now) == 0


@pytest.mark.parametrize(("now", "wait"), [(10.0, 5.0), (14.5, 0.5), (15.0, 0.0), (16.0, 0.0)])
def test_a_halt_holds_everybody_until_its_moment(now: float, wait: float) -> None:
    own = pace()
    own.halt(15.0)
    own.halt(12.0)
    assert (own.wait(now), own.halted(now)) == (wait, wait)
    assert own.limited(now) == {}


def test_a_chat_waits_until_its_oldest_call_leaves_the_window() -> None:
    own = Pace(PER_SECOND, 4, 2)
    own.took(PERSON, 10.0)
    assert own.limited(10.0) == {}
    own.took(PERSON, 10.5)
    assert own.limited(10.5) == {PERSON.key: 1.5}
    assert own.limited(11.75) == {PERSON.key: 0.25}
    assert own.limited(12.0) == {}
    own.took(PERSON, 12.0)
    assert own.limited(12.0) == {PERSON.key: 1.0}  # the burst is over: one a second
    assert own.limited(12.0, evenly=False) == {PERSON.key: 0.5}


def test_what_was_said_all_the_same_counts_from_the_last_calls() -> None:
    own = Pace(PER_SECOND, 4, 2)
    for moment in (10.0, 10.5, 11.0):
        own.took(PERSON, moment)
    assert own.limited(11.0) == {PERSON.key: 1.5}


def test_groups_and_chats_wait_each_for_themselves_and_by_their_own_window() -> None:
    own = Pace(PER_SECOND, 3, 2)
    for n in range(2):
        for address in (GROUP, PERSON, ELSEWHERE):
            own.took(address, float(n))
    own.took(GROUP, 2.0)
    own.took(OTHER_GROUP, 2.0)
    own.took(OTHERS[0], 1.0)
    own.took(None, 1.0)
    assert own.limited(1.5, evenly=False) == {GROUP.key: 58.5, PERSON.key: 0.5, ELSEWHERE.key: 0.5}
    assert own.limited(2.0, evenly=False) == {GROUP.key: 58.0}
    assert own.limited(59.75, evenly=False) == {GROUP.key: 0.25}
    assert own.limited(60.0, evenly=False) == {}


def test_what_was_said_long_ago_is_forgotten() -> None:
    own = pace()
    for n in range(1000):
        own.took(Address("telegram", str(2000 + n)), float(n))
        own.took(Address("telegram", str(-2000 - n), group=True), float(n))
    own.limited(2000.0)
    assert (own._chats._taken, own._groups._taken) == ({}, {})
    assert (own._chats._parted, own._groups._parted) == ({}, {})


def silences(own: Pace, chats: list[str], *, begin: float = 0.0) -> list[float]:
    """How long all are silent after calls that fail one after the other, each when it may be."""
    now, found = begin, []
    for chat in chats:
        own.stumbled(chat, now, now)
        found.append(own.silent(now))
        now += own.silent(now) + 0.01
    return found


def test_one_chat_that_always_fails_silences_nobody() -> None:
    assert silences(pace(), ["a", "b"] * 20) == [0.0] * 40


def test_failures_to_one_chat_after_the_other_silence_all_for_longer_each_time() -> None:
    chats = [*"abc", *"aaaaaaa"]
    assert silences(pace(), chats) == pytest.approx([0, 0, 1, 2, 4, 8, 16, 30, 30, 30])


def test_a_call_that_goes_well_ends_the_silence_and_forgets_what_failed() -> None:
    own = pace()
    silences(own, [*"abcd"])
    own.went_well(None)
    assert own.silent(7.0) == 0.0
    assert silences(own, [*"abc"], begin=8.0) == pytest.approx([0, 0, 1])


def test_calls_that_were_under_way_together_are_one_failure() -> None:
    own = pace()
    lengths = [own.stumbled(chat, begun=0.0, now=0.5) for chat in "abcdefgh"]
    assert lengths == [0, 0, 1, 0, 0, 0, 0, 0]


def test_a_halt_is_no_shorter_for_what_goes_well() -> None:
    own = pace()
    own.halt(10.0)
    own.went_well(None)
    assert own.silent(4.0) == own.halted(4.0) == 6.0


def test_a_group_that_is_away_is_left_alone_for_longer_each_time_until_it_is_back() -> None:
    own = pace()
    own.left(GROUP.key, 0.0, 0.0)
    own.left(GROUP.key, -1.0, 0.1)  # one that was under way
    assert own.away(0.5) == own.limited(0.5) == {GROUP.key: 0.5}
    assert own.away(1.0) == {}
    own.left(GROUP.key, 1.0, 1.0)
    assert own.limited(1.0) == {GROUP.key: 2.0}
    assert own.silent(1.0) == 0.0
    own.went_well(None)
    assert own.away(1.0) == {GROUP.key: 2.0}
    own.went_well(GROUP.key)
    assert own.away(1.0) == own.limited(1.0) == {}
