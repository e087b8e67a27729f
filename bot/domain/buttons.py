"""What a button says to the desk when it is pressed: one frozen value each.

Law: `Press` lists every button, in the groups by which the rules take them; how one is written is
for `codes` to say.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.domain.booking_buttons import AppointmentPress, BookingPress
from bot.domain.card_buttons import (
    CardPress,
)
from bot.domain.chats import Expects
from bot.domain.composer_buttons import ComposerPress
from bot.domain.desk.presses import PeoplePress
from bot.domain.listings import ListPress
from bot.domain.ok_buttons import OkPress
from bot.domain.prepared_buttons import PreparedPress
from bot.domain.tickets import Reason, Step


@dataclass(frozen=True, slots=True)
class Unknown:
    """A forged or foreign code: opens the menu as it is now."""


@dataclass(frozen=True, slots=True)
class Home:
    """The way in."""


@dataclass(frozen=True, slots=True)
class OpenMenu:
    """A question's menu in place of this one; the subjects without a question."""

    collection: str = ""
    question: int | None = None


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Another page of a long menu, in place of this one."""

    collection: str
    question: int
    page: int


@dataclass(frozen=True, slots=True)
class MenuBelow:
    """The same below an answer, which stays to be read."""

    collection: str
    question: int


@dataclass(frozen=True, slots=True)
class Choose:
    """A choice of a menu, with the mark of the question as it was when the menu was shown."""

    choice: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer or question by its id, as suggestions do."""

    target: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """The guidance of a self-assessment's choice."""

    choice: str


@dataclass(frozen=True, slots=True)
class ReadOn:
    """The next piece of a long answer."""

    choice: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Helped:
    """Whether an answer helped."""

    answer: str
    yes: bool = False


@dataclass(frozen=True, slots=True)
class Lacked:
    """What was missing in an answer, as one of the reasons to choose from."""

    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Related:
    """The answers that the editors named as related."""

    answer: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The answers that came nearest to a question which none of them fits; their ids, parted by
    commas.
    """

    answers: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The next words are a question."""


@dataclass(frozen=True, slots=True)
class AskAfterAll:
    """The words that wait to be placed on a ticket are a question for the FAQ."""


@dataclass(frozen=True, slots=True)
class WriteToExpert:
    """A request to the experts, about an answer where there is one."""

    answer: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A human looks at a refusal again."""

    policy: str


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What waits to be placed is a request of its own."""


@dataclass(frozen=True, slots=True)
class Speak:
    """The desk's language, or the choice of one."""

    language: str = ""


class Exit(StrEnum):
    """The ways out of a step of a form that every step has."""

    CANCEL = "cancel"
    BACK = "back"
    SKIP = "skip"
    KEEP = "keep"
    GO_ON = "on"
    SEND = "send"
    ANEW = "anew"


@dataclass(frozen=True, slots=True)
class InIntake:
    """Go on in the request, or leave it."""

    exit: Exit


@dataclass(frozen=True, slots=True)
class PickSubject:
    """The request's subject area."""

    subject: int


@dataclass(frozen=True, slots=True)
class SayRights:
    """Whether the organisation calls itself rights-based."""

    word: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class SayNamed:
    """Whether the experts may see the organisation's name."""

    word: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Fix:
    """Correct one detail of the request."""

    step: Expects


@dataclass(frozen=True, slots=True)
class StartAssessment:
    """The self-assessment: what it is, and where one left off."""


@dataclass(frozen=True, slots=True)
class AssessmentQuestion:
    """One question of the self-assessment."""

    question: int | None = None


@dataclass(frozen=True, slots=True)
class AssessmentLevel:
    """The organisation's level in one question."""

    question: int
    level: int


@dataclass(frozen=True, slots=True)
class SkipQuestion:
    """The question after this one, in its place."""

    question: int


@dataclass(frozen=True, slots=True)
class QuestionAfter:
    """The question after this one, below the guidance, which stays to be read."""

    question: int


@dataclass(frozen=True, slots=True)
class QuestionBefore:
    """The question before this one."""

    question: int


@dataclass(frozen=True, slots=True)
class StopAssessment:
    """Go on another time."""


