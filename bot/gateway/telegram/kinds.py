"""What kinds of messages there are at Telegram.

Law: a message of a kind that stands in no list here is still a message: it is passed on as it is.
Source: core.telegram.org/bots/api#message and #copymessage.
"""

from typing import Any

from bot.domain.messages import OTHER, TEXT, UNCOPYABLE
from bot.gateway.telegram.addresses import words

NAMED = (
    "animation",  # before the document, which it has, too
    "photo",
    "voice",
    "document",
    "audio",
    "video",
    "video_note",
    "sticker",
    "contact",
    "location",
    "venue",
    "poll",
)
# the ones that copyMessage refuses, beside service messages
NEVER_COPIED = ("paid_media", "giveaway", "giveaway_winners", "invoice")
# what editMessageMedia puts into the place of a file, or of words
REPLACEABLE = frozenset({"photo", "video", "animation", "audio", "document"})
# the method that says each kind of file anew, of which the platform knows the name
SENT_BY = {
    "photo": "sendPhoto",
    "video": "sendVideo",
    "animation": "sendAnimation",
    "audio": "sendAudio",
    "document": "sendDocument",
    "voice": "sendVoice",
    "sticker": "sendSticker",
    "video_note": "sendVideoNote",
}
# what Telegram itself says about a chat, and what nobody wrote
SERVICE = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "chat_shared",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "gift",
        "gift_upgrade_sent",
        "giveaway_completed",
        "giveaway_created",
        "group_chat_created",
        "left_chat_member",
        "left_chat_participant",
        "managed_bot_created",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_member",
        "new_chat_members",
        "new_chat_participant",
        "new_chat_photo",
        "new_chat_title",
        "paid_message_price_changed",
        "passport_data",
        "pinned_message",
        "poll_option_added",
        "poll_option_deleted",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "suggested_post_approval_failed",
        "suggested_post_approved",
        "suggested_post_declined",
        "suggested_post_paid",
        "suggested_post_refunded",
        "supergroup_chat_created",
        "unique_gift",
        "users_shared",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "web_app_data",
        "write_access_allowed",
    }
)


def kind_of(message: dict[str, Any]) -> str | None:
    """The desk's name for what a message holds, or None for a service message."""
    if isinstance(message.get("text"), str):
        return TEXT
    for name in NAMED:
        if name in message:
            return name
    if any(name in message for name in NEVER_COPIED):
        return UNCOPYABLE
    return None if SERVICE & message.keys() else OTHER


def file_of(message: dict[str, Any], kind: str) -> str:
    """Telegram's name of the file that a message holds, of a picture in its full size; "" without
    any, and for a picture that moves, which its still picture must not take the place of.
    """
    held = message.get(kind) if kind in SENT_BY and "live_photo" not in message else None
    if isinstance(held, list):
        held = held[-1] if held else None  # from small to large
    return words(held, "file_id") or ""
