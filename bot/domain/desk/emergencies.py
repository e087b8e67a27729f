"""An expert says that a ticket is an emergency, or that it is none.

Law: an emergency has a promise of hours, and everybody is called; the contact hears each new date.
"""

from dataclasses import replace

from bot.domain.desk.said import Acts, Decision, dated, promised, told
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, CallEverybody, KeepStep, ShowCard
from bot.domain.people import Actor
from bot.domain.tickets import WAITING, Step, Ticket, advance
from bot.domain.words import Words

SAID_BY_EXPERT = "emergency"  # the rule of a ticket of which an expert said so


def alarm(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """It goes before all else from now on."""
    if ticket.urgent:
        return ticket, [Answer(Words("staff.urgent-already")), ShowCard(ticket)]
    ticket = advance(ticket, Step.ALARM, view.now)
    ticket = replace(ticket, policy=SAID_BY_EXPERT)
    return ticket, [
        Answer(Words("staff.urgent")),
        KeepStep(ticket, Step.ALARM, actor),
        told(ticket, dated("ticket.urgent", ticket, view)),
        CallEverybody(ticket),
        ShowCard(ticket),
    ]


def calm(ticket: Ticket, actor: Actor, view: DeskView) -> Decision:
    """It waits like any other from now on."""
    if not ticket.urgent:
        return ticket, [Answer(Words("staff.calm-already")), ShowCard(ticket)]
    ticket = replace(advance(ticket, Step.CALM, view.now), policy=None)
    waits = ticket.status in WAITING
    heard = [told(ticket, promised("ticket.calm", ticket, view))] if waits else []
    return ticket, [
        Answer(Words("staff.calm")),
        KeepStep(ticket, Step.CALM, actor),
        *heard,
        ShowCard(ticket),
    ]


ACTS: Acts = {Step.ALARM: alarm, Step.CALM: calm}
