"""An expert writes on a ticket that somebody else is on.

Law: the reply goes out all the same, since the contact waits; its writer hears of it once a day.
"""

from bot.domain import results
from bot.domain.desk.view import DeskView
from bot.domain.effects import Effect, Hint
from bot.domain.tickets import Ticket
from bot.domain.words import Words


def told(ticket: Ticket, sent: results.Reply, view: DeskView) -> list[Effect]:
    """The word to the writer, where the ticket is another one's."""
    mine = ticket.expert_id in (None, sent.expert.id)
    if mine or not ticket.active:
        return []
    words = Words("staff.collision", {"expert": ticket.expert_name or ""})
    once = f"collision:{ticket.number}:{sent.expert.id}:{view.now.date()}"
    return [Hint(ticket, sent.at, words, once)]
