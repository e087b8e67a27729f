"""Which event goes to which handler."""

from typing import assert_never

from bot.domain import events
from bot.domain.effects import Answer
from bot.domain.outbox import Draft
from bot.domain.words import Words
from handlers import contact, coordinators, desk, groups, reactions
from handlers.record import Tap, record
from handlers.work import Work


def handle(work: Work, event: events.Event) -> list[Draft]:
    """Do what one event asks for, in the caller's transaction; the deliveries that are owed."""
    match event:
        case events.Said():
            return contact.on_said(work, event)
        case events.Commanded():
            return contact.on_command(work, event)
        case events.Tapped():
            return contact.on_tapped(work, event)
        case events.Edited():
            return contact.on_edited(work, event)
        case events.Reacted():
            return reactions.on_reacted(work, event)
        case events.StaffReacted():
            return reactions.on_staff_reacted(work, event)
        case events.Reached():
            return contact.on_reached(work, event)
        case events.Searched():
            return contact.on_searched(work, event)
        case events.StaffWrote():
            return desk.on_wrote(work, event)
        case events.StaffEdited():
            return desk.on_edited(work, event)
        case events.StaffTapped():
            return desk.on_tapped(work, event)
        case events.Outsider():
            return _outsider(work, event)
        case events.GroupMoved():
            return groups.on_moved(work, event)
        case events.MemberChanged():
            return coordinators.on_member_changed(work, event)
        case events.DeskStands():
            return coordinators.on_desk_stands(work, event)
    assert_never(event)


def _outsider(work: Work, event: events.Outsider) -> list[Draft]:
    """A tap in a group that is not ours: a polite word."""
    tap = Tap(event.chat.platform, event.tap, event.chat)
    return record(work, [Answer(Words("staff.not-member"), alert=True)], tap=tap)
