"""What the rules want done. They only say it; handlers record it, the engine speaks it.

Law: `Effect` lists every effect, and `handlers.record` carries each of them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.appointments import Act, Appointment
from bot.domain.broadcast_effects import BroadcastEffect, KeepBroadcast, KeepStop
from bot.domain.card_buttons import FIRST, Face
from bot.domain.chats import Booking, Expects, Held, Intake
from bot.domain.desk.rights import Order
from bot.domain.messages import Message, Rows
from bot.domain.people import Actor, Spot
from bot.domain.results import Reply
from bot.domain.tickets import Heard, Step, Ticket
from bot.domain.words import Value, Words


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell a contact something; `edit` changes an earlier message in place, `slot` takes the place
    of what waits there to be told.
    """

    contact: int
    words: tuple[Words, ...]
    buttons: Rows = ()
    edit: str | None = None
    reply_to: str | None = None
    ticket: int | None = None  # a reply to this message is meant for this ticket
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    """Show a question with its choices as a menu."""

    contact: int
    question_id: str
    page: int = 0
    edit: str | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Show an answer, from its `part`-th piece; `found` names it as what was understood, `ways`
    are further ways on.
    """

    contact: int
    choice_id: str
    part: int = 0
    found: bool = False
    ways: Rows = ()


@dataclass(frozen=True, slots=True)
class ShowPolicy:
    """Say a written refusal or an emergency text, with the way on; below a `head`, and a reply to
    it is meant for the `ticket`, where there is one.
    """

    contact: int
    code: str
    buttons: Rows = ()
    head: Words | None = None
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class ShowStep:
    """Show one question of a series with its progress; `chosen` is the earlier answer."""

    contact: int
    question_id: str
    position: int
    total: int
    chosen: int | None = None
    edit: str | None = None


@dataclass(frozen=True, slots=True)
class ShowProfile:
    """Show the self-assessment's profile: levels by question, and the next steps."""

    contact: int
    collection: str
    levels: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer whoever pressed or asked, where they did: a short word, or only a sign of life."""

    words: Words | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True)
class KeepVote:
    """Remember whether an answer helped, or why it did not."""

    contact: int
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
    """Remember the organisation's answer to a self-assessment question."""

    contact: int
    question_id: int
    choice_id: int


@dataclass(frozen=True, slots=True)
class ForgetLevels:
    """Delete the organisation's self-assessment."""

    contact: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Turn a subject's broadcasts on or off for a contact."""

    contact: int
    subject: int
    on: bool


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Open a ticket from a confirmed intake."""

    contact: int
    intake: Intake
    language: str


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """Pass a contact's messages on to a ticket; `alarm` names an emergency that they tell of,
    `heard` how the contact is told, where that is not as usual.
    """

    contact: int
    ticket: int
    messages: tuple[Held, ...]
    alarm: str = ""
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A contact's message was not meant for the ticket that it went to."""

    contact: int
    ticket: int
    message: str


@dataclass(frozen=True, slots=True)
class Correct:
    """A contact changed the message that a detail of a ticket was taken from."""

    contact: int
    ticket: int
    step: Expects
    words: str
    before: str


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """The contact closes, reopens or rates a ticket of their own."""

    contact: int
    ticket: int
    step: Step
    stars: int | None = None
    words: str | None = None
    message: Held | None = None  # the words' own, where they are too long for the card


@dataclass(frozen=True, slots=True)
class Book:
    """A contact and the experts agree on a time, for so long; on a ticket of its own, unless the
    booking joins one.
    """

    contact: int
    booking: Booking
    at: datetime
    length: timedelta
    language: str


@dataclass(frozen=True, slots=True)
class Rebook:
    """A contact wants an appointment of theirs at another time."""

    contact: int
    appointment: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ActOnAppointment:
    """A contact does something about an appointment of theirs."""

    contact: int
    appointment: int
    act: Act


