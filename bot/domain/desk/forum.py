"""What a message in the staff group is: a command, a reply that goes out, or a note that stays.

Law: silent by default; only a reply to the ticket's card or to a message of its contact goes out.
"""

from collections.abc import Iterable
from enum import Enum, auto

from rapidfuzz import fuzz, process

from bot.domain.buttons import OnTicket
from bot.domain.codes import decode
from bot.domain.events import Answered
from bot.domain.tickets import Author, Ticket, TicketMessage

_NEAR = 70  # of 100


class Whom(Enum):
    """For whom a message in the staff group is."""

    CONTACT = auto()
    COLLEAGUES = auto()
    UNCLEAR = auto()  # it replies to what the desk said, and that is nothing of the contact's


def goes_out(
    ticket: Ticket,
    reply_to: str | None,
    target: TicketMessage | None,
    *,
    earlier: int | None = None,
) -> bool:
    """Whether a message in the ticket's thread is for the contact; `target` is what it replies to,
    when that is a message of a ticket. `earlier` is the ticket whose card, or one of the pictures
    of whose contact, stood there: on an older copy a reply is none the less one.
    """
    if reply_to is None:
        return False
    if reply_to == ticket.card or (target is None and earlier == ticket.number):
        return True
    return target is not None and target.ticket == ticket.number and target.author is Author.CONTACT


def is_said_by_desk(answered: Answered) -> bool:
    """Whether the desk itself said it, where it stands: somebody's forward of it is a note."""
    return answered.of_desk and not answered.forwarded


def card_of(answered: Answered) -> int | None:
    """The ticket whose card this is, by its buttons, or None."""
    presses = map(decode, answered.codes)
    return next((one.ticket for one in presses if isinstance(one, OnTicket)), None)


def is_twin(ticket: Ticket, answered: Answered, said: Iterable[TicketMessage]) -> bool:
    """Whether what the desk said there is the ticket's card, or words of its contact, though nobody
    knows it: the answer to the call was lost, so it was made again.
    """
    words = {one.text for one in said if one.author is Author.CONTACT and one.text}
    return card_of(answered) == ticket.number or answered.content.text.text in words


def is_command(words: str) -> bool:
    """Whether words that begin with a slash are meant for a bot, though not for us: a lone word, as
    a slip in a command is, or one that names another bot. Anything else is a reply.
    """
    command, *more = words.split()
    return "@" in command or (not more and command.removeprefix("/").isalpha())


def meant_command(name: str, known: Iterable[str]) -> str | None:
    """The command that a slip in one comes nearest to, or None where none is near."""
    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return near[0] if near else None


def may_be_sent(ticket: Ticket, note: str, known: TicketMessage | None) -> bool:
    """Whether `/gonder` may send the message it replies to: a note, which has not gone out yet."""
    return (known is None or known.author is Author.NOTE) and note != ticket.card
