"""What only whoever asked shall read: it is said in their own chat with the desk.

Law: in the staff group nothing of it stands, neither at first nor behind a button.
"""

from bot.domain.buttons import Press
from bot.domain.codes import decode
from bot.domain.desk.presses import TurnRecord
from bot.domain.events import StaffTapped, StaffWrote, Tapped
from bot.domain.messages import AskMember, Message, React, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Place, Spot
from bot.domain.results import ActOnTap
from bot.domain.words import Words
from bot.storage import experts
from handlers import coordinators
from handlers.record import ARRIVED
from handlers.undelivered import to_writer
from handlers.work import Work


def answered(work: Work, event: StaffWrote, actor: Actor, shown: Message) -> list[Draft]:
    """To whoever asked, with a sign on what they wrote; who has begun no chat reads how."""
    chat = coordinators.chat_of(work, actor.id)
    if chat is None:
        return to_writer(work, event, Words("private.begin"))
    sign = React(Spot(event.place.chat, event.message), ARRIVED)
    return [Draft(Say(Place(chat), shown), Lane.RELAY), Draft(sign, Lane.RELAY)]


def is_private(press: Press) -> bool:
    """Whether this button stands below what only its reader is to see."""
    return isinstance(press, TurnRecord)


def tapped(work: Work, event: Tapped) -> list[Draft] | None:
    """Such a button in somebody's own chat: first ask whether they still belong to the staff
    group. None for all that is a contact's.
    """
    known, staff = experts.at(work.tx, event.chat), work.desk.staff
    if known is None or staff is None or not is_private(decode(event.code)):
        return None
    place = Place(event.chat)
    by_staff = StaffTapped(place, event.message, event.tap, event.chat, known.name, event.code)
    return [Draft(AskMember(staff, event.chat.id), Lane.TAP, then=ActOnTap(by_staff))]
