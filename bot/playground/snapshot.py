"""What the page needs to know, all at once: when it opens, or after a change too big to tell in
pieces.
"""

from typing import Any

from bot.playground import profile
from bot.playground.params import Params
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.playground.world import World

Json = dict[str, Any]

SHOWN = 300  # messages of a chat; a page is not an archive


def whole(telegram: Telegram) -> Json:
    """The state as the page shows it."""
    world = telegram.world
    staff = [
        user for group, user in world.members if group == STAFF_CHAT and user != world.bot["id"]
    ]
    people = [user for user in world.users if user != world.bot["id"] and _has_phone(world, user)]
    return {
        "now": world.clock.now().isoformat(),
        "bot": world.bot,
        "contacts": [_contact(telegram, user) for user in people],
        "staff": {
            "id": STAFF_CHAT,
            "title": world.chats[STAFF_CHAT]["title"],
            "topics": [topic for (group, _), topic in world.topics.items() if group == STAFF_CHAT],
            "experts": [_expert(telegram, user) for user in staff],
            "messages": _last(telegram, STAFF_CHAT),
        },
        "reactions": _reactions(telegram),
        "copies": {f"{chat}:{message}": True for chat, message in world.copies},
    }


def _has_phone(world: World, user: int) -> bool:
    """Whether the page shows their own chat: contacts, and coordinators, who hear things there."""
    return world.members.get((STAFF_CHAT, user)) in (None, "administrator")


def _contact(telegram: Telegram, user_id: int) -> Json:
    user = telegram.world.users[user_id]
    language = user.get("language_code", "")
    menu = profile.get_menu_button(telegram, Params({"chat_id": user_id}))
    return {
        "id": user_id,
        "name": user["first_name"],
        "language": language,
        "relation": telegram.world.relations.get(user_id, "new"),
        "commands": profile.shown_commands(telegram, user_id, user_id, language),
        "description": profile.shown_text(telegram, "description", language),
        "bot_name": profile.shown_text(telegram, "name", language),
        "menu_button": menu["type"],
        "messages": _last(telegram, user_id),
    }


def _expert(telegram: Telegram, user_id: int) -> Json:
    user = telegram.world.users[user_id]
    status = telegram.world.members[(STAFF_CHAT, user_id)]
    commands = profile.shown_commands(telegram, STAFF_CHAT, user_id, user.get("language_code", ""))
    return {"id": user_id, "name": user["first_name"], "status": status, "commands": commands}


def _last(telegram: Telegram, chat_id: int) -> list[Json]:
    return list(telegram.world.messages.get(chat_id, {}).values())[-SHOWN:]


def _reactions(telegram: Telegram) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (chat_id, message_id, _), given in telegram.world.reactions.items():
        found.setdefault(f"{chat_id}:{message_id}", []).extend(
            one.get("emoji", "") for one in given
        )
    return found
