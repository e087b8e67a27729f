"""What is pressed by typing: a number or label of what is shown, or the name of a way.

Law: whatever has a button can be typed; what was typed so is never stored as content.
"""

import re
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

from bot.domain import buttons
from bot.domain.booking_buttons import InBooking
from bot.domain.buttons import Exit, InIntake, Press
from bot.domain.chats import BOOKING, Chat, Expects, Held
from bot.domain.codes import decode
from bot.domain.contact import booking_talk
from bot.domain.contact.assessment import open_level
from bot.domain.contact.form_talk import remark_in
from bot.domain.contact.intake import STEPS
from bot.domain.contact.provinces import is_plate
from bot.domain.contact.tickets import STARS
from bot.domain.contact.typed import Way, way
from bot.domain.contact.view import ASSESSMENT, SUBJECTS, ContactView
from bot.domain.messages import TEXT
from intents.content.catalog import Question
from intents.pick import pick, typed_number
from intents.turkish import words

_FREE = frozenset({Expects.QUESTION, Expects.ORGANISATION, Expects.PROVINCE})
_LETTERS = "abcd"
_CHOSEN = frozenset({Expects.SUBJECT, Expects.RIGHTS, Expects.NAMED})
_MOST_WORDS = 4  # of a form's choice
_MOST_PART = 8  # words that are still a part of a choice and no message
_LEAST_PART = 3  # letters of a word that says which choice is meant
_SAME_WORD = 85  # of 100
_BEGINNING = 4  # letters that a word and its other endings have in common
_ANYWHERE: dict[Way, Press] = {
    Way.HOME: buttons.Home(),
    Way.SUBJECTS: buttons.OpenMenu(SUBJECTS),
    Way.TICKETS: buttons.ListTickets(),
    Way.ASSESSMENT: buttons.StartAssessment(),
    Way.UPDATES: buttons.ListSubscriptions(),
    Way.LANGUAGE: buttons.Speak(),
    Way.ENGLISH: buttons.Speak("en"),
    Way.TURKISH: buttons.Speak("tr"),
}
_NEEDS_WORDS = frozenset({Way.SKIP, Way.NOTHING, Way.ON, Way.SEND, Way.DONE})
_LEAVES = frozenset({Way.CANCEL, Way.BACK, Way.NOTHING, Way.STOP, Way.SKIP, Way.DONE})


def typed_press(chat: Chat, view: ContactView, held: Held) -> Press | None:
    """The button that typed words stand for; None for anything else."""
    if held.kind != TEXT or not held.text.strip():
        return None
    if chat.expects in BOOKING and chat.booking is not None:
        return booking_talk.typed_press(chat, held.text)
    rated = _rating(view, held.text) if chat.intake is None else None
    pressed = rated or _shown(chat, view, held.text)
    if pressed is not None:
        return pressed
    if chat.expects in STEPS and remark_in(chat, held.text) is not None:
        return None  # the form answers it
    named = way(held.text)
    if named is None or _is_answer(chat, view, named):
        return None
    return _here(chat, view, named) or _ANYWHERE.get(named)


def _rating(view: ContactView, text: str) -> Press | None:
    """The stars for a ticket that was closed after whatever the contact did last."""
    stars = typed_number(text)
    if view.rates is None or stars is None or stars not in STARS:
        return None
    return buttons.RateTicket(view.rates, stars)


def _is_answer(chat: Chat, view: ContactView, named: Way) -> bool:
    """Whether a way is rather the answer to an expert who asked last."""
    apart = named in _ANYWHERE or named in (Way.CLOSE, Way.ELSEWHERE)
    return view.asked is not None and chat.expects is None and not apart


def _shown(chat: Chat, view: ContactView, text: str) -> Press | None:
    """A label as it is written, a place in the open menu, or a part of a choice's words."""
    exact = _exact(chat, text)
    if exact is not None:
        return decode(exact)
    if not _expert_asks(chat, view, text) and (code := _optional(chat, text)) is not None:
        return decode(code)
    if view.asked is not None:
        return None
    level = _level(chat, view, text)
    if level is not None:
        return level
    if typed_number(text) is None and chat.labels:
        position = pick(text, [(label, label) for label, _ in chat.labels])
        return None if position is None else decode(chat.labels[position][1])
    return None


