"""Which event goes to which handler."""

from datetime import datetime
from typing import assert_never

from bot.domain import events
from bot.domain.deliveries import Draft
from bot.domain.effects import Toast, Words
from bot.storage.books import Tx
from handlers import conversation, staff
from handlers.desk import Desk
from handlers.record import toast


def handle(tx: Tx, event: events.Event, desk: Desk, *, now: datetime) -> list[Draft]:
    """Do what one event asks for, in the caller's transaction; the deliveries that are owed for
    it.
    """
    match event:
        case events.Said():
            return conversation.on_said(tx, event, desk, now=now)
        case events.Commanded():
            return conversation.on_command(tx, event, desk, now=now)
        case events.Tapped():
            return conversation.on_tap(tx, event, desk, now=now)
        case events.Edited():
            return conversation.on_edited(tx, event, desk, now=now)
        case events.Reached():
            return conversation.on_reached(tx, event, desk, now=now)
        case events.Searched():
            return conversation.on_searched(tx, event, desk, now=now)
        case events.StaffWrote():
            return staff.on_wrote(tx, event, desk, now=now)
        case events.StaffEdited():
            return staff.on_edited(tx, event, desk, now=now)
        case events.StaffTapped():
            return staff.on_tapped(tx, event, desk, now=now)
        case events.Outsider():
            return _outsider(event, desk)
    assert_never(event)


def _outsider(event: events.Outsider, desk: Desk) -> list[Draft]:
    """A tap in a group that is not ours: a polite word; anything else there is not for us."""
    if event.tap_id is None:
        return []
    words = Words("staff.not-member")
    return [toast(Toast(event.tap_id, alert=True), desk.speech(desk.default_language).plain(words))]
