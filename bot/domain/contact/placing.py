"""Which ticket a contact's words are for, when they don't say so.

Law: what waits to be told its ticket is never let go of: it is chosen for, taken along, or
delivered.
"""

from dataclasses import replace

from bot.domain import buttons
from bot.domain.chats import Chat, Expects, Held, Intake
from bot.domain.contact.outcome import HOME, Outcome, numbered, without_step
from bot.domain.contact.view import ContactView
from bot.domain.effects import (
    AddToTicket,
    Effect,
    OpenTicket,
    ShowAnswer,
    ShowPolicy,
    ShowQuestion,
    Tell,
    Withdraw,
    tell,
)
from bot.domain.messages import TEXT, Button, Rows
from bot.domain.tickets import Heard, Ticket
from bot.domain.words import Words

_MOST_OFFERED = 3  # tickets below an answer, newest first
_KINDS = frozenset({"voice", "video_note", "location", "venue", "contact", "sticker"})


def natural(view: ContactView) -> Ticket | None:
    """The ticket that unaddressed words are for: the expert's who asked last, the only one, or the
    one that both waits for them and was spoken on last; None where that is unclear.
    """
    if view.asked is not None:
        return view.ticket(view.asked)
    if len(view.active) == 1:
        return view.active[0]
    waiting = (one.number for one in view.waiting_for_contact)
    meant = {*waiting, view.recent}
    likely = [one for one in view.active if one.number in meant]
    return likely[0] if len(likely) == 1 else None


def _likeliest(view: ContactView) -> Ticket | None:
    """The ticket that is meant when nobody says which; None only without open ones."""
    found = natural(view)
    if found is not None or not view.active:
        return found
    spoken = view.ticket(view.recent) if view.recent is not None else None
    return spoken or (view.waiting_for_contact or view.active)[-1]


