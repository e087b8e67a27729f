"""A contact at the desk: what stands there, what they do, and what the rules may look at.

Law: the rules are the real ones, the meanings are made by hand; there is no index.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.buttons import Press
from bot.domain.calendar import Calendar
from bot.domain.chats import Chat, Held
from bot.domain.codes import encode
from bot.domain.contact import conversation
from bot.domain.contact.commands import on_command
from bot.domain.contact.outcome import Outcome
from bot.domain.contact.view import ContactView
from bot.domain.messages import TEXT, Button
from bot.domain.people import Address
from bot.domain.promise import Promise
from bot.domain.tickets import Status, Ticket
from bot.domain.words import Words
from tests.domain.content import CATALOG, Intent, meaning
from tests.domain.playbook import Act, Stands

ADA = 7
COMMAND = "9"  # where a command stands
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


ContactAct = Act[Contact]


def contact(*meanings: Intent, **standing: Any) -> Contact:
    """A contact who stands as is said, in fields of their chat and of the view on them."""
    seen = {one.name for one in fields(ContactView)}
    view = replace(ContactView(CATALOG, PROMISE, NOW), **_part(standing, seen))
    chat = Chat(ADA, ADDRESS, **_part(standing, standing.keys() - seen))
    return Contact(chat, view, {one.query: one for one in meanings})


def _part(standing: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in standing.items() if name in names}


def ticket(number: int, status: Status = Status.OPEN, **more: Any) -> Ticket:
    """One of the contact's tickets."""
    one = Ticket(number, ADA, status, f"Soru {number}", "tr", opened_at=NOW, since=NOW)
    return replace(one, **more)


def held(
    text: str = "", *, message: str = "50", kind: str = TEXT, album: str | None = None
) -> Held:
    """A message as the rules hold it."""
    return Held(message, kind, text, album)


def numbers(*choices: Button) -> tuple[tuple[str, str], ...]:
    """What typed numbers choose, where these are what there is to choose from."""
    return tuple(
        (one.label.key if isinstance(one.label, Words) else one.label, encode(one.press))
        for one in choices
        if one.press is not None
    )


def says(text: str, *, message: str = "50") -> ContactAct:
    """Words."""
    return sends(text, message=message, kind=TEXT)


def sends(
    text: str = "", *, message: str = "50", kind: str = "photo", album: str | None = None
) -> ContactAct:
    """A file, with or without words below."""
    one = held(text, message=message, kind=kind, album=album)
    return lambda at: _after(at, conversation.on_message(at.chat, at.view, one, read=at.read))


def commands(name: str, argument: str = "") -> ContactAct:
    """A command, without its slash."""
    held = Held(COMMAND, TEXT, argument)
    return lambda at: _after(at, on_command(at.chat, at.view, name, held=held, read=at.read))


def replies(text: str, *, ticket: int) -> ContactAct:
    """Words that reply to a ticket's message."""
    words = held(text)
    return lambda at: _after(at, conversation.on_addressed(at.chat, ticket, words, read=at.read))


def presses(button: Press, *, edit: str | None = None) -> ContactAct:
    """A button; `edit` is the message that it stands under."""
    return lambda at: _after(
        at, conversation.on_press(at.chat, at.view, button, read=at.read, edit=edit)
    )


def meanwhile(**view: Any) -> ContactAct:
    """What the rules may look at is something else now."""
    return lambda at: (replace(at, view=replace(at.view, **view)), [])


def stands(**standing: object) -> Stands:
    """The chat stands like this, as far as is said."""
    return Stands(standing, "chat")


def request(**holding: object) -> Stands:
    """The request that is being put together holds this, as far as is said."""
    return Stands(holding, "chat.intake")


def _after(at: Contact, outcome: Outcome) -> tuple[Contact, Any]:
    """What came of it; nobody else is ever spoken to or written about."""
    chat, effects = outcome
    assert {getattr(one, "contact", ADA) for one in effects} <= {ADA}, effects
    return replace(at, chat=chat), effects