@dataclass(frozen=True, slots=True)
class ShowProfile:
    """The profile as far as it goes."""


@dataclass(frozen=True, slots=True)
class AssessAgain:
    """From the first question on, once more."""


@dataclass(frozen=True, slots=True)
class ForgetAssessment:
    """Delete the answers, after one more question."""


@dataclass(frozen=True, slots=True)
class ForgetForSure:
    """Delete the answers."""


@dataclass(frozen=True, slots=True)
class ListTickets:
    """All one's tickets."""


@dataclass(frozen=True, slots=True)
class ShowTicket:
    """One of one's tickets."""

    ticket: int


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """Write something more on a ticket, or place there what waits."""

    ticket: int


@dataclass(frozen=True, slots=True)
class PutOn:
    """What waits since this message goes to the ticket."""

    ticket: int
    message: str


@dataclass(frozen=True, slots=True)
class NotForTicket:
    """This message was not meant for the ticket that it went to."""

    ticket: int
    message: str


@dataclass(frozen=True, slots=True)
class DropWaiting:
    """What waits to be told its ticket is for none."""


@dataclass(frozen=True, slots=True)
class CloseTicket:
    """The contact needs no more."""

    ticket: int


@dataclass(frozen=True, slots=True)
class ReopenTicket:
    """The contact needs more after all."""

    ticket: int


@dataclass(frozen=True, slots=True)
class RateTicket:
    """One to five."""

    ticket: int
    stars: int


@dataclass(frozen=True, slots=True)
class NoWord:
    """The rating is all there is to say."""

    ticket: int


@dataclass(frozen=True, slots=True)
class ListSubscriptions:
    """What one wants to hear of."""


@dataclass(frozen=True, slots=True)
class ToggleSubject:
    """Hear of a subject, or no longer."""

    subject: int


@dataclass(frozen=True, slots=True)
class EverySubject:
    """Hear of all."""


@dataclass(frozen=True, slots=True)
class NoSubject:
    """Hear of nothing."""


@dataclass(frozen=True, slots=True)
class StopBroadcasts:
    """Below a broadcast: no more about its subjects."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class UndoStop:
    """Take that back, for the subjects that it ended, parted by dots."""

    broadcast: int
    subjects: str = ""


@dataclass(frozen=True, slots=True)
class WhyBroadcast:
    """Below a broadcast: why it came."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class OnTicket:
    """Below a ticket's card in the staff group."""

    ticket: int
    step: Step


@dataclass(frozen=True, slots=True)
class GiveReason:
    """Below a reminder in a ticket's thread: why the answer takes longer."""

    ticket: int
    reason: Reason


MenuPress = Home | OpenMenu | TurnPage | MenuBelow | Choose | OpenAnswer | Guidance | Speak
AnswerPress = (
    ReadOn
    | Helped
    | Lacked
    | Related
    | Nearest
    | Ask
    | AskAfterAll
    | WriteToExpert
    | Appeal
    | NewTicket
)
IntakePress = InIntake | PickSubject | SayRights | SayNamed | Fix
AssessmentPress = (
    StartAssessment
    | AssessmentQuestion
    | AssessmentLevel
    | SkipQuestion
    | QuestionAfter
    | QuestionBefore
    | StopAssessment
    | ShowProfile
    | AssessAgain
    | ForgetAssessment
    | ForgetForSure
)
TicketPress = (
    ListTickets
    | ShowTicket
    | AddToTicket
    | PutOn
    | NotForTicket
    | DropWaiting
    | CloseTicket
    | ReopenTicket
    | RateTicket
    | NoWord
)
SubscriptionPress = ListSubscriptions | ToggleSubject | EverySubject | NoSubject
BroadcastPress = StopBroadcasts | UndoStop | WhyBroadcast
StaffPress = (
    OnTicket
    | GiveReason
    | CardPress
    | PreparedPress
    | OkPress
    | ComposerPress
    | PeoplePress
    | ListPress
    | AppointmentPress
)
Press = (
    Unknown
    | MenuPress
    | AnswerPress
    | IntakePress
    | AssessmentPress
    | TicketPress
    | SubscriptionPress
    | BroadcastPress
    | BookingPress
    | StaffPress
)
