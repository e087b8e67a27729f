"""Replies that were prepared: `/hazir` lists them, `/sss 9.2` takes an answer; a tap sends what an
expert has looked at.

Law: what goes out is an expert's reply like any other; nothing goes out before it was seen whole.
"""

from dataclasses import replace

from bot.domain.desk.prepared import entry_id, nearest, typed_id
from bot.domain.desk.tickets import Reply, decide
from bot.domain.effects import Answer, Effect, KeepStep
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.messages import Edit, Message, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Spot
from bot.domain.prepared_buttons import (
    DropPrepared,
    Kind,
    ListPrepared,
    LookAt,
    PreparedPress,
    SendPrepared,
)
from bot.domain.results import ActOnTap
from bot.domain.tickets import WAITING, Author, Step, Ticket
from bot.domain.words import Words
from bot.render import prepared as shown
from bot.render.prepared import Near
from bot.storage import messages
from handlers import seconding
from handlers.addressees import meant_for
from handlers.record import Tap, record
from handlers.undelivered import to_writer
from handlers.work import Work

_MOST = 6  # answers of one question that are named


def on_reply_command(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/hazir`: all replies; with a name that one, or those that are called nearly so."""
    ticket = meant_for(work, event, is_order=True).ticket
    if ticket is None:
        return to_writer(work, event, Words("staff.in-thread"))
    context, wanted = work.context(ticket.language), _argument(event)
    replies = context.catalog.canned(context.language)
    names = {one.name: one.name for one in replies.values()}
    names |= {said: one.name for one in replies.values() for said in (one.title, *one.aliases)}
    if not replies:
        return to_writer(work, event, Words("staff.prepared-none"))
    near = (wanted,) if wanted in replies else nearest(wanted, names)
    if len(near) == 1:
        return _previewed(work, event, ticket, actor, kind="reply", name=near[0])
    if not near:
        return [_below(event, shown.listed(ticket, work.context()))]
    found: list[Near] = [("reply", name, replies[name].title) for name in near]
    words = Words("prepared.choose")
    return [_below(event, shown.choice_of(ticket, words, found, context=work.context()))]


def on_entry_command(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/sss 9.2`: that answer; where there is none, those nearest to it."""
    ticket = meant_for(work, event, is_order=True).ticket
    if ticket is None:
        return to_writer(work, event, Words("staff.in-thread"))
    wanted = _argument(event)
    if not wanted:
        return to_writer(work, event, Words("staff.entry-how"))
    name = entry_id(wanted)
    if name is not None and work.desk.catalog.choice(ticket.language, name) is not None:
        return _previewed(work, event, ticket, actor, kind="entry", name=name)
    near = _near(work, wanted, name)
    words = Words("prepared.no-entry" if near else "prepared.no-entry-near", {"name": wanted[:40]})
    return [_below(event, shown.choice_of(ticket, words, near, context=work.context()))]


def _argument(event: StaffWrote) -> str:
    _, *words = event.content.text.text.split(maxsplit=1)
    return words[0].strip() if words else ""


def _near(work: Work, wanted: str, name: str | None) -> list[Near]:
    """The other answers to the question that was named; else those that are called nearly so."""
    catalog, language = work.desk.catalog, work.desk.default_language
    question = catalog.question(language, name.partition("-")[0]) if name else None
    if question is not None:
        return [("entry", one.id, _label(one.id, one.label)) for one in question.choices[:_MOST]]
    labels = {one.id: one.label for one in catalog.choices(language)}
    names = {label: one for one, label in labels.items()}
    names |= {alias: one.id for one in catalog.choices(language) for alias in one.aliases}
    found = nearest(wanted, names) if name is None else ()
    return [("entry", one, _label(one, labels[one])) for one in found]


def _label(choice_id: str, label: str) -> str:
    return f"{typed_id(choice_id)} {label}"


def _previewed(
    work: Work, event: StaffWrote, ticket: Ticket, actor: Actor, *, kind: Kind, name: str
) -> list[Draft]:
    message = _preview(work, ticket, actor, kind=kind, name=name)
    if message is None:
        return to_writer(work, event, Words("staff.prepared-empty"))
    return [_below(event, message)]


def _preview(work: Work, ticket: Ticket, actor: Actor, *, kind: Kind, name: str) -> Message | None:
    text = shown.content(
        kind, name, work.context(ticket.language), values=_values(work, ticket, actor)
    )
    if text is None:
        return None
    return shown.preview(ticket, kind, name, text=text, context=work.context())


def _values(work: Work, ticket: Ticket, actor: Actor) -> dict[str, str]:
    """What can be filled in; a date only while there is one."""
    values = {"number": str(ticket.number), "expert": actor.name}
    due = work.view.due_at(ticket)
    if due is not None:
        phrases = work.context(ticket.language).phrases
        values["due"] = phrases.plain(Words("prepared.date", {"due": due}))
    return values


def _below(event: StaffWrote, message: Message) -> Draft:
    """As an answer to the command."""
    return Draft(Say(event.place, replace(message, reply_to=event.message)), Lane.RELAY)


def on_press(
    work: Work, tapped: ActOnTap, press: PreparedPress, *, ticket: Ticket, actor: Actor
) -> list[Draft]:
    """A member looks at a reply, sends it or leaves it."""
    event = tapped.tapped
    match press:
        case ListPrepared():
            return _turned(work, event, shown.listed(ticket, work.context()))
        case DropPrepared():
            words = work.context().phrases.text("prepared.dropped")
            return _turned(work, event, Message(words))
        case LookAt(_, kind, name):
            message = _preview(work, ticket, actor, kind=kind, name=name)
            gone = Words("staff.gone")
            return _turned(work, event, message) if message else _told(work, event, gone)
        case SendPrepared():
            return _send(work, tapped, press, ticket=ticket, actor=actor)


def _send(
    work: Work, tapped: ActOnTap, press: SendPrepared, *, ticket: Ticket, actor: Actor
) -> list[Draft]:
    """It goes out as the reply of whoever pressed, once."""
    event = tapped.tapped
    at = Spot(event.place.chat, event.message)
    known = messages.in_thread(work.tx, at)
    if known is not None and (known.author is Author.EXPERT or known.held) and not known.refused:
        return _told(work, event, Words("staff.prepared-sent"))
    values = _values(work, ticket, actor)
    text = shown.content(press.kind, press.name, work.context(ticket.language), values=values)
    if text is None:
        return _told(work, event, Words("staff.prepared-empty"))
    reply = Reply(at, Message(text), tapped.seen)
    view = seconding.view_of(work, ticket, says_law=_says_law(work, press))
    ticket, before = _as_question(work, press, ticket, actor)
    _, effects = decide(ticket, reply, actor, view=view)
    key = "prepared.waits" if view.needs_ok else "prepared.sent"
    seen = work.context().phrases.text(key, {"expert": actor.name}) + "\n\n" + text
    return [*_turned(work, event, Message(seen)), *record(work, [*before, *effects])]


def _as_question(
    work: Work, press: SendPrepared, ticket: Ticket, actor: Actor
) -> tuple[Ticket, list[Effect]]:
    """A reply that asks the contact for something is no answer, where one is waited for."""
    replies = work.desk.catalog.canned(ticket.language)
    asks = press.kind == "reply" and press.name in replies and replies[press.name].asks
    if not asks or ticket.asks or ticket.status not in WAITING:
        return ticket, []
    ticket, effects = decide(ticket, Step.ASK, actor, view=work.view)
    return ticket, [one for one in effects if isinstance(one, KeepStep)]


def _says_law(work: Work, press: SendPrepared) -> bool:
    entry = work.desk.catalog.choice(work.desk.default_language, press.name)
    return press.kind == "entry" and entry is not None and entry.legal


def _turned(work: Work, event: StaffTapped, message: Message) -> list[Draft]:
    """The message in place of the one pressed, and the tap answered."""
    edit = Edit(Spot(event.place.chat, event.message), message)
    answered = record(work, [Answer()], tap=_tap(event))
    return [*answered, Draft(edit, Lane.REPLY)]


def _told(work: Work, event: StaffTapped, words: Words) -> list[Draft]:
    return record(work, [Answer(words, alert=True)], tap=_tap(event))


def _tap(event: StaffTapped) -> Tap:
    return Tap(event.person.platform, event.tap)
