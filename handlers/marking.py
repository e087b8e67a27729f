"""`/konu`, `/oncelik`, `/dil` in a ticket's thread set what is named; without a name, and for
`/acil` and `/kapat`, the card shows its page.
"""

from collections.abc import Callable, Mapping

from bot.domain.card_buttons import Face, Page
from bot.domain.contact.view import subject_areas
from bot.domain.desk.faces import turned
from bot.domain.desk.marks import Mark
from bot.domain.desk.prepared import nearest
from bot.domain.desk.tickets import decide
from bot.domain.effects import Answer
from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.tickets import Priority
from bot.domain.words import Words
from bot.render.phrases import Phrases
from handlers.addressees import meant_for
from handlers.record import record
from handlers.undelivered import to_writer
from handlers.work import Work
from intents.turkish import fold


def on_command(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """The mark is set, or the card asks."""
    ticket = meant_for(work, event, is_order=True).ticket
    if ticket is None:
        return to_writer(work, event, Words("staff.in-thread"))
    page, read = PAGES[event.command or ""]
    _, *named = event.content.text.text.split(maxsplit=1)
    mark = read(work, named[0].strip()) if named else None
    if mark is None:
        _, effects = turned(ticket, Face(page), work.view)
    else:
        _, effects = decide(ticket, mark, actor, view=work.view)
    told = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    said = [draft for one in told for draft in to_writer(work, event, one)]
    return [*said, *record(work, effects)]


def _subject(work: Work, named: str) -> Mark | None:
    """By its number, or nearly its name."""
    areas = subject_areas(work.desk.catalog, work.desk.default_language)
    if named.isascii() and named.isdecimal():
        return Mark(subject=int(named)) if int(named[:6]) in areas else None
    near = nearest(named, {label: str(number) for number, label in areas.items()})
    return Mark(subject=int(near[0])) if near else None


def _priority(work: Work, named: str) -> Mark | None:
    """By its name in any language, or its label."""
    words = {str(one): one for one in Priority}
    for language in Phrases.languages():
        phrases = work.desk.phrases(language)
        words |= {fold(phrases.plain(Words(f"priority.{one}"))): one for one in Priority}
    found = words.get(fold(named).strip())
    return Mark(priority=found) if found is not None else None


def _language(_work: Work, named: str) -> Mark | None:
    return Mark(language=named.lower()) if named.lower() in Phrases.languages() else None


def _nothing(_work: Work, _named: str) -> Mark | None:
    """There is nothing to name: it is asked back."""
    return None


Read = Callable[[Work, str], Mark | None]
PAGES: Mapping[str, tuple[Page, Read]] = {
    "konu": (Page.SUBJECT, _subject),
    "subject": (Page.SUBJECT, _subject),
    "oncelik": (Page.PRIORITY, _priority),
    "priority": (Page.PRIORITY, _priority),
    "dil": (Page.LANGUAGE, _language),
    "language": (Page.LANGUAGE, _language),
    "acil": (Page.URGENT, _nothing),
    "urgent": (Page.URGENT, _nothing),
    "kapat": (Page.CLOSE, _nothing),
    "close": (Page.CLOSE, _nothing),
}
