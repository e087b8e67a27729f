"""Which page of its buttons a ticket's card turns to.

Law: what the contact hears of at once is asked back before; a page that makes no sense any more is
not shown.
"""

from collections.abc import Mapping

from bot.domain.card_buttons import Face, Page
from bot.domain.desk.said import Decision
from bot.domain.desk.view import DeskView
from bot.domain.effects import Answer, ShowCard
from bot.domain.tickets import NEXT, Step, Ticket
from bot.domain.words import Words

# the steps that are asked back, and where
ASKED: Mapping[Step, Page] = {
    Step.CLOSE: Page.CLOSE,
    Step.RESEARCH: Page.RESEARCH,
    Step.LEGAL: Page.LEGAL,
    Step.ALARM: Page.URGENT,
    Step.CALM: Page.CALM,
    Step.REFUSE: Page.REFUSE,
}
STEP_OF: Mapping[Page, Step] = {page: step for step, page in ASKED.items()}


def _is_so(ticket: Ticket, step: Step) -> str | None:
    """The name of the word that there is nothing to ask, or None."""
    known = {
        Step.RESEARCH: ("staff.research-already", ticket.research),
        Step.LEGAL: ("staff.legal-already", ticket.legal),
        Step.ALARM: ("staff.urgent-already", ticket.urgent),
        Step.CALM: ("staff.calm-already", not ticket.urgent),
    }
    word, is_so = known.get(step, ("", False))
    return word if is_so else None


def turned(ticket: Ticket, face: Face, view: DeskView) -> Decision:
    """The card with that page; nothing else has happened."""
    step = Step.REFUSE if face.page is Page.REFUSAL else STEP_OF.get(face.page)
    if step is not None and (ticket.status, step) not in NEXT:
        return ticket, [Answer(Words("staff.not-now")), ShowCard(ticket)]
    if step is not None and (word := _is_so(ticket, step)) is not None:
        return ticket, [Answer(Words(word)), ShowCard(ticket)]
    if step in (Step.CLOSE, Step.REFUSE) and view.crossed:
        return ticket, [Answer(Words("staff.wrote-meanwhile"), alert=True), ShowCard(ticket)]
    return ticket, [Answer(), ShowCard(ticket, face)]
