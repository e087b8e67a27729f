"""Telegram's two spellings of a styled text, HTML and entities, as a text with spans."""

from html.parser import HTMLParser
from typing import Any

Json = dict[str, Any]
_UNIT = 2  # bytes of UTF-16, in which Telegram counts

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "block",
    "blockquote": "quote",
    "a": "link",
}
_ENTITIES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "spoiler": "spoiler",
    "code": "code",
    "pre": "block",
    "blockquote": "quote",
    "expandable_blockquote": "folded",
    "text_link": "link",
    "text_mention": "person",
    "custom_emoji": "emoji",
}


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.spans: list[Json] = []
        self._open: list[tuple[str, Json]] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        style = "folded" if "expandable" in given else _TAGS.get(tag)
        if style is None:
            return
        span: Json = {"start": len(self.text), "end": len(self.text), "style": style}
        if given.get("href"):
            span["value"] = given["href"]
        self.spans.append(span)
        self._open.append((tag, span))

    def handle_endtag(self, tag: str) -> None:
        for n in reversed(range(len(self._open))):
            if self._open[n][0] == tag:
                self._open.pop(n)[1]["end"] = len(self.text)
                return


def text_of_html(markup: str) -> Json:
    """Telegram's HTML as a text with spans."""
    reader = _Html()
    reader.feed(markup)
    reader.close()
    return _text(reader.text, [span for span in reader.spans if span["start"] < span["end"]])


def text_of_entities(text: str, entities: list[Json]) -> Json:
    """A text with Telegram's entities as a text with spans."""
    spans = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        style = _ENTITIES.get(entity["type"])
        if style is None:
            continue  # Telegram finds it again by itself
        start = _characters(text, entity["offset"])
        end = _characters(text, entity["offset"] + entity["length"])
        spans.append({"start": start, "end": end, "style": style} | _value(entity))
    return _text(text, spans)


def _characters(text: str, units: int) -> int:
    """How many characters stand before a place that is counted in units of UTF-16."""
    before = text.encode("utf-16-le", "surrogatepass")[: units * _UNIT]
    return len(before.decode("utf-16-le", "replace"))


def _value(entity: Json) -> Json:
    value = (
        entity.get("url")
        or entity.get("language")
        or entity.get("custom_emoji_id")
        or (entity.get("user") or {}).get("id")
    )
    return {"value": str(value)} if value else {}


def _text(text: str, spans: list[Json]) -> Json:
    return {"text": text, "spans": spans} if spans else {"text": text}
