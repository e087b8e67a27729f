"""What is said, and the acts that say it, in nobody's words: a platform's file turns them into
calls.

Law: positions in a text are Python's characters; ids of messages and threads are text, whatever a
platform makes of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.buttons import Press
from bot.domain.people import Address, Place, Spot
from bot.domain.words import Words

TEXT = "text"  # the kind of a message that is no file
OTHER = "other"  # a kind that the desk has no name for, yet can be passed on
UNCOPYABLE = "uncopyable"  # a kind that the platform passes on to nobody
CAPTIONED = frozenset({"photo", "video", "animation", "audio", "document", "voice"})
WORDLESS = frozenset({"sticker", "video_note"})  # files that bear no caption


class Style(StrEnum):
    """How a part of a text looks, or what it does when it is touched."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SPOILER = "spoiler"
    CODE = "code"
    BLOCK = "block"  # of code; `value` is its language
    QUOTE = "quote"
    FOLDED = "folded"  # a quote of which a reader sees the beginning
    LINK = "link"  # `value` is the address
    PERSON = "person"  # `value` is the person's id
    EMOJI = "emoji"  # `value` is the id of a picture that stands for it


@dataclass(frozen=True, slots=True)
class Span:
    """A styled range of a text: `start` is in it, `end` is not."""

    start: int
    end: int
    style: Style
    value: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their styles; spans come in the order of their start, the outer one first."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def __add__(self, other: "Text | str") -> "Text":
        """Both, one after the other."""
        added = as_text(other)
        return Text(self.text + added.text, (*self.spans, *_moved(added.spans, len(self.text))))

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.text)

    def part(self, start: int, end: int | None = None) -> "Text":
        """A range of it, with what of its styles lies inside."""
        end = len(self.text) if end is None else end
        inside = (
            replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
            for span in self.spans
            if max(span.start, start) < min(span.end, end)
        )
        return Text(self.text[start:end], tuple(inside))


def _moved(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by, span.style, span.value) for span in spans)


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram and most platforms count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_text(words: Text | str) -> Text:
    """Plain words as a text without styles."""
    return Text(words) if isinstance(words, str) else words


def styled(words: Text | str, style: Style, value: str = "") -> Text:
    """The words, all of them in a style."""
    text = as_text(words)
    return Text(text.text, (Span(0, len(text.text), style, value), *text.spans)) if text else text


def bold(words: Text | str) -> Text:
    """The words in bold."""
    return styled(words, Style.BOLD)


def joined(parts: Iterable[Text | str], between: str = "\n\n") -> Text:
    """The parts that hold something, one after the other."""
    words, spans, size = list[str](), list[Span](), 0
    for text in (as_text(part) for part in parts if part):
        spans += _moved(text.spans, size)
        words.append(text.text)
        size += len(text.text) + len(between)
    return Text(between.join(words), tuple(spans))


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label, and what it says to the desk or which address it opens."""

    label: Words | str
    press: Press | None = None
    url: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What one message holds; `kind` is `text`, or the kind of file that `text` is the caption
    of.
    """

    text: Text = Text()
    buttons: Rows = ()
    kind: str = TEXT
    file: str = ""  # the platform's own name of it
    album: str | None = None
    reply_to: str | None = None
    preview: bool = False  # of what its links lead to: for people's words, not for the desk's

    @property
    def is_file(self) -> bool:
        """Whether there is more to it than its words."""
        return self.kind != TEXT


@dataclass(frozen=True, slots=True)
class Say:
    """Say a message: a text, or a file that the platform knows already, with its caption."""

    to: Place
    message: Message


@dataclass(frozen=True, slots=True)
class SayAlbum:
    """Say files that stay together, each with its own words; buttons have no room below them."""

    to: Place
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Change an earlier message in place: its text and buttons, or a file and its caption."""

    at: Spot
    message: Message


@dataclass(frozen=True, slots=True)
class Copy:
    """Pass messages of another chat on without naming their writer; several of an album together.

    `caption` takes the place of a single file's own, None leaves it.
    """

    to: Place
    source: Address
    messages: tuple[str, ...]
    caption: Text | None = None
    buttons: Rows = ()
    reply_to: str | None = None
    album: bool = False


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file of the desk's own making, whose content is text, with words below it."""

    to: Place
    name: str
    content: str
    caption: Text = Text()


@dataclass(frozen=True, slots=True)
class Delete:
    """Take messages that the desk said in a chat away again."""

    chat: Address
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """Keep a message in sight above its thread, without a sound."""

    at: Spot


@dataclass(frozen=True, slots=True)
class React:
    """Set a sign on a message, the quietest way to say that it arrived; "" takes it off again."""

    at: Spot
    sign: str


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Open a thread in a group."""

    group: Address
    name: str


@dataclass(frozen=True, slots=True)
class NameThread:
    """Give a thread in a group another name."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class CloseThread:
    """Close a thread in a group: it stays to be read."""

    place: Place


@dataclass(frozen=True, slots=True)
class AnswerTap:
    """Let a pressed button stop waiting, with a short word where there is one."""

    platform: str
    tap: str
    words: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class AskMember:
    """Ask whether a person is a member of a group."""

    group: Address
    person: str


@dataclass(frozen=True, slots=True)
class Card:
    """A shareable answer that an inline search found."""

    id: str
    title: str
    summary: str
    text: Text


@dataclass(frozen=True, slots=True)
class AnswerSearch:
    """Answer an inline search; the platform may keep the result for `keep` seconds."""

    platform: str
    search: str
    cards: tuple[Card, ...]
    keep: int


@dataclass(frozen=True, slots=True)
class ListCommands:
    """Show which commands there are, as (name, what it does): to contacts, or in a group.

    `language` is that of the people who see it, "" for all others.
    """

    platform: str
    commands: tuple[tuple[str, str], ...]
    language: str = ""
    group: Address | None = None


@dataclass(frozen=True, slots=True)
class Describe:
    """Say what the desk is, at length or in short, in the language of those who read it."""

    platform: str
    words: str
    short: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class OfferCommands:
    """Let the button beside the field where one writes open the list of commands."""

    platform: str


Act = (
    Say
    | SayAlbum
    | Edit
    | Copy
    | SendFile
    | Delete
    | Pin
    | React
    | OpenThread
    | NameThread
    | CloseThread
    | AnswerTap
    | AskMember
    | AnswerSearch
    | ListCommands
    | Describe
    | OfferCommands
)


def address_of(act: Act) -> Address | None:
    """The chat whose turn an act takes; None where it is said to nobody's chat."""
    match act:
        case Say(to=to) | SayAlbum(to=to) | Copy(to=to) | SendFile(to=to):
            return to.chat
        case Edit(at=at) | Pin(at=at) | React(at=at):
            return at.chat
        case Delete(chat=chat):
            return chat
        case OpenThread(group=group):
            return group
        case NameThread(place=place) | CloseThread(place=place):
            return place.chat
    return None


def group_of(act: Act) -> Address | None:
    """The group without which an act can't be carried out: it is said there, or comes from there,
    or asks about its members.
    """
    match act:
        case Copy(to=to, source=source):
            found: Address | None = to.chat if to.chat.group else source
        case AskMember(group=group) | ListCommands(group=group):
            found = group
        case _:
            found = address_of(act)
    return found if found is not None and found.group else None
