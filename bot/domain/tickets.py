"""The life of a ticket. Law: no status changes anywhere but in `advance`."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Actor, Address, Place, Spot


class Status(StrEnum):
    """Who has the ball."""

    NEW = "new"  # nobody is on it
    OPEN = "open"  # an expert is on it
    PENDING = "pending"  # it is the contact's turn
    CLOSED = "closed"  # over


class Kind(StrEnum):
    """What a ticket is for."""

    QUESTION = "question"
    CALL = "call"  # the desk calls back
    MEETING = "meeting"  # an expert works on something together with the organisation


WAITING = frozenset({Status.NEW, Status.OPEN})  # for the desk


class Step(StrEnum):
    """What can happen to a ticket."""

    OPEN = "open"
    CLAIM = "claim"
    RESEARCH = "research"
    REPLY = "reply"
    CONTACT_WROTE = "contact-wrote"
    CLOSE = "close"
    REOPEN = "reopen"
    RATE = "rate"
    WITHDRAW = "withdraw"  # the contact's last words were not meant for it
    CORRECT = "correct"  # a detail of it was mistyped
    REMIND = "remind"  # its experts hear that its date comes near
    ON_IT = "on-it"  # an expert has begun, and the contact hears so
    ASK = "ask"  # the expert's next words, or the last ones, are a question to the contact
    NOT_YET = "not-yet"  # the expert's last words were not the answer
    LEGAL = "legal"  # lawyers look at it: no fixed date, but a word again and again
    RENEW = "renew"  # the promise is renewed, with a reason that the contact reads
    RETURN = "return"  # its expert was silent for long: it is nobody's again
    NUDGE = "nudge"  # the contact was silent for long, and is asked whether that was all
    EXPIRE = "expire"  # and was silent after that: it is over
    HAND_OVER = "hand-over"  # it is another expert's from now on
    HAND_TO_ROLE = "hand-to-role"  # it is for whoever bears a role, or a subject
    GIVE_BACK = "give-back"  # whom it was handed to does not take it
    RELEASE = "release"  # its expert lets it go: it is nobody's again
    LAPSE = "lapse"  # its date passed without an answer, and the promise is renewed
    BOOK = "book"  # a time is agreed on, or another one
    UNBOOK = "unbook"  # it is not to be
    MET = "met"  # a call reached the contact, or both worked together
    MISSED = "missed"  # nobody was there
    REFUSE = "refuse"  # by one of the written rules, which the contact reads
    APPEAL = "appeal"  # the contact asks for another look at that
    ALARM = "alarm"  # an expert says that it is an emergency
    CALM = "calm"  # and that it is none
    MARK = "mark"  # its subject, its priority or its language is set right
    HOLD = "hold"  # a reply waits for a second expert's OK
    APPROVE = "approve"  # and has it
    RETRACT = "retract"  # and does not go out
    JOIN = "join"  # it goes on in another ticket of the contact's
    TAKE_IN = "take-in"  # another one goes on in it
    SPLIT = "split"  # a message of it is a ticket of its own
    TAKE_BACK = "take-back"  # a reply was never said: the history knows what it had changed


NEXT = {
    (Status.NEW, Step.CLAIM): Status.OPEN,
    (Status.OPEN, Step.CLAIM): Status.OPEN,
    (Status.PENDING, Step.CLAIM): Status.PENDING,
    (Status.NEW, Step.RESEARCH): Status.OPEN,
    (Status.OPEN, Step.RESEARCH): Status.OPEN,
    (Status.NEW, Step.REPLY): Status.PENDING,
    (Status.OPEN, Step.REPLY): Status.PENDING,
    (Status.PENDING, Step.REPLY): Status.PENDING,
    (Status.CLOSED, Step.REPLY): Status.PENDING,
    (Status.NEW, Step.CONTACT_WROTE): Status.NEW,
    (Status.OPEN, Step.CONTACT_WROTE): Status.OPEN,
    (Status.PENDING, Step.CONTACT_WROTE): Status.OPEN,
    (Status.CLOSED, Step.CONTACT_WROTE): Status.OPEN,
    (Status.NEW, Step.CLOSE): Status.CLOSED,
    (Status.OPEN, Step.CLOSE): Status.CLOSED,
    (Status.PENDING, Step.CLOSE): Status.CLOSED,
    (Status.CLOSED, Step.REOPEN): Status.OPEN,
    (Status.CLOSED, Step.RATE): Status.CLOSED,
    (Status.OPEN, Step.WITHDRAW): Status.PENDING,
    **{(status, Step.CORRECT): status for status in Status},
    (Status.NEW, Step.ON_IT): Status.OPEN,
    (Status.OPEN, Step.ON_IT): Status.OPEN,
    (Status.NEW, Step.ASK): Status.OPEN,
    (Status.OPEN, Step.ASK): Status.OPEN,
    (Status.PENDING, Step.ASK): Status.PENDING,
    (Status.PENDING, Step.NOT_YET): Status.OPEN,
    (Status.NEW, Step.LEGAL): Status.OPEN,
    (Status.OPEN, Step.LEGAL): Status.OPEN,
    (Status.NEW, Step.RENEW): Status.OPEN,
    (Status.OPEN, Step.RENEW): Status.OPEN,
    (Status.OPEN, Step.RETURN): Status.NEW,
    (Status.PENDING, Step.NUDGE): Status.PENDING,
    (Status.PENDING, Step.EXPIRE): Status.CLOSED,
    (Status.NEW, Step.HAND_OVER): Status.OPEN,
    (Status.OPEN, Step.HAND_OVER): Status.OPEN,
    (Status.PENDING, Step.HAND_OVER): Status.PENDING,
    (Status.NEW, Step.HAND_TO_ROLE): Status.NEW,
    (Status.OPEN, Step.HAND_TO_ROLE): Status.NEW,
    (Status.PENDING, Step.HAND_TO_ROLE): Status.PENDING,
    (Status.OPEN, Step.GIVE_BACK): Status.OPEN,
    (Status.PENDING, Step.GIVE_BACK): Status.PENDING,
    (Status.OPEN, Step.RELEASE): Status.NEW,
    (Status.PENDING, Step.RELEASE): Status.PENDING,
    (Status.NEW, Step.REMIND): Status.NEW,
    (Status.OPEN, Step.REMIND): Status.OPEN,
    (Status.NEW, Step.LAPSE): Status.NEW,
    (Status.OPEN, Step.LAPSE): Status.OPEN,
    (Status.NEW, Step.BOOK): Status.NEW,
    (Status.OPEN, Step.BOOK): Status.OPEN,
    (Status.PENDING, Step.BOOK): Status.OPEN,
    (Status.NEW, Step.UNBOOK): Status.NEW,
    (Status.OPEN, Step.UNBOOK): Status.OPEN,
    (Status.PENDING, Step.UNBOOK): Status.PENDING,
    (Status.NEW, Step.MET): Status.PENDING,
    (Status.OPEN, Step.MET): Status.PENDING,
    (Status.PENDING, Step.MET): Status.PENDING,
    (Status.NEW, Step.MISSED): Status.PENDING,
    (Status.OPEN, Step.MISSED): Status.PENDING,
    (Status.PENDING, Step.MISSED): Status.PENDING,
    (Status.NEW, Step.REFUSE): Status.CLOSED,
    (Status.OPEN, Step.REFUSE): Status.CLOSED,
    (Status.PENDING, Step.REFUSE): Status.CLOSED,
    (Status.CLOSED, Step.APPEAL): Status.NEW,
    (Status.NEW, Step.ALARM): Status.NEW,
    (Status.OPEN, Step.ALARM): Status.OPEN,
    (Status.PENDING, Step.ALARM): Status.OPEN,
    (Status.NEW, Step.CALM): Status.NEW,
    (Status.OPEN, Step.CALM): Status.OPEN,
    (Status.PENDING, Step.CALM): Status.PENDING,
    **{(status, Step.MARK): status for status in Status},
    **{(status, Step.JOIN): Status.CLOSED for status in Status},
    **{(status, Step.TAKE_IN): status for status in WAITING | {Status.PENDING}},
    **{(status, Step.SPLIT): status for status in Status},
    **{(status, Step.HOLD): status for status in Status},
    **{(status, Step.APPROVE): status for status in Status},
    **{(status, Step.RETRACT): status for status in Status},
}
BALL_TO_DESK = {
    (Status.PENDING, Step.CONTACT_WROTE),
    (Status.CLOSED, Step.CONTACT_WROTE),
    (Status.CLOSED, Step.REOPEN),
    (Status.PENDING, Step.BOOK),
    (Status.CLOSED, Step.APPEAL),
    (Status.PENDING, Step.ALARM),
}

_WORK = frozenset(
    {
        Step.CLAIM,
        Step.ON_IT,
        Step.ASK,
        Step.RESEARCH,
        Step.LEGAL,
        Step.RENEW,
        Step.REPLY,
        Step.NOT_YET,
        Step.HAND_OVER,
        Step.GIVE_BACK,
        Step.ALARM,
        Step.HOLD,
        Step.APPROVE,
    }
)


class Priority(StrEnum):
    """How much a ticket matters to the desk, among those that are due at one moment."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Its place in a list: what matters most stands first."""
        return list(Priority).index(self)


