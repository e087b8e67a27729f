"""Who the desk deals with, and where each is reached.

Law: an address is a platform's own, as text; nothing is read out of its letters.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person or a group is reached: a platform, and the id that they have there."""

    platform: str
    id: str
    group: bool = False

    @property
    def key(self) -> str:
        """Both in one text, as it is kept: `telegram:1001`."""
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: a chat, or one of a group's threads (None: outside all threads)."""

    chat: Address
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """One message that was said."""

    chat: Address
    message: str


class Role(StrEnum):
    """What somebody may do at the desk."""

    CONTACT = "contact"
    EXPERT = "expert"
    COORDINATOR = "coordinator"
    DESK = "desk"  # nobody: what time itself asks for
    OUTSIDER = "outsider"  # nobody of the staff group, or no longer


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: `id` is the desk's own number of the contact or the expert."""

    id: int
    name: str
    role: Role = Role.EXPERT


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody of the staff group: what they bear besides being an expert."""

    id: int
    name: str
    role: Role = Role.EXPERT
    on_duty: bool = False
    subjects: frozenset[int] = frozenset()
    leads: bool = False  # ran the group when they acted last

    @property
    def coordinates(self) -> bool:
        """Whether they are a coordinator, by role or because they run the group."""
        return self.role is Role.COORDINATOR or self.leads


DESK = Actor(0, "", Role.DESK)
