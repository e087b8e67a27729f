"""Who may do what at the desk.

Law: `MAY` has a line for everything that anybody can do, and what has none nobody may do. Rights
come from belonging to the staff group at this moment; a role adds to them and replaces nothing.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain import booking_buttons, buttons, ok_buttons, prepared_buttons
from bot.domain import card_buttons as cards
from bot.domain.appointments import Act
from bot.domain.buttons import Press
from bot.domain.composer_buttons import ComposerPress
from bot.domain.desk import presses
from bot.domain.listings import ListPress
from bot.domain.people import Role
from bot.domain.tickets import Step


class Order(StrEnum):
    """What the staff may want of the desk besides the steps of a ticket."""

    HELP = "help"
    QUEUE = "queue"
    LOOK = "look"  # at what could be done, or sent
    REACT = "react"  # to a contact's message, who sees it
    EDIT = "edit"  # a reply of one's own that is with the contact
    SEND = "send"  # a note of one's own, after all
    BROADCAST = "broadcast"
    PEOPLE = "people"
    ROLES = "roles"
    RECORD = "record"
    CLOSURES = "closures"
    REPORT = "report"


Deed = Step | Order

_CONTACT = frozenset({Role.CONTACT})
_STAFF = frozenset({Role.EXPERT, Role.COORDINATOR})
_BOTH = _CONTACT | _STAFF
_COORDINATOR = frozenset({Role.COORDINATOR})
_TIME = frozenset({Role.DESK})

MAY: Mapping[Deed, frozenset[Role]] = {
    Step.OPEN: _CONTACT,
    Step.CONTACT_WROTE: _CONTACT,
    Step.WITHDRAW: _CONTACT,
    Step.CORRECT: _CONTACT,
    Step.RATE: _CONTACT,
    Step.CLOSE: _BOTH,
    Step.REOPEN: _BOTH,
    Step.CLAIM: _STAFF,
    Step.ON_IT: _STAFF,
    Step.ASK: _STAFF,
    Step.REPLY: _STAFF,
    Step.NOT_YET: _STAFF,
    Step.RESEARCH: _STAFF,
    Step.LEGAL: _STAFF,
    Step.RENEW: _STAFF,
    Step.REFUSE: _STAFF,
    Step.APPEAL: _CONTACT,
    Step.ALARM: _STAFF,
    Step.CALM: _STAFF,
    Step.MARK: _STAFF,
    Step.TAKE_BACK: _STAFF,
    Step.HOLD: _STAFF,
    Step.APPROVE: _STAFF,
    Step.RETRACT: _STAFF,
    Step.JOIN: _STAFF,
    Step.TAKE_IN: _STAFF,
    Step.SPLIT: _STAFF,
    Step.HAND_OVER: _STAFF,
    Step.HAND_TO_ROLE: _STAFF,
    Step.GIVE_BACK: _STAFF,
    Step.RELEASE: _STAFF,
    Step.BOOK: _BOTH,
    Step.UNBOOK: _BOTH | _TIME,
    Step.MET: _STAFF | _TIME,
    Step.MISSED: _STAFF,
    Step.REMIND: _TIME,
    Step.LAPSE: _TIME,
    Step.RETURN: _TIME,
    Step.NUDGE: _TIME,
    Step.EXPIRE: _TIME,
    Order.HELP: _STAFF,
    Order.QUEUE: _STAFF,
    Order.LOOK: _STAFF,
    Order.REACT: _STAFF,
    Order.EDIT: _STAFF,
    Order.SEND: _STAFF,
    Order.PEOPLE: _STAFF,
    Order.BROADCAST: _COORDINATOR,
    Order.ROLES: _COORDINATOR,
    Order.RECORD: _COORDINATOR,
    Order.CLOSURES: _COORDINATOR,
    Order.REPORT: _COORDINATOR,
}

COMMANDS: Mapping[str, Deed] = {
    **dict.fromkeys(("yardim", "help", "start"), Order.HELP),
    **dict.fromkeys(("kuyruk", "queue", "ben", "mine"), Order.QUEUE),
    **dict.fromkeys(("ara", "find", "neden", "why"), Order.QUEUE),
    **dict.fromkeys(("gonder", "send"), Order.SEND),
    **dict.fromkeys(("duyuru", "broadcast"), Order.BROADCAST),
    **dict.fromkeys(("kisiler", "people"), Order.PEOPLE),
    **dict.fromkeys(("rol", "role"), Order.ROLES),
    **dict.fromkeys(("rapor", "report"), Order.REPORT),
    **dict.fromkeys(("kapali", "closed"), Order.CLOSURES),
    **dict.fromkeys(("kayit", "record"), Order.RECORD),
    **dict.fromkeys(("geri", "undo"), Step.TAKE_BACK),
    **dict.fromkeys(("reddet", "refuse"), Step.REFUSE),
    **dict.fromkeys(("hazir", "canned", "sss", "faq"), Order.LOOK),
    **dict.fromkeys(("konu", "subject", "oncelik", "priority", "dil", "language"), Step.MARK),
    **dict.fromkeys(("acil", "urgent"), Step.ALARM),
    **dict.fromkeys(("kapat", "close"), Step.CLOSE),
    **dict.fromkeys(("birlestir", "merge"), Step.JOIN),
    **dict.fromkeys(("ayir", "split"), Step.SPLIT),
    **dict.fromkeys(("devret", "handover"), Step.HAND_OVER),
    **dict.fromkeys(("birak", "release"), Step.RELEASE),
    **dict.fromkeys(("ertele", "renew"), Step.RENEW),
    **dict.fromkeys(("hukuk", "legal"), Step.LEGAL),
    **dict.fromkeys(("arastirma", "research"), Step.RESEARCH),
}


_APPOINTED: Mapping[Act, Step] = {
    Act.MOVE: Step.BOOK,
    Act.CANCEL: Step.UNBOOK,
    Act.HELD: Step.MET,
    Act.MISSED: Step.MISSED,
}


def may(role: Role, deed: Deed | None) -> bool:
    """Whether somebody of this role may do it."""
    return deed is not None and role in MAY.get(deed, frozenset())


def role_of(given: Role, *, inside: bool, leads: bool) -> Role:
    """The role that holds at this moment: nobody's outside of the group, whatever was given."""
    if not inside:
        return Role.OUTSIDER
    return Role.COORDINATOR if leads or given is Role.COORDINATOR else Role.EXPERT


