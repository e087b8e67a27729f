"""Addresses that lead back to the desk, and what they carry.

Law: a payload is an id in letters that every platform takes in a link; reading it gives the id
back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from bot.domain.people import Place


@dataclass(frozen=True, slots=True)
class Links:
    """How a platform writes them: `start` opens the desk with a `{payload}`, `share` offers a
    `{link}` with its `{label}` to others; `thread` makes the address of a group's thread. All are
    empty where a platform has no links.
    """

    start: str = ""
    share: str = ""
    thread: Callable[[Place], str] = lambda _place: ""

    def to(self, target: str) -> str:
        """The address that opens a question or an answer."""
        return self.start.format(payload=payload_of(target))

    def sharing(self, target: str, label: str) -> str:
        """The address that offers it to others."""
        return self.share.format(link=quote(self.to(target), safe=""), label=quote(label))


def payload_of(target: str) -> str:
    """An id as a link's payload: `faq:9-2` → `faq_9-2`.

    Telegram allows A-Z, a-z, 0-9, _ and - (core.telegram.org/bots/features#deep-linking).
    """
    return target.replace(":", "_")


def target_of(payload: str) -> str:
    """The id in a link's payload; anything unknown is simply not found later."""
    return payload.replace("_", ":", 1)
