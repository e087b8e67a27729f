"""What the experts see of a ticket: its card, and the name of its thread."""

from collections.abc import Iterator

from bot.domain.card_buttons import FIRST, Face
from bot.domain.contact.view import ASSESSMENT, matter_of, subject_label
from bot.domain.desk import roles
from bot.domain.desk.background import NONE, Background
from bot.domain.desk.finding import who
from bot.domain.desk.prepared import typed_id
from bot.domain.desk.queue import unnamed
from bot.domain.desk.renewals import in_words
from bot.domain.listings import ShowEarlier
from bot.domain.messages import Button, Message, Rows, Style, Text, joined, styled
from bot.domain.tickets import WAITING, Priority, Status, Ticket
from bot.domain.words import Value, Words
from bot.render.card_pages import asked, rows
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.styled import fitted, shorten

_EXCERPT = 400
_SIGN_CLOSED, _SIGN_URGENT = "✓ ", "🚨 "  # before the name of a thread, where lists show it
_WORDS = 1000  # units of the words along with a rating; longer ones stand in the thread, too


def thread_name(ticket: Ticket, context: RenderContext, *, longest: int) -> str:
    """`#17 · Legal rules · D-7K3QX`: number, subject and who asks, behind a sign of how it
    stands.
    """
    unknown = context.phrases.plain(unnamed(ticket))
    subject = _subject(ticket, context) or unknown
    sign = _SIGN_URGENT if ticket.urgent else ""
    sign = sign if ticket.active else _SIGN_CLOSED
    return shorten(f"{sign}#{ticket.number} · {subject} · {who(ticket)}", longest)


def _subject(ticket: Ticket, context: RenderContext) -> str | None:
    return subject_label(context.catalog, context.language, ticket.subject)


def card(
    ticket: Ticket,
    context: RenderContext,
    *,
    due: Words | None,
    face: Face = FIRST,
    known: Background = NONE,
    agreed: Rows = (),
    careful: bool = False,
) -> Message:
    """The live card of a ticket with the buttons that make sense now, on the page looked at; on the
    first one those of what is agreed on come first. `careful`: replies wait for a second OK.
    """
    buttons = (*(agreed if face == FIRST else ()), *rows(ticket, context, face))
    lines = (
        *_standing(ticket, context, due),
        *_background(ticket, context, known),
        *_course(ticket, context),
        *_rating(ticket, context),
        *_question(ticket, context, careful=careful),
        *asked(ticket, context, face),
    )
    below = (*buttons, *_earlier(ticket, known, face))
    return Message(fitted(joined(lines, "\n")), labelled(below, context.phrases))


def _standing(ticket: Ticket, context: RenderContext, due: Words | None) -> Iterator[Text]:
    phrases = context.phrases
    yield phrases.text("card.title", {"number": ticket.number, "who": who(ticket)})
    if ticket.urgent:
        yield phrases.text("card.urgent" if ticket.status in WAITING else "card.was-urgent")
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


def _background(ticket: Ticket, context: RenderContext, known: Background) -> Iterator[Text]:
    """Who asks about what, and what the bot had shown."""
    phrases = context.phrases
    yield joined(_about(ticket, context), " · ")
    if ticket.rights_based is not None:
        rights = Words("rights.yes" if ticket.rights_based else "rights.no")
        yield phrases.text("card.rights", {"rights": rights})
    if known.levels:
        yield _profile(known, context)
    read = context.catalog.choice(context.language, ticket.answer_id) if ticket.answer_id else None
    if read:
        shown = phrases.text("card.answer", {"title": read.label, "id": typed_id(read.id)})
        missed = phrases.text("card.missing", {"missing": known.missing()}) if known.lacked else ""
        yield joined((shown, missed), " · ")
    if ticket.policy and not ticket.urgent:
        yield phrases.text("card.appeal", {"code": ticket.policy})
    if ticket.refused:
        yield phrases.text(*_refused(ticket, context))


def _about(ticket: Ticket, context: RenderContext) -> Iterator[Text]:
    """The subject, where from, and the language of whoever does not speak the desk's own."""
    phrases = context.phrases
    subject = matter_of(ticket, _subject(ticket, context))
    yield phrases.text("card.topic", {"topic": subject})
    if ticket.province:
        yield phrases.text("card.place", {"province": ticket.province})
    if ticket.language != context.language:
        name = phrases.locale.languages.get(ticket.language, ticket.language)
        yield phrases.text("card.speaks", {"language": name})


def _profile(known: Background, context: RenderContext) -> Text:
    """How far the self-assessment went, and where a step helps most."""
    found = (
        context.catalog.question(context.language, f"{ASSESSMENT}:{number}")
        for number in known.weakest()
    )
    weakest = ", ".join(one.label or one.title or one.id for one in found if one is not None)
    levels = known.levels or {}
    return context.phrases.text("card.profile", {"n": len(levels), "weakest": weakest})


def _course(ticket: Ticket, context: RenderContext) -> Iterator[Text]:
    """What has happened to it that matters now."""
    phrases, waits = context.phrases, ticket.status in WAITING
    if ticket.joined:
        yield phrases.text("card.joined", {"number": ticket.joined})
    if ticket.held_at:
        yield phrases.text("card.held")
    if ticket.asks and waits:
        yield phrases.text("card.asks")
    if ticket.lapsed_at and waits:
        yield phrases.text("card.lapsed")
    longer = list[Text]()
    if ticket.research and ticket.active:
        longer.append(phrases.text("card.research"))
    if ticket.legal and waits:
        longer.append(phrases.text("card.legal"))
    if ticket.reason and waits:
        longer.append(phrases.text("card.reason", {"reason": in_words(ticket.reason)}))
    yield joined(longer, " ")


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


def _question(ticket: Ticket, context: RenderContext, *, careful: bool) -> Iterator[Text]:
    if ticket.question:
        words = " ".join(ticket.question.split())  # in its lines it stands below the card
        yield Text("\n") + styled(shorten(words, _EXCERPT), Style.QUOTE)
    if ticket.active:
        yield Text("\n") + context.phrases.text("card.how-careful" if careful else "card.how")


def _earlier(ticket: Ticket, known: Background, face: Face) -> Rows:
    """What else the contact has asked, where there is any."""
    if known.others < 1 or face != FIRST:
        return ()
    return ((Button(Words("card.earlier", {"count": known.others}), ShowEarlier(ticket.number)),),)
