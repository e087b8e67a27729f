"""What a contact's words and presses lead to.

Law: pure; a chat and a view of plain values in, a chat and effects out.
"""

from dataclasses import replace
from typing import assert_never

from bot.domain import buttons
from bot.domain.booking_buttons import BookingPress
from bot.domain.buttons import Press
from bot.domain.chats import BOOKING, Chat, Expects, Held
from bot.domain.contact import (
    answers,
    aside,
    assessment,
    booking,
    booking_talk,
    danger,
    earlier,
    handing,
    home,
    intake,
    phone,
    placing,
    replies,
    steps,
    subscriptions,
    tickets,
    unsaid,
    wishes,
)
from bot.domain.contact.asking import in_english, in_turkish, waits
from bot.domain.contact.beside import beside_tickets, without_tickets
from bot.domain.contact.intake import Read
from bot.domain.contact.meanings import kept, on_intent
from bot.domain.contact.outcome import EXPERT, Outcome, noting, without_step
from bot.domain.contact.phone_talk import number_in
from bot.domain.contact.typed import Way, way
from bot.domain.contact.view import ContactView, likely_subject
from bot.domain.contact.ways import typed_press
from bot.domain.effects import (
    AddToTicket,
    ShowAnswer,
    tell,
)
from bot.domain.messages import TEXT, UNCOPYABLE
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from intents.pick import typed_number
from intents.understand import Intent
from intents.understand import Outcome as Meaning

_TURKISH, _ENGLISH = "tr", "en"
_NAMES = frozenset({Expects.QUESTION, Expects.ORGANISATION, Expects.PROVINCE})
_LONGEST_CODE = 20  # characters of a reason that a button names
_LONGEST_NAME = 40  # characters of what a request is about; only a forged button names more

_TAKES_WAITING = (
    buttons.AddToTicket,
    buttons.PutOn,
    buttons.NotForTicket,
    buttons.DropWaiting,
    buttons.AskAfterAll,
    buttons.WriteToExpert,
    buttons.Appeal,
    buttons.NewTicket,
)  # buttons that know what to do with the words that wait; before all others these are delivered


def on_press(
    chat: Chat, view: ContactView, press: Press, *, read: Read, edit: str | None = None
) -> Outcome:
    """A button, or the number typed instead of it; `edit` is the message that it stands under."""
    if isinstance(press, _TAKES_WAITING):
        return _pressed(chat, view, press, read=read, edit=edit)
    chat, delivered = placing.settle(chat, view)
    chat, effects = _pressed(replace(chat, placed=None), view, press, read=read, edit=edit)
    return chat, [*delivered, *effects]


def _pressed(
    chat: Chat, view: ContactView, press: Press, *, read: Read, edit: str | None
) -> Outcome:
    if isinstance(press, buttons.AssessmentPress):
        return assessment.press(chat, view, press, edit=edit)
    if isinstance(press, BookingPress):
        return booking.press(chat, view, press)
    if isinstance(press, buttons.IntakePress):
        return intake.press(chat, view, press)
    if isinstance(press, buttons.TicketPress):
        chat, effects = tickets.press(chat, view, press)
        if not isinstance(press, buttons.NotForTicket) or not view.withdrawn:
            return chat, effects
        chat, again = _taken_back(chat, view, ticket=press.ticket, read=read)
        return chat, [*effects, *again]
    if isinstance(press, buttons.SubscriptionPress):
        return subscriptions.press(chat, view, press, edit=edit)
    if isinstance(press, buttons.BroadcastPress):
        return subscriptions.press_below(chat, view, press)
    if isinstance(press, buttons.AnswerPress):
        return _on_answer_press(chat, view, press, read=read)
    if isinstance(press, buttons.MenuPress):
        return _on_menu_press(chat, view, press, edit=edit)
    return _changed(chat, view)  # the staff's, or none of ours: only a modified app sends it here


