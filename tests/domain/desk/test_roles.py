"""Roles as they are typed, given and taken."""

import pytest

from bot.domain.desk.roles import (
    Bearing,
    Change,
    Duty,
    Said,
    bears,
    changed,
    code,
    from_code,
    named,
    read,
)
from bot.domain.people import Expert, Role

SUBJECTS = {1, 3, 10}
COORDINATOR, ON_DUTY = Duty.COORDINATOR, Duty.ON_DUTY


def gives(*bearings: Bearing) -> tuple[Change, ...]:
    return tuple(Change(one) for one in bearings)


def takes(*bearings: Bearing) -> tuple[Change, ...]:
    return tuple(Change(one, gives=False) for one in bearings)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", Said()),
        ("Elif", Said("Elif")),
        ("Elif Nur Yılmaz", Said("Elif Nur Yılmaz")),
        ("Elif koordinatör", Said("Elif", gives(COORDINATOR))),
        ("Elif KOORDİNATÖR", Said("Elif", gives(COORDINATOR))),
        ("Elif Nur nobetci, 3", Said("Elif Nur", gives(ON_DUTY, 3))),
        ("nöbetçi 1 10", Said("", gives(ON_DUTY, 1, 10))),
        ("-nöbetçi", Said("", takes(ON_DUTY))),
        ("- nöbetçi", Said("", takes(ON_DUTY))),
        ("–nöbetçi —3", Said("", takes(ON_DUTY, 3))),
        ("Elif nöbetçi değil", Said("Elif", takes(ON_DUTY))),
        ("Elif on duty", Said("Elif", gives(ON_DUTY))),
        ("Elif -duty", Said("Elif", takes(ON_DUTY))),
        ("Elif uzman", Said("Elif", takes(COORDINATOR))),
        ("Elif konu 3 ve 1", Said("Elif", gives(3, 1))),
        ("Elif #3.", Said("Elif", gives(3))),
        ("Elif 4", Said("Elif", unknown=("4",))),
        ("Elif nöbetçi müdür", Said("Elif", gives(ON_DUTY), ("müdür",))),
        ("Elif nöbetçi 99", Said("Elif", gives(ON_DUTY), ("99",))),
    ],
)
def test_what_is_typed(typed: str, said: Said) -> None:
    assert read(typed, SUBJECTS) == said


ELIF = Expert(1, "Elif Nur Yılmaz")


@pytest.mark.parametrize("bearing", [COORDINATOR, ON_DUTY, 3])
def test_what_is_given_is_borne_until_it_is_taken(bearing: Bearing) -> None:
    (has,) = {changed(ELIF, gives(bearing))}
    others = {COORDINATOR, ON_DUTY, 3, 1} - {bearing}
    assert bears(has, bearing)
    assert not any(bears(has, one) for one in others)
    assert changed(has, gives(bearing)) == has
    assert changed(has, takes(bearing)) == ELIF


def test_several_changes_hold_together() -> None:
    has = changed(ELIF, (*gives(COORDINATOR, 1, 3), *takes(1)))
    assert has == Expert(1, ELIF.name, Role.COORDINATOR, subjects=frozenset({3}))


def test_who_runs_the_group_coordinates_whatever_the_role() -> None:
    leads = Expert(1, "Elif", leads=True)
    assert bears(leads, COORDINATOR)
    assert bears(changed(leads, takes(COORDINATOR)), COORDINATOR)


@pytest.mark.parametrize("bearing", [COORDINATOR, ON_DUTY, 12])
def test_a_bearing_is_kept_as_text(bearing: Bearing) -> None:
    assert from_code(code(bearing)) == bearing


@pytest.mark.parametrize("written", ["", "desk", "-1", "expert"])
def test_what_nobody_can_bear_is_none(written: str) -> None:
    assert from_code(written) is None


PEOPLE = (ELIF, Expert(2, "Elif"), Expert(3, "Çağrı Şen"), Expert(4, "Elifcan Ak"), Expert(5, "🌿"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Elif", [2]),
        ("elif nur", [1]),
        ("ELİF YILMAZ", [1]),
        ("cagri", [3]),
        ("@Şen", [3]),
        ("el", [1, 2, 4]),
        ("Nur Elifcan", []),
        ("Deniz", []),
        ("", [5]),
        ("🌿", [5]),
    ],
)
def test_a_name_means_whose_it_is_else_all_whom_it_begins(name: str, found: list[int]) -> None:
    assert [one.id for one in named(name, PEOPLE)] == found