class NotAllowed(Exception):
    """This step is not possible while the ticket stands where it stands."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A period of human interaction with a contact."""

    number: int
    contact: int  # whose it is
    status: Status
    question: str
    language: str
    opened_at: datetime
    since: datetime  # when the ball last came to the desk
    subject: int | None = None
    organisation: str | None = None
    province: str | None = None
    rights_based: bool | None = None
    named: bool = False
    answer_id: str | None = None
    policy: str | None = None
    refused: str | None = None  # the rule by which an expert refused it
    appealed: bool = False  # the contact asked for another look at that
    joined: int | None = None  # the ticket in which it goes on
    priority: Priority = Priority.NORMAL
    research: bool = False
    legal: bool = False
    reason: str | None = None  # why it takes longer: a `Reason`, or an expert's words
    asks: bool = False  # the expert's next reply, or the last one, is a question to the contact
    on_it: bool = False  # the contact has heard that an expert has begun
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    renewed_at: datetime | None = None  # when the promise was renewed, which runs from here
    lapsed_at: datetime | None = None  # when a promise lapsed, and there is still no answer
    reminded_at: datetime | None = None  # when its experts heard that its date comes near
    worked_at: datetime | None = None  # when its expert did something on it
    answered_at: datetime | None = None  # when the contact got the ball
    nudged_at: datetime | None = None  # when the contact was asked whether that was all
    held_at: datetime | None = None  # since when a reply waits for a second expert's OK
    expert_id: int | None = None
    expert_name: str | None = None
    case: str = ""  # how its contact is called while the organisation has not agreed to be named
    handed_by: int | None = None  # the expert who handed it over, to whom it can go back
    handed_to: str | None = None  # what those bear whom it was handed to, while nobody is on it
    group: Address | None = None  # where the experts see it, with its thread and its card there
    thread: str | None = None
    card: str | None = None
    thread_name: str | None = None  # as it was given last
    kind: Kind = Kind.QUESTION
    appointed_until: datetime | None = None  # by when what was agreed on is over, and noted
    rating: int | None = None
    rating_words: str | None = None

    @property
    def active(self) -> bool:
        """True until the ticket is closed."""
        return self.status is not Status.CLOSED

    @property
    def place(self) -> Place | None:
        """Its thread, when there is one."""
        return Place(self.group, self.thread) if self.group and self.thread else None

    @property
    def urgent(self) -> bool:
        """True when the contact's words named an emergency."""
        return (self.policy or "").startswith("emergency")


