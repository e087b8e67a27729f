"""Roles and subjects of experts: how they are said, given and taken.

Law: what is not understood changes nobody's roles.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.people import Expert, Role
from intents.turkish import fold


class Duty(StrEnum):
    """What somebody may bear besides subjects."""

    COORDINATOR = "coordinator"
    ON_DUTY = "on-duty"


Bearing = Duty | int  # a number is a subject's


@dataclass(frozen=True, slots=True)
class Change:
    """Something is given to somebody, or taken from them."""

    bearing: Bearing
    gives: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """What stands behind a command: somebody's name, and what changes; `unknown` are words that
    are neither.
    """

    name: str = ""
    changes: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()


_DUTIES = {
    **dict.fromkeys(("koordinator", "koord", "coordinator"), Change(Duty.COORDINATOR)),
    **dict.fromkeys(("nobetci", "nobet", "nobette", "on duty", "duty"), Change(Duty.ON_DUTY)),
    **dict.fromkeys(("uzman", "expert"), Change(Duty.COORDINATOR, gives=False)),
}
_NOT = frozenset({"degil", "not", "yok", "al", "off"})  # behind what is taken
_FILLING = frozenset({"konu", "konusu", "subject", "rol", "role", "ve", "and", "ver"})
_ON_DUTY = re.compile(r"\bon duty\b", re.IGNORECASE)
_MINUS = "-−–—"  # phones make a dash of it


def read(text: str, subjects: Collection[int]) -> Said:
    """What is said of whom: a name, then roles and numbers of subjects; a minus before one, or
    *not* behind it, takes it.
    """
    name, changes, unknown = list[str](), list[Change](), list[str]()
    for token in _tokens(text):
        change, word = _change(token, subjects), fold(token)
        if change is not None:
            changes.append(change)
        elif changes and word in _NOT:
            changes[-1] = replace(changes[-1], gives=False)
        elif word in _FILLING and (name or changes):
            continue
        elif changes or not word or word.isdecimal():
            unknown.append(token)
        else:
            name.append(token)
    return Said(" ".join(name), tuple(changes), tuple(unknown))


def _tokens(text: str) -> list[str]:
    """The words, a minus with what it stands before."""
    spaced = _ON_DUTY.sub("on-duty", text.replace(",", " ").replace(";", " "))
    tokens, minus = list[str](), ""
    for token in spaced.split():
        if token in _MINUS:
            minus = "-"
            continue
        tokens.append(minus + token)
        minus = ""
    return tokens


def _change(token: str, subjects: Collection[int]) -> Change | None:
    takes, word = token[0] in _MINUS, fold(token)
    if word.isdecimal() and int(word) in subjects:
        return Change(int(word), gives=not takes)
    duty = _DUTIES.get(word)
    return replace(duty, gives=False) if duty is not None and takes else duty


def changed(expert: Expert, changes: Iterable[Change]) -> Expert:
    """The expert after these changes."""
    for change in changes:
        expert = _one(expert, change)
    return expert


def _one(expert: Expert, change: Change) -> Expert:
    match change.bearing:
        case Duty.COORDINATOR:
            return replace(expert, role=Role.COORDINATOR if change.gives else Role.EXPERT)
        case Duty.ON_DUTY:
            return replace(expert, on_duty=change.gives)
        case subject:
            theirs = expert.subjects - {subject}
            return replace(expert, subjects=theirs | {subject} if change.gives else theirs)


def bears(expert: Expert, bearing: Bearing) -> bool:
    """Whether the role, or the subject, is theirs."""
    match bearing:
        case Duty.COORDINATOR:
            return expert.coordinates
        case Duty.ON_DUTY:
            return expert.on_duty
    return bearing in expert.subjects


def code(bearing: Bearing) -> str:
    """How it is kept."""
    return str(bearing)


def from_code(written: str) -> Bearing | None:
    """What was kept, or None for what nobody can bear."""
    if written.isdecimal():
        return int(written)
    return Duty(written) if written in set(Duty) else None


def named(name: str, people: Sequence[Expert]) -> tuple[Expert, ...]:
    """Whom a name may mean: whose it is letter by letter, else whose words begin with its words."""
    asked = fold(name.removeprefix("@")).split()
    whole = tuple(one for one in people if fold(one.name).split() == asked)
    if whole or not asked:
        return whole
    return tuple(one for one in people if _answers(fold(one.name).split(), asked))


def _answers(words: Sequence[str], asked: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in asked)
