"""What can happen: an update translated into the desk's own words, or the result of a delivery."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds. `kind` is text, photo, voice, document… as Telegram names its field."""

    kind: str
    text: str = ""
    entities: tuple[dict[str, Any], ...] = ()
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A contact wrote or sent something in the private chat."""

    chat_id: int
    message_id: int
    content: Content
    language: str | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Commanded:
    """A contact sent a command, e.g. `/start faq_9-2` → name "start", argument "faq_9-2"."""

    chat_id: int
    message_id: int
    name: str
    argument: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A contact changed an earlier message."""

    chat_id: int
    message_id: int
    content: Content


@dataclass(frozen=True, slots=True)
class Tapped:
    """A contact pressed a button under `message_id`."""

    chat_id: int
    message_id: int
    tap_id: str
    data: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A contact blocked the bot (reachable False) or came back."""

    chat_id: int
    reachable: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """Somebody typed `@bot words` in any chat (inline mode)."""

    person_id: int
    query_id: str
    query: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StaffWrote:
    """A message in the staff group; `thread_id` None is the General thread."""

    thread_id: int | None
    message_id: int
    expert_id: int
    expert_name: str
    content: Content
    reply_to: int | None = None
    command: str | None = None
    argument: str = ""


@dataclass(frozen=True, slots=True)
class StaffEdited:
    """An expert changed a message in the staff group."""

    message_id: int
    expert_id: int
    content: Content


@dataclass(frozen=True, slots=True)
class StaffTapped:
    """A button of the staff group was pressed; membership is not yet proven."""

    thread_id: int | None
    message_id: int
    tap_id: str
    expert_id: int
    expert_name: str
    data: str


@dataclass(frozen=True, slots=True)
class Outsider:
    """A message or tap from a group that is not the staff group."""

    chat_id: int
    tap_id: str | None = None


Event = (
    Said
    | Commanded
    | Edited
    | Tapped
    | Reached
    | Searched
    | StaffWrote
    | StaffEdited
    | StaffTapped
    | Outsider
)
