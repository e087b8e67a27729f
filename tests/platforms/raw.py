"""Updates as Telegram sends them, one of every kind that the desk asks for."""

from typing import Any

Json = dict[str, Any]

CONTACT = {"id": 1001, "is_bot": False, "first_name": "Deniz", "language_code": "tr"}
EXPERT = {"id": 2001, "is_bot": False, "first_name": "Uzman", "last_name": "Bir"}
CHAT = {"id": 1001, "type": "private", "first_name": "Deniz"}
GROUP = {"id": -1001000000001, "type": "supergroup", "title": "Uzmanlar", "is_forum": True}
THREAD = 40
PHOTO = [{"file_id": "A", "file_unique_id": "a", "width": 90, "height": 90}]


def said(**content: Any) -> Json:
    """A contact's message."""
    head = {"message_id": 7, "from": CONTACT, "chat": CHAT, "date": 1_700_000_000}
    return {"update_id": 100, "message": head | content}


def staff(**content: Any) -> Json:
    """An expert's message in a ticket's thread; Telegram names the thread's beginning with it."""
    beginning = {"message_id": THREAD, "chat": GROUP, "date": 1, "forum_topic_created": {}}
    head = {
        "message_id": 50,
        "from": EXPERT,
        "chat": GROUP,
        "date": 1_700_000_000,
        "message_thread_id": THREAD,
        "is_topic_message": True,
        "reply_to_message": beginning,
    }
    return {"update_id": 101, "message": head | content}


def edited(update: Json) -> Json:
    """The same message, changed later."""
    return {
        "update_id": update["update_id"],
        "edited_message": update["message"] | {"edit_date": 2},
    }


def tapped(message: Json, person: Json, data: str = "h") -> Json:
    """A button pressed under a message."""
    query = {"id": "99", "from": person, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": 102, "callback_query": query}


BOLD = {"type": "bold", "offset": 0, "length": 7}
LINK = {"type": "text_link", "offset": 3, "length": 4, "url": "https://example.org"}
MEMBER = {"user": {"id": 9, "is_bot": True, "first_name": "Bot"}, "status": "member"}
REACHED = {
    "update_id": 103,
    "my_chat_member": {
        "chat": CHAT,
        "from": CONTACT,
        "date": 1,
        "old_chat_member": MEMBER,
        "new_chat_member": MEMBER | {"status": "kicked"},
    },
}
SEARCHED = {
    "update_id": 104,
    "inline_query": {"id": "77", "from": CONTACT, "query": "tüzük", "offset": ""},
}

SIGN = {
    "message_id": 7,
    "date": 1,
    "old_reaction": [],
    "new_reaction": [{"type": "emoji", "emoji": "❤"}],
}
UPDATES: tuple[Json, ...] = (
    said(text="👋 Merhaba", entities=[BOLD, LINK]),
    said(text="/start faq_9-2", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
    said(photo=PHOTO, caption="Belge", caption_entities=[BOLD], media_group_id="13"),
    said(rich_message={"blocks": []}),
    said(invoice={"title": "x"}),
    edited(said(text="Merhabalar")),
    staff(text="Yanıt", entities=[BOLD]),
    staff(text="/kuyruk"),
    staff(sticker={"file_id": "S"}),
    edited(staff(text="Yanıt 2")),
    tapped(said(text="Menü")["message"], CONTACT),
    tapped(staff(text="Kart")["message"], EXPERT, "T|5|close"),
    REACHED,
    SEARCHED,
    {"update_id": 106, "message_reaction": SIGN | {"chat": CHAT, "user": CONTACT}},
    {"update_id": 107, "message_reaction": SIGN | {"chat": GROUP, "user": EXPERT}},
)