def _taken_back(chat: Chat, view: ContactView, *, ticket: int, read: Read) -> Outcome:
    """What was not for its ticket is heard as if there were no such ticket."""
    others = tuple(one for one in view.tickets if one.number != ticket)
    recent = None if view.recent == ticket else view.recent
    apart = replace(view, tickets=others, asked=None, recent=recent, lately=None)
    held = view.withdrawn
    if chat.expects in intake.STEPS or (len(held) == 1 and not apart.active):
        stays = replace(chat, held=tuple(one for one in chat.held if one not in held))
        if way(held[-1].text) is Way.CANCEL:  # it was said of something else
            return _heard(stays, apart, held[-1], intent=read(held[-1].text), read=read)
        return on_message(stays, apart, held[-1], read=read)
    words = " ".join(one.text for one in held if one.text)
    if apart.active or not words:
        return placing.choose(replace(chat, expects=Expects.PLACE), apart, held[-1])
    return on_intent(without_step(chat), apart, read(words), held=held)


def _changed(chat: Chat, view: ContactView) -> Outcome:
    note = Words("menu.changed")
    return home.open_question(chat, view, chat.question or "", note=note)


def _on_menu_press(
    chat: Chat, view: ContactView, press: buttons.MenuPress, *, edit: str | None
) -> Outcome:
    match press:
        case buttons.Home():
            return home.home(chat, greeting="home.short")
        case buttons.OpenMenu(collection, question):
            target = f"{collection}:{question}"
            if question is None:
                target = home.root_id(view, chat)
            return home.open_question(chat, view, target, edit=edit)
        case buttons.TurnPage(collection, question, page):
            target = f"{collection}:{question}"
            return home.open_question(chat, view, target, page=max(page, 0), edit=edit)
        case buttons.MenuBelow(collection, question):
            return home.open_question(chat, view, f"{collection}:{question}")
        case buttons.Choose():
            return home.choose(chat, view, press, edit=edit)
        case buttons.OpenAnswer(target) | buttons.Guidance(target):
            return home.open_id(chat, view, target)
        case buttons.Speak(language) if language in home.LANGUAGES:
            spoken = replace(chat, language=language)
            if chat.expects in intake.STEPS:  # the form goes on in it
                return steps.ask(spoken, view, chat.expects)
            return home.home(spoken)
        case buttons.Speak():
            return home.languages(chat)
    assert_never(press)


def _on_answer_press(
    chat: Chat, view: ContactView, press: buttons.AnswerPress, *, read: Read
) -> Outcome:
    match press:
        case buttons.ReadOn(choice, part):
            if view.catalog.choice(chat.language, choice) is None:
                return _changed(chat, view)
            return chat, [ShowAnswer(chat.id, choice, part=max(part, 0))]
        case buttons.Helped():
            return answers.vote(chat, view, press)
        case buttons.Lacked(answer, reason):
            return answers.missing(chat, view, answer, reason=reason[:_LONGEST_CODE])
        case buttons.Related(answer):
            return answers.related(chat, view, answer)
        case buttons.Nearest(ids):
            return answers.nearest(chat, view, ids.split(","))
        case buttons.Ask():
            return ask_how(chat)
        case buttons.AskAfterAll():
            return _ask_after_all(chat, view, read=read)
        case buttons.WriteToExpert(answer):
            return intake.start(chat, view, answer_id=answer[:_LONGEST_NAME] or None)
        case buttons.Appeal(policy):
            return intake.start(chat, view, policy=_appealed(chat, view, policy))
        case buttons.NewTicket():
            return intake.start(chat, view)
    assert_never(press)


def _appealed(chat: Chat, view: ContactView, code: str) -> str | None:
    """The refusal that a button names; a forged one names none, nor makes anything urgent."""
    policy = view.catalog.policy(chat.language, code)
    return code if policy is not None and policy.kind == "refuse" else None


