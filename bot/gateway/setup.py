"""How the bot introduces itself: commands by scope and language, description, menu button."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.deliveries import Draft, Lane
from bot.domain.effects import Words

CONTACT_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "tr": (
        "menu",
        "konular",
        "sor",
        "uzman",
        "taleplerim",
        "degerlendirme",
        "duyurular",
        "dil",
        "gizlilik",
        "yardim",
        "iptal",
    ),
    "en": (
        "menu",
        "topics",
        "ask",
        "expert",
        "tickets",
        "assessment",
        "updates",
        "language",
        "privacy",
        "help",
        "cancel",
    ),
}
STAFF_COMMANDS = ("kuyruk", "ben", "gonder", "duyuru", "yardim")

Word = Callable[[str, Words], str]  # (language, words) → plain text


def introduction(word: Word, *, default: str, staff_chat_id: int | None) -> Iterator[Draft]:
    """The calls that set the bot up; each has a key of its content, so that it is made once a
    change.
    """
    for language in ("", *CONTACT_COMMANDS):
        spoken = language or default
        commands = _described(CONTACT_COMMANDS.get(spoken, CONTACT_COMMANDS["en"]), spoken, word)
        scope = {"type": "all_private_chats"}
        yield _draft("setMyCommands", {"commands": commands, "scope": scope}, language)
        yield _draft(
            "setMyDescription", {"description": word(spoken, Words("setup.description"))}, language
        )
        yield _draft(
            "setMyShortDescription",
            {"short_description": word(spoken, Words("setup.short-description"))},
            language,
        )
    yield _draft("setChatMenuButton", {"menu_button": {"type": "commands"}}, "")
    if staff_chat_id is not None:
        commands = _described(STAFF_COMMANDS, default, word)
        scope_staff = {"type": "chat", "chat_id": staff_chat_id}
        yield _draft("setMyCommands", {"commands": commands, "scope": scope_staff}, "")


def _described(names: tuple[str, ...], language: str, word: Word) -> list[dict[str, str]]:
    return [
        {"command": name, "description": word(language, Words(f"command.{name}"))} for name in names
    ]


def _draft(method: str, payload: dict[str, Any], language: str) -> Draft:
    if language:
        payload = payload | {"language_code": language}
    digest = hashlib.blake2b(
        json.dumps(payload, sort_keys=True).encode(), digest_size=8
    ).hexdigest()
    return Draft(method, payload, Lane.SETUP, key=f"setup:{method}:{digest}")
