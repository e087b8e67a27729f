"""The lists of the desk change in place when one of their buttons is pressed."""

from typing import assert_never

from bot.domain.effects import Answer
from bot.domain.events import StaffTapped
from bot.domain.listings import ListPress, PickSieve, ShowEarlier, ShowFound, ShowQueue
from bot.domain.messages import Edit, Message
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Spot
from bot.domain.words import Words
from bot.storage import tickets
from handlers import background, found, queue
from handlers.record import Tap, record
from handlers.work import Work


def on_press(
    work: Work, event: StaffTapped, press: ListPress, *, actor: Actor, tap: Tap
) -> list[Draft]:
    """What a member wants to see, in place of what was shown."""
    match press:
        case ShowQueue():
            shown = queue.page(work, press, me=actor.id)
        case PickSieve():
            shown = queue.picking(work, press)
        case ShowFound():
            shown = found.page(work, press)
        case ShowEarlier(number):
            return _earlier(work, number, tap=tap)
        case _:
            assert_never(press)
    return [*record(work, [Answer()], tap=tap), _instead(event, shown)]


def _earlier(work: Work, number: int, *, tap: Tap) -> list[Draft]:
    """In the ticket's thread, or a word that there is nothing."""
    ticket = tickets.get(work.tx, number)
    if ticket is None:
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    if tickets.count_of_contact(work.tx, ticket.contact) == 1:
        return record(work, [Answer(Words("earlier.none"))], tap=tap)
    return [*record(work, [Answer()], tap=tap), *background.others(work, ticket)]


def _instead(event: StaffTapped, shown: Message) -> Draft:
    """In place of what stands there; of several that wait only the last is shown."""
    at = Spot(event.place.chat, event.message)
    return Draft(Edit(at, shown), Lane.RELAY, slot=f"list:{event.message}")