def _exact(chat: Chat, text: str) -> str | None:
    typed = text.strip()
    return next((code for label, code in (*chat.options, *chat.labels) if label == typed), None)


def _expert_asks(chat: Chat, view: ContactView, text: str) -> bool:
    """Whether an expert's question is more likely meant than a menu above it: nothing was done
    since it came, or what is said goes to its ticket, and a number is no more than an answer.
    """
    if chat.expects in STEPS:
        return chat.expects in _FREE and view.asked is not None
    number = typed_number(text) is not None
    talking = chat.placed in {one.number for one in view.active}
    return view.asked is not None or (talking and number and chat.expects is not Expects.PLACE)


def _optional(chat: Chat, text: str) -> str | None:
    """The code that a number or a name of the open menu stands for."""
    if not chat.options or all(label.isdecimal() for label, _ in chat.options):
        return None
    if chat.expects in STEPS and is_plate(text):
        return None
    position = pick(text, [(label, label) for label, _ in chat.options])
    if position is not None:
        return chat.options[position][1]
    return _part_of_one(chat, text) if chat.expects in _CHOSEN else None


def _part_of_one(chat: Chat, text: str) -> str | None:
    """The choice of a form's step that alone holds all that was typed."""
    typed = words(text)
    telling = [word for word in typed if len(word) >= _LEAST_PART]
    if not telling or len(telling) < len(typed) or len(typed) > _MOST_WORDS:
        return None
    found = [code for label, code in chat.options if _holds(label, telling)]
    return found[0] if len(found) == 1 else None


# --- the self-assessment ---


def _level(chat: Chat, view: ContactView, text: str) -> Press | None:
    """A level by its letter, or by a part of its words that no other level has."""
    number = open_level(chat)
    asked = number is not None and view.catalog.question(chat.language, f"{ASSESSMENT}:{number}")
    typed = words(text)
    if number is None or not asked or not typed or len(typed) > _MOST_PART:
        return None
    if len(typed) == 1 and typed[0] in _LETTERS[: len(asked.choices)]:
        choice = asked.choices[_LETTERS.index(typed[0])]
        return buttons.AssessmentLevel(number, choice.choice_id)
    telling = [word for word in typed if len(word) >= _LEAST_PART]
    found = [
        one for one in asked.choices if telling and _holds(f"{one.title} {one.label}", telling)
    ]
    return buttons.AssessmentLevel(number, found[0].choice_id) if len(found) == 1 else None


def _holds(title: str, typed: Iterable[str]) -> bool:
    there = words(title)
    return all(any(_same(word, other) for other in there) for word in typed)


def _same(typed: str, word: str) -> bool:
    begins = min(len(typed), len(word)) >= _BEGINNING and typed[:_BEGINNING] == word[:_BEGINNING]
    return begins or fuzz.ratio(typed, word) >= _SAME_WORD


def _in_assessment(chat: Chat, named: Way) -> Press | None:
    number = open_level(chat)
    if number is None:
        return None
    match named:
        case Way.ON | Way.SKIP | Way.NOTHING:
            return buttons.SkipQuestion(number)
        case Way.BACK:
            return buttons.QuestionBefore(number)
        case Way.STOP | Way.CANCEL | Way.DONE:
            return buttons.StopAssessment()
    return None


# --- a way, where one stands ---


def _here(chat: Chat, view: ContactView, named: Way) -> Press | None:
    """What a way means at the step that is open, or without one."""
    if chat.expects in STEPS and chat.intake is not None:
        return _in_form(chat, named)
    if chat.expects is Expects.ASK and named in (Way.ON, Way.SEND):
        return _elsewhere(chat, view, named)
    if chat.expects is not None:
        return _at_step(chat, named)
    return _in_assessment(chat, named) or _elsewhere(chat, view, named)


