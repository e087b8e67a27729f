"""Who stands how in the staff group, the desk itself too: what Telegram says when that changes."""

from typing import Any

from telegram.constants import ChatMemberStatus

from bot.domain import events
from bot.domain.events import Event
from bot.domain.people import Address
from bot.gateway.telegram.addresses import address, words

Json = dict[str, Any]
_LEADERS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})
_MEMBERS = _LEADERS | {ChatMemberStatus.MEMBER}


def is_member(standing: Any) -> bool:
    """Whether somebody belongs to a group (core.telegram.org/bots/api#chatmember)."""
    match standing:
        case {"status": "restricted", "is_member": True}:
            return True
        case {"status": str(status)}:
            return status in _MEMBERS
    return False


def leads(standing: Any) -> bool:
    """Whether somebody runs a group."""
    match standing:
        case {"status": str(status)}:
            return status in _LEADERS
    return False


def of_person(changed: Json, staff: Address | None) -> Event | None:
    """Somebody joined or left the staff group, or runs it from now on, or no longer."""
    now = changed.get("new_chat_member")
    person = address(now.get("user")) if isinstance(now, dict) else None
    if person is None or staff is None or address(changed.get("chat")) != staff:
        return None
    return events.MemberChanged(person, is_member(now), leads(now))


def of_desk(changed: Json, staff: Address | None) -> Event | None:
    """The desk was thrown out of the staff group or let in, or may do less there, or more."""
    now, group = changed.get("new_chat_member"), address(changed.get("chat"))
    if not isinstance(now, dict) or words(now, "status") is None:
        return None
    if group is None or group != staff:
        return None
    opens = leads(now) and now.get("can_manage_topics") is True
    return events.DeskStands(group, inside=is_member(now), opens=opens)
