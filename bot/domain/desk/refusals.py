"""An expert refuses by one of the written rules; the contact may ask for another look, once.

Law: the contact reads the rule, what is possible instead and how to appeal; nobody refuses over
words that they have not seen.
"""

from dataclasses import dataclass, replace

from bot.domain import buttons
from bot.domain.contact.outcome import HOME
from bot.domain.desk.said import Decision, dated, told, with_expert
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, CallExperts, KeepStep, MakeThread, ShowCard, ShowPolicy
from bot.domain.messages import Button, Rows
from bot.domain.people import Actor
from bot.domain.tickets import Step, Ticket, advance
from bot.domain.words import Value, Words


@dataclass(frozen=True, slots=True)
class Refuse:
    """An expert refuses by the rule with this code."""

    policy: str


def refused(ticket: Ticket, request: Refuse, actor: Actor, *, view: DeskView) -> Decision:
    """The ticket is over, with the rule as its last word."""
    if view.crossed and ticket.active:
        return ticket, [Answer(Words("staff.wrote-meanwhile"), alert=True), ShowCard(ticket)]
    ticket = advance(with_expert(ticket, actor), Step.REFUSE, view.now)
    ticket = replace(ticket, refused=request.policy)
    appeal = Button(Words("ticket.appeal"), buttons.ReopenTicket(ticket.number))
    rows: Rows = ((HOME,),) if ticket.appealed else ((appeal,), (HOME,))
    key = "ticket.refused-again" if ticket.appealed else "ticket.refused"
    head = Words(key, {"number": ticket.number})
    return ticket, [
        Answer(Words("staff.refused")),
        KeepStep(ticket, Step.REFUSE, actor),
        ShowPolicy(ticket.contact, request.policy, rows, head, ticket.number),
        ShowCard(ticket),
    ]


def is_appeal(ticket: Ticket) -> bool:
    """Whether reopening it asks for another look at a refusal."""
    return not ticket.active and ticket.refused is not None and not ticket.appealed


def appealed(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """It is in the queue again, as nobody's: whoever refused it is not the one to judge that."""
    before = ticket.expert_name or ""
    ticket = advance(ticket, Step.APPEAL, view.now)
    values: dict[str, Value] = {
        "number": ticket.number,
        "before": before,
        "expert": Words("queue.nobody"),
    }
    called = [CallExperts(ticket, Words("reminder.appeal", values)), ShowCard(ticket)]
    return ticket, [
        KeepStep(ticket, Step.APPEAL, actor),
        told(ticket, dated("ticket.appealed", ticket, view)),
        *(called if ticket.place is not None else [MakeThread(ticket)]),
    ]
