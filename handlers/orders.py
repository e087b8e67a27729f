"""What the staff wants of the desk about its people: commands, and the buttons that follow them."""

from collections.abc import Callable, Mapping
from typing import assert_never

from bot.domain.desk import presses
from bot.domain.desk.presses import PeoplePress
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from handlers import audit, closures, handover, people, reports
from handlers.record import Tap
from handlers.work import Work

Command = Callable[[Work, StaffWrote, Actor], list[Draft]]

COMMANDS: Mapping[str, Command] = {
    "kisiler": people.listed,
    "people": people.listed,
    "rol": people.given,
    "role": people.given,
    "devret": handover.asked,
    "handover": handover.asked,
    "kayit": audit.asked,
    "record": audit.asked,
    "kapali": closures.said,
    "closed": closures.said,
    "rapor": reports.promises,
    "report": reports.promises,
}


def on_press(
    work: Work, event: StaffTapped, press: PeoplePress, *, by: Actor, tap: Tap
) -> list[Draft]:
    """A button about people, pressed by somebody who may."""
    match press:
        case presses.TurnRecord():
            return audit.turned(work, event, press, tap=tap)
        case presses.ListClosures() | presses.LookAtClosure() | presses.OpenDesk():
            return closures.on_press(work, event, press, by=by, tap=tap)
        case (
            presses.OfferHandOver()
            | presses.HandToExpert()
            | presses.HandToRole()
            | presses.KeepTicket()
        ):
            return handover.pressed(work, event, press, by=by, tap=tap)
    assert_never(press)
