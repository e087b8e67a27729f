"""What went wrong with the desk itself is never passed over in silence."""

from bot.domain.contact.outcome import EXPERT, HOME
from bot.domain.messages import Say
from bot.domain.outbox import Draft
from bot.domain.people import Address, Place
from bot.domain.words import Value, Words
from bot.render.told import message
from bot.storage import chats
from bot.storage.age import Restored
from handlers import ticks
from handlers.record import in_staff
from handlers.work import Work


def set_aside(work: Work, number: int, chat: Address | None) -> list[Draft]:
    """A word to the contact and to the desk about an update that failed five times."""
    drafts = []
    if chat is not None and not chat.group:
        words = (Words("error.set-aside"),)
        # not the chat itself: it may be what can't be read
        phrases = work.context(chats.language_at(work.tx, chat)).phrases
        said = message(words, ((EXPERT, HOME),), phrases)
        drafts.append(Draft(Say(Place(chat), said)))
    if work.desk.staff is not None:
        told = Words("error.set-aside-staff", {"id": number})
        drafts.append(in_staff(work, Place(work.desk.staff), told))
    return drafts


def from_a_backup(work: Work, found: Restored) -> list[Draft]:
    """A word to the desk that it goes on from a backup, and what was not done again; what time
    asked for meanwhile is told to the staff alone.
    """
    drafts = ticks.meanwhile(work)
    if work.desk.staff is None:
        return drafts
    numbers: dict[str, Value] = {
        "count": found.deliveries,
        "updates": found.updates,
        "broadcasts": found.broadcasts,
    }
    told = Words("error.from-a-backup", numbers)
    return [in_staff(work, Place(work.desk.staff), told), *drafts]
