"""Coordinators close the desk for a day or more: dates that fall into it are promised anew."""

from dataclasses import replace

from bot.domain.desk import closures as rules
from bot.domain.desk.closures import Closure
from bot.domain.desk.presses import ClosurePress, ListClosures, LookAtClosure, OpenDesk
from bot.domain.desk.rights import Order
from bot.domain.effects import Answer, KeepDeed
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.messages import Button, Edit, Message, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Spot
from bot.domain.words import Words
from bot.render.told import message
from bot.storage import closures, tickets
from handlers.record import Tap, record
from handlers.undelivered import to_writer
from handlers.work import Work


def said(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/kapali 24.12.2026 reason`: the desk is closed then; alone, when it is."""
    _, *words = event.content.text.text.split(maxsplit=1)
    if not words:
        return [Draft(Say(event.place, _listed(work)), Lane.RELAY)]
    closure = rules.read(words[0], work.desk.today(work.now))
    if closure is None:
        return to_writer(work, event, Words("closure.how"))
    before = at_its_days(work)
    closures.add(work.tx, closure, by=actor.id)
    drafts = _moved(before, closure)
    moved = sum(isinstance(one.act, Say) for one in drafts)
    told = Words("closure.kept", {"days": rules.in_words(closure)})
    count = Words("closure.moved", {"n": moved}, plural=moved)
    kept = KeepDeed(Order.CLOSURES, actor, about=closure.code)
    written = to_writer(work, event, Words("closure.said", {"kept": told, "moved": count}))
    return [*record(work, [kept]), *drafts, *written]


def _moved(work: Work, closure: Closure) -> list[Draft]:
    """What is told of dates that are others now; `work` still has the calendar of before."""
    after = at_its_days(work)
    drafts = list[Draft]()
    for ticket in tickets.active(work.tx):
        changed, effects = rules.moved(ticket, closure, before=work.view, after=after.view)
        if changed != ticket:
            tickets.save(work.tx, changed)
        drafts += record(after, effects)
    return drafts


def at_its_days(work: Work) -> Work:
    """The work with a calendar that knows all days on which the desk is closed."""
    promise = work.desk.promise.away_on(closures.days(work.tx))
    return replace(work, desk=replace(work.desk, promise=promise))


def on_press(
    work: Work, event: StaffTapped, press: ClosurePress, *, by: Actor, tap: Tap
) -> list[Draft]:
    """A closure is taken back as long as it is still to come; first it is asked back, since
    contacts hear of it.
    """
    if isinstance(press, ListClosures):
        return [*record(work, [Answer()], tap=tap), _turned(event, _listed(work))]
    closure = closures.get(work.tx, press.closure)
    if closure is None or closure.has_begun(work.desk.today(work.now)):
        words = Words("staff.gone" if closure is None else "closure.begun")
        return record(work, [Answer(words, alert=True)], tap=tap)
    if isinstance(press, LookAtClosure):
        return [*record(work, [Answer()], tap=tap), _turned(event, _question(work, closure))]
    moved = _taken_back(work, closure)
    deed = KeepDeed(Order.CLOSURES, by, about=f"-{closure.code}")
    done = record(work, [Answer(Words("closure.taken-back")), deed], tap=tap)
    return [*done, *moved, _turned(event, _listed(work))]


def _taken_back(work: Work, closure: Closure) -> list[Draft]:
    """The desk is open then after all; what is told of dates that come earlier."""
    before = at_its_days(work)
    closures.remove(work.tx, closure.id)
    return _moved(before, closure)


def _question(work: Work, closure: Closure) -> Message:
    words = Words("closure.sure", {"days": rules.in_words(closure)})
    rows = (
        (Button(Words("closure.yes"), OpenDesk(closure.id)),),
        (Button(Words("hand.keep"), ListClosures()),),
    )
    return message((words,), rows, work.context().phrases)


def _turned(event: StaffTapped, shown: Message) -> Draft:
    """In the place of what was pressed."""
    return Draft(Edit(Spot(event.place.chat, event.message), shown), Lane.RELAY)


def _listed(work: Work) -> Message:
    today = work.desk.today(work.now)
    coming = closures.coming(work.tx, today)
    lines = [Words("closure.title" if coming else "closure.none")]
    for one in coming:
        lines.append(Words("closure.line", {"days": rules.in_words(one), "reason": one.reason}))
    buttons = tuple(
        (Button(Words("closure.open", {"days": rules.in_words(one)}), LookAtClosure(one.id)),)
        for one in coming
        if not one.has_begun(today)
    )
    return message((*lines, Words("closure.how")), buttons, work.context().phrases)
