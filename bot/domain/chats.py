"""A contact's private conversation and where it stands."""

from dataclasses import dataclass
from datetime import timedelta
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
    ABOUT = "about"  # from here on the details of an appointment: what it is about
    BASED = "based"  # whether the organisation calls itself rights-based
    DEADLINE = "deadline"  # by when
    KIND = "kind"  # of work together
    AGREE = "agree"  # what the organisation does itself, and brings along
    TEAM = "team"  # who comes
    SLOT = "slot"  # when
    NUMBER = "number"  # to call
    SETTLE = "settle"  # the whole of it


FORM = frozenset(
    {
        Expects.QUESTION,
        Expects.SUBJECT,
        Expects.ORGANISATION,
        Expects.PROVINCE,
        Expects.RIGHTS,
        Expects.NAMED,
        Expects.CONFIRM,
    }
)  # the steps of a request
BOOKING = frozenset(
    {
        Expects.ABOUT,
        Expects.BASED,
        Expects.DEADLINE,
        Expects.KIND,
        Expects.AGREE,
        Expects.TEAM,
        Expects.SLOT,
        Expects.NUMBER,
        Expects.SETTLE,
    }
)  # the steps of an appointment
CHOOSING = timedelta(minutes=10)  # that words wait to be told which ticket they are for
DRAFTED = timedelta(hours=24)  # that a request stays which nobody goes on with


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
    known: bool = False  # the details are those of an earlier ticket; they are not asked again
    picked: bool = False  # the subject was chosen, not guessed
    taken: bool = False  # the messages are from before the form, and still to be confirmed
    early: tuple[Expects, ...] = ()  # steps that were answered before they were asked

    @property
    def question(self) -> str:
        """The contact's words so far."""
        return "\n".join(one.text for one in self.messages if one.text)

    @property
    def files(self) -> int:
        """How many of the messages are files."""
        return sum(one.kind != "text" for one in self.messages)


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment that is being put together: a call back, or work together."""

    kind: str = ""  # a call, or which kind of work together; "" until that is chosen
    messages: tuple[Held, ...] = ()  # what it is about, in the contact's own messages
    rights_based: bool | None = None
    deadline: str | None = None  # by when, in the contact's words
    organisation: str | None = None
    slot: int | None = None  # when it begins, in minutes since 1970
    number: str | None = None  # to call
    ticket: int | None = None  # the open one that it joins
    moves: int | None = None  # the appointment that gets another time
    given: tuple[Expects, ...] = ()  # the steps that are answered, or were passed over
    fixing: bool = False  # one detail is being corrected; afterwards back to the whole of it
    page: int = 0  # of the times that are offered

    @property
    def about(self) -> str:
        """The contact's words so far."""
        return "\n".join(one.text for one in self.messages if one.text)


@dataclass(frozen=True, slots=True)
class Noted:
    """A message whose words were taken as the answer to a step, and what was taken of them."""

    message: str
    step: Expects
    words: str
    about: str | None = None


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
    booking: Booking | None = None
    held: tuple[Held, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()  # of the buttons said last, with their codes
    refused: str | None = None  # the message that a rule refused: only an appeal takes it along
    placed: int | None = None  # the ticket that the last words went to without being told so
    placed_message: str | None = None  # the last of these words
    noted: tuple[Noted, ...] = ()  # oldest first, the last few
    let_go: tuple[str, ...] = ()  # messages of the last request that nobody went on with
    alarmed: bool = False  # the last words told of somebody in danger
    matter: tuple[Held, ...] = ()  # the question that is talked about, and what went on from it
    guess: int | None = None  # the subject area of that
    shown: tuple[str, ...] = ()  # the answers shown whole in this conversation, the last few
    repeated: str | None = None  # the answer whose gist was told again, being all there is
    unanswered: tuple[Held, ...] = ()  # what no answer was shown to since one helped, the last few
    earlier: tuple[Held, ...] = ()  # the questions that were talked about, oldest first, a few

    @property
    def patience(self) -> timedelta | None:
        """How long what waits here may wait; None when nothing does."""
        if self.expects is Expects.PLACE and self.held:
            return CHOOSING
        drafted = self.intake is not None and self.intake.messages
        return DRAFTED if drafted or self.booking is not None else None
