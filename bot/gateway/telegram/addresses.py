"""Who and where, as Telegram writes it down: numbers, which the desk keeps as text.

Law: whether a chat is a group is told by its type, never read out of its number; the one exception
is the operator's setting, which is nothing but a number.
"""

from typing import Any

from bot.domain.people import Address, Place

NAME = "telegram"
_GROUPS = frozenset({"group", "supergroup", "channel"})
_LARGEST = 2**63  # Telegram's numbers have at most 52 bits, a database's at most 63


def staff_group(setting: int | str | None) -> Address | None:
    """The staff group of a setting; ValueError, with what to do, when it can't be a group's."""
    if setting is None or setting == "":
        return None
    number = int(setting)
    if number >= 0:
        raise ValueError("STAFF_CHAT_ID is a group's number and starts with a minus sign")
    return Address(NAME, str(number), group=True)


def thread_link(place: Place) -> str:
    """The address of a thread, which opens for members of its group (core.telegram.org/api/links).

    Only a supergroup's number has one: it stands behind -100.
    """
    group = place.chat.id.removeprefix("-100")
    known = place.thread is not None and group != place.chat.id
    return f"https://t.me/c/{group}/{place.thread}" if known else ""


def address(chat: Any) -> Address | None:
    """A chat's or a person's address, or None where there is none to be found."""
    found = number(chat, "id")
    if found is None:
        return None
    kind = chat.get("type")
    return Address(NAME, str(found), group=isinstance(kind, str) and kind in _GROUPS)


def number(holder: Any, name: str) -> int | None:
    """A number that stands under a name, or None for whatever else stands there."""
    found = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if -_LARGEST < found < _LARGEST else None


def place(holder: Any, name: str) -> str | None:
    """The number of a message or a thread, as the desk keeps it."""
    found = number(holder, name)
    return None if found is None else str(found)


def words(holder: Any, name: str) -> str | None:
    """A text that stands under a name, without what no database takes; None for anything else."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return clean(found) if isinstance(found, str) else None


def clean(text: str) -> str:
    """The text with a sign in the place of each half letter and each NUL; its length stays."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
