"""A contact's private conversation and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Address


class Expects(StrEnum):
    """What the contact's next words are for, when they are not a free question."""

    QUESTION = "question"  # from here on the details of a request
    SUBJECT = "topic"
    ORGANISATION = "organisation"
    PROVINCE = "province"
    RIGHTS = "rights"
    NAMED = "named"
    CONFIRM = "confirm"
    ASK = "ask"  # the next words are a question for the FAQ
    MISSING = "missing"  # what was missing in the answer `about`
    ADD = "add"  # a further message for ticket `about`
    PLACE = "place"  # which ticket the messages in `held` are for
    WORD = "word"  # a word along with the rating of ticket `about`


@dataclass(frozen=True, slots=True)
class Held:
    """A message of the contact that is not yet with the experts."""

    message: str  # its place in the chat
    kind: str
    text: str
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """A request to the experts that is being put together."""

    messages: tuple[Held, ...] = ()  # the contact's own messages, oldest first
    subject: int | None = None
    organisation: str | None = None
    province: str | None = None
    rights_based: bool | None = None
    named: bool | None = None
    answer_id: str | None = None  # the answer that did not help
    policy: str | None = None  # the refusal that is appealed against
    nearest: tuple[str, ...] | None = None  # FAQ answers offered once; None before that
    fixing: bool = False  # one detail is being corrected; afterwards back to the summary

    @property
    def question(self) -> str:
        """The contact's words so far."""
        return "\n".join(one.text for one in self.messages if one.text)

    @property
    def files(self) -> int:
        """How many of the messages are files."""
        return sum(one.kind != "text" for one in self.messages)


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a conversation stands; `options` are what a typed number chooses: (label, code)."""

    id: int
    address: Address
    language: str = "tr"
    reachable: bool = True
    known: bool = False  # has been greeted
    question: str | None = None  # the open menu, e.g. "faq:9"
    options: tuple[tuple[str, str], ...] = ()
    answer: str | None = None  # the answer shown last
    expects: Expects | None = None
    about: str | None = None
    intake: Intake | None = None
    held: tuple[Held, ...] = ()
