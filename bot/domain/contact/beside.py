"""Words and files that no step has asked for, with open tickets and without.

Law: an open ticket switches nothing off, and nothing that could be for it is lost.
"""

from dataclasses import replace

from bot.domain import buttons
from bot.domain.chats import Chat, Expects, Held
from bot.domain.codes import decode
from bot.domain.contact import assessment, home, placing, tickets
from bot.domain.contact.asking import (
    about_ticket,
    asks,
    asks_own_state,
    asks_state,
    is_bare,
    is_courtesy,
    tells,
    thanks,
)
from bot.domain.contact.meanings import on_intent
from bot.domain.contact.outcome import Outcome, without_step
from bot.domain.contact.view import ContactView
from bot.domain.effects import AddToTicket, Tell, tell
from bot.domain.messages import TEXT
from bot.domain.tickets import Heard
from bot.domain.words import Words
from intents.content.smalltalk import SmallTalk
from intents.pick import typed_number
from intents.turkish import words
from intents.understand import LIKELY, Intent
from intents.understand import Outcome as Meaning

_WISH = 8  # words past which a wish for a human is a message


def without_tickets(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """A question, a file, a number that nothing bears, or words about a ticket just closed."""
    if held.kind != TEXT:
        if not _is_known(intent):
            return placing.choose(chat, view, held)
        chat, effects = on_intent(without_step(chat), view, intent, held=(held,))
        return chat, [*effects, tell(chat.id, "place.file-kept")]
    if typed_number(held.text) is not None:
        return _no_such_number(without_step(chat), view)
    complains = intent.smalltalk is SmallTalk.COMPLAINT or intent.wants_human
    late = complains or about_ticket(held.text)
    if view.lately is not None and late and intent.outcome is not Meaning.ANSWER:
        return placing.reopening(chat, view, held)
    return on_intent(without_step(chat), view, intent, held=(held,))


def _is_known(intent: Intent) -> bool:
    """Whether the desk itself has something to say to the words."""
    best = intent.matches[0].confidence if intent.matches else 0.0
    likely = intent.outcome is Meaning.SUGGEST and best >= LIKELY
    return likely or intent.outcome in (Meaning.ANSWER, Meaning.REFUSE)


def beside_tickets(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """Words or a file while tickets are open, which switch nothing off: a question that the desk
    knows is answered, the state told, and anything else goes to its ticket.
    """
    talked = _talk_of_tickets(chat, view, held, intent=intent)
    if talked is not None:
        return talked
    if not _is_question(chat, view, held, intent=intent):
        return placing.place(chat, view, held)
    chat, delivered = placing.settle(chat, view)
    chat, effects = on_intent(without_step(chat), view, intent, held=(held,))
    chats = intent.outcome is Meaning.SMALLTALK or intent.wants_human
    ways = () if chats else placing.offered(view, held)
    return replace(chat, placed=None), [
        *delivered,
        *placing.with_ways(chat.id, effects, ways),
    ]


def _talk_of_tickets(
    chat: Chat, view: ContactView, held: Held, *, intent: Intent
) -> Outcome | None:
    """Small talk while tickets are open, and how they stand; None for what is to be read on."""
    if held.kind != TEXT or chat.expects is Expects.ASK:
        return None
    if chat.alarmed and intent.outcome is Meaning.SMALLTALK:
        return on_intent(chat, view, intent, held=(held,))
    sure = intent.outcome is Meaning.ANSWER
    wants_state = asks_own_state(held.text) or (asks_state(held.text) and not sure)
    wishes = intent.wants_human and len(words(held.text)) <= _WISH and not tells(held.text)
    if view.asked is not None and thanks(held.text) and is_courtesy(held.text):
        thanked = AddToTicket(chat.id, view.asked, (held,), heard=Heard.THANKS)
        return without_step(chat), [thanked]
    if wants_state or wishes or _nods(held.text, view, intent):
        chat, delivered = placing.settle(chat, view)
        chat = replace(chat, held=(*placing.files(chat), held))
        chat, told = tickets.states(chat, view, placing.offered(view, held))
        return chat, [*delivered, *told]
    kind = intent.smalltalk if intent.outcome is Meaning.SMALLTALK else None
    if kind is None or view.waiting_for_contact or not is_courtesy(held.text):
        return None
    return on_intent(chat, view, intent, held=(held,))


def _nods(text: str, view: ContactView, intent: Intent) -> bool:
    """A mere yes while nobody waits for one."""
    nod = intent.outcome is Meaning.SMALLTALK and intent.smalltalk is SmallTalk.YES
    return nod and not view.waiting_for_contact and is_bare(text)


def _is_question(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> bool:
    """Whether words that could be for a ticket are a question for the desk itself: announced as
    one, or known and asked; while a ticket waits for its contact they have to ask.
    """
    if chat.expects is Expects.ASK and held.text:
        return True
    if typed_number(held.text) is not None:
        return False
    if view.asked is not None:  # what follows an expert's words is about them, unless surely not
        surely = intent.outcome is Meaning.ANSWER and not intent.continues
        return bool(surely or intent.parts) and asks(held.text)
    talking = bool(view.waiting_for_contact) or view.asked is not None
    searches = held.kind == TEXT and not talking and not tells(held.text)
    sure = intent.outcome is Meaning.ANSWER and searches
    return (
        sure
        or _is_grave(chat, view, intent)
        or (asks(held.text) and (_is_known(intent) or bool(intent.parts)))
    )


def _is_grave(chat: Chat, view: ContactView, intent: Intent) -> bool:
    """Whether the words tell of what has a grave answer: it is given, ticket or not."""
    found = intent.matches[0].id if intent.outcome is Meaning.ANSWER else ""
    choice = view.catalog.choice(chat.language, found)
    return choice is not None and bool(choice.evidence)


def _no_such_number(chat: Chat, view: ContactView) -> Outcome:
    """A lone number that nothing open bears is no question: what is open, once more."""
    note = Words("menu.no-number")
    asked = decode(chat.options[0][1]) if chat.options else buttons.Unknown()
    if isinstance(asked, buttons.AssessmentLevel):
        chat, again = assessment.show(chat, view, asked.question)
        return chat, [Tell(chat.id, (note,)), *again]
    return home.open_question(chat, view, chat.question or home.root_id(view, chat), note=note)
