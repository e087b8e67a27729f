"""A catalog's wording, read once: words, styles, and the places where values go.

Law: markup that is not well-formed is refused when it is read, never when it is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.messages import Span, Style, Text, as_text

STYLES = {
    "b": Style.BOLD,
    "i": Style.ITALIC,
    "u": Style.UNDERLINE,
    "s": Style.STRIKE,
    "code": Style.CODE,
    "blockquote": Style.QUOTE,
}
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "{{": "{", "}}": "}"}
_TOKEN = re.compile(
    rf"<(?P<end>/?)(?P<tag>{'|'.join(STYLES)})>"
    r"|\{(?P<slot>[A-Za-z_]\w*)\}"
    rf"|(?P<reference>{'|'.join(map(re.escape, _REFERENCES))})"
    r"|(?P<stray>[<{}])"
)


class BadMarkup(ValueError):
    """A wording whose tags or braces don't close as they open; the message says where."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes."""

    name: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where a style begins."""

    style: Style


@dataclass(frozen=True, slots=True)
class End:
    """Where the style that began last ends."""


Part = str | Slot | Start | End


@dataclass(frozen=True, slots=True)
class Template:
    """A wording in its parts; its styles nest. `ready` is its text when nothing goes into it."""

    parts: tuple[Part, ...]
    ready: Text | None = None

    def fill(self, values: Mapping[str, Text]) -> Text:
        """The text with its values; raises KeyError with the name of one that is not given."""
        return self.ready or _filled(self.parts, values)


def parse(wording: str) -> Template:
    """A wording as it stands in a catalog; raises BadMarkup."""
    parts = tuple(_parts(wording))
    if any(isinstance(part, Slot) for part in parts):
        return Template(parts)
    return Template(parts, _filled(parts, {}))


def _filled(parts: Iterable[Part], values: Mapping[str, Text]) -> Text:
    filling = _Filling()
    for part in parts:
        match part:
            case Start(style=style):
                filling.start(style)
            case End():
                filling.end()
            case Slot(name=name):
                filling.write(values[name])
            case str():
                filling.write(as_text(part))
    return filling.text()


@dataclass(slots=True)
class _Filling:
    """What is written so far, and the styles that are on."""

    words: list[str] = field(default_factory=list)
    size: int = 0
    spans: list[Span] = field(default_factory=list)
    on: list[int] = field(default_factory=list)

    def write(self, text: Text) -> None:
        """What comes next, with its own styles."""
        for span in text.spans:
            start, end = span.start + self.size, span.end + self.size
            self.spans.append(Span(start, end, span.style, span.value))
        self.words.append(text.text)
        self.size += len(text.text)

    def start(self, style: Style) -> None:
        """From here on in a style."""
        self.on.append(len(self.spans))
        self.spans.append(Span(self.size, self.size, style))

    def end(self) -> None:
        """The style that began last ends here."""
        index = self.on.pop()
        begun = self.spans[index]
        self.spans[index] = Span(begun.start, self.size, begun.style)

    def text(self) -> Text:
        """All of it; a style without words is none."""
        spans = tuple(span for span in self.spans if span.end > span.start)
        return Text("".join(self.words), spans)


def _parts(wording: str) -> Iterator[Part]:
    on: list[str] = []
    at = 0
    for token in _TOKEN.finditer(wording):
        if token.start() > at:
            yield wording[at : token.start()]
        yield _part(token, on)
        at = token.end()
    if on:
        raise BadMarkup(f"<{on[-1]}> is never closed")
    if at < len(wording):
        yield wording[at:]


def _part(token: re.Match[str], on: list[str]) -> Part:
    """What a token stands for; `on` are the tags that are open."""
    if token["slot"]:
        return Slot(token["slot"])
    if token["reference"]:
        return _REFERENCES[token["reference"]]
    if token["stray"]:
        raise BadMarkup(f"a stray {token['stray']} at {token.start()}")
    if not token["end"]:
        on.append(token["tag"])
        return Start(STYLES[token["tag"]])
    if not on or on.pop() != token["tag"]:
        raise BadMarkup(f"</{token['tag']}> at {token.start()} closes nothing")
    return End()
