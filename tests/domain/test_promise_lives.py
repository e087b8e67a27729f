"""Whole lives of tickets over seven years: the date that is promised is what counting minute by
minute gives from when the ball came to the desk, or the promise was renewed; it stands still while
the contact has the ball.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random

import pytest

from bot.domain.desk.emergencies import SAID_BY_EXPERT
from bot.domain.promise import Promise
from bot.domain.tickets import NEXT, Status, Step, Ticket, advance
from tests.domain.brute import DESKS, FIRST, LAST, MINUTE, ZONE, Minutes
from tests.domain.desk.ticketbook import ticket

DAYS = {"answer": 2, "research": 7, "legal": 5}
STEPS = (
    *(Step.CLAIM, Step.ON_IT, Step.RESEARCH, Step.LEGAL, Step.RENEW, Step.LAPSE, Step.NOT_YET),
    *(Step.REPLY, Step.REPLY, Step.CONTACT_WROTE, Step.CONTACT_WROTE, Step.CLOSE, Step.REOPEN),
    *(Step.ALARM, Step.CALM),
)
LIFE = 12  # steps


@dataclass(frozen=True, slots=True)
class Clock:
    """What is owed, told by what happened alone; `runs` while the contact waits for the desk."""

    since: datetime
    kind: str = "answer"
    hours: bool = False  # an emergency's, until it is said that it takes longer
    runs: bool = True

    def after(self, step: Step, now: datetime) -> "Clock":
        """The clock when this has happened."""
        anew = Clock(now, hours=self.hours)
        match step:
            case Step.CONTACT_WROTE | Step.REOPEN:
                return self if self.runs else anew
            case Step.LEGAL:
                return replace(self, since=now, kind="legal")
            case Step.RESEARCH:
                return replace(self, kind="research")
            case Step.RENEW | Step.LAPSE:
                return replace(self, since=now)
            case Step.ALARM | Step.CALM:
                return replace(anew, hours=step is Step.ALARM, runs=self.runs or step is Step.ALARM)
            case Step.REPLY | Step.CLOSE:
                return replace(self, runs=False)
            case Step.NOT_YET:
                return replace(self, runs=True)
        return self

    def due(self, slow: Minutes, since: datetime) -> datetime:
        """The date of what is promised then."""
        if self.hours and self.kind == "answer":
            return slow.after(since, 60)
        return slow.due(since, DAYS[self.kind])


def lived(one: Ticket, step: Step, now: datetime) -> Ticket:
    """The ticket after a step; an expert's word on emergencies is written on it by its rule."""
    said = {Step.ALARM: SAID_BY_EXPERT, Step.CALM: None}
    return replace(advance(one, step, now), policy=said.get(step, one.policy))


def differences(lives: int, seed: int) -> int:
    """At how many moments the desk promises anything else."""
    chance, wrong = Random(seed), 0
    counted = [(Promise(desk), Minutes(desk)) for desk in DESKS]
    minutes = (LAST - FIRST).days * 24 * 60 * 9 // 10
    for n in range(lives):
        promise, slow = counted[n % len(counted)]
        now = datetime.combine(FIRST, time(), ZONE) + chance.randrange(minutes) * MINUTE
        one, clock = ticket(opened_at=now, since=now), Clock(now)
        for _ in range(LIFE):
            now += chance.choice((1, 30, 600, 3000, 9000)) * chance.randrange(1, 9) * MINUTE
            possible = [step for step in STEPS if (one.status, step) in NEXT]
            step = chance.choice(possible)
            closed = one.status is Status.CLOSED
            one, clock = lived(one, step, now), clock.after(step, now)
            if closed and step is Step.REPLY:  # no promise was running: one that isn't kept begins
                clock = replace(clock, since=now)
            later = now + chance.randrange(9000) * MINUTE
            wrong += said(one, promise, later) != expected(clock, slow, later)
    return wrong


def said(one: Ticket, promise: Promise, now: datetime) -> tuple[datetime | None, bool]:
    """By when the desk says it answers, and whether its date has passed."""
    return promise.due_at(one, now), promise.lapsed(one, now)


def expected(clock: Clock, slow: Minutes, now: datetime) -> tuple[datetime | None, bool]:
    """The same, counted the slow way."""
    if not clock.runs:
        return None, False
    due = clock.due(slow, clock.since)
    return (clock.due(slow, now), True) if due <= now else (due, False)


def test_a_promise_is_what_counting_minute_by_minute_gives() -> None:
    assert differences(250, seed=1) == 0


@pytest.mark.soak
def test_a_hundred_thousand_promises_are() -> None:
    assert differences(100_000 // LIFE, seed=2) == 0


def test_a_promise_given_a_minute_late_is_noticed() -> None:
    """So the two that are compared are not the same by their making."""
    (promise, slow), now = (
        (Promise(DESKS[0]), Minutes(DESKS[0])),
        datetime.combine(FIRST, time(), ZONE),
    )
    one = ticket(opened_at=now, since=now)
    assert said(one, promise, now) == expected(Clock(now), slow, now)
    late = replace(one, since=now + timedelta(days=3))
    assert said(late, promise, now) != expected(Clock(now), slow, now)
