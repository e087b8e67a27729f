"""Markdown of the content files as text with its styles.

Law: what a reader of the file sees is what a contact sees. Words, their case and their order never
change; what a message can't show (headings, lists, foreign tags) is written with what it can.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain.messages import Span, Style, Text
from bot.render.pieces import cut
from bot.render.styled import Level, Written

_RAW_TAG = re.compile(r"<(/?)(u|b|i|s|em|strong)(?:\s[^>]*)?/?>", re.IGNORECASE)
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|tg)://\S+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:([^?\s]+)", re.IGNORECASE)
_LONGEST_LINK = 2048
_STYLES = {
    "strong": Style.BOLD,
    "b": Style.BOLD,
    "em": Style.ITALIC,
    "i": Style.ITALIC,
    "u": Style.UNDERLINE,
    "s": Style.STRIKE,
}
_INDENT = "   "
_BULLET = "• "
_LISTS = ("bullet_list_open", "ordered_list_open")
_LONG_ITEM = 130  # characters, about five lines on a phone


@lru_cache(maxsize=1024)
def pieces(markdown: str, *, limit: int, first: int | None = None) -> tuple[Text, ...]:
    """The text in messages of at most `limit` UTF-16 units and 100 spans each.

    `first` is a smaller limit for the first piece. A text with nothing to see gives no piece.
    """
    return cut(read(markdown), limit, limit if first is None else first)


def read(markdown: str) -> Written:
    """Markdown as text and styles, with the places where it can be cut."""
    writer = _Writer()
    tokens = _parser().parse(markdown)
    for at, token in enumerate(tokens):
        if token.type in _LISTS and writer.depth == 0:
            writer.airy = _is_airy(tokens, at)
        writer.block(token)
    return writer.written()


def _is_airy(tokens: Sequence[Token], at: int) -> bool:
    """Whether the list that begins here has an item of several lines, so that a phone shows a wall
    of text.
    """
    for token in (tokens[n] for n in range(at + 1, len(tokens))):
        if token.level == 0:
            break
        if (
            token.type == "inline"
            and sum(len(part.content) for part in token.children or ()) > _LONG_ITEM
        ):
            return True
    return False


@cache
def _parser() -> MarkdownIt:
    # Without html_block a tag at the start of a line is inline like any other. Links are judged by
    # us, because markdown-it would show the source of one that it refuses.
    parser = MarkdownIt("commonmark").enable("strikethrough").disable("html_block")
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    return parser


class _Writer:
    """Writes tokens down one after the other, with the styles and lists that are open."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.spans: list[Span] = []
        self.breaks: list[tuple[int, Level]] = []
        # what opened it, and its span unless it is already on
        self.open: list[tuple[str, int | None]] = []
        self.opened = Counter[str]()  # how often each of them is open
        self.on = set[Style]()  # the styles that are on
        self.link = (0, "")  # the part with which the last one began, and its address
        self.depth = 0  # of lists
        self.fresh_list = False
        self.airy = False  # the items of the list are set apart by empty lines
        self.marker = ""
        self.quotes = 0
        self.quote: int | None = None
        self.keep = False  # the next block belongs to this one
        self.begun = True

    def written(self) -> Written:
        """What was written."""
        spans = tuple(span for span in self.spans if span.end > span.start)
        return Written(Text("".join(self.parts), spans), tuple(self.breaks))

    def block(self, token: Token) -> None:
        """Write one token of the block level."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.fresh_list |= self.depth == 0
                self.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
                self.marker = ""
            case "list_item_open":
                self.marker = f"{token.info}. " if token.info else _BULLET
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
                self._end_quote()
            case "heading_open":
                self.begun = False
                self._open("heading", Style.BOLD)
            case "heading_close":
                self._close("heading")
                self.keep = True
            case "paragraph_open":
                self.begun = False
            case "inline":
                self.inline(token.children or ())
            case "fence" | "code_block":
                self._code_block(token.content)

    def inline(self, tokens: Sequence[Token]) -> None:
        """Write the content of a paragraph or heading; what it left open ends with it."""
        outside = len(self.open)
        for token in tokens:
            self._inline(token)
        while len(self.open) > outside:
            self._close(self.open[-1][0])

    def _inline(self, token: Token) -> None:
        match token.type:
            case "text":
                self._write(token.content)
            case "softbreak":
                self._write(" ")
            case "hardbreak":
                self._line()
            case "code_inline":
                self._open("code", Style.CODE)
                self._write(token.content)
                self._close("code")
            case "strong_open" | "em_open" | "s_open":
                self._open(token.type, _STYLES[token.tag])
            case "strong_close" | "em_close" | "s_close":
                self._close(token.type.replace("close", "open"))
            case "link_open":
                self.link = (len(self.parts), str(token.attrGet("href")))
                self._open_link("link", self.link[1])
            case "link_close":
                self._end_link()
            case "image":
                self._open_link("image", str(token.attrGet("src")))
                self._write(token.content)
                self._close("image")
            case "html_inline":
                self._raw(token.content)

    def _raw(self, tag: str) -> None:
        """A tag in the text: a style, a line break, or else words like any other."""
        match = _RAW_TAG.fullmatch(tag)
        if _LINE_TAG.fullmatch(tag):
            self._line()
        elif match is None:
            self._write(tag)
        elif match[1]:
            self._close(f"<{match[2].lower()}>", raw=True)
        else:
            self._open(f"<{match[2].lower()}>", _STYLES[match[2].lower()])

    def _open_link(self, key: str, address: str) -> None:
        """Begin a link, or only its words when a platform can't open the address."""
        opens = _LINK.fullmatch(address) and len(address) <= _LONGEST_LINK
        self._open(key, Style.LINK if opens else None, address)

    def _open(self, key: str, style: Style | None, value: str = "") -> None:
        if not self.begun:
            self._begin()
        self.opened[key] += 1
        if style is None or style in self.on:
            self.open.append((key, None))
        else:
            self.open.append((key, len(self.spans)))
            self.on.add(style)
            self.spans.append(Span(self.size, self.size, style, value))

    def _close(self, key: str, *, raw: bool = False) -> None:
        """End a style and what was opened inside it; a tag in the text ends no Markdown style."""
        if not self.opened[key]:
            return
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == key:
                while len(self.open) > at:
                    self._end_last()
                return
            if raw and not self.open[at][0].startswith("<"):
                return

    def _end_last(self) -> None:
        key, index = self.open.pop()
        self.opened[key] -= 1
        if index is not None:
            self.on.discard(self.spans[index].style)
            self._end(index)

    def _end(self, index: int) -> None:
        self.spans[index] = replace(self.spans[index], end=self.size)

    def _end_link(self) -> None:
        """Close a link; an e-mail address is written out, for platforms link those themselves.

        Of a link to `mailto:…` Telegram would make a wrong web address (TDLib,
        LinkManager::check_link_impl).
        """
        start, href = self.link
        mail = _MAIL.match(href)
        if mail and mail[1] not in "".join(self.parts[start:]):
            self._write(f" ({mail[1]})")
        self._close("link")

    def _code_block(self, content: str) -> None:
        self.begun = False
        self._open("pre", Style.BLOCK)
        for number, line in enumerate(content.rstrip().split("\n")):
            if number:
                self.breaks.append((self.size, Level.LINE))
                self._write("\n")
            self._write(line)
        self._close("pre")

    def _line(self) -> None:
        if not self.begun:
            self._begin()
        self.breaks.append((self.size, Level.LINE))
        self._write("\n" + _INDENT * self.depth)

    def _write(self, text: str) -> None:
        if not text:
            return  # nothing, as the parser leaves around bold words: a lead still ends with ":"
        if not self.begun:
            self._begin()
        self.parts.append(text)
        self.size += len(text)

    def _begin(self) -> None:
        """What stands before a block: the gap to the one above, the quote it is in, indent and
        marker.
        """
        self.begun = True
        if self.size:
            introduced = self.depth > 0 and (
                not self.marker or self.parts[-1].rstrip().endswith(":")
            )
            self.breaks.append((self.size, Level.LINE if self.keep or introduced else Level.BLOCK))
            apart = self.fresh_list or (self.airy and self.depth == 1 and bool(self.marker))
            self._write("\n" if self.depth and not apart else "\n\n")
        self.keep = self.fresh_list = False
        if self.quotes and self.quote is None:
            self.quote = len(self.spans)
            self.spans.append(Span(self.size, self.size, Style.QUOTE))
        self._write(_INDENT * (self.depth - bool(self.marker)) + self.marker)
        self.marker = ""

    def _end_quote(self) -> None:
        if not self.quotes and self.quote is not None:
            self._end(self.quote)
            self.quote = None
