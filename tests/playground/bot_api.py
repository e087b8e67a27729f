"""`make bot-api`: writes down the Bot API's own types, as a library holds them that is made from
the API's documentation, so that the stand-in can be held against them.

That library is no dependency: it wants older versions of ours. It is asked in an environment of
its own, and what it says is kept in `bot_api.json`: by type, by field, whether it must be there and
what it may be.
"""

import inspect
import json
import sys
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")
ROOTS = (
    "Update",
    "Message",
    "ForumTopic",
    "ChatFullInfo",
    "ChatMember",
    "File",
    "User",
    "WebhookInfo",
)
_PLAIN = {str: "str", int: "int", float: "float", bool: "bool"}
_MOMENTS = (datetime, date, timedelta)  # are numbers on the wire


def described(roots: Iterable[type]) -> dict[str, dict[str, Any]]:
    """Every type that the roots lead to."""
    found, left = dict[str, dict[str, Any]](), list(roots)
    while left:
        model = left.pop()
        if model.__name__ in found:
            continue
        fields = found[model.__name__] = {}
        for name, field in sorted(model.model_fields.items()):  # type: ignore[attr-defined]
            kinds = dict.fromkeys(_kinds(field.annotation, left))
            fields[field.alias or name] = [bool(field.is_required()), *sorted(kinds)]
    return dict(sorted(found.items()))


def _kinds(annotation: Any, left: list[type]) -> Iterator[str]:
    """What a field may be; models among it are left to be described."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        for one in inner:
            yield from _kinds(one, left)
    elif origin is typing.Annotated:
        yield from _kinds(inner[0], left)
    elif origin is typing.Literal:
        yield from {_PLAIN.get(type(one), "any") for one in inner}
    elif origin is list:
        yield from (f"list of {kind}" for kind in _kinds(inner[0], left))
    elif inspect.isclass(annotation) and hasattr(annotation, "model_fields"):
        left.append(annotation)
        yield annotation.__name__
    elif inspect.isclass(annotation) and issubclass(annotation, _MOMENTS):
        yield "int"
    elif inspect.isclass(annotation) and issubclass(annotation, Enum):
        yield "str"
    elif annotation is not type(None):
        yield _PLAIN.get(annotation, "any")


def main() -> None:
    """Ask the library, and keep what it says."""
    import aiogram
    from aiogram import types as theirs

    members = [name for name in vars(theirs) if name.startswith("ChatMember")]
    models = [getattr(theirs, name) for name in (*ROOTS, *members)]
    found = described(one for one in models if hasattr(one, "model_fields"))
    told = {"version": aiogram.__api_version__, "types": found}
    text = json.dumps(told, separators=(",", ":"), sort_keys=True)
    FILE.write_text(f"{text}\n", encoding="ascii")
    sys.stdout.write(f"Bot API {told['version']}: {len(told['types'])} types\n")


if __name__ == "__main__":
    main()
