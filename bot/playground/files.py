"""Files in messages: what a photo, a document or a voice message looks like in the Bot API's form.

Law: sizes and durations are plausible stand-ins; names, types and bytes are those of the file.
"""

import mimetypes
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.params import Params, Upload
from bot.playground.world import World

Json = dict[str, Any]

KINDS = ("photo", "document", "voice", "audio", "video", "animation", "sticker", "video_note")
# what an edit can put into the place of a file
REPLACEABLE = ("photo", "document", "audio", "video", "animation")
SECONDS = 3  # length of any recording; nothing here can listen


def content(world: World, kind: str, upload: Upload) -> Json:
    """The part of a message that carries this file, which is kept under a new file_id."""
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of file: {kind}")
    mime = mimetypes.guess_type(upload.name)[0] or upload.mime_type
    suffix = upload.name[upload.name.rfind(".") :] if "." in upload.name else ""
    about = {"name": upload.name, "mime_type": mime, "suffix": suffix}
    return shown(world, world.add_file(kind, upload.content, about))


def shown(world: World, file_id: str) -> Json:
    """The part of a message that carries a file already kept."""
    kept = world.files[file_id]
    base = {"file_id": file_id, "file_unique_id": unique(file_id), "file_size": kept["size"]}
    kind = kept["kind"]
    fields: Json = base | FIELDS[kind]
    if kind == "photo":
        small = base | {"file_unique_id": unique(file_id) + "s", "width": 90, "height": 60}
        return {"photo": [small, fields]}
    if kind in ("document", "audio", "video", "animation"):
        fields |= {"file_name": kept["about"]["name"]}
    if kind not in ("sticker", "video_note"):
        fields |= {"mime_type": kept["about"]["mime_type"]}
    # Telegram sends an animation as document too, which has no size of a picture and no duration
    document = {name: value for name, value in fields.items() if name not in FIELDS[kind]}
    return {kind: fields, **({"document": document} if kind == "animation" else {})}


def unique(file_id: str) -> str:
    """The file_unique_id that goes with a file_id."""
    return "AQAD" + file_id[4:10]


def wanted(world: World, params: Params, kind: str, value: str | None = None) -> Json:
    """The file a send call names: uploaded with it, or known by its file_id; 400 when it is
    neither.
    """
    named = params.text(kind) if value is None else value
    upload = params.uploads.get(kind) if value is None else None
    if named.startswith("attach://"):
        upload = params.uploads.get(named.removeprefix("attach://"))
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return content(world, kind, upload)
    if not named:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if named not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if world.files[named]["kind"] != kind:
        found = world.files[named]["kind"].capitalize()
        raise bad_request(f"can't use file of type {found} as {kind.capitalize()}")
    return shown(world, named)


FIELDS: dict[str, Json] = {
    "photo": {"width": 1280, "height": 853},
    "document": {},
    "voice": {"duration": SECONDS},
    "audio": {"duration": SECONDS},
    "video": {"width": 1280, "height": 720, "duration": SECONDS},
    "animation": {"width": 320, "height": 180, "duration": SECONDS},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "video_note": {"length": 240, "duration": SECONDS},
}
