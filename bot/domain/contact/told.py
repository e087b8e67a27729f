"""What is told at another step than its own: an organisation, a province, both in a line, the name
of a person.

Law: nothing is filed that may be a sentence; what is filed is said back.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.domain.chats import Chat, Expects, Held, Intake
from bot.domain.contact.asking import asks, names_kind, tells
from bot.domain.contact.form_talk import nobody
from bot.domain.contact.names import instead, name_in, trimmed_name
from bot.domain.contact.outcome import Outcome, noting
from bot.domain.contact.provinces import is_province, place_in
from bot.domain.contact.said import plain_answer
from bot.domain.contact.steps import WHO_AND_WHERE, ask_again, following, standing
from bot.domain.contact.summary import said_first, with_detail
from bot.domain.contact.view import ContactView
from bot.domain.contact.wording import AROUND, NO
from bot.domain.words import Words
from intents.search.words import FUNCTION_WORDS
from intents.turkish import words

_AFTER = (Expects.RIGHTS, Expects.NAMED, Expects.CONFIRM)
_EARLY = (Expects.QUESTION, Expects.SUBJECT)
_PARTS = re.compile(r"\s*[,;/|\n]\s*|\s+[-–]\s+")
_I_AM = re.compile(r"^(?:(?:benim )?(?:ad[ıi]m|ismim)|my name is)\b", re.IGNORECASE)
_PERSON, _INTRODUCED = (2, 3), 5  # words of a person's name, alone and told as one

_SENTENCES = re.compile(r"[.!…;]+\s+")
_PAIR, _SHORT_NAME = 2, 6  # parts of a line; words of a name without its kind

Details = Mapping[Expects, str]


def again(chat: Chat, view: ContactView, *said: Words) -> Outcome:
    """The step once more, below a word or two; past the first one where the question is there."""
    step, intake = standing(chat), chat.intake or Intake()
    asked_already = intake.messages and not intake.fixing and not intake.taken
    if step is Expects.QUESTION and asked_already:
        return on(chat, view, *said)
    chat, asked = ask_again(chat, view)
    return chat, said_first(asked, *said)


def on(chat: Chat, view: ContactView, *said: Words) -> Outcome:
    """The step that follows, below a word or two."""
    chat, asked = following(chat, view)
    return chat, said_first(asked, *said)


def details(text: str) -> Details:
    """The organisation and the province that a line tells, each alone or both, without the words
    around them; nothing where it tells anything else.
    """
    line = instead(text).strip(" .!")
    if (place := _place(line)) is not None:  # with a district, whatever parts the two
        return {Expects.PROVINCE: place}
    name = name_in(line)
    if name is not None and not _PARTS.search(name):
        return {Expects.ORGANISATION: name}
    if both := _name_before_place(line):
        return both
    found: dict[Expects, str] = {}
    for part in filter(None, _PARTS.split(line)):
        step, told = _kind(part)
        if step is None or step in found:
            return {}
        found[step] = told
    return found


def _name_before_place(line: str) -> dict[Expects, str]:
    """A name by its kind and the province after it, with nothing between the two."""
    *before, last = line.split() or [""]
    name = name_in(" ".join(before)) if before else None
    if name is None or _PARTS.search(name) or (place := _place(last)) is None:
        return {}
    return {Expects.ORGANISATION: name, Expects.PROVINCE: place}


def in_form(text: str) -> Details:
    """What a line at a form's step tells: also that there is no organisation and where one is, and
    before its place a name that shows itself by nothing else.
    """
    if (told := details(text)) or asks(text):
        return told
    *before, last = [one for one in _SENTENCES.split(text) if words(one)] or [""]
    if before and nobody(" ".join(before)) and (place := place_in(last)) is not None:
        return {Expects.ORGANISATION: "", Expects.PROVINCE: place}
    parts = [one for one in _PARTS.split(text.strip(" .!")) if one]
    place = _place(parts[-1]) if len(parts) == _PAIR else None
    if place is None or len(words(parts[0])) > _SHORT_NAME or tells(parts[0]):
        return {}
    small = FUNCTION_WORDS | AROUND | NO
    name = trimmed_name(parts[0])
    found = {Expects.ORGANISATION: name, Expects.PROVINCE: place}
    return found if small.isdisjoint(words(name)) else {}


def _place(part: str) -> str | None:
    return None if names_kind(part) else place_in(part)


def _kind(part: str) -> tuple[Expects | None, str]:
    if (place := _place(part)) is not None:
        return Expects.PROVINCE, place
    name = name_in(part)
    return (None, "") if name is None else (Expects.ORGANISATION, name)


def early(chat: Chat, view: ContactView, held: Held) -> Outcome | None:
    """A name or a province that is told before it is asked for; the guess at the subject stands."""
    intake, told = chat.intake or Intake(), in_form(held.text)
    if not told or (standing(chat) is Expects.QUESTION and not intake.messages):
        return None
    for step, whole in told.items():
        intake = with_detail(intake, step, whole) if whole else intake
        chat = noting(chat, held, step)
    intake = replace(intake, early=(*intake.early, *told))
    first = standing(chat) is Expects.QUESTION
    said = [_noted(step, whole, late=first or len(told) > 1) for step, whole in told.items()]
    chat = replace(chat, intake=intake)
    if set(intake.early) >= WHO_AND_WHERE:
        return on(chat, view, *said)
    stays = chat.expects is Expects.ORGANISATION or (intake.subject is None and not first)
    return again(chat, view, *said) if stays else on(chat, view, *said)


def _noted(step: Expects, whole: str, *, late: bool) -> Words:
    """What was filed of a step, said back; of no organisation, that there may be none."""
    return Words(f"form.noted-{step}{'-late' if late else ''}") if whole else Words("form.nobody")


def of_another(chat: Chat, held: Held) -> bool:
    """Whether a name or a province is told, or put right, after its own step."""
    told, step = details(held.text), standing(chat)
    if asks(held.text) or (chat.intake is not None and chat.intake.fixing):
        return False
    if step is Expects.PROVINCE:
        return Expects.ORGANISATION in told
    answers = step is not Expects.CONFIRM and plain_answer(held.text) is not None
    return step in _AFTER and bool(told) and not answers


def late(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """A name or a province whose own step is over; the step that is open stays."""
    intake, told = chat.intake or Intake(), details(held.text)
    for step, whole in told.items():
        intake = with_detail(intake, step, whole)
        chat = noting(chat, held, step)
    said = [Words(f"form.noted-{step}-late") for step in told]
    return again(replace(chat, intake=intake), view, *said)


def is_person(text: str) -> bool:
    """Whether the words may be a person's name and nothing else: a few of them, each a name by its
    capitals or told as one.
    """
    typed, shown = words(text), text.split()
    if not text.replace(" ", "").isalpha() or names_kind(text) or is_province(text):
        return False
    if _I_AM.match(text.strip()):
        return len(typed) <= _INTRODUCED
    if asks(text):
        return False
    small = FUNCTION_WORDS | AROUND | NO
    capitals = all(word[0].isupper() for word in shown)
    return capitals and len(typed) in _PERSON and small.isdisjoint(typed)


def person(chat: Chat, view: ContactView, held: Held) -> Outcome:
    """A person's name goes along with the question, and the form goes on: nobody has to tell it."""
    intake = chat.intake or Intake()
    chat = replace(chat, intake=replace(intake, messages=(*intake.messages, held), taken=False))
    return again(chat, view, Words("form.person-noted"))