def place(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """An unaddressed message goes to its ticket, or the contact says which that is."""
    ticket = natural(view)
    if ticket is None:
        return choose(chat, view, held)
    waiting = chat.held if chat.expects is Expects.PLACE else files(chat)
    together = tuple(dict.fromkeys((*waiting, held)))
    goes_on = chat.placed == ticket.number == view.recent
    told = Heard.SIGN if goes_on else Heard.PLACED
    chat = replace(without_step(chat), held=(), placed=ticket.number, placed_message=held.message)
    return chat, [AddToTicket(chat.id, ticket.number, together, heard=told)]


def choose(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """Ask which ticket a message is for; it waits, with what waits already."""
    more = chat.expects is Expects.PLACE or joins_album(chat, held)
    options = numbered(
        tuple((Button(str(one.number), buttons.AddToTicket(one.number)),) for one in view.active)
    )
    waiting = chat.held if more else files(chat)
    chat = replace(
        without_step(chat),
        held=tuple(dict.fromkeys((*waiting, held))),
        options=options,
        expects=Expects.PLACE,
    )
    which = Words("place.which") if view.active else _file_words(held)
    return chat, [Tell(chat.id, (which,), _places(view, held), reply_to=held.message)]


def _file_words(held: Held) -> Words:
    kind = held.kind.replace("_", "-")
    return Words(f"place.file-{kind}" if held.kind in _KINDS else "place.file")


def joins_album(chat: Chat, held: Held) -> bool:
    """Whether it is one more picture of an album that waits here."""
    return bool(held.album) and any(one.album == held.album for one in chat.held)


def _places(view: ContactView, held: Held) -> Rows:
    rows: Rows = tuple(
        (
            Button(
                Words("place.ticket", {"number": ticket.number}),
                buttons.AddToTicket(ticket.number),
            ),
        )
        for ticket in view.active
    )
    ask: Rows = ((Button(Words("place.faq"), buttons.AskAfterAll()),),)
    new: Rows = ((Button(Words("place.new"), buttons.NewTicket()),),)
    drop: Rows = ((Button(Words("place.drop"), buttons.DropWaiting()),),)
    return (*rows, *(ask if held.text else ()), *new, *(drop if rows else ()))


def files(chat: Chat) -> tuple[Held, ...]:
    """What words that come after it are no reason to lose: files, and without an open ticket all
    that waits to be told where it goes.
    """
    waits = chat.expects is Expects.PLACE
    return tuple(one for one in chat.held if waits or one.kind != TEXT)


def settle(chat: Chat, view: ContactView) -> Outcome:
    """What waits for a choice that the contact leaves open goes to the likeliest ticket, with a
    word; words go to a new one where all were closed meanwhile.
    """
    ticket, held = _likeliest(view), chat.held
    says = any(one.kind == TEXT for one in held)
    if chat.expects is not Expects.PLACE or not held or (ticket is None and not says):
        return chat, []
    chat = replace(without_step(chat), held=(), options=())
    if ticket is None:
        return chat, [OpenTicket(chat.id, Intake(held), chat.language)]
    return chat, [AddToTicket(chat.id, ticket.number, held, heard=Heard.PLACED)]


def drop(chat: Chat) -> Outcome:
    """What waits is let go of, as its writer wants."""
    if chat.expects is not Expects.PLACE:
        return chat, [tell(chat.id, "place.nothing")]
    chat = replace(without_step(chat), held=(), options=())
    return chat, [Tell(chat.id, (Words("place.dropped"),), ((HOME,),))]


def put(chat: Chat, ticket: Ticket, message: str) -> Outcome:
    """What waits since this message goes to the ticket; where it no longer waits, it is to be said
    again.
    """
    if all(one.message != message for one in chat.held):
        chat = replace(chat, expects=Expects.ADD, about=str(ticket.number), options=())
        return chat, [tell(chat.id, "place.gone", number=ticket.number)]
    added = AddToTicket(chat.id, ticket.number, chat.held)
    return replace(without_step(chat), held=()), [added]


def withdraw(chat: Chat, view: ContactView, press: buttons.NotForTicket) -> Outcome:
    """Messages come back from the ticket that they were not meant for; they wait here again."""
    if not view.withdrawn:
        return chat, [tell(chat.id, "place.withdrawn-already", number=press.ticket)]
    taken = Withdraw(chat.id, press.ticket, press.message)
    held = tuple(dict.fromkeys((*files(chat), *view.withdrawn)))
    return replace(chat, held=held, placed=None, placed_message=None), [taken]


def offered(view: ContactView, held: Held) -> Rows:
    """Below an answer: the open tickets that the question may have been meant for after all."""
    first = natural(view)
    newest = view.active[::-1][:_MOST_OFFERED]
    tickets = (first,) if first is not None else newest
    return tuple(
        (
            Button(
                Words("place.put", {"number": one.number}),
                buttons.PutOn(one.number, held.message),
            ),
        )
        for one in tickets
    )


def with_ways(contact: int, effects: list[Effect], ways: Rows) -> list[Effect]:
    """The same said, with further buttons below what is said last."""
    if not ways or not effects:
        return effects
    *before, last = effects
    match last:
        case ShowAnswer():
            return [*before, replace(last, ways=ways)]
        case Tell() | ShowPolicy():
            return [*before, replace(last, buttons=(*ways, *last.buttons))]
        case ShowQuestion():
            return [*effects, Tell(contact, (Words("place.or-ticket"),), ways)]
    return effects


def reopening(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """Words about a ticket that was closed just now: they can open it again."""
    number = view.lately or 0
    again = Button(Words("place.reopen"), buttons.PutOn(number, held.message))
    faq = Button(Words("place.faq"), buttons.AskAfterAll())
    chat = replace(without_step(chat), held=(*files(chat), held))
    words = (Words("ticket.closed-lately", {"number": number}),)
    new = Button(Words("place.new"), buttons.NewTicket())
    return chat, [Tell(chat.id, words, ((again,), (faq,), (new,), (HOME,)))]
