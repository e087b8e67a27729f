"""What the experts see of a ticket: its card, and the name of its thread."""

from collections.abc import Iterator

from bot.domain.card_buttons import FIRST, Face
from bot.domain.contact.view import subject_label
from bot.domain.desk import roles
from bot.domain.desk.renewals import in_words
from bot.domain.messages import Message, Style, Text, joined, styled
from bot.domain.tickets import WAITING, Priority, Status, Ticket, case_code
from bot.domain.words import Value, Words
from bot.render.card_pages import asked, rows
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.styled import fitted, shorten

_EXCERPT = 900
_WORDS = 1000  # units of the words along with a rating; longer ones stand in the thread, too


def thread_name(ticket: Ticket, context: RenderContext, *, longest: int) -> str:
    """`#17 · Legal rules · D-0017`: number, subject and who asks."""
    unknown = context.phrases.plain(Words("card.no-topic"))
    subject = _subject(ticket, context) or unknown
    return shorten(f"#{ticket.number} · {subject} · {_who(ticket)}", longest)


def _subject(ticket: Ticket, context: RenderContext) -> str | None:
    return subject_label(context.catalog, context.language, ticket.subject)


def _who(ticket: Ticket) -> str:
    return ticket.organisation if ticket.named and ticket.organisation else case_code(ticket)


def card(
    ticket: Ticket, context: RenderContext, *, due: Words | None, face: Face = FIRST
) -> Message:
    """The live card of a ticket with the buttons that make sense now, on the page looked at."""
    lines = (
        *_standing(ticket, context, due),
        *_background(ticket, context),
        *_rating(ticket, context),
        *_question(ticket, context),
        *asked(context, face),
    )
    return Message(
        fitted(joined(lines, "\n")), labelled(rows(ticket, context, face), context.phrases)
    )


def _standing(ticket: Ticket, context: RenderContext, due: Words | None) -> Iterator[Text]:
    phrases = context.phrases
    yield phrases.text("card.title", {"number": ticket.number, "who": _who(ticket)})
    if ticket.urgent:
        yield phrases.text("card.urgent")
    expert = ticket.expert_name or Words("queue.nobody")
    asked = ticket.status is Status.PENDING and ticket.asks
    yield phrases.text(f"card.status-{'asked' if asked else ticket.status}", {"expert": expert})
    if ticket.handed_to and ticket.active:
        yield phrases.text("card.handed-to", {"role": _role(ticket.handed_to, context)})
    if ticket.priority is not Priority.NORMAL:
        yield phrases.text(f"card.priority-{ticket.priority}")
    if due:
        yield phrases.words(due)


def _role(code: str, context: RenderContext) -> Words | str:
    """Whom it was handed to, as it is read."""
    bearing = roles.from_code(code)
    if isinstance(bearing, roles.Duty):
        return Words(f"role.{bearing}")
    return subject_label(context.catalog, context.language, bearing) or code


def _background(ticket: Ticket, context: RenderContext) -> Iterator[Text]:
    """Who asks about what, and what the bot had shown."""
    phrases = context.phrases
    subject = _subject(ticket, context) or Words("summary.none")
    yield phrases.text("card.topic", {"topic": subject})
    if ticket.province:
        yield phrases.text("card.place", {"province": ticket.province})
    if ticket.rights_based is not None:
        rights = Words("rights.yes" if ticket.rights_based else "rights.no")
        yield phrases.text("card.rights", {"rights": rights})
    read = context.catalog.choice(context.language, ticket.answer_id) if ticket.answer_id else None
    if read:
        yield phrases.text("card.answer", {"title": read.label, "id": read.id})
    if ticket.policy and not ticket.urgent:
        yield phrases.text("card.appeal", {"code": ticket.policy})
    if ticket.refused:
        yield phrases.text(*_refused(ticket, context))
    if ticket.asks and ticket.status in WAITING:
        yield phrases.text("card.asks")
    if ticket.lapsed_at and ticket.status in WAITING:
        yield phrases.text("card.lapsed")
    if ticket.research and ticket.active:
        yield phrases.text("card.research")
    if ticket.legal and ticket.status in WAITING:
        yield phrases.text("card.legal")
    if ticket.reason and ticket.status in WAITING:
        yield phrases.text("card.reason", {"reason": in_words(ticket.reason)})


def _refused(ticket: Ticket, context: RenderContext) -> tuple[str, dict[str, Value]]:
    """By which rule it was refused; while it is open again somebody asks for another look."""
    rule = context.catalog.policy(context.language, ticket.refused or "")
    key = "card.appealed" if ticket.active else "card.refused"
    return key, {"rule": rule.title if rule else ticket.refused}


def _rating(ticket: Ticket, context: RenderContext) -> Iterator[Text]:
    if ticket.rating:
        yield context.phrases.text("card.rating", {"stars": ticket.rating})
    if ticket.rating_words:
        yield styled(shorten(ticket.rating_words, _WORDS), Style.QUOTE)


def _question(ticket: Ticket, context: RenderContext) -> Iterator[Text]:
    if ticket.question:
        yield Text("\n") + styled(shorten(ticket.question, _EXCERPT), Style.QUOTE)
    if ticket.active:
        yield Text("\n") + context.phrases.text("card.how")
