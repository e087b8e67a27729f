"""The scenes of the playground, as they are written in `scenes.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

SCENES = Path(__file__).with_name("scenes.yaml")
WEEK = "week"  # not for the page: what `--demo` plays before it opens


@cache
def read() -> Mapping[str, Json]:
    """Every scene by its name."""
    found: dict[str, Json] = yaml.safe_load(SCENES.read_text(encoding="utf-8"))
    return found


def titles() -> list[Json]:
    """What the page lists: name, title and a line about each scene."""
    return [
        {"name": name, "title": one["title"], "about": one["about"]}
        for name, one in read().items()
        if name != WEEK
    ]


def said(words: Any, language: str) -> str:
    """Words in a language, or those that are the same in all."""
    return str(words[language] if isinstance(words, dict) else words)
