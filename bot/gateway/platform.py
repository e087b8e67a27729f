"""The door to a platform: updates come in as events, acts go out as its calls, errors as failures.

Law: no platform's word is spoken above this door; what a platform lacks is folded by its own file.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from starlette.types import ASGIApp

from bot.domain.events import Event
from bot.domain.links import Links
from bot.domain.messages import Act
from bot.domain.outbox import Draft, Failure
from bot.domain.people import Address
from bot.domain.results import Result
from bot.domain.words import Words

Raw = Mapping[str, Any]
Word = Callable[[str, Words], str]  # (language, words) -> plain text
Keep = Callable[[Sequence[Raw]], Awaitable[None]]  # returns once updates are durable
Health = Callable[[], Awaitable[bool]]  # whether the desk can keep what comes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message may hold on a platform; lengths in its own units, for Telegram UTF-16.
    `folds`: whether a quotation can be unfolded by its reader.
    """

    text: int
    caption: int
    spans: int
    toast: int
    thread_name: int
    folds: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at before a start: whether it is right (None: it need not be), and
    what is so or what to do.
    """

    name: str
    good: bool | None
    told: str


class PlatformError(Exception):
    """The platform can't be used; the message says what to do."""


class Failed(Exception):
    """An act failed; `failure` says what that means for its delivery."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


class Platform(Protocol):
    """One platform that contacts and experts use; open as long as a block of code runs."""

    name: str
    limits: Limits
    username: str  # of the desk; known once it is open

    async def __aenter__(self) -> Self:
        """Open it; PlatformError when it can't be used."""
        ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        ...

    def group(self, setting: int | None) -> Address | None:
        """The staff group that the operator's setting names, if it names one here."""
        ...

    @property
    def links(self) -> Links:
        """How links lead back to the desk, once it is open."""
        ...

    def number_of(self, raw: Raw) -> int:
        """The update's own number, by which one that comes twice is known."""
        ...

    def chat_of(self, raw: Raw) -> Address | None:
        """Whose turn the update takes: a chat, or a person; fails on no update, however strange."""
        ...

    def parse(self, raw: Raw, *, staff: Address | None) -> Event | None:
        """What happened, or None for what the desk need not know."""
        ...

    async def carry_out(self, act: Act, *, on_leaving: Callable[[], None]) -> Result:
        """Make the act's one call; raises Failed. `on_leaving` runs as its bytes leave."""
        ...

    async def updates(self, after: int | None, *, patience: int) -> list[Raw]:
        """The updates after a number, waiting up to `patience` seconds for one; raises Failed."""
        ...

    def hook(self, url: str, secret: str, *, keep: Keep, healthy: Health) -> ASGIApp:
        """The web app that the platform brings updates to; nobody without the secret gets in."""
        ...

    async def announce(self, url: str, secret: str) -> None:
        """From now on the platform brings updates to this address; raises Failed."""
        ...

    def introduction(self, word: Word, *, default: str, staff: Address | None) -> Iterator[Draft]:
        """The acts that say what the desk is and which commands it knows, each once a change."""
        ...
