"""A contact at the desk: what stands there, what they do, and what the rules may look at.

Law: the rules are the real ones, the meanings are made by hand; there is no index.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.buttons import Press
from bot.domain.calendar import Calendar
from bot.domain.chats import Chat, Held
from bot.domain.contact import conversation
from bot.domain.contact.outcome import Outcome
from bot.domain.contact.view import ContactView
from bot.domain.messages import TEXT
from bot.domain.people import Address
from bot.domain.promise import Promise
from bot.domain.tickets import Status, Ticket
from tests.domain.content import CATALOG, Intent, meaning
from tests.domain.playbook import Act, Stands

ADA = 7
ADDRESS = Address("telegram", "1001")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday
DUE = datetime(2026, 11, 25, 15, tzinfo=UTC)  # two working days later, when the desk closes
PROMISE = Promise(Calendar(ZoneInfo("Europe/Istanbul")))


@dataclass(frozen=True)
class Contact:
    """One contact: their chat, what the rules may look at, and what their words mean."""

    chat: Chat
    view: ContactView
    meanings: Mapping[str, Intent] = field(default_factory=dict)

    def read(self, text: str) -> Intent:
        """What words mean: as it was made by hand, else nothing that the desk knows."""
        return self.meanings.get(text, meaning(text))


def contact(meanings: Mapping[str, Intent] | None = None, **chat: Any) -> Contact:
    """A contact who stands as `chat` says, with neither tickets nor anything else."""
    view = ContactView(CATALOG, PROMISE)
    return Contact(Chat(ADA, ADDRESS, **chat), view, meanings or {})


def ticket(number: int, status: Status = Status.OPEN, **more: Any) -> Ticket:
    """One of the contact's tickets."""
    more = {"question": f"Soru {number}", "language": "tr", "opened_at": NOW, "since": NOW} | more
    return Ticket(number, ADA, status, **more)


def held(
    text: str = "", *, message: str = "50", kind: str = TEXT, album: str | None = None
) -> Held:
    """A message as the rules hold it."""
    return Held(message, kind, text, album)


def says(text: str, *, message: str = "50") -> Act[Contact]:
    """Words."""
    return sends(text, message=message, kind=TEXT)


def sends(
    text: str = "", *, message: str = "50", kind: str = "photo", album: str | None = None
) -> Act[Contact]:
    """A file, with or without words below."""
    one = held(text, message=message, kind=kind, album=album)
    return lambda at: _after(at, conversation.on_message(at.chat, at.view, one, read=at.read))


def commands(name: str, argument: str = "") -> Act[Contact]:
    """A command, without its slash."""
    return lambda at: _after(at, conversation.on_command(at.chat, at.view, name, argument=argument))


def presses(button: Press, *, edit: str | None = None) -> Act[Contact]:
    """A button; `edit` is the message that it stands under."""
    return lambda at: _after(
        at, conversation.on_press(at.chat, at.view, button, read=at.read, edit=edit)
    )


def meanwhile(**view: Any) -> Act[Contact]:
    """What the rules may look at is something else now."""
    return lambda at: (replace(at, view=replace(at.view, **view)), [])


def stands(**fields: object) -> Stands:
    """The chat stands like this, as far as is said."""
    return Stands(fields, "chat")


def request(**fields: object) -> Stands:
    """The request that is being put together holds this, as far as is said."""
    return Stands(fields, "chat.intake")


def _after(at: Contact, outcome: Outcome) -> tuple[Contact, Any]:
    chat, effects = outcome
    return replace(at, chat=chat), effects
