"""A reply that was prepared: as the contact reads it, and as an expert looks at it before."""

from collections.abc import Iterable

from bot.domain.messages import Button, Message, Rows, Style, Text, bold, joined, styled
from bot.domain.prepared_buttons import DropPrepared, Kind, ListPrepared, LookAt, SendPrepared
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.markdown import pieces
from bot.render.styled import fitted

_SHORT = 700  # units of an answer without a gist
_LONGEST = 3500  # units of a reply

Near = tuple[Kind, str, str]  # what may have been meant: kind, name, label


def content(
    kind: Kind, name: str, context: RenderContext, *, values: dict[str, str]
) -> Text | None:
    """What the contact reads; None where there is no such thing, or one of its places is empty."""
    if kind == "entry":
        return _entry(name, context)
    reply = context.catalog.canned(context.language).get(name)
    if reply is None or not reply.places <= values.keys():
        return None
    read = pieces(reply.filled(values), limit=_LONGEST)
    return read[0] if read else None


def _entry(choice_id: str, context: RenderContext) -> Text | None:
    """The answer's gist with a link to the whole of it."""
    choice = context.catalog.choice(context.language, choice_id)
    if choice is None:
        return None
    short = pieces(choice.summary or choice.body, limit=_SHORT)
    address = context.links.to(choice.id)
    whole = context.phrases.plain(Words("prepared.whole"))
    link = styled(whole, Style.LINK, address) if address else Text()
    return joined((bold(choice.title), short[0] if short else "", link))


def preview(
    ticket: Ticket, kind: Kind, name: str, *, text: Text, context: RenderContext
) -> Message:
    """What would be sent, and the buttons that do so or not."""
    other: Rows = ((Button(Words("prepared.list"), ListPrepared(ticket.number)),),)
    rows: Rows = (
        (Button(Words("prepared.send"), SendPrepared(ticket.number, kind, name)),),
        *(other if kind == "reply" else ()),
        (_drop(ticket),),
    )
    head = context.phrases.text("prepared.preview")
    return Message(fitted(joined((head, text))), labelled(rows, context.phrases))


def listed(ticket: Ticket, context: RenderContext) -> Message:
    """The replies to choose from, by their titles."""
    found = context.catalog.canned(context.language).values()
    near: list[Near] = [("reply", one.name, one.title) for one in found]
    return choice_of(ticket, Words("prepared.choose"), near, context=context)


def choice_of(
    ticket: Ticket, words: Words, near: Iterable[Near], *, context: RenderContext
) -> Message:
    """Some to choose from, below a word."""
    rows: Rows = tuple(
        (Button(label, LookAt(ticket.number, kind, name)),) for kind, name, label in near
    )
    text = fitted(context.phrases.words(words))
    return Message(text, labelled((*rows, (_drop(ticket),)), context.phrases))


def _drop(ticket: Ticket) -> Button:
    return Button(Words("prepared.drop"), DropPrepared(ticket.number))
