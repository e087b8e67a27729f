"""How an entry looks before it is published: the messages that the desk would send, in each
language, and how questions fare against it.

Law: the very screens that speak to contacts are shown; nothing is sent and nothing kept.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path

from bot.domain.buttons import ReadOn
from bot.domain.effects import ShowAnswer, ShowPolicy, ShowQuestion
from bot.domain.links import Links
from bot.domain.messages import Message, Style, units
from bot.drafts import Drafted
from bot.render import screens
from bot.render.context import RenderContext
from bot.render.phrases import Phrases
from intents.content.catalog import Catalog
from intents.content.check import check
from intents.lab.finding import Finding, finding, own, taken
from intents.lab.queries import Query, read_all

WIDTH = 46  # letters that a narrow phone shows on a line, more or less
_NOBODY = 0  # the contact of what is only looked at
_ANY = Links(start="{payload}", share="{link}")


@dataclass(frozen=True, slots=True)
class Sight:
    """An entry in one language: its messages, one after the other; `lent_by` names the language
    whose text it shows.
    """

    language: str
    messages: tuple[Message, ...]
    lent_by: str | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """Units of a message that are seen at first, and that are folded."""

    seen: int
    folded: int


def sights(catalog: Catalog, entry: str, *, zone: tzinfo, today: date) -> tuple[Sight, ...]:
    """The choice, question or policy as each language shows it; none when there is no such id."""
    found = []
    for language in catalog.languages:
        phrases = Phrases.of(language, zone, catalog.languages[0])
        context = RenderContext(catalog, phrases, language, _ANY, today)
        if messages := tuple(_messages(entry, context)):
            choice = catalog.choice(language, entry)
            own = choice.language if choice else language
            lent_by = choice.lent_by if choice else None
            found.append(Sight(language, messages, lent_by or (own if own != language else None)))
    return tuple(found)


def _messages(entry: str, context: RenderContext) -> Iterator[Message]:
    """What is said, piece by piece."""
    choice = context.catalog.choice(context.language, entry)
    menu = f"{choice.collection}:{choice.opens}" if choice and choice.opens is not None else entry
    if context.catalog.question(context.language, menu):
        yield screens.question(ShowQuestion(_NOBODY, menu), context)
    elif choice is not None:
        yield from _pieces(choice.id, context)
    elif context.catalog.policy(context.language, entry):
        yield screens.policy(ShowPolicy(_NOBODY, entry), context)


def _pieces(choice: str, context: RenderContext) -> Iterator[Message]:
    part, more = 0, True
    while more:
        message = screens.answer(ShowAnswer(_NOBODY, choice, part, found=part == 0), context)
        yield message
        part += 1
        presses = (button.press for row in message.buttons for button in row)
        more = any(isinstance(press, ReadOn) and press.part == part for press in presses)


def size(message: Message) -> Size:
    """How long a message is before it is unfolded, and how much lies below."""
    folded = sum(units(words) for words, is_folded in _runs(message) if is_folded)
    return Size(units(message.text.text) - folded, folded)


def _runs(message: Message) -> Iterator[tuple[str, bool]]:
    """The words in order, each with whether they are folded."""
    text, at = message.text.text, 0
    for span in (one for one in message.text.spans if one.style is Style.FOLDED):
        yield text[at : span.start], False
        yield text[span.start : span.end], True
        at = span.end
    yield text[at:], False


def lines(message: Message) -> Iterator[str]:
    """A message as a narrow phone shows it, what is folded marked, its buttons and links below."""
    for words, folded in _runs(message):
        begin = "▏ " if folded else ""
        if folded:
            yield f"▾ folded, {units(words)} characters"
        for line in words.strip("\n").split("\n") if words.strip() else ():
            yield from (begin + part for part in textwrap.wrap(line, WIDTH) or [""])
    for row in message.buttons:
        yield "  ".join(f"[{button.label}]" for button in row)
    for span in (one for one in message.text.spans if one.style is Style.LINK):
        yield f"→ {message.text.text[span.start : span.end]}: {span.value}"
    shown = size(message)
    yield f"{shown.seen} characters seen, {shown.folded} folded"


def report(
    drafted: Drafted, typed: Sequence[str], past: Sequence[Query], *, on: tuple[date, tzinfo]
) -> Iterator[str]:
    """All that an editor wants to see of an entry on a day, line by line; ValueError without it."""
    today, zone = on
    catalog, index = drafted.content.catalog, drafted.content.index
    seen = sights(catalog, drafted.entry, zone=zone, today=today)
    if not seen:
        raise ValueError(f"There is no {drafted.entry}; `python -m bot ask` names ids.")
    for sight in seen:
        lent = f", text in {sight.lent_by}" if sight.lent_by else ""
        yield f"── {drafted.entry} in {sight.language}{lent}"
        for message in sight.messages:
            yield from ("", *lines(message), "")
    yield from _warned(drafted, today)
    yield from _listed("Typed", (finding(one, drafted.entry, index) for one in typed))
    yield from _listed("Past questions that it should answer", own(past, drafted.entry, index))
    yield from _listed("Past questions of others", taken(past, drafted.entry, index))


def _warned(drafted: Drafted, today: date) -> Iterator[str]:
    """What `check` says of the entry's own files."""
    catalog = drafted.content.catalog
    choices = (catalog.choice(language, drafted.entry) for language in catalog.languages)
    paths = {choice.path for choice in choices if choice}
    for one in check(catalog, drafted.files, today=today):
        if one.path in paths:
            yield f"{one.path}:{one.line}: {one.severity}: {one.message}"


def _listed(title: str, findings: Iterable[Finding]) -> Iterator[str]:
    """A heading, then rank, confidence, what the desk does, and the question."""
    rows = list(findings)
    if rows:
        yield f"{title} ({len(rows)}): rank, confidence, what the desk does, question"
    for one in rows:
        done = f"{one.outcome} {one.first}".strip()
        yield f"{one.rank or '–':>3}  {one.confidence:.2f}  {done:<22}  {one.question}"


def past_queries(folder: Path) -> Sequence[Query]:
    """The past questions that lie in a folder, none when there is no such folder."""
    files = sorted(folder.glob("*.tsv"))
    return read_all(path.read_text(encoding="utf-8") for path in files)
