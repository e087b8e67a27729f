"""`/birak` in a ticket's thread: whoever is on it lets it go."""

from bot.domain.desk.tickets import decide
from bot.domain.effects import Answer
from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.tickets import Step
from bot.domain.words import Words
from handlers.addressees import meant_for
from handlers.record import record
from handlers.undelivered import to_writer
from handlers.work import Work


def on_command(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """It is nobody's again; a call to the others is seen anyway, so only else there is a word."""
    ticket = meant_for(work, event, is_order=True).ticket
    if ticket is None:
        return to_writer(work, event, Words("staff.in-thread"))
    after, effects = decide(ticket, Step.RELEASE, actor, view=work.view)
    told = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    quiet = after != ticket and after.status is not ticket.status
    said = [] if quiet else [draft for one in told for draft in to_writer(work, event, one)]
    return [*said, *record(work, effects)]