class Heard(StrEnum):
    """How a contact is told that a message arrived."""

    ADDED = "added"
    REOPENED = "reopened"  # with a new date
    BACK = "back"  # the expert's question is answered: there is a date again
    SIGN = "sign"  # a reaction: neither the date nor the state has changed
    PLACED = "placed"  # it went to the ticket without being told so
    THANKS = "thanks"  # a reaction: it only thanks, and the ball stays where it is


class Reason(StrEnum):
    """Why an answer takes longer, as an expert chooses it."""

    OPINION = "opinion"  # of another expert
    SOURCE = "source"  # a document, or word from an office
    LAW = "law"  # to be read
    BUSY = "busy"


class Author(StrEnum):
    """Who wrote a message of a ticket."""

    CONTACT = "contact"
    EXPERT = "expert"
    DESK = "desk"
    NOTE = "note"  # an expert, and it has not gone out (yet)


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """A message of a ticket, and where it stands on both sides."""

    id: int
    ticket: int
    author: Author
    kind: str
    text: str = ""
    in_chat: Spot | None = None
    in_thread: Spot | None = None
    album: str | None = None
    heard: Heard | None = None  # what its writer is told once it stands in the thread
    somewhere: bool = False  # it is on the other side, though nobody knows where
    refused: bool = False  # an expert's reply that could not be delivered
    expert: int | None = None  # whose reply it is
    arrived_at: datetime | None = None  # when a reply came to the contact
    held: bool = False  # a reply that waits for a second expert's OK

    @property
    def on_its_way(self) -> bool:
        """Whether it is still to arrive on the other side."""
        place = self.in_thread if self.author is Author.CONTACT else self.in_chat
        return place is None and not self.somewhere and not self.refused


