"""Styled text, as Telegram writes it down: entities, whose positions count UTF-16 units.

Law: what a person styled comes in and goes out; what Telegram finds by itself (mentions, hash tags,
addresses, commands …) is dropped, it is found again wherever the text goes. Nothing here fails on
an entity, however strange.
Source: core.telegram.org/bots/api#messageentity.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from bot.domain.messages import Span, Style, Text, units
from bot.gateway.telegram.addresses import clean, number, words

_STYLES: Mapping[str, Style] = {
    "bold": Style.BOLD,
    "italic": Style.ITALIC,
    "underline": Style.UNDERLINE,
    "strikethrough": Style.STRIKE,
    "spoiler": Style.SPOILER,
    "code": Style.CODE,
    "pre": Style.BLOCK,
    "blockquote": Style.QUOTE,
    "expandable_blockquote": Style.FOLDED,
    "text_link": Style.LINK,
    "text_mention": Style.PERSON,
    "custom_emoji": Style.EMOJI,
}
_TYPES: Mapping[Style, str] = {style: kind for kind, style in _STYLES.items()}
_NEEDS_VALUE = frozenset({Style.LINK, Style.PERSON, Style.EMOJI})
_LAST_OF_ONE_UNIT = "\uffff"  # characters behind it take two


def incoming(raw_text: str, entities: Any) -> Text:
    """A text that came in, with what of its entities can be read."""
    text = clean(raw_text)
    if not isinstance(entities, list):
        return Text(text)
    at = _characters(text)
    found = (_span(one, at) for one in entities)
    spans = sorted((one for one in found if one), key=lambda span: (span.start, -span.end))
    return Text(text, tuple(spans))


def _characters(text: str) -> Callable[[int], int]:
    """Which character stands at a unit; the end of the text for all beyond it."""
    if units(text) == len(text):
        return lambda unit: min(max(unit, 0), len(text))
    places = [n for n, letter in enumerate(text) for _ in range(1 + (letter > _LAST_OF_ONE_UNIT))]
    return lambda unit: places[max(unit, 0)] if unit < len(places) else len(text)


def _span(entity: Any, at: Callable[[int], int]) -> Span | None:
    """The styled range, or None where it can't be read, is empty or was found by Telegram."""
    offset, length, kind = number(entity, "offset"), number(entity, "length"), words(entity, "type")
    style = _STYLES.get(kind or "")
    if offset is None or length is None or style is None:
        return None
    value = _value(entity, style)
    start, end = at(offset), at(offset + length)
    if start >= end or (style in _NEEDS_VALUE and not value):
        return None
    return Span(start, end, style, value)


def _value(entity: Any, style: Style) -> str:
    match style:
        case Style.BLOCK:
            return words(entity, "language") or ""
        case Style.LINK:
            return words(entity, "url") or ""
        case Style.EMOJI:
            return words(entity, "custom_emoji_id") or ""
        case Style.PERSON:
            person = number(entity.get("user"), "id")
            return "" if person is None else str(person)
    return ""


def outgoing(text: Text) -> list[dict[str, Any]]:
    """A text's styles as entities; ranges that hold nothing are left out."""
    if not text.spans:
        return []
    at, last = _units_before(text.text), len(text.text)
    made = []
    for span in text.spans:
        start, end = max(0, min(span.start, last)), max(0, min(span.end, last))
        if start < end:
            place = {"type": _TYPES[span.style], "offset": at[start], "length": at[end] - at[start]}
            made.append(place | _more(span))
    return made


def _units_before(text: str) -> Sequence[int]:
    """How many units stand before each character, and before the end."""
    if units(text) == len(text):
        return range(len(text) + 1)
    return list(accumulate((1 + (letter > _LAST_OF_ONE_UNIT) for letter in text), initial=0))


def _more(span: Span) -> dict[str, Any]:
    match span.style:
        case Style.BLOCK if span.value:
            return {"language": span.value}
        case Style.LINK:
            return {"url": span.value}
        case Style.EMOJI:
            return {"custom_emoji_id": span.value}
        case Style.PERSON:
            return {"user": {"id": int(span.value)}}
    return {}
