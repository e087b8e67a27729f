"""What the library does not send as plain values, put into its own classes just before a call."""

from dataclasses import dataclass
from typing import Any

from telegram import (
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MessageEntity,
)

Json = dict[str, Any]

_ALBUM_FILES: dict[str, Any] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
    "document": InputMediaDocument,
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A parameter that is a file of the desk's own making."""

    name: str
    content: bytes


def sent(payload: Json) -> Json:
    """The parameters as the library sends them."""
    return {name: _sent(name, one) for name, one in payload.items()}


def _sent(name: str, value: Any) -> Any:
    if isinstance(value, Upload):
        return InputFile(value.content, filename=value.name)
    if name == "media" and isinstance(value, list):
        return [_album_file(one) for one in value]
    return value


def _album_file(media: Json) -> Any:
    entities = [_entity(**one) for one in media.get("caption_entities", ())]
    made = _ALBUM_FILES[media["type"]]
    return made(media["media"], caption=media.get("caption"), caption_entities=entities)


def _entity(type: str, offset: int, length: int, **more: Any) -> MessageEntity:  # noqa: A002
    """A style; of a person the library would want more than the number that says who it is."""
    return MessageEntity(type, offset, length, api_kwargs=more)
