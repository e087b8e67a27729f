"""Replies that an editor has written beforehand: an expert chooses one, and the contact reads it as
the expert's own.

Law: a reply has no place but the known ones; what would be sent with an empty place is not sent.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from intents.content.frontmatter import Draft

FOLDER = "replies"
LONGEST = 3000  # characters of a reply
# what stands for what in a text, in an editor's own words
PLACES: Mapping[str, str] = {
    "talep": "number",
    "ticket": "number",
    "tarih": "due",
    "date": "due",
    "uzman": "expert",
    "expert": "expert",
}
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
_KEYS = frozenset({"name", "title", "aliases", "asks"})


@dataclass(frozen=True, slots=True)
class Canned:
    """One reply: the name that it is called by, its title in the list, its words; with `asks` it is
    a question to the contact, and no answer.
    """

    name: str
    language: str
    title: str
    body: str
    path: str
    aliases: tuple[str, ...] = ()
    asks: bool = False

    @property
    def places(self) -> frozenset[str]:
        """What is filled in before it is sent."""
        return frozenset(PLACES[place] for place in _PLACE.findall(self.body) if place in PLACES)

    def filled(self, values: Mapping[str, str]) -> str:
        """The words with the values in their places."""
        return _PLACE.sub(lambda place: _plain(values[PLACES[place[1]]]), self.body)


def _plain(value: str) -> str:
    """A value in which no letter is a mark of style."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", value)


def enter(draft: Draft, language: str) -> Canned | None:
    """The reply of a draft; None when its problems leave nothing to send."""
    name = draft.text("name") or PurePosixPath(draft.path).stem.lower()
    title = draft.text("title")
    for message, key in _faults(draft, name, title):
        draft.blame(message, key=key, line=draft.body_line)
    for key in draft.keys.keys() - _KEYS:
        message = f"`{key}` is not a known key of a reply; correct its spelling or remove it."
        draft.blame(message, key=key, severity="warning")
    aliases, asks = draft.list("aliases"), draft.flag("asks")
    if title is None or any(one.severity == "error" for one in draft.problems):
        return None
    return Canned(name, language, title, draft.body, draft.path, aliases, asks)


def _faults(draft: Draft, name: str, title: str | None) -> Iterator[tuple[str, str | None]]:
    if not _NAME.fullmatch(name):
        yield f"The name {name!r} can't be typed; use a-z, 0-9 and -, 30 at most.", "name"
    if title is None:
        yield "The reply has no `title`; add it, experts choose by it.", "title"
    if not draft.body:
        yield "The reply has no text; write what the contact reads.", None
    if len(draft.body) > LONGEST:
        yield f"The reply has {len(draft.body)} characters; shorten it to {LONGEST}.", None
    for place in dict.fromkeys(_PLACE.findall(draft.body)):
        if place not in PLACES:
            known = ", ".join(f"{{{one}}}" for one in PLACES)
            yield f"{{{place}}} is nothing that can be filled in; write one of {known}.", None