def _in_form(chat: Chat, named: Way) -> Press | None:
    exits = {
        Way.CANCEL: Exit.CANCEL,
        Way.BACK: Exit.BACK,
        Way.SKIP: Exit.SKIP,
        Way.NOTHING: Exit.SKIP,
        Way.ON: Exit.GO_ON,
        Way.DONE: Exit.GO_ON,
        Way.SEND: Exit.SEND,
    }
    if named is Way.STOP:
        return buttons.Home()
    if named is Way.REWORD and chat.intake is not None and chat.intake.messages:
        begins = chat.expects in (Expects.QUESTION, Expects.SUBJECT)  # the rest is still to come
        return InIntake(Exit.ANEW) if begins else buttons.Fix(Expects.QUESTION)
    nothing_yet = chat.intake is None or not chat.intake.messages
    if nothing_yet and named in _NEEDS_WORDS:
        return InIntake(Exit.BACK)  # the question is what is still to be said
    if named is Way.SEND and chat.expects is not Expects.CONFIRM:
        return buttons.WriteToExpert()  # the summary comes first
    return InIntake(exits[named]) if named in exits else None


def _at_step(chat: Chat, named: Way) -> Press | None:
    about = int(chat.about) if chat.about and chat.about.isdecimal() else None
    if chat.expects is Expects.WORD and about is not None:
        if named is Way.AGAIN:
            return buttons.ReopenTicket(about)
        return buttons.NoWord(about) if named in _LEAVES else None
    if chat.expects is Expects.PLACE:
        return buttons.DropWaiting() if named is Way.CANCEL else None
    return buttons.Home() if named in _LEAVES else None


def _elsewhere(chat: Chat, view: ContactView, named: Way) -> Press | None:
    """On in a long answer, in a menu of several pages, in a draft; back to the menu above."""
    match named:
        case Way.ELSEWHERE if chat.placed is not None and chat.placed_message is not None:
            return buttons.NotForTicket(chat.placed, chat.placed_message)
        case Way.CLOSE if len(view.active) == 1:
            return buttons.CloseTicket(view.active[0].number)
        case Way.AGAIN if view.lately is not None:
            return buttons.ReopenTicket(view.lately)
        case Way.ON if (more := _said(chat, _goes_on)) is not None:
            return more
        case Way.ON | Way.SEND | Way.CANCEL if chat.booking is not None:
            return InBooking("cancel" if named is Way.CANCEL else "on")
        case Way.ON | Way.SEND if chat.intake is not None and chat.intake.messages:
            return buttons.WriteToExpert()
        case Way.BACK:
            return _said(chat, _goes_back) or _above(chat, view)
        case Way.CANCEL if chat.intake is not None and chat.intake.messages:
            return InIntake(Exit.CANCEL)
        case Way.ON | Way.SKIP | Way.STOP if not view.waiting_for_contact:
            return buttons.Home()  # there is nothing that it could go on with
    return None


def _said(chat: Chat, wanted: Callable[[Press], bool]) -> Press | None:
    """The button of this kind among those that were said last."""
    pressed = (decode(code) for _, code in (*chat.labels, *chat.options))
    return next((one for one in pressed if wanted(one)), None)


def _goes_on(press: Press) -> bool:
    kinds = (buttons.ReadOn, buttons.AssessmentQuestion, buttons.QuestionAfter)
    return isinstance(press, kinds) or (isinstance(press, buttons.TurnPage) and press.page > 0)


def _goes_back(press: Press) -> bool:
    return isinstance(press, buttons.MenuBelow | buttons.QuestionBefore) or (
        isinstance(press, buttons.OpenMenu) and press.question is not None
    )


def _above(chat: Chat, view: ContactView) -> Press:
    """The menu above the open one; from the first one home."""
    found: Question | None = None
    if chat.question is not None:
        found = view.catalog.question(chat.language, chat.question)
    trail = view.catalog.trail(found) if found is not None else ()
    if found is None or not trail:
        return buttons.Home()
    return buttons.OpenMenu(found.collection, trail[-1].question_id)


_NAMES = re.compile(r"^\d+\.\s*")


def bare(label: str) -> str:
    """A button's label without the number before it."""
    return _NAMES.sub("", label)
