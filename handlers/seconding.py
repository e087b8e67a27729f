"""A second expert's OK: whether a reply needs one, where it waits, and what a tap makes of it.

Law: what waits is no reply yet; what it is changed to meanwhile is what goes out.
"""

from dataclasses import replace

from bot.domain.desk.seconding import Second
from bot.domain.desk.tickets import decide
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer
from bot.domain.messages import Edit, Message, Style, Text, joined, styled
from bot.domain.ok_buttons import Approve, OkPress
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Spot
from bot.domain.results import ActOnTap, Reply
from bot.domain.tickets import Author, Ticket, TicketMessage
from bot.domain.words import Words
from bot.render.styled import fitted
from bot.storage import experts, messages
from handlers import changing, legal
from handlers.record import Tap, record
from handlers.work import Work


def view_of(work: Work, ticket: Ticket, *, says_law: bool = False) -> DeskView:
    """What decisions about the ticket may look at, with whether its replies wait for an OK."""
    law = work.desk.second_ok and says_law
    return replace(work.view, needs_ok=law or legal.needs_ok(work, ticket))


def on_press(
    work: Work, tapped: ActOnTap, press: OkPress, *, ticket: Ticket, actor: Actor
) -> list[Draft]:
    """A member lets a reply go out, or its writer withdraws it."""
    event, row = tapped.tapped, messages.get(work.tx, press.message)
    tap = Tap(event.person.platform, event.tap)
    if row is None or not row.held or row.ticket != ticket.number or row.in_thread is None:
        return record(work, [Answer(Words("staff.ok-gone"), alert=True)], tap=tap)
    second = _second(work, row, row.in_thread, ticket, goes=isinstance(press, Approve))
    after, effects = decide(ticket, second, actor, view=work.view)
    if after == ticket:
        return record(work, effects, tap=tap)
    if not second.goes:
        _forget(work, row)
    drafts = record(work, effects, tap=tap)
    if second.goes and second.changes:
        drafts += _change(work, row, ticket)
    key = "ok.approved" if second.goes else "ok.retracted"
    said = Message(work.context().phrases.text(key, {"expert": actor.name}))
    if row.in_thread.message == event.message:  # where the reply itself stands, its words stay
        said = Message(fitted(joined([styled(second.content.text.text, Style.QUOTE), said.text])))
    return [*drafts, Draft(Edit(Spot(event.place.chat, event.message), said), Lane.REPLY)]


def _second(work: Work, row: TicketMessage, at: Spot, ticket: Ticket, *, goes: bool) -> Second:
    name = experts.name_of(work.tx, row.expert) or ""
    writer = Actor(row.expert or 0, name)
    waiting = messages.held(work.tx, ticket.number)
    more = [one for one in waiting if one.id != row.id and not _together(one, row)]
    content = messages.kept_edit(work.tx, row.id) or _as_kept(row)
    reply = Reply(at, writer, reopens=not ticket.active)
    changes = row.author is Author.EXPERT
    return Second(reply, content, goes, more=bool(more), changes=changes)


def _as_kept(row: TicketMessage) -> Message:
    return Message(Text(row.text), kind=row.kind, album=row.album)


def withdrawn(work: Work, row: TicketMessage, ticket: Ticket, actor: Actor) -> list[Draft]:
    """Its writer takes it back before anybody has read it."""
    if row.in_thread is None:
        return []
    second = _second(work, row, row.in_thread, ticket, goes=False)
    after, effects = decide(ticket, second, actor, view=work.view)
    if after != ticket:
        _forget(work, row)
    return record(work, [one for one in effects if not isinstance(one, Answer)])


def _change(work: Work, row: TicketMessage, ticket: Ticket) -> list[Draft]:
    """What the contact has is changed now."""
    content, writer = messages.unhold(work.tx, row.id), experts.name_of(work.tx, row.expert)
    if content is None:
        return []
    by = Actor(row.expert or 0, writer or "")
    return changing.change(work, row, content, ticket=ticket, by=by)


def _together(one: TicketMessage, other: TicketMessage) -> bool:
    return one.album is not None and one.album == other.album


def _forget(work: Work, row: TicketMessage) -> None:
    """It is a note again, with its album; a change is as if it had not been."""
    if row.author is Author.EXPERT:
        messages.unhold(work.tx, row.id)
    for one in messages.held(work.tx, row.ticket):
        if one.author is Author.NOTE and (one.id == row.id or _together(one, row)):
            messages.remove(work.tx, one.id)