def advance(ticket: Ticket, step: Step, now: datetime) -> Ticket:
    """The ticket after one step; raises NotAllowed when the table has no such step."""
    status = NEXT.get((ticket.status, step))
    if status is None:
        raise NotAllowed(f"{step} while {ticket.status}")
    changed = replace(ticket, status=status)
    if (ticket.status, step) in BALL_TO_DESK:
        changed = _anew(replace(changed, since=now, closed_at=None, research=False))
    if step in _WORK:
        changed = replace(changed, worked_at=now)
    match step:
        case Step.REPLY:
            return _replied(changed, now, anew=not ticket.active)
        case Step.NOT_YET:
            before = ticket.replied_at if (ticket.replied_at or now) < ticket.since else None
            return replace(changed, replied_at=before, asks=False)
        case Step.ON_IT:
            return replace(changed, on_it=True)
        case Step.ASK:
            return replace(changed, asks=not ticket.asks)
        case Step.RESEARCH:
            return replace(changed, research=True, legal=False, reminded_at=None)
        case Step.LEGAL:
            return replace(changed, legal=True, research=False, renewed_at=now, reminded_at=None)
        case Step.RENEW:
            return replace(changed, renewed_at=now, reminded_at=None)
        case Step.REMIND:
            return replace(changed, reminded_at=now)
        case Step.LAPSE:
            changed = _unappointed(changed, now)
            return replace(changed, renewed_at=now, lapsed_at=now, reminded_at=None)
        case Step.UNBOOK | Step.MET | Step.MISSED:
            return _after_appointment(replace(changed, appointed_until=None), step, now)
        case Step.RETURN | Step.HAND_TO_ROLE | Step.RELEASE:
            nobodys = replace(changed, expert_id=None, expert_name=None, on_it=False, asks=False)
            return replace(nobodys, handed_by=None, handed_to=None)
        case Step.NUDGE:
            return replace(changed, nudged_at=now)
        case Step.CLOSE | Step.EXPIRE | Step.REFUSE | Step.JOIN:
            over = replace(changed, closed_at=now, reason=None, appointed_until=None)
            return replace(over, handed_by=None, handed_to=None)
        case Step.APPEAL:
            return replace(changed, expert_id=None, expert_name=None, appealed=True)
        case Step.HOLD:
            return replace(changed, held_at=ticket.held_at or now)
        case Step.APPROVE | Step.RETRACT:
            return replace(changed, held_at=None)
        case Step.ALARM | Step.CALM:
            return alarmed(changed, now)
    return changed


def _after_appointment(ticket: Ticket, step: Step, now: datetime) -> Ticket:
    """The ticket when what was agreed on is over, or not to be."""
    if step is Step.MET:
        return _replied(ticket, now, anew=False)
    if step is Step.MISSED:
        return replace(ticket, worked_at=now, answered_at=now, nudged_at=None)
    if ticket.kind is Kind.QUESTION:  # which has a date of its own
        return ticket
    return replace(ticket, renewed_at=now, reminded_at=None)


def _unappointed(ticket: Ticket, now: datetime) -> Ticket:
    """The ticket without what was agreed on, where that is over."""
    over = ticket.appointed_until is not None and ticket.appointed_until <= now
    return replace(ticket, appointed_until=None) if over else ticket


def _anew(ticket: Ticket) -> Ticket:
    """The ticket with a promise that begins anew."""
    dateless = replace(ticket, renewed_at=None, lapsed_at=None, reminded_at=None)
    return replace(dateless, legal=False, reason=None, asks=False, on_it=False)


def _replied(ticket: Ticket, now: datetime, *, anew: bool) -> Ticket:
    """The contact has the ball; where a closed ticket came back no promise was running."""
    ticket = replace(ticket, replied_at=ticket.replied_at or now, closed_at=None)
    ticket = replace(ticket, answered_at=now, nudged_at=None)
    return replace(ticket, renewed_at=now, lapsed_at=None) if anew else ticket


def alarmed(ticket: Ticket, now: datetime) -> Ticket:
    """A ticket that has become an emergency, or is none any more: its promise begins now."""
    return replace(ticket, research=False, legal=False, renewed_at=now, reminded_at=None)


def claimed(ticket: Ticket, expert: Actor) -> Ticket:
    """The ticket with this expert on it; whoever takes what was handed to all of a role may give it
    back, but not whoever takes it from somebody.
    """
    theirs = ticket.handed_to is not None or ticket.expert_id == expert.id
    by = ticket.handed_by if theirs and ticket.handed_by != expert.id else None
    ticket = replace(ticket, handed_by=by, handed_to=None)
    return replace(ticket, expert_id=expert.id, expert_name=expert.name)
