"""Whose turn it is: said something, asked something, answered.

Law: a reply is the answer unless its expert says otherwise, and the clock stands still only while
the contact has the ball.
"""

from bot.domain.desk import reminders
from bot.domain.desk.said import Acts, Decision, promised, told, with_expert
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, KeepStep, ShowCard
from bot.domain.people import Actor
from bot.domain.tickets import Status, Step, Ticket, advance, claimed
from bot.domain.words import Words


def on_it(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The expert has begun: the contact hears so once, and no clock stops."""
    if ticket.on_it and ticket.expert_id == actor.id:
        return ticket, [Answer(Words("staff.on-it-already"))]
    fresh, before = not ticket.on_it, ticket.expert_name
    ticket = advance(claimed(ticket, actor), Step.ON_IT, view.now)
    words = Words("staff.on-it") if fresh else Words("staff.taken-over", {"expert": before or ""})
    heard = [told(ticket, promised("ticket.on-it", ticket, view))] if fresh else []
    return ticket, [Answer(words), KeepStep(ticket, Step.ON_IT, actor), *heard, ShowCard(ticket)]


def not_yet(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The last reply was not the answer: the clock goes on as if it had not been."""
    ticket = advance(ticket, Step.NOT_YET, view.now)
    late = view.promise.lapsed(ticket, view.now)
    ticket, lapse = reminders.caught_up(ticket, view)
    words = promised("ticket.not-yet-late" if late else "ticket.not-yet", ticket, view)
    return ticket, [
        Answer(Words("staff.not-yet")),
        KeepStep(ticket, Step.NOT_YET, actor),
        *lapse,
        told(ticket, words),
        ShowCard(ticket),
    ]


def ask(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """The next reply is a question, or no longer; while the contact has the ball the last one
    was.
    """
    waits = ticket.status is Status.PENDING
    if waits and ticket.asks:
        return ticket, [Answer(Words("staff.asked-already"))]
    ticket = advance(with_expert(ticket, actor), Step.ASK, view.now)
    key = "staff.asked" if waits else "staff.ask-how" if ticket.asks else "staff.ask-off"
    heard = [told(ticket, asked(ticket))] if waits else []
    answer = Answer(Words(key), alert=key == "staff.ask-how")
    return ticket, [answer, KeepStep(ticket, Step.ASK, actor), *heard, ShowCard(ticket)]


def asked(ticket: Ticket) -> Words:
    """What the contact hears below an expert's question."""
    return Words("ticket.asked", {"number": ticket.number})


ACTS: Acts = {Step.ON_IT: on_it, Step.ASK: ask, Step.NOT_YET: not_yet}
