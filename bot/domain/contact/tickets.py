"""A contact's own tickets: see, add, close, reopen, rate.

Law: somebody else's ticket is simply not found.
"""

from dataclasses import replace
from typing import assert_never

from bot.domain import buttons
from bot.domain.buttons import TicketPress
from bot.domain.chats import Chat, Expects, Held
from bot.domain.contact import placing
from bot.domain.contact.asking import asks, wants_again
from bot.domain.contact.outcome import (
    EXPERT,
    HOME,
    TICKETS,
    Outcome,
    noting,
    numbered,
    without_step,
)
from bot.domain.contact.view import ContactView, matter_of, subject_label
from bot.domain.effects import AddToTicket, OwnTicket, Tell, tell
from bot.domain.messages import TEXT, Button, Rows
from bot.domain.tickets import WAITING, Kind, Status, Step, Ticket
from bot.domain.words import Words
from intents.understand import Intent
from intents.understand import Outcome as Meaning

STARS = range(1, 6)
_MOST_LISTED = 10
_LONGEST_EXCERPT = 200  # characters of a ticket's question
_ON_CARD = 1000  # characters along with a rating that the card shows


def listing(chat: Chat, view: ContactView) -> Outcome:
    """All one's tickets, newest first, with state and date."""
    tickets = view.tickets[::-1][:_MOST_LISTED]
    if not tickets:
        none = Tell(chat.id, (Words("tickets.none"),), ((EXPERT,), (HOME,)))
        return replace(without_step(chat), options=(), held=placing.files(chat)), [none]
    lines = tuple(line(ticket, view, chat.language) for ticket in tickets)
    rows: Rows = tuple(
        (
            Button(
                Words("tickets.button", {"number": ticket.number}),
                buttons.ShowTicket(ticket.number),
            ),
        )
        for ticket in tickets
    )
    options = numbered(
        tuple((Button(str(one.number), buttons.ShowTicket(one.number)),) for one in tickets)
    )
    kept = placing.files(chat)
    chat = replace(without_step(chat), question=None, options=options, held=kept)
    return chat, [Tell(chat.id, (Words("tickets.title"), *lines), (*rows, (HOME,)))]


def line(ticket: Ticket, view: ContactView, language: str) -> Words:
    """One ticket in a line: number, subject, state and, where the desk owes something, the date."""
    agreed = next((one.at for one in view.appointments if one.ticket == ticket.number), None)
    state = "appointed" if agreed and ticket.kind is not Kind.QUESTION else _state(ticket)
    return Words(
        f"tickets.line-{state}",
        {
            "number": ticket.number,
            "topic": matter_of(ticket, subject_label(view.catalog, language, ticket.subject)),
            "due": agreed if state == "appointed" else view.due_at(ticket),
        },
    )


def _state(ticket: Ticket) -> str:
    """How it stands, as the contact sees it."""
    if ticket.status is Status.PENDING and ticket.asks:
        return "asked"
    if ticket.status in WAITING and ticket.legal:
        return "legal"
    late = ticket.lapsed_at is not None and ticket.status in WAITING
    return "late" if late else str(ticket.status)


def show(chat: Chat, view: ContactView, ticket: Ticket) -> Outcome:
    """One ticket with what can be done about it."""
    number = ticket.number
    asked: tuple[Words, ...] = ()
    rows: Rows = ((Button(Words("ticket.reopen"), buttons.ReopenTicket(number)),),)
    if ticket.active:
        rows = (
            (Button(Words("ticket.add"), buttons.AddToTicket(number)),),
            (Button(Words("ticket.close"), buttons.CloseTicket(number)),),
        )
    elif ticket.rating is None and ticket.replied_at is not None:
        rows, asked = (*rows, rating_row(number)), (Words("rating.ask"),)
    excerpt = " ".join(ticket.question.split())[:_LONGEST_EXCERPT]
    about = line(ticket, view, chat.language), Words("ticket.question", {"question": excerpt})
    shown = Tell(chat.id, (*about, *asked), (*rows, (HOME,)), ticket=number)
    return without_step(chat), [shown]


def rating_row(number: int) -> tuple[Button, ...]:
    """One to five, as words a screen reader can read."""
    return tuple(Button(str(stars), buttons.RateTicket(number, stars)) for stars in STARS)


