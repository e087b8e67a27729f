"""What the lists of the desk show: a page of the queue, with what is sifted out, or of what a
search found; and the buttons that say so.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Sieve(StrEnum):
    """Which tickets of the queue are wanted."""

    ALL = "all"
    URGENT = "urgent"
    OVERDUE = "overdue"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class ShowQueue:
    """A page of the queue, counted from 0; None: of every subject, of every expert."""

    page: int = 0
    sieve: Sieve = Sieve.ALL
    subject: int | None = None
    expert: int | None = None


@dataclass(frozen=True, slots=True)
class PickSieve:
    """In the queue's place the subjects, or the experts, that it can be narrowed to."""

    what: Literal["subject", "expert"]
    sieve: Sieve = Sieve.ALL
    subject: int | None = None
    expert: int | None = None


@dataclass(frozen=True, slots=True)
class ShowFound:
    """A page, counted from 0, of what these words find; folded, with single spaces."""

    page: int
    asked: str


@dataclass(frozen=True, slots=True)
class ShowEarlier:
    """Below a ticket's card: what else its contact has asked."""

    ticket: int


ListPress = ShowQueue | PickSieve | ShowFound | ShowEarlier
