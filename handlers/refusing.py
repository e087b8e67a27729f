"""`/reddet` in a ticket's thread: the card asks by which rule, or shows the one that was named."""

from bot.domain.card_buttons import Face, Page
from bot.domain.desk.faces import turned
from bot.domain.effects import Answer
from bot.domain.events import StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor
from bot.domain.words import Words
from handlers.addressees import meant_for
from handlers.record import record
from handlers.undelivered import to_writer
from handlers.work import Work


def on_command(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    """Nothing is refused before somebody has read what the contact will read, and taps."""
    ticket = meant_for(work, event, is_order=True).ticket
    if ticket is None:
        return to_writer(work, event, Words("staff.in-thread"))
    _, *named = event.content.text.text.split(maxsplit=1)
    code = _code(work, named[0].strip()) if named else None
    face = Face(Page.REFUSE) if code is None else Face(Page.REFUSAL, code)
    _, effects = turned(ticket, face, work.view)
    told = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    return [
        *(draft for one in told for draft in to_writer(work, event, one)),
        *record(work, effects),
    ]


def _code(work: Work, named: str) -> str | None:
    """The rule with this code, or with these words in its title, if it is one that refuses."""
    policies = work.desk.catalog.all_policies(work.desk.default_language)
    rules = [one for one in policies if one.kind == "refuse"]
    words = named.casefold()
    found = [one.code for one in rules if one.code == words]
    near = [one.code for one in rules if words in one.title.casefold()]
    return found[0] if found else near[0] if len(near) == 1 else None