def press(chat: Chat, view: ContactView, button: TicketPress) -> Outcome:
    """A button about one's own ticket."""
    if isinstance(button, buttons.ListTickets):
        return listing(chat, view)
    if isinstance(button, buttons.DropWaiting):
        return placing.drop(chat)
    ticket = view.ticket(button.ticket)
    if ticket is None:
        return chat, [tell(chat.id, "ticket.unknown")]
    match button:
        case buttons.ShowTicket():
            return show(chat, view, ticket)
        case buttons.AddToTicket():
            return _add(chat, ticket)
        case buttons.PutOn():
            return placing.put(chat, ticket, button.message)
        case buttons.NotForTicket():
            return placing.withdraw(chat, view, button)
        case buttons.CloseTicket():
            return without_step(chat), [OwnTicket(chat.id, ticket.number, Step.CLOSE)]
        case buttons.ReopenTicket():
            return without_step(chat), [OwnTicket(chat.id, ticket.number, Step.REOPEN)]
        case buttons.RateTicket():
            return _rate(chat, ticket, button.stars)
        case buttons.NoWord():
            return without_step(chat), [tell(chat.id, "rating.done")]
    assert_never(button)


def _add(chat: Chat, ticket: Ticket) -> Outcome:
    if chat.held and chat.expects is Expects.PLACE:
        added = AddToTicket(chat.id, ticket.number, chat.held)
        return replace(without_step(chat), held=()), [added]
    chat = replace(chat, expects=Expects.ADD, about=str(ticket.number), options=())
    return chat, [tell(chat.id, "ticket.add-how", number=ticket.number)]


def _rate(chat: Chat, ticket: Ticket, stars: int) -> Outcome:
    if stars not in STARS or ticket.status is not Status.CLOSED:
        return chat, [tell(chat.id, "rating.not-now", number=ticket.number)]
    chat = replace(chat, expects=Expects.WORD, about=str(ticket.number), options=())
    rows: Rows = ((Button(Words("rating.no-word"), buttons.NoWord(ticket.number)),),)
    return chat, [
        OwnTicket(chat.id, ticket.number, Step.RATE, stars=stars),
        Tell(chat.id, (Words("rating.thanks", {"stars": stars}),), rows),
    ]


def takes_word(chat: Chat, view: ContactView, held: Held, *, intent: Intent | None = None) -> bool:
    """Whether a message is the word along with a rating that was asked for: a file is none, nor a
    question or the wish for an expert, and nothing is while the ticket is open again.
    """
    if intent is not None and (intent.wants_human or _wants_more(held.text, intent)):
        return False
    if chat.expects is not Expects.WORD or held.kind != TEXT:
        return False
    ticket = view.ticket(int(chat.about or 0))
    return ticket is None or ticket.status is Status.CLOSED


def _wants_more(text: str, intent: Intent) -> bool:
    known = intent.outcome in (Meaning.ANSWER, Meaning.SUGGEST)
    return wants_again(text) or (known and asks(text))


def on_message(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """Words that were asked for: an addition to a ticket, or a word along with a rating."""
    ticket = view.ticket(int(chat.about or 0))
    if ticket is None:
        return without_step(chat), [tell(chat.id, "ticket.unknown")]
    if chat.expects is Expects.WORD:
        message = held if len(held.text) > _ON_CARD else None
        rated = OwnTicket(chat.id, ticket.number, Step.RATE, words=held.text, message=message)
        chat = noting(without_step(chat), held, Expects.WORD, about=str(ticket.number))
        return chat, [rated, tell(chat.id, "rating.done")]
    return replace(without_step(chat), placed=ticket.number), [
        AddToTicket(chat.id, ticket.number, (held,))
    ]


def ask_to_close(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """Whether a ticket is to be closed; what was said waits, should an expert have been meant."""
    closing: Rows = tuple(
        (
            Button(
                Words("ticket.close-this", {"number": one.number}), buttons.CloseTicket(one.number)
            ),
        )
        for one in view.active[::-1][:_MOST_LISTED]
    )
    many = Words("ticket.close-ask", plural=len(closing))
    numbers = tuple(
        (Button(str(one.number), buttons.CloseTicket(one.number)),) for one in view.active
    )
    chat = replace(chat, held=(*placing.files(chat), held), options=numbered(numbers))
    rows = (*closing, *placing.offered(view, held), (HOME,))
    return chat, [Tell(chat.id, (many, *state_lines(view, chat.language)), rows)]


def leave_open(chat: Chat) -> Outcome:
    """Nobody wants it closed after all."""
    return replace(chat, held=placing.files(chat), options=()), [tell(chat.id, "ticket.stays")]


def states(chat: Chat, view: ContactView, ways: Rows = ()) -> Outcome:
    """How the open tickets stand, and by when they will be answered."""
    only = view.active[0].number if len(view.active) == 1 else None
    told = Tell(chat.id, state_lines(view, chat.language), (*ways, (TICKETS, HOME)), ticket=only)
    return replace(chat, options=()), [told]


def state_lines(view: ContactView, language: str) -> tuple[Words, ...]:
    """The open tickets, newest first, with state and date."""
    return tuple(line(ticket, view, language) for ticket in view.active[::-1][:_MOST_LISTED])
