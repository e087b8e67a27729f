"""What a button below a reply that was prepared says: an expert looks at it, and sends it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["reply", "entry"]  # one of an editor's replies, or an answer of the content


@dataclass(frozen=True, slots=True)
class ListPrepared:
    """The replies to choose from, in place of this one."""

    ticket: int


@dataclass(frozen=True, slots=True)
class LookAt:
    """A prepared reply as the contact would read it."""

    ticket: int
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class SendPrepared:
    """Yes, send it."""

    ticket: int
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class DropPrepared:
    """None of them."""

    ticket: int


PreparedPress = ListPrepared | LookAt | SendPrepared | DropPrepared