@dataclass(frozen=True, slots=True)
class TellOutcome:
    """A contact says, some time after work together, whether it goes well or more is needed."""

    contact: int
    appointment: int
    well: bool


@dataclass(frozen=True, slots=True)
class KeepAppointment:
    """Write the appointment as it now stands."""

    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Invite:
    """The appointment as a file for the contact's calendar; one that is not to be takes it out."""

    appointment: Appointment


@dataclass(frozen=True, slots=True)
class KeepStep:
    """Write the ticket as it now stands, and the step that led there into its history."""

    ticket: Ticket
    step: Step
    by: Actor
    about: str = ""  # to whom, by numbers and codes


@dataclass(frozen=True, slots=True)
class KeepDeed:
    """Write down that somebody of the staff did what is no step of a ticket's; `about` holds
    numbers and names of roles, nobody's words.
    """

    deed: Order
    by: Actor
    ticket: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class KeepMessages:
    """The contact's messages belong to the ticket, and go to its experts; once they are there,
    the contact hears of it. Those that tell of an emergency go first.
    """

    ticket: Ticket
    messages: tuple[Held, ...]
    heard: Heard | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class MoveMessages:
    """All that was said on a ticket is another one's from now on, and stands in its thread."""

    of: Ticket
    to: Ticket


@dataclass(frozen=True, slots=True)
class PassOn:
    """An expert's message goes out to the ticket's contact."""

    ticket: Ticket
    reply: Reply
    content: Message


@dataclass(frozen=True, slots=True)
class HoldBack:
    """An expert's message waits for a second expert's OK, who is called; of a reply that is with
    the contact, whose number is `changes`, only what it was changed to.
    """

    ticket: Ticket
    reply: Reply
    content: Message
    changes: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A word to whoever wrote a message in the staff group, below it; `once` tells when it was said
    before.
    """

    ticket: Ticket
    at: Spot
    words: Words
    once: str


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """A sign on a contact's message: it arrived."""

    contact: int
    message: str


@dataclass(frozen=True, slots=True)
class MakeThread:
    """The ticket gets a thread in the staff group; its card and conversation follow there."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class ShowCard:
    """The ticket's card, as it should look now; with other buttons than at first on another
    `face`.
    """

    ticket: Ticket
    face: Face = FIRST


@dataclass(frozen=True, slots=True)
class CallExperts:
    """A word in the ticket's thread that calls its expert, or everybody while nobody is on it:
    `expert` among its values becomes a call: to all but the ticket's own with `others`, and never
    to the one whom `but` names.
    """

    ticket: Ticket
    words: Words
    buttons: Rows = ()
    others: bool = False
    but: int | None = None


@dataclass(frozen=True, slots=True)
class CallEverybody:
    """An emergency: everybody who is known is called outside of all threads."""

    ticket: Ticket


Shown = ShowQuestion | ShowAnswer | ShowPolicy | ShowStep | ShowProfile
TicketEffect = OpenTicket | AddToTicket | OwnTicket | Withdraw | Correct
BookingEffect = Book | Rebook | ActOnAppointment | TellOutcome
Kept = (
    KeepVote
    | KeepQuery
    | KeepLevel
    | ForgetLevels
    | Subscribe
    | KeepStep
    | KeepDeed
    | KeepBroadcast
    | KeepStop
    | KeepAppointment
)
DeskEffect = (
    KeepMessages
    | PassOn
    | MoveMessages
    | HoldBack
    | Hint
    | Acknowledge
    | MakeThread
    | ShowCard
    | CallExperts
    | CallEverybody
)
Effect = (
    Tell
    | Answer
    | Shown
    | Kept
    | TicketEffect
    | BookingEffect
    | Invite
    | DeskEffect
    | BroadcastEffect
)


def tell(contact: int, key: str, **values: Value) -> Tell:
    """The commonest effect: one text, no buttons."""
    return Tell(contact, (Words(key, values),))
