"""What is said of the law waits until a second expert has read it.

Law: never the writer gives the OK; the promise runs on until the reply is with the contact.
"""

from dataclasses import dataclass, replace

from bot.domain import results
from bot.domain.desk.said import Decision, with_expert
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, CallExperts, Effect, HoldBack, KeepStep, PassOn, ShowCard
from bot.domain.messages import Message
from bot.domain.people import Actor
from bot.domain.tickets import Step, Ticket, advance
from bot.domain.words import Value, Words


@dataclass(frozen=True, slots=True)
class Second:
    """A reply that waits gets its OK, or is withdrawn; `more` of the ticket's wait besides. With
    `changes` it is with the contact, and a change of it waits.
    """

    reply: results.Reply
    content: Message
    goes: bool
    more: bool = False
    changes: bool = False


def held(
    ticket: Ticket,
    sent: results.Reply,
    content: Message,
    *,
    view: DeskView,
    changes: int | None = None,
) -> Decision:
    """The reply waits, or only its change; whoever writes on a ticket of nobody's is on it."""
    ticket = advance(with_expert(ticket, sent.expert), Step.HOLD, view.now)
    held_back = HoldBack(ticket, sent, content, changes)
    return ticket, [KeepStep(ticket, Step.HOLD, sent.expert), held_back, ShowCard(ticket)]


def seconded(ticket: Ticket, second: Second, actor: Actor, *, view: DeskView) -> Decision:
    """Another expert lets it go out as it is now; its writer alone withdraws it."""
    writer = actor.id == second.reply.expert.id
    if writer is second.goes:
        key = "staff.ok-not-yours" if writer else "staff.retract-not-yours"
        return ticket, [Answer(Words(key), alert=True)]
    step, since = Step.APPROVE if second.goes else Step.RETRACT, ticket.held_at
    ticket = advance(ticket, step, view.now)
    ticket = replace(ticket, held_at=since if second.more else None)
    key = "staff.ok-given" if second.goes else "staff.retracted"
    passed: list[Effect] = []
    if second.goes and not second.changes:
        passed.append(PassOn(ticket, second.reply, second.content))
    return ticket, [Answer(Words(key)), KeepStep(ticket, step, actor), *passed, ShowCard(ticket)]


def reminder(ticket: Ticket) -> list[Effect]:
    """The others are called before the date where a reply waits for one of them."""
    if ticket.held_at is None:
        return []
    values: dict[str, Value] = {"number": ticket.number, "expert": Words("queue.nobody")}
    return [CallExperts(ticket, Words("reminder.ok", values), others=True)]
