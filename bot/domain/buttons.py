"""What a button says to the desk when it is pressed: one frozen value each, and one table of codes.

Law: `CODES` lists every button; `encode` and `decode` are the only ones that know the form of a
code. A code that was ever sent keeps its meaning, so lines are added here and never reused.
Source of the limit: Telegram Bot API, InlineKeyboardButton.callback_data, 1-64 bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from bot.domain.chats import Expects
from bot.domain.tickets import Step

MOST_BYTES = 64
MOST = 10**9  # a larger number, which only a modified app sends, counts as this one
NO_NUMBER = -1  # what is no number counts as this one, which nothing has
_SEPARATOR = "|"
_REMEMBERED = 4096  # codes, of which a desk has a few thousand


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
class ChooseSubject:
    """In the composer: a broadcast is about a subject, or not."""

    broadcast: int
    subject: int


@dataclass(frozen=True, slots=True)
class Compose:
    """Back to the composer."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The broadcast as it will look."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class SendBroadcast:
    """On its way."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class CancelBroadcast:
    """Not to be sent."""

    broadcast: int


MenuPress = Home | OpenMenu | TurnPage | MenuBelow | Choose | OpenAnswer | Guidance | Speak
AnswerPress = (
    ReadOn | Helped | Lacked | Related | Ask | AskAfterAll | WriteToExpert | Appeal | NewTicket
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
    ListTickets | ShowTicket | AddToTicket | CloseTicket | ReopenTicket | RateTicket | NoWord
)
SubscriptionPress = ListSubscriptions | ToggleSubject | EverySubject | NoSubject
BroadcastPress = StopBroadcasts | UndoStop | WhyBroadcast
ComposerPress = ChooseSubject | Compose | Preview | SendBroadcast | CancelBroadcast
StaffPress = OnTicket | ComposerPress
Press = (
    Unknown
    | MenuPress
    | AnswerPress
    | IntakePress
    | AssessmentPress
    | TicketPress
    | SubscriptionPress
    | BroadcastPress
    | StaffPress
)

CODES: tuple[tuple[str, type[Press]], ...] = (
    ("", Unknown),
    ("h", Home),
    ("q|{collection}|{question}|{page}", TurnPage),
    ("q|{collection}|{question}", OpenMenu),
    ("o|{collection}|{question}", MenuBelow),
    ("c|{choice}|{fingerprint}", Choose),
    ("s|{target}", OpenAnswer),
    ("g|{choice}", Guidance),
    ("m|{choice}|{part}", ReadOn),
    ("v|{answer}|{yes}", Helped),
    ("w|{answer}|{reason}", Lacked),
    ("r|{answer}", Related),
    ("k", Ask),
    ("a", AskAfterAll),
    ("x|{answer}", WriteToExpert),
    ("p|{policy}", Appeal),
    ("n", NewTicket),
    ("l|{language}", Speak),
    ("i|topic|{subject}", PickSubject),
    ("i|rights|{word}", SayRights),
    ("i|named|{word}", SayNamed),
    ("i|fix|{step}", Fix),
    ("i|{exit}", InIntake),
    ("z|start", StartAssessment),
    ("z|q|{question}", AssessmentQuestion),
    ("z|c|{question}|{level}", AssessmentLevel),
    ("z|next|{question}", SkipQuestion),
    ("z|on|{question}", QuestionAfter),
    ("z|back|{question}", QuestionBefore),
    ("z|stop", StopAssessment),
    ("z|profile", ShowProfile),
    ("z|again", AssessAgain),
    ("z|forget", ForgetAssessment),
    ("z|forgotten", ForgetForSure),
    ("t|list", ListTickets),
    ("t|show|{ticket}", ShowTicket),
    ("t|add|{ticket}", AddToTicket),
    ("t|close|{ticket}", CloseTicket),
    ("t|reopen|{ticket}", ReopenTicket),
    ("t|rate|{ticket}|{stars}", RateTicket),
    ("t|no-word|{ticket}", NoWord),
    ("u|list", ListSubscriptions),
    ("u|toggle|{subject}", ToggleSubject),
    ("u|all", EverySubject),
    ("u|nothing", NoSubject),
    ("b|stop|{broadcast}", StopBroadcasts),
    ("b|undo|{broadcast}|{subjects}", UndoStop),
    ("b|why|{broadcast}", WhyBroadcast),
    ("T|{ticket}|{step}", OnTicket),
    ("B|{broadcast}|topic|{subject}", ChooseSubject),
    ("B|{broadcast}|compose", Compose),
    ("B|{broadcast}|preview", Preview),
    ("B|{broadcast}|send", SendBroadcast),
    ("B|{broadcast}|cancel", CancelBroadcast),
)


def encode(press: Press) -> str:
    """The code of a button; ValueError past Telegram's 64 bytes, which `check` rules out."""
    return _encoded(press)


@lru_cache(_REMEMBERED)
def _encoded(press: Press) -> str:
    values = {field.name: _written(getattr(press, field.name)) for field in fields(press)}
    code = _patterns()[type(press)].format_map(values)
    if len(code.encode()) > MOST_BYTES:
        raise ValueError(f"A button's code over {MOST_BYTES} bytes: {code}")
    return code


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)


@cache
def _patterns() -> Mapping[type[Press], str]:
    """Each button's own code; one that only old messages bear stands after it in the table."""
    return {made: pattern for pattern, made in reversed(CODES)}


def decode(code: str) -> Press:
    """What was pressed; anything a person can forge is some button, at worst `Unknown`."""
    return _decoded(code)


@lru_cache(_REMEMBERED)
def _decoded(code: str) -> Press:
    parts = code.replace("\0", "").split(_SEPARATOR)  # which PostgreSQL takes in no text
    for pattern, made in _candidates().get(parts[0], ()):
        press = _read(pattern, made, parts)
        if press is not None:
            return press
    return Unknown()


@cache
def _candidates() -> Mapping[str, tuple[tuple[tuple[str, ...], type[Press]], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], type[Press]], ...]] = {}
    for pattern, made in CODES:
        split = tuple(pattern.split(_SEPARATOR))
        found[split[0]] = (*found.get(split[0], ()), (split, made))
    return found


def _read(pattern: tuple[str, ...], made: type[Press], parts: list[str]) -> Press | None:
    """The button, or None when the code is not of this pattern."""
    given: dict[str, str] = {}
    for n, expected in enumerate(pattern):
        part = parts[n] if n < len(parts) else None
        if expected.startswith("{"):
            given |= {} if part is None else {expected[1:-1]: part}
        elif part != expected:
            return None
    values: dict[str, Any] = {}
    for field in fields(made):
        part = given.get(field.name)
        try:
            values[field.name] = field.default if part is None else _reader(field.type)(part)
        except ValueError:
            return None
        if values[field.name] is MISSING:
            return None
    return made(**values)


def _reader(kind: Any) -> Callable[[str], Any]:
    """How a part of a code becomes a field of this type; ValueError where it can't."""
    if kind is int:
        return _number
    if kind is bool:
        return lambda part: part == "1"
    if kind == int | None:
        return lambda part: _number(part) if part else None
    if get_origin(kind) is Literal:
        return lambda part: get_args(kind)[get_args(kind).index(part)]
    return kind if isinstance(kind, type) else str


def _number(part: str) -> int:
    try:
        return max(-MOST, min(MOST, int(part)))
    except ValueError:
        return NO_NUMBER
