"""What desk decisions have in common: words to the contact, and who is on a ticket."""

from collections.abc import Callable, Mapping

from bot.domain.desk.view import DeskView
from bot.domain.effects import Effect, Tell
from bot.domain.messages import Rows
from bot.domain.people import Actor
from bot.domain.tickets import Step, Ticket, claimed
from bot.domain.words import Words

Decision = tuple[Ticket, list[Effect]]
# what is done for each step that is wanted with nothing but its name
Acts = Mapping[Step, Callable[[Ticket, Actor, DeskView], Decision]]


def dated(key: str, ticket: Ticket, view: DeskView) -> Words:
    """Words with the ticket's number and the date that holds now."""
    return Words(key, {"number": ticket.number, "due": view.due_at(ticket)})


def promised(key: str, ticket: Ticket, view: DeskView) -> Words:
    """Words with the ticket's number and what is promised now: an answer, or a word."""
    kind = "promise.legal" if ticket.legal else "promise.answer"
    promise = Words(kind, {"due": view.due_at(ticket)})
    return Words(key, {"number": ticket.number, "promise": promise})


def told(ticket: Ticket, words: Words, rows: Rows = ()) -> Tell:
    """A word to the ticket's contact; whoever replies to it writes on the ticket."""
    return Tell(ticket.contact, (words,), rows, ticket=ticket.number)


def with_expert(ticket: Ticket, actor: Actor) -> Ticket:
    """Whoever does something on a ticket of nobody's is on it from now on."""
    return claimed(ticket, actor) if ticket.expert_id is None else ticket