def _ask_after_all(chat: Chat, view: ContactView, *, read: Read) -> Outcome:
    """The words that wait for a ticket are a question after all."""
    if not chat.held:
        return _changed(chat, view)
    intent = read(" ".join(one.text for one in chat.held))
    return on_intent(without_step(chat), view, intent, held=chat.held)


def goes_to_ticket(chat: Chat, view: ContactView, ticket: int, held: Held) -> bool:
    """Whether a message that names a ticket goes there: no word along with a rating of the same
    one does, and nothing that can't be copied.
    """
    is_word = chat.about == str(ticket) and tickets.takes_word(chat, view, held)
    return held.kind != UNCOPYABLE and not is_word


def asked_before(chat: Chat) -> str:
    """The question that the contact's next words may go on from, with what went on from it
    already; "" when a step is open.
    """
    if chat.expects is not None:
        return ""
    return " ".join(held.text for held in chat.matter)


def ask_how(chat: Chat) -> Outcome:
    """The next words are a question, whatever was asked before."""
    return replace(without_step(chat), expects=Expects.ASK), [tell(chat.id, "ask.how")]


def on_message(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome:
    """Free words or a file, when they are not for a ticket that they reply to; `read` understands
    words.
    """
    if held.kind == UNCOPYABLE:
        return chat, [tell(chat.id, "message.uncopyable")]
    chat = replace(chat, language=_spoken(chat, held.text))
    pressed = typed_press(chat, view, held)
    if pressed is not None:
        if pressed == EXPERT.press and way(held.text) is not None:
            # back to the draft, which a question that was answered meanwhile is no part of
            chat = replace(chat, held=placing.files(chat))
        if isinstance(pressed, buttons.Speak) and chat.expects is None and chat.matter:
            return _in_another_language(chat, view, pressed, read=read)
        return on_press(chat, view, pressed, read=read)
    intent = read(held.text)
    if intent.outcome is Meaning.EMERGENCY and not waits(held.text):
        return on_intent(chat, view, intent, held=(held,))  # heard in every step, below every file
    return _heard(chat, view, held, intent=intent, read=read)


def _spoken(chat: Chat, text: str) -> str:
    """The language that is gone on in: that of whoever begins in English, whatever their phone
    says, and whichever is written where anything may be; names in a form say nothing of it.
    """
    free = chat.expects in (None, Expects.ASK)
    if chat.language != _ENGLISH:
        return _ENGLISH if (free or not chat.known) and in_english(text) else chat.language
    return _TURKISH if free and in_turkish(text) else chat.language


def _in_another_language(
    chat: Chat, view: ContactView, press: buttons.Speak, *, read: Read
) -> Outcome:
    """What was asked last is answered again, in the language that was typed."""
    spoken = replace(chat, language=press.language or chat.language, shown=())
    intent = read(asked_before(chat))
    chat, effects = on_intent(spoken, view, intent, held=chat.matter[-1:])
    return chat, [tell(chat.id, "remark.language"), *effects]


def _heard(chat: Chat, view: ContactView, held: Held, *, intent: Intent, read: Read) -> Outcome:
    """Words at the step that is open, or without one."""
    if chat.expects is Expects.WORD and not tickets.takes_word(chat, view, held, intent=intent):
        rated = view.ticket(int(chat.about or 0))
        if rated is not None and not rated.active:
            view = replace(view, lately=rated.number)
        chat = without_step(chat)
    if chat.expects in intake.STEPS and _answers_expert(chat, view, held):
        placed, added = placing.place(chat, view, held)
        chat, again = steps.ask(replace(placed, expects=chat.expects), view, chat.expects)
        return chat, [*added, *again]
    if chat.expects in intake.STEPS:
        return replies.on_message(chat, view, held, intent=intent, read=read)
    if chat.expects in BOOKING:
        return booking_talk.on_message(chat, view, held, intent=intent)
    match chat.expects:
        case Expects.MISSING if held.kind == TEXT:  # a file goes its own way
            return _missing_words(chat, view, held, intent=intent)
        case Expects.ADD:
            return tickets.on_message(chat, view, held)
        case Expects.WORD if held.kind == TEXT:  # a file is no word, and goes its own way
            return tickets.on_message(chat, view, held)
    if view.asked is None and (spoken := _spoken_with(chat, view, held)) is not None:
        return spoken
    if unsaid.jokes(held.text):
        chat = unsaid.without_last(chat)
    if (ordered := _handed_over(chat, view, held, read=read)) is not None:
        return ordered
    if wishes.for_person(held.text) and intent.outcome is not Meaning.EMERGENCY:
        intent = replace(intent, outcome=Meaning.HANDOFF, wants_human=True)
    talked = earlier.reply(chat, view, held, read=read)
    talked = talked or aside.reply(chat, view, held, intent=intent)
    if talked is not None:
        return talked
    if placing.joins_album(chat, held):  # asked already, with the album's first picture
        return replace(chat, held=(*chat.held, held)), []
    if view.active:
        return beside_tickets(chat, view, held, intent=intent)
    return without_tickets(chat, view, held, intent=intent)


def _handed_over(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome | None:
    """An order to hand over the question that stands beside it: into the open ticket, else a
    request of its own; None without such an order, and for what is refused.
    """
    question = handing.question_in(held.text) if held.kind == TEXT else None
    if question is None:
        return None
    intent = read(question)
    if intent.outcome in (Meaning.REFUSE, Meaning.EMERGENCY):
        return None
    if view.active:
        return placing.place(chat, view, held)
    asked = replace(held, text=question)
    guess = likely_subject(view, chat.language, intent.matches)
    chat = replace(
        chat, matter=(asked,), guess=guess, unanswered=(), held=(*placing.files(chat), asked)
    )
    return intake.start(without_step(chat), view, take=True)


def _spoken_with(chat: Chat, view: ContactView, held: Held) -> Outcome | None:
    """The wish to speak with the experts: by telephone, or at a table."""
    if phone.wanted(view, held):
        number = number_in(held.text)
        return booking.call(chat, view, number=number) if number else phone.reply(chat, view, held)
    return booking.meeting(chat, view) if booking_talk.wants_meeting(view, held) else None


def _answers_expert(chat: Chat, view: ContactView, held: Held) -> bool:
    """Whether a number in the middle of a form answers an expert who asked meanwhile."""
    return view.asked is not None and chat.expects in _NAMES and typed_number(held.text) is not None


def on_addressed(
    chat: Chat, ticket: int, held: Held, *, read: Read, under_way: Ticket | None = None
) -> Outcome:
    """Words or a file for a ticket that they reply to; an emergency makes the ticket urgent."""
    intent = read(held.text)
    if intent.outcome is not Meaning.EMERGENCY:
        return chat, [AddToTicket(chat.id, ticket, (held,))]
    code = intent.policy or ""
    added = AddToTicket(chat.id, ticket, (held,), alarm=code)
    shown = danger.lines(chat, code, under_way)
    return replace(chat, alarmed=True), [kept(intent), shown, added]


def _missing_words(chat: Chat, view: ContactView, held: Held, *, intent: Intent) -> Outcome:
    """What was missing is kept; where it is a question that has an answer of its own, that follows
    at once.
    """
    about = chat.about or ""
    chat, thanked = answers.missing(chat, view, about, reason=held.text)
    chat = noting(chat, held, Expects.MISSING, about=about)
    if intent.outcome is not Meaning.ANSWER or intent.matches[0].id == about:
        # the expert, if one is asked next, gets these words
        return replace(chat, held=(held,)), thanked
    chat, answered = on_intent(chat, view, intent, held=(held,))
    return chat, [*thanked[:-1], *answered]


def on_time(chat: Chat, view: ContactView) -> Outcome:
    """What waits here has waited long enough: it is delivered, or let go with a word."""
    if chat.expects is Expects.PLACE:
        return placing.settle(chat, view)
    return booking.expire(chat) if chat.booking is not None else intake.expire(chat)