def of_press(press: Press) -> Deed | None:
    """What a button of the staff's does; None for one that is not theirs."""
    match press:
        case buttons.OnTicket(step=step) | cards.Sure(step=step):
            return step
        case buttons.GiveReason():
            return Step.RENEW
        case presses.HandToExpert() | presses.OfferHandOver() | presses.KeepTicket():
            return Step.HAND_OVER
        case presses.HandToRole():
            return Step.HAND_TO_ROLE
        case cards.RefuseBy():
            return Step.REFUSE
        case cards.SetSubject() | cards.SetPriority() | cards.SetLanguage():
            return Step.MARK
        case booking_buttons.OnAppointment(act=act):
            return _APPOINTED[act]
        case booking_buttons.MoveTo():
            return Step.BOOK
        case prepared_buttons.SendPrepared():
            return Step.REPLY
        case ok_buttons.Approve():
            return Step.APPROVE
        case ok_buttons.Retract():
            return Step.RETRACT
    return _ordered(press)


def _ordered(press: Press) -> Order | None:
    """The same for what is no step of a ticket's."""
    match press:
        case presses.TurnRecord():
            return Order.RECORD
        case presses.ListClosures() | presses.LookAtClosure() | presses.OpenDesk():
            return Order.CLOSURES
    if isinstance(press, ListPress):
        return Order.QUEUE
    if isinstance(press, ComposerPress):
        return Order.BROADCAST
    looks = isinstance(press, cards.CardPress | prepared_buttons.PreparedPress)
    return Order.LOOK if looks else None
