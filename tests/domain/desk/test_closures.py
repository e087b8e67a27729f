"""The desk is closed for some days: how that is said, and what becomes of the dates."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.desk.closures import LONGEST_REASON, Closure, in_words, moved, read
from bot.domain.desk.view import DeskView
from bot.domain.effects import ShowCard, Tell
from bot.domain.tickets import Status, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import CONTACT, IN_TWO_DAYS, NOW, NUMBER, PROMISE, ticket, view

TODAY = date(2026, 11, 23)
EVE, NEW_YEAR = date(2026, 12, 24), date(2027, 1, 4)


@pytest.mark.parametrize(
    ("words", "closure"),
    [
        ("24.12.2026 tatil", Closure(EVE, EVE, "tatil")),
        ("24/12/2026: yıl sonu  tatili", Closure(EVE, EVE, "yıl sonu tatili")),
        ("2026-12-24 tatil", Closure(EVE, EVE, "tatil")),
        ("24.12 tatil", Closure(EVE, EVE, "tatil")),
        ("4.1 tatil", Closure(NEW_YEAR, NEW_YEAR, "tatil")),
        ("24.12.2026-04.01.2027 tatil", Closure(EVE, NEW_YEAR, "tatil")),
        ("24.12 – 4.1 tatil", Closure(EVE, NEW_YEAR, "tatil")),
        ("2026-12-24..2027-01-04 tatil", Closure(EVE, NEW_YEAR, "tatil")),
        ("23.11.2026 bugün", Closure(TODAY, TODAY, "bugün")),
        ("22.11.2026 dün", None),
        ("24.12.2026", None),
        ("24.12.2026-31.12.2026", None),
        ("yarın tatil", None),
        ("31.11.2026 tatil", None),
        ("24.13.2026 tatil", None),
        ("04.01.2027-24.12.2026 tatil", None),
        ("24.12.2026-31.12.2028 tatil", None),
        ("", None),
    ],
)
def test_days_are_said_in_the_usual_ways(words: str, closure: Closure | None) -> None:
    assert read(words, TODAY) == closure


def test_a_leap_day_of_no_year_is_none() -> None:
    assert read("29.02 tatil", TODAY) is None
    assert read("29.02.2028 tatil", TODAY) == Closure(date(2028, 2, 29), date(2028, 2, 29), "tatil")


def test_a_reason_ends_somewhere() -> None:
    found = read(f"24.12.2026 {'a' * 999}", TODAY)
    assert found is not None
    assert len(found.reason) == LONGEST_REASON


def test_a_closure_knows_its_days() -> None:
    three = Closure(EVE, EVE + timedelta(days=2), "tatil")
    assert list(three.days) == [EVE, EVE + timedelta(days=1), EVE + timedelta(days=2)]
    assert three.code == "2026-12-24..2026-12-26"
    assert in_words(three).key == "closure.days"
    assert in_words(Closure(EVE, EVE, "")) == Words("closure.day", {"first": EVE})
    assert [three.has_begun(EVE + timedelta(days=n)) for n in (-1, 0, 1)] == [False, True, True]


DUE_DAY = date(2026, 11, 25)  # of an ordinary ticket of NOW
ONE = Closure(DUE_DAY, DUE_DAY, "taşınıyoruz")
LATER = IN_TWO_DAYS + timedelta(days=1)


def closed(*days: date, at: timedelta = timedelta()) -> DeskView:
    return DeskView(PROMISE.away_on(frozenset(days)), NOW + at)


def told(key: str, due: object) -> Tell:
    promise = Words("promise.answer", {"due": due})  # type: ignore[dict-item]
    values: dict[str, Any] = {"number": NUMBER, "promise": promise, "days": in_words(ONE)}
    words = Words(key, {**values, "reason": "taşınıyoruz"})
    return Tell(CONTACT.id, (words,), ticket=NUMBER)


def test_a_date_that_falls_into_it_is_told_anew_with_the_reason() -> None:
    before = ticket(reminded_at=NOW)
    after, effects = moved(before, ONE, before=view(), after=closed(DUE_DAY))
    assert after == ticket()
    assert effects == [told("ticket.closed-days", LATER), ShowCard(after)]


def test_a_date_that_comes_earlier_again_is_told_too() -> None:
    after, effects = moved(ticket(), ONE, before=closed(DUE_DAY), after=view())
    assert effects == [told("ticket.open-days", IN_TWO_DAYS), ShowCard(after)]


@pytest.mark.parametrize(
    ("one", "days", "at"),
    [
        (ticket(), (EVE,), timedelta()),  # another day
        (ticket(Status.PENDING), (DUE_DAY,), timedelta()),
        (ticket(Status.CLOSED), (DUE_DAY,), timedelta()),
        (ticket(), (DUE_DAY,), timedelta(days=2, hours=7)),  # the date has lapsed: that is told
    ],
)
def test_nobody_else_is_told(one: Ticket, days: tuple[date, ...], at: timedelta) -> None:
    assert moved(one, ONE, before=view(at), after=closed(*days, at=at)) == (one, [])


def test_what_has_no_fixed_date_is_promised_a_word() -> None:
    legal = ticket(Status.OPEN, legal=True, renewed_at=NOW)
    day = PROMISE.told(legal)
    assert day is not None
    _, (said, _) = moved(legal, ONE, before=view(), after=closed(day.date()))
    assert isinstance(said, Tell)
    promise = said.words[0].values["promise"]
    assert isinstance(promise, Words)
    assert promise.key == "promise.legal"
