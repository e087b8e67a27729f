"""What the rules want done. They only say it; handlers record it, loops speak it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.chats import Held, Intake
from bot.domain.deliveries import Lane

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Words:
    """A text by its name in the catalogs, with what is filled in. `plural` picks the form."""

    key: str
    values: Mapping[str, "Value | Words"] = field(default_factory=dict)
    plural: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button: a label and what it says when pressed, or an address it opens."""

    label: "Words | str"
    data: str = ""
    url: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """Say something to a contact; `edit` changes an earlier message in place."""

    chat_id: int
    words: tuple[Words, ...]
    buttons: Rows = ()
    edit: int | None = None
    reply_to: int | None = None
    lane: Lane = Lane.REPLY
    ticket: int | None = None  # a reply to this message is meant for this ticket


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    """Show a question with its choices as a menu."""

    chat_id: int
    question_id: str
    page: int = 0
    edit: int | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Show an answer, from its `part`-th piece; `found` names it as what was understood."""

    chat_id: int
    choice_id: str
    part: int = 0
    found: bool = False


@dataclass(frozen=True, slots=True)
class ShowPolicy:
    """Say a written refusal or an emergency text, with the way on."""

    chat_id: int
    code: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class ShowStep:
    """Show one question of a series with its progress; `chosen` is the earlier answer."""

    chat_id: int
    question_id: str
    position: int
    total: int
    chosen: int | None = None
    edit: int | None = None


@dataclass(frozen=True, slots=True)
class ShowProfile:
    """Show the self-assessment's profile: levels by question, and the next steps."""

    chat_id: int
    collection: str
    levels: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Toast:
    """Answer a tap: Telegram's button stops waiting, with a short word when there is one."""

    tap_id: str
    words: Words | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """Remember whether an answer helped, or why it did not."""

    chat_id: int
    answer_id: str
    helped: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class KeepQuery:
    """Remember (masked) what was asked and what came of it."""

    query: str
    outcome: str
    best: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class KeepLevel:
    """Remember the organisation's answer to a self-assessment question; None forgets all."""

    chat_id: int
    question_id: int
    choice_id: int


@dataclass(frozen=True, slots=True)
class ForgetLevels:
    """Delete the organisation's self-assessment."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Turn a subject's broadcasts on or off for a contact."""

    chat_id: int
    topic: int
    on: bool


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Open a ticket from a confirmed intake."""

    chat_id: int
    intake: Intake
    language: str


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """Pass a contact's messages on to a ticket."""

    chat_id: int
    ticket: int
    messages: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class ContactStep:
    """The contact closes, reopens or rates a ticket of their own."""

    chat_id: int
    ticket: int
    step: str
    rating: int | None = None
    words: str | None = None


Effect = (
    Say
    | ShowQuestion
    | ShowAnswer
    | ShowPolicy
    | ShowStep
    | ShowProfile
    | Toast
    | Vote
    | KeepQuery
    | KeepLevel
    | ForgetLevels
    | Subscribe
    | OpenTicket
    | AddToTicket
    | ContactStep
)


def say(chat_id: int, key: str, **values: "Value | Words") -> Say:
    """The commonest effect: one text, no buttons."""
    return Say(chat_id, (Words(key, values),))
