"""How the Bot API shows somebody's standing in a chat: the ChatMember objects."""

from typing import Any

Json = dict[str, Any]

GRANTED = (
    "can_manage_chat",
    "can_delete_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_invite_users",
)
DENIED = (
    "can_be_edited",
    "can_promote_members",
    "can_change_info",
    "can_restrict_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "is_anonymous",
)
EXTRA: dict[str, Json] = {
    "administrator": dict.fromkeys(GRANTED, True) | dict.fromkeys(DENIED, False),
    "kicked": {"until_date": 0},
}


def shown(user: Json, status: str) -> Json:
    """A ChatMember: status is administrator, member, left or kicked."""
    return {"user": user, "status": status, **EXTRA.get(status, {})}


def change(user: Json, old: str, new: str) -> Json:
    """The two halves of a ChatMemberUpdated."""
    return {"old_chat_member": shown(user, old), "new_chat_member": shown(user, new)}
