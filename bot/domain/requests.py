"""A contact's own tickets: see, add, close, reopen, rate; and which ticket a message is for."""

from dataclasses import replace

from bot.domain.buttons import Press, encode
from bot.domain.chats import Chat, Held, Step
from bot.domain.effects import AddToTicket, Button, ContactStep, Rows, Say, Words, say
from bot.domain.navigation import Outcome, calm
from bot.domain.scene import Scene, subject_label
from bot.domain.tickets import Status, Ticket

_MOST_LISTED = 10
_RATINGS = range(1, 6)


def listing(chat: Chat, scene: Scene) -> Outcome:
    """All one's tickets, newest first, with state and date."""
    tickets = scene.tickets[::-1][:_MOST_LISTED]
    if not tickets:
        rows: Rows = (
            (Button(Words("button.expert"), encode("x", "")),),
            (Button(Words("button.home"), encode("h")),),
        )
        return calm(chat), [Say(chat.id, (Words("tickets.none"),), rows)]
    lines = tuple(line(ticket, scene, chat.language) for ticket in tickets)
    options = tuple((f"{ticket.number}", encode("t", "show", ticket.number)) for ticket in tickets)
    rows = tuple(
        (
            Button(
                Words("tickets.button", {"number": ticket.number}),
                encode("t", "show", ticket.number),
            ),
        )
        for ticket in tickets
    )
    rows = (*rows, (Button(Words("button.home"), encode("h")),))
    return replace(calm(chat), question=None, options=options), [
        Say(chat.id, (Words("tickets.title"), *lines), rows)
    ]


def line(ticket: Ticket, scene: Scene, language: str) -> Words:
    """One ticket in a line: number, subject, state and, where the desk owes something, the date."""
    topic = subject_label(scene.catalog, language, ticket.topic)
    return Words(
        f"tickets.line-{ticket.status}",
        {
            "number": ticket.number,
            "topic": topic or Words("summary.none"),
            "due": scene.due_at(ticket),
        },
    )


def show(chat: Chat, scene: Scene, ticket: Ticket) -> Outcome:
    """One ticket with what can be done about it."""
    number = ticket.number
    asked: tuple[Words, ...] = ()
    if ticket.active:
        rows: Rows = (
            (Button(Words("ticket.add"), encode("t", "add", number)),),
            (Button(Words("ticket.close"), encode("t", "close", number)),),
        )
    else:
        rows = ((Button(Words("ticket.reopen"), encode("t", "reopen", number)),),)
        if ticket.rating is None:
            rows = (*rows, rating_row(number))
            asked = (Words("rating.ask"),)
    rows = (*rows, (Button(Words("button.home"), encode("h")),))
    excerpt = " ".join(ticket.question.split())[:200]
    return calm(chat), [
        Say(
            chat.id,
            (
                line(ticket, scene, chat.language),
                Words("ticket.question", {"question": excerpt}),
                *asked,
            ),
            rows,
            ticket=number,
        )
    ]


def rating_row(number: int) -> tuple[Button, ...]:
    """One to five, as words a screen reader can read."""
    return tuple(Button(str(stars), encode("t", "rate", number, stars)) for stars in _RATINGS)


def press(chat: Chat, scene: Scene, button: Press) -> Outcome:
    """A button about one's own ticket; somebody else's number is simply not found."""
    if button.word(0) in ("", "list"):
        return listing(chat, scene)
    ticket = scene.ticket(button.number(1))
    if ticket is None:
        return chat, [say(chat.id, "ticket.unknown")]
    match button.word(0):
        case "add" if chat.held:
            held = chat.held
            return replace(calm(chat), held=()), [AddToTicket(chat.id, ticket.number, held)]
        case "add":
            chat = replace(chat, step=Step.ADD, about=str(ticket.number), options=())
            return chat, [say(chat.id, "ticket.add-how", number=ticket.number)]
        case "close" | "reopen":
            return calm(chat), [ContactStep(chat.id, ticket.number, button.word(0))]
        case "rate":
            return _rate(chat, ticket, button.number(2))
        case "no-word":
            return calm(chat), [say(chat.id, "rating.done")]
    return show(chat, scene, ticket)


def _rate(chat: Chat, ticket: Ticket, stars: int | None) -> Outcome:
    if stars not in _RATINGS or ticket.status is not Status.CLOSED:
        return chat, [say(chat.id, "rating.not-now", number=ticket.number)]
    chat = replace(chat, step=Step.WORD, about=str(ticket.number), options=())
    rows: Rows = ((Button(Words("rating.no-word"), encode("t", "no-word", ticket.number)),),)
    return chat, [
        ContactStep(chat.id, ticket.number, "rate", rating=stars),
        Say(chat.id, (Words("rating.thanks", {"stars": stars}),), rows),
    ]


def words(chat: Chat, scene: Scene, held: Held) -> Outcome:
    """Words that were asked for: an addition to a ticket, or a word along with a rating."""
    ticket = scene.ticket(int(chat.about or 0))
    if ticket is None:
        return calm(chat), [say(chat.id, "ticket.unknown")]
    if chat.step is Step.WORD:
        step = ContactStep(chat.id, ticket.number, "rate", words=held.text[:1000])
        return calm(chat), [step, say(chat.id, "rating.done")]
    return calm(chat), [AddToTicket(chat.id, ticket.number, (held,))]


def place(chat: Chat, scene: Scene, held: Held) -> Outcome:
    """Where an unaddressed message goes: to the one ticket that waits for the contact, or the
    contact says.
    """
    waiting = scene.waiting_for_contact
    if len(waiting) == 1 and len(scene.active) == 1:
        return chat, [AddToTicket(chat.id, waiting[0].number, (held,))]
    waits = chat.step is Step.PLACE or (
        held.album and any(one.album == held.album for one in chat.held)
    )
    chat = replace(chat, held=(*chat.held, held) if waits else (held,))
    options = tuple(
        (f"{ticket.number}", encode("t", "add", ticket.number)) for ticket in scene.active
    )
    rows: Rows = tuple(
        (
            Button(
                Words("place.ticket", {"number": ticket.number}), encode("t", "add", ticket.number)
            ),
        )
        for ticket in scene.active
    )
    if held.kind == "text":
        rows = (*rows, (Button(Words("place.faq"), encode("a")),))
    rows = (*rows, (Button(Words("place.new"), encode("n")),))
    key = "place.which" if scene.active else "place.file"
    return replace(chat, options=options, step=Step.PLACE), [
        Say(chat.id, (Words(key),), rows, reply_to=held.message_id)
    ]
