"""A text as Telegram's HTML, in which wording and styles can be read at a glance."""

from html import escape

from bot.domain.messages import Span, Style, Text

TAGS = {
    Style.BOLD: "b",
    Style.ITALIC: "i",
    Style.UNDERLINE: "u",
    Style.STRIKE: "s",
    Style.CODE: "code",
    Style.BLOCK: "pre",
    Style.QUOTE: "blockquote",
    Style.FOLDED: "details",
    Style.LINK: "a",
}


def html(text: Text) -> str:
    """The text with its styles as tags; fails where they don't nest."""
    parts: list[str] = []
    at, on = 0, list[Span]()

    def write(until: int) -> None:
        nonlocal at
        parts.append(written(text.text[at:until]))
        at = until

    def close(until: int) -> None:
        while on and on[-1].end <= until:
            write(on[-1].end)
            parts.append(f"</{TAGS[on.pop().style]}>")

    for span in text.spans:
        close(span.start)
        write(span.start)
        assert not on or span.end <= on[-1].end, (span, on[-1])
        parts.append(f'<a href="{written(span.value)}">' if span.value else f"<{TAGS[span.style]}>")
        on.append(span)
    close(len(text.text))
    write(len(text.text))
    return "".join(parts)


def written(words: str) -> str:
    """Plain words between tags or double quotes."""
    return escape(words, quote=False).replace('"', "&quot;")
