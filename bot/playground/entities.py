"""Text and its entities as Telegram reads them: UTF-16 offsets, strict HTML, commands and links
found.

Law: offsets and lengths count UTF-16 code units, nothing here knows a chat or a message.
Source: core.telegram.org/bots/api#formatting-options; wording of the errors from TDLib's parser.
MarkdownV2 is not spoken here: the desk's bot writes HTML or entities.
"""

import re
import sys
from collections.abc import Iterable
from typing import Any

from telegram.constants import MessageLimit

from bot.playground.errors import ApiError, bad_request

Json = dict[str, Any]

MAX_ENTITIES = MessageLimit.MESSAGE_ENTITIES.value
SURROGATES = range(0xD800, 0xE000)

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
TYPES = frozenset(TAGS.values()) | {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "text_mention",
    "expandable_blockquote",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_TOKEN = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.\-]+))?""")
_LINK = re.compile(
    r"(?:https?|tg|mailto|tel|ton)(?:://|:)[^\s/].*|[\w-]+(?:\.[\w-]+)+(?:/.*)?", re.IGNORECASE
)
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$")
_FOUND = re.compile(
    r"(?<![\w.+-])(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]|\bt\.me/[\w/?=+-]+)"
    r"|(?<![\w/])(?P<bot_command>/[a-zA-Z0-9_]{1,32}(?:@\w{5,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[a-zA-Z]\w{3,31})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def find(text: str) -> list[Json]:
    """The entities Telegram finds by itself: commands, links, mentions, hash tags, e-mail
    addresses.
    """
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def parse_html(markup: str) -> tuple[str, list[Json]]:
    """Text and entities of Telegram's HTML; 400 "can't parse entities" where Telegram refuses
    it.
    """
    if "<" not in markup and "&" not in markup:
        return markup, []
    parser = _Html(markup)
    parser.run()
    parser.entities.reverse()  # of two that cover the same words the outer comes first
    return "".join(parser.parts), sorted(parser.entities, key=lambda e: (e["offset"], -e["length"]))


def given(raw: Iterable[Json], text: str) -> list[Json]:
    """Entities as a caller gave them, checked; those outside the text are refused as Telegram
    does.
    """
    size = units(text)
    checked = []
    for entity in raw:
        if entity.get("type") not in TYPES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if entity["offset"] < 0 or entity["length"] < 0:
            raise bad_request("entity has negative offset or length")
        if entity["offset"] + entity["length"] > size:
            where = f"entity beginning at UTF-16 offset {entity['offset']}"
            raise bad_request(f"{where} ends after the end of the text")
        if entity["length"] and (
            entity["type"] != "text_link" or _LINK.match(entity.get("url", ""))
        ):
            checked.append(entity)
    return checked


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without blank ends, entities moved and cut to fit; Telegram keeps at most 100 of
    them.
    """
    left = text.lstrip()
    cut, kept = units(text) - units(left), left.rstrip()
    size = units(kept)
    moved = []
    for entity in entities if cut or size < units(left) else ():
        start, end = (
            max(0, entity["offset"] - cut),
            min(size, entity["offset"] + entity["length"] - cut),
        )
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return kept, (moved or [] if cut or size < units(left) else entities)[:MAX_ENTITIES]


def merged(own: list[Json], text: str) -> list[Json]:
    """The author's entities and those Telegram finds where the author set no link or code."""
    closed = [e for e in own if e["type"] in ("text_link", "code", "pre", "text_mention")]
    free = [f for f in find(text) if not any(_overlap(f, c) for c in closed)]
    known = {(e["type"], e["offset"]) for e in own}
    extra = [f for f in free if (f["type"], f["offset"]) not in known]
    return (
        sorted([*own, *extra], key=lambda e: (e["offset"], -e["length"]))[:MAX_ENTITIES]
        if extra
        else own
    )


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


class _Html:
    """One pass over the markup; keeps the open tags on a stack."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.at = 0
        self.parts: list[str] = []
        self.size = 0
        self.entities: list[Json] = []
        self.open: list[tuple[str, int, dict[str, str]]] = []

    def run(self) -> None:
        while (match := _TOKEN.search(self.markup, self.at)) is not None:
            self._text(self.markup[self.at : match.start()])
            self.at = match.start()
            if match.group() == "&":
                self._reference()
            elif self.markup.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._text(self.markup[self.at :])
        if self.open:
            raise _fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _text(self, text: str) -> None:
        self.parts.append(text)
        self.size += units(text)

    def _reference(self) -> None:
        match = _REFERENCE.match(self.markup, self.at)
        code = 0
        if match is not None:
            code = (
                int(match[1])
                if match[1]
                else int(match[2], 16)
                if match[2]
                else ord(NAMED[match[3]])
            )
        if match is None or not 0 < code <= sys.maxunicode or code in SURROGATES:
            self._text("&")
            self.at += 1
            return
        self._text(chr(code))
        self.at = match.end()

    def _start_tag(self) -> None:
        begin = self.at
        name = _TAG_NAME.match(self.markup, begin + 1).group().lower()  # type: ignore[union-attr]
        self.at = begin + 1 + len(name)
        if self.at >= len(self.markup):
            raise _fail(f'Unclosed start tag "{name}" at byte offset {self._bytes(begin)}')
        if name not in TAGS:
            raise _fail(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _fail(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}'
            )
        self.open.append((name, self.size, attributes))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self.markup[self.at : self.at + 1].isspace():
                self.at += 1
            if self.at >= len(self.markup):
                raise _fail(f'Unclosed start tag "{name}" at byte offset {self._bytes(begin)}')
            if self.markup[self.at] == ">":
                self.at += 1
                return found
            match = _ATTRIBUTE.match(self.markup, self.at)
            if match is None:
                raise _fail(
                    f'Empty attribute name in the tag "{name}" at byte offset {self._bytes(begin)}'
                )
            found[match[1].lower()] = _unescape((match[2] or "").strip("\"'"))
            self.at = match.end()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _fail(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        close = self.markup.find(">", begin)
        if close < 0:
            raise _fail(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        found = self.markup[begin + 2 : close].strip().lower()
        name, start, attributes = self.open.pop()
        if found and found != name:
            where = f"Unmatched end tag at byte offset {self._bytes(begin)}"
            raise _fail(f'{where}, expected "</{name}>", found "</{found}>"')
        self.at = close + 1
        if self.size > start:
            self._entity(name, start, attributes)

    def _entity(self, name: str, start: int, attributes: dict[str, str]) -> None:
        entity: Json = {"type": TAGS[name], "offset": start, "length": self.size - start}
        if name == "a":
            entity |= _link(attributes.get("href", ""))
            if "url" not in entity and "user" not in entity:
                return  # a link that leads nowhere: Telegram keeps the words and drops the entity
        elif name == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        elif name == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif name == "code" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        self.entities.append(entity)

    def _bytes(self, at: int) -> int:
        return len(self.markup[:at].encode())


def _link(href: str) -> Json:
    person = _USER_LINK.match(href)
    if person is not None:
        return {
            "type": "text_mention",
            "user": {"id": int(person[1]), "is_bot": False, "first_name": ""},
        }
    if not _LINK.match(href):
        return {}
    return {"url": href if ":" in href.split("/")[0] else f"http://{href}"}


def _unescape(value: str) -> str:
    return _REFERENCE.sub(lambda m: NAMED.get(m[3] or "", m[0]), value)


def _fail(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
