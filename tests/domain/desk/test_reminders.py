"""Before a promised date lapses its experts are called; when it has, it is renewed and told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.desk.releasing import taking
from bot.domain.desk.reminders import (
    MOST_NAMED,
    Lapsed,
    asked_by_time,
    in_general,
    next_look,
    reasons,
)
from bot.domain.desk.renewals import Renew
from bot.domain.desk.tickets import Arrived, Request, Wrote, decide
from bot.domain.desk.view import DeskView
from bot.domain.effects import CallExperts, Effect, KeepStep, Tell
from bot.domain.people import DESK, Actor
from bot.domain.tickets import WAITING, Kind, Status, Step, Ticket
from bot.domain.words import Linked, Value, Words
from tests.domain.desk.ticketbook import (
    CONTACT,
    ELIF,
    IN_SEVEN_DAYS,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    Ticketbook,
    answers,
    by,
    calls,
    held,
    keeps,
    shows_card,
    stands,
    tells,
    ticket,
    view,
)

SECOND = timedelta(seconds=1)
THREE_HOURS = timedelta(hours=3)
TWO_DAYS_LATER = IN_TWO_DAYS + timedelta(days=2)  # from Wednesday evening: Friday


def asked(one: Ticket, at: datetime) -> Step | None:
    return asked_by_time(one, view(after=at - NOW))


@pytest.mark.parametrize(
    ("before_due", "step"),
    [
        (timedelta(days=2), None),
        (THREE_HOURS + SECOND, None),
        (THREE_HOURS, Step.REMIND),
        (SECOND, Step.REMIND),
        (timedelta(), Step.LAPSE),
        (-SECOND, Step.LAPSE),
        (-timedelta(days=30), Step.LAPSE),
    ],
)
@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
def test_before_the_date_lapses_and_when_it_has(
    before_due: timedelta, step: Step | None, status: Status
) -> None:
    assert asked(ticket(status), IN_TWO_DAYS - before_due) == step


def test_the_date_is_the_researched_one() -> None:
    mine = ticket(Status.OPEN, expert_id=31, expert_name="Elif", research=True)
    assert asked(mine, IN_TWO_DAYS) is None
    assert asked(mine, IN_SEVEN_DAYS) is Step.LAPSE


@pytest.mark.parametrize("status", [Status.PENDING, Status.CLOSED])
def test_nobody_is_reminded_of_what_nobody_waits_for(status: Status) -> None:
    assert asked(ticket(status), NOW + timedelta(days=400)) is None


def test_what_nobody_is_on_can_be_taken_below_the_reminder() -> None:
    """Before all reasons why it takes longer."""
    free, mine = ticket(), ticket(Status.OPEN, expert_id=ELIF.id, expert_name="Elif")
    assert reasons(free) == (*taking(free), *reasons(mine))


def test_a_reminder_is_said_once_however_long_ago() -> None:
    near = IN_TWO_DAYS - THREE_HOURS
    book = Ticketbook(ticket()) >> by(DESK, Step.REMIND, after=near - NOW)
    assert (
        book
        << stands(reminded_at=near)
        << keeps(Step.REMIND)
        << calls("reminder.soon", due=IN_TWO_DAYS)
    )
    assert asked(book.ticket, near + SECOND) is None
    assert asked(ticket(thread=None), near) is None  # nobody would read it


def test_a_date_that_lapses_is_renewed_and_everybody_is_told() -> None:
    book = Ticketbook(ticket(reminded_at=NOW)) >> by(DESK, Step.LAPSE, after=IN_TWO_DAYS - NOW)
    assert (
        book
        << stands(renewed_at=IN_TWO_DAYS, lapsed_at=IN_TWO_DAYS, reminded_at=None)
        << keeps(Step.LAPSE)
        << tells("ticket.lapsed", due=TWO_DAYS_LATER)
        << calls("reminder.late", due=TWO_DAYS_LATER)
        << shows_card()
    )
    assert asked(book.ticket, IN_TWO_DAYS) is None
    assert asked(book.ticket, TWO_DAYS_LATER - SECOND) is Step.REMIND
    assert asked(book.ticket, TWO_DAYS_LATER) is Step.LAPSE


def test_an_emergency_is_told_what_to_do_meanwhile() -> None:
    urgent = ticket(policy="emergency-child")
    _, effects = decide(urgent, Step.LAPSE, DESK, view=view(after=timedelta(days=30)))
    told = [word.key for one in effects if isinstance(one, Tell) for word in one.words]
    assert told == ["ticket.lapsed-urgent"]


@pytest.mark.parametrize("actor", [CONTACT, ELIF])
@pytest.mark.parametrize("step", [Step.LAPSE, Step.REMIND])
def test_nobody_but_time_lets_a_date_lapse(actor: Actor, step: Step) -> None:
    _, effects = decide(ticket(), step, actor, view=view(after=timedelta(days=30)))
    assert not any(isinstance(one, Tell | CallExperts) for one in effects)


@pytest.mark.parametrize("request_", [Step.CLOSE, Step.CLAIM, Wrote((held("1"),)), Arrived()])
def test_time_asks_for_nothing_else(request_: Request) -> None:
    one = ticket()
    assert decide(one, request_, DESK, view=view())[0] == one


@pytest.mark.parametrize(
    ("minutes", "step"), [(44, None), (45, Step.REMIND), (59, Step.REMIND), (60, Step.LAPSE)]
)
def test_an_emergency_has_an_hour(minutes: int, step: Step | None) -> None:
    urgent = ticket(policy="emergency-child")
    assert asked(urgent, NOW + timedelta(minutes=minutes)) == step


def test_a_lapsed_emergency_has_another_hour_and_stands_first_and_marked() -> None:
    urgent, hour = ticket(policy="emergency-child", number=99), timedelta(hours=1)
    after, _ = decide(urgent, Step.LAPSE, DESK, view=view(after=hour))
    assert view(after=hour).due_at(after) == NOW + 2 * hour
    _, first, second = in_general(
        [Lapsed(ticket(), "Elif"), Lapsed(after, "Elif")], view(after=hour)
    )
    assert (first.key, second.key) == ("queue.urgent", "reminder.lapsed-line")


def test_a_date_that_has_not_lapsed_is_not_renewed() -> None:
    one = ticket()
    assert decide(one, Step.LAPSE, DESK, view=view(after=timedelta(days=1))) == (one, [])


def test_research_after_a_date_nobody_told_of_the_lapse_of_yet_begins_at_once() -> None:
    """The history knows of the lapse, and the contact hears one date, which is not past."""
    after = IN_TWO_DAYS + timedelta(days=30) - NOW
    book = Ticketbook(ticket(Status.OPEN, expert_id=ELIF.id)) >> by(
        ELIF, Step.RESEARCH, after=after
    )
    due = view(after=after).due_at(book.ticket)
    assert due is not None
    assert due > NOW + after
    assert book.ticket.lapsed_at == book.ticket.renewed_at == NOW + after
    assert [(one.step, one.by) for one in kept(book.left)] == [
        (Step.LAPSE, DESK),
        (Step.RESEARCH, ELIF),
    ]
    told = [one for one in book.left if not isinstance(one, KeepStep)]
    book = replace(book, left=tuple(told))
    assert book << answers("staff.research") << tells("ticket.research", due=due) << shows_card()


def kept(effects: Sequence[Effect]) -> list[KeepStep]:
    """The steps that the history knows."""
    return [one for one in effects if isinstance(one, KeepStep)]


def test_one_word_names_all_whose_dates_have_lapsed() -> None:
    lapsed = [Lapsed(ticket(number=n), "Elif") for n in range(1, 24)]
    title, *lines, more = in_general(lapsed, view())
    assert (title.key, title.plural) == ("reminder.lapsed", 23)
    numbers = [line.values["number"] for line in lines]
    assert numbers == [Linked(f"#{n}") for n in range(1, MOST_NAMED + 1)]
    assert more == Words("reminder.lapsed-more", {"n": 3}, plural=3)
    number = Linked(f"#{NUMBER}", "https://a.org/7")
    values: dict[str, Value] = {"number": number, "expert": "Elif", "due": IN_TWO_DAYS}
    assert in_general([Lapsed(ticket(), "Elif", "https://a.org/7")], view()) == (
        Words("reminder.lapsed", {"n": 1}, plural=1),
        Words("reminder.lapsed-line", values),
    )


REQUESTS: tuple[tuple[Actor, Request], ...] = (
    (ELIF, Step.CLAIM),
    (ELIF, Step.RESEARCH),
    (ELIF, Step.LEGAL),
    (ELIF, Renew("law")),
    (ELIF, Renew("bakanlık", Step.RESEARCH)),
    (ELIF, Renew("mahkeme", Step.LEGAL)),
    (ELIF, Step.ON_IT),
    (ELIF, Step.ASK),
    (ELIF, Step.NOT_YET),
    (ELIF, Arrived()),
    (ELIF, Arrived(crossed=True)),
    (ELIF, Step.CLOSE),
    (ELIF, Step.REOPEN),
    (CONTACT, Wrote((held("1"),))),
    (CONTACT, Wrote((held("1"),), alarm="emergency-child")),
    (CONTACT, Step.CLOSE),
    (CONTACT, Step.REOPEN),
)
WAITS = (
    timedelta(seconds=1),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=9),
    timedelta(days=41),
    timedelta(days=-2),  # somebody sets the clock back
)


@given(st.lists(st.tuples(st.sampled_from(WAITS), st.sampled_from(REQUESTS), st.booleans())))
def test_no_date_that_is_told_is_past_and_none_passes_in_silence(
    history: list[tuple[timedelta, tuple[Actor, Request], bool]],
) -> None:
    """Whatever befalls a ticket, also while the desk stands still and no tick comes."""
    one, after = ticket(), timedelta()
    for wait, (actor, request), ticks in history:
        after += wait
        seen = view(after=after)
        while ticks and (step := asked_by_time(one, seen)) is not None:
            one = ticked(one, step, seen)
        one, effects = decide(one, request, actor, view=seen)
        assert all(due > seen.now for due in dates(effects))
        due = seen.due_at(one)
        assert (due is not None and due > seen.now) == (one.status in WAITING)


def ticked(one: Ticket, step: Step, seen: DeskView) -> Ticket:
    """The ticket after what time asks for: a lapsed date is renewed and told, and somebody called;
    nothing is asked for twice.
    """
    late, known = step is Step.LAPSE, Step.RENEW if one.legal else Step.LAPSE
    assert late == seen.promise.lapsed(one, seen.now)
    after, effects = decide(one, step, DESK, view=seen)
    assert late == (known in [each.step for each in kept(effects)])
    called = any(isinstance(each, CallExperts) for each in effects)
    assert called == (step in (Step.LAPSE, Step.REMIND, Step.RETURN))
    assert not late or any(isinstance(each, Tell) for each in effects)
    assert all(due > seen.now for due in dates(effects))
    assert not seen.promise.lapsed(after, seen.now)
    assert asked_by_time(after, seen) is not step
    return after


def dates(effects: Sequence[Effect]) -> list[datetime]:
    """Every date that somebody hears."""
    words = [word for one in effects if isinstance(one, Tell) for word in one.words]
    words += [one.words for one in effects if isinstance(one, CallExperts)]
    words += [promise for word in words if isinstance(promise := word.values.get("promise"), Words)]
    found = (word.values.get("due") for word in words)
    return [due for due in found if isinstance(due, datetime)]


def standing_anyhow() -> st.SearchStrategy[Ticket]:
    """A ticket of any history that matters to time."""
    moments = st.none() | st.integers(-300, 0).map(lambda hours: NOW + timedelta(hours=hours))
    return st.builds(
        ticket,
        st.sampled_from(list(Status)),
        since=st.integers(-300, 0).map(lambda hours: NOW + timedelta(hours=hours)),
        **dict.fromkeys(("renewed_at", "reminded_at", "worked_at"), moments),
        **dict.fromkeys(("answered_at", "nudged_at"), moments),
        expert_id=st.none() | st.just(ELIF.id),
        research=st.booleans(),
        legal=st.booleans(),
        policy=st.none() | st.just("emergency-child"),
        thread=st.none() | st.just("7"),
        kind=st.sampled_from(list(Kind)),
        appointed_until=st.none()
        | st.integers(-300, 300).map(lambda hours: NOW + timedelta(hours=hours)),
    )


@settings(max_examples=60, deadline=None)
@given(standing_anyhow(), st.integers(0, 500))
def test_time_asks_for_something_exactly_from_the_next_look_on(one: Ticket, hours: int) -> None:
    """So a ticket that is not looked at before then misses nothing."""
    now = NOW + timedelta(hours=hours)
    look = next_look(one, view().promise)
    assert (asked(one, now) is not None) == (look is not None and look <= now)
    if look is not None:
        assert asked(one, look) is not None
        assert asked(one, look - SECOND / 1000) is None
