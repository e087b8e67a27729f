"""Values that are kept as JSON: acts, what their results lead to, and where a chat stands.

Law: what was written once can be read for ever: a class's tag is in the tables below and never
changes, a field that has its default is left out, a button is kept as its code.
"""

from collections.abc import Callable
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from bot.domain import messages, results
from bot.domain.chats import Chat
from bot.domain.codes import decode, encode
from bot.domain.messages import Act, Button, Message, Rows, Span, Style
from bot.domain.people import Address
from bot.domain.results import FollowUp

Json = dict[str, Any]

ACTS: dict[str, type[Act]] = {
    "say": messages.Say,
    "say-album": messages.SayAlbum,
    "edit": messages.Edit,
    "copy": messages.Copy,
    "send-file": messages.SendFile,
    "delete": messages.Delete,
    "pin": messages.Pin,
    "react": messages.React,
    "open-thread": messages.OpenThread,
    "name-thread": messages.NameThread,
    "close-thread": messages.CloseThread,
    "answer-tap": messages.AnswerTap,
    "ask-member": messages.AskMember,
    "answer-search": messages.AnswerSearch,
    "list-commands": messages.ListCommands,
    "describe": messages.Describe,
    "offer-commands": messages.OfferCommands,
}
FOLLOW_UPS: dict[str, type[FollowUp]] = {
    "fill-thread": results.FillThread,
    "keep-card": results.KeepCard,
    "keep-staff-places": results.KeepStaffPlaces,
    "keep-chat-places": results.KeepChatPlaces,
    "taken-back": results.TakenBack,
    "edited-in-thread": results.EditedInThread,
    "edited-in-chat": results.EditedInChat,
    "keep-panel": results.KeepPanel,
    "previewed": results.Previewed,
    "arrived": results.Arrived,
    "corrected": results.Corrected,
    "act-on-tap": results.ActOnTap,
    "act-on-words": results.ActOnWords,
    "act-on-edit": results.ActOnEdit,
    "act-on-sign": results.ActOnSign,
    "keep-reminder": results.KeepReminder,
}

# every delivery passes through: no tale of where in a value an error stands
_converter = Converter(omit_if_default=True, detailed_validation=False)


def _button_to_json(button: Button) -> Json:
    if not isinstance(button.label, str):
        raise TypeError(f"A label that was not put into words: {button.label}")
    if button.press is None:
        return {"label": button.label, "url": button.url}
    return {"label": button.label, "press": encode(button.press)}


def _button_from_json(written: Json, _kind: type[Button]) -> Button:
    if "press" in written:
        return Button(written["label"], decode(written["press"]))
    return Button(written["label"], url=written["url"])


def _rows_from_json(written: list[list[Json]], _kind: Any) -> Rows:
    return tuple(tuple(_button_from_json(one, Button) for one in row) for row in written)


def _spans_from_json(written: list[Json], _kind: Any) -> tuple[Span, ...]:
    return tuple(
        Span(one["start"], one["end"], Style(one["style"]), one.get("value", "")) for one in written
    )


_converter.register_unstructure_hook(Button, _button_to_json)
_converter.register_structure_hook(Button, _button_from_json)
_converter.register_structure_hook_func(lambda kind: kind == Rows, _rows_from_json)
_converter.register_structure_hook_func(lambda kind: kind == tuple[Span, ...], _spans_from_json)


def _tagged(tag: str, kinds: dict[str, Any]) -> tuple[Callable[[Any], Json], Callable[[Json], Any]]:
    """Functions that write and read a union, each of its classes marked by its name under `tag`."""
    names = {kind: name for name, kind in kinds.items()}
    dumps = {kind: _converter.get_unstructure_hook(kind) for kind in names}
    loads = {name: (kind, _converter.get_structure_hook(kind)) for name, kind in kinds.items()}

    def dump(value: Any) -> Json:
        return {tag: names[type(value)], **dumps[type(value)](value)}

    def load(written: Json) -> Any:
        kind, read = loads[written[tag]]
        return read(written, kind)

    return dump, load


_dump_act, _load_act = _tagged("act", ACTS)
_dump_follow_up, _load_follow_up = _tagged("then", FOLLOW_UPS)
_column = override(omit=True)  # what has a column of its own beside the state
_dump_chat = make_dict_unstructure_fn(
    Chat,
    _converter,
    _cattrs_omit_if_default=True,
    id=_column,
    address=_column,
    language=_column,
    reachable=_column,
)


def act_to_json(act: Act) -> Json:
    """The act as it is kept."""
    return _dump_act(act)


def act_from_json(written: Json) -> Act:
    """The act that was kept."""
    act: Act = _load_act(written)
    return act


def follow_up_to_json(then: FollowUp) -> Json:
    """The follow-up as it is kept."""
    return _dump_follow_up(then)


def follow_up_from_json(written: Json) -> FollowUp:
    """The follow-up that was kept."""
    then: FollowUp = _load_follow_up(written)
    return then


def message_to_json(message: Message) -> Json:
    """A message as it is kept."""
    written: Json = _converter.unstructure(message)
    return written


def message_from_json(written: Json) -> Message:
    """The message that was kept."""
    return _converter.structure(written, Message)


def state_to_json(chat: Chat) -> Json:
    """Where a chat stands, without what has columns of its own."""
    return _dump_chat(chat)


def chat_from_json(
    state: Json, *, contact: int, address: Address, language: str, reachable: bool
) -> Chat:
    """The chat that was kept."""
    columns = {
        "id": contact,
        "address": {"platform": address.platform, "id": address.id, "group": address.group},
        "language": language,
        "reachable": reachable,
    }
    return _converter.structure(state | columns, Chat)
