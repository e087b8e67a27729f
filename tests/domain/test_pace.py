"""The pace keeps Telegram's windows whatever is asked of it, and loses no more time than it
must.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.pace import MINUTE, Pace

GROUP = -1001000000001
PERSON = 1001
PER_SECOND, GROUP_MINUTE, BURST = 28, 19, 5
TELEGRAM_PER_SECOND, TELEGRAM_GROUP_MINUTE = 30, 20
LATE = 0.25  # seconds that a call may be under way before Telegram counts it
MOST_EXAMPLES = 60

chats = st.sampled_from([GROUP, PERSON, PERSON + 1, PERSON + 2, None])
wishes = st.lists(st.tuples(chats, st.floats(0, 3)), min_size=1, max_size=250)


def pace() -> Pace:
    return Pace(PER_SECOND, GROUP_MINUTE, BURST)


def spoken(asked: list[tuple[int | None, float]], own: Pace) -> list[tuple[int | None, float]]:
    """Every wish, made as soon as the pace allows: (chat, moment)."""
    now, made = 0.0, []
    for chat_id, pause in asked:
        now += pause
        now += own.wait(now)
        if chat_id is not None and (wait := own.limited(now).get(chat_id)):
            now += wait
            now += own.wait(now)
        own.took(chat_id, now)
        made.append((chat_id, now))
    return made


def fullest(moments: list[float], span: float) -> int:
    """The most moments in any window of `span` seconds."""
    return max(
        (sum(start <= one < start + span - 1e-6 for one in moments) for start in moments), default=0
    )


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(wishes)
def test_no_window_is_ever_too_full(asked: list[tuple[int | None, float]]) -> None:
    made = spoken(asked, pace())
    assert fullest([at for _, at in made], 1.0) <= PER_SECOND
    assert fullest([at for chat, at in made if chat == GROUP], MINUTE) <= GROUP_MINUTE
    assert fullest([at for chat, at in made if chat == PERSON], float(BURST)) <= BURST


@settings(max_examples=MOST_EXAMPLES, deadline=None)
@given(wishes, st.lists(st.floats(0, LATE), min_size=250, max_size=250))
def test_telegram_sees_no_full_second_even_when_calls_arrive_late(
    asked: list[tuple[int | None, float]], late: list[float]
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
    made = spoken([(1000 + n, 0.0) for n in range(PER_SECOND * 3 + 1)], pace())
    assert made[-1][1] <= 3.0 + 1e-6


def test_a_group_gets_its_whole_minute() -> None:
    made = [at for _, at in spoken([(GROUP, 0.0)] * (GROUP_MINUTE + 1), pace())]
    assert made[GROUP_MINUTE - 1] < 1.0
    assert MINUTE <= made[GROUP_MINUTE] < MINUTE + 0.1


def test_a_short_burst_to_one_chat_then_one_a_second() -> None:
    made = [at for _, at in spoken([(PERSON, 0.0)] * (BURST * 3), pace())]
    assert made[BURST - 1] < 1.0
    assert made[-1] < 3 * BURST


def test_what_was_said_long_ago_is_forgotten() -> None:
    own = pace()
    for n in range(1000):
        own.took(2000 + n, float(n))
    own.limited(2000.0)
    assert own._chats == {}
