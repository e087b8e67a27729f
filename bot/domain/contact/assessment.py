"""The self-assessment: one question after the other, with skip, back, stop and going on later.

Law: an answer is kept the moment it is given; stopping and coming back loses none.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.domain import buttons
from bot.domain.buttons import AssessmentPress, AssessmentQuestion
from bot.domain.chats import Chat
from bot.domain.codes import decode
from bot.domain.contact.outcome import HOME, Options, Outcome, numbered, without_step
from bot.domain.contact.placing import files
from bot.domain.contact.view import ASSESSMENT, ContactView
from bot.domain.effects import ForgetLevels, KeepLevel, ShowProfile, ShowStep, Tell, tell
from bot.domain.forms import Form
from bot.domain.messages import Button, Rows
from bot.domain.words import Words

HIGHEST = 4  # a level from which no step leads further


def series(view: ContactView, language: str) -> Form[int]:
    """The questions in their order; an empty form when the content has none."""
    collection = view.catalog.collection(language, ASSESSMENT)
    questions = collection.questions if collection else {}
    return Form(
        tuple(sorted(number for number, one in questions.items() if number and one.choices))
    )


def answered(view: ContactView, language: str) -> Mapping[int, int]:
    """The levels given so far, for questions that still exist."""
    there = set(series(view, language).fields)
    return {number: level for number, level in view.levels.items() if number in there}


def welcome(chat: Chat, view: ContactView, *, edit: str | None = None) -> Outcome:
    """What it is, and where one left off."""
    form = series(view, chat.language)
    if not form.fields:
        return chat, [tell(chat.id, "assessment.none")]
    done = answered(view, chat.language)
    if done:
        rows = _resume_rows(form.open(done))
        words = Words("assessment.resume", {"done": len(done), "n": len(form.fields)})
    else:
        begin = Button(Words("assessment.begin"), AssessmentQuestion(form.first()))
        rows = ((begin,), (HOME,))
        words = Words("assessment.welcome", {"n": len(form.fields)})
    kept = files(chat)
    chat = replace(without_step(chat), question=None, options=numbered(rows), held=kept)
    return chat, [Tell(chat.id, (words,), rows, edit=edit)]


def _resume_rows(following: int | None) -> Rows:
    go_on = Button(Words("assessment.go-on"), AssessmentQuestion(following))
    return (
        *(((go_on,),) if following is not None else ()),
        (Button(Words("assessment.profile"), buttons.ShowProfile()),),
        (Button(Words("assessment.again"), buttons.AssessAgain()),),
        (Button(Words("assessment.forget"), buttons.ForgetAssessment()),),
        (HOME,),
    )


def show(chat: Chat, view: ContactView, number: int | None, *, edit: str | None = None) -> Outcome:
    """One question with its place in the series."""
    form = series(view, chat.language)
    question = view.catalog.question(chat.language, f"{ASSESSMENT}:{number}")
    if number not in form.fields or question is None:
        return welcome(chat, view)
    levels: Rows = tuple(
        (Button(choice.label, buttons.AssessmentLevel(choice.question_id, choice.choice_id)),)
        for choice in question.choices
    )
    chat = replace(without_step(chat), known=True, question=None, options=numbered(levels))
    step = ShowStep(
        chat.id,
        f"{ASSESSMENT}:{number}",
        form.position(number),
        len(form.fields),
        chosen=view.levels.get(number),
        edit=edit,
    )
    return chat, [step]


def press(chat: Chat, view: ContactView, button: AssessmentPress, *, edit: str | None) -> Outcome:
    """A button of the series."""
    form = series(view, chat.language)
    match button:
        case buttons.StartAssessment():
            return welcome(chat, view, edit=edit)
        case AssessmentQuestion(question):
            return show(chat, view, question, edit=edit)
        case buttons.AssessmentLevel():
            return _choose(chat, view, button)
        case buttons.SkipQuestion(question):
            return _following(chat, view, question, edit=edit)
        case buttons.QuestionAfter(question):
            return _following(chat, view, question)
        case buttons.QuestionBefore(question):
            before = form.before(question) if question in form.fields else None
            return show(chat, view, before, edit=edit)
        case buttons.StopAssessment():
            done = len(answered(view, chat.language))
            words = (Words("assessment.stopped", {"done": done}),)
            chat = replace(without_step(chat), options=_paused(chat))
            return chat, [Tell(chat.id, words, ((HOME,),))]
        case buttons.ShowProfile():
            return profile(chat, view)
        case buttons.AssessAgain():
            return show(chat, view, form.first())
        case buttons.ForgetAssessment():
            return chat, [_forget_question(chat)]
        case buttons.ForgetForSure():
            words = (Words("assessment.forgotten"),)
            forgotten = Tell(chat.id, words, ((HOME,),))
            return without_step(chat), [ForgetLevels(chat.id), forgotten]
    assert_never(button)


def open_level(chat: Chat) -> int | None:
    """The question that is open, or None."""
    asked = decode(chat.options[0][1]) if chat.options else None
    return asked.question if isinstance(asked, buttons.AssessmentLevel) else None


def _paused(chat: Chat) -> Options:
    """What goes on from here when it is typed, with or without the question that was open."""
    number = open_level(chat)
    if number is None:
        return ()
    return numbered(((Button(Words("assessment.go-on"), AssessmentQuestion(number)),),))


def _forget_question(chat: Chat) -> Tell:
    yes = Button(Words("assessment.forget-yes"), buttons.ForgetForSure())
    no = Button(Words("button.keep-it"), buttons.StartAssessment())
    return Tell(chat.id, (Words("assessment.forget-sure"),), ((yes, no),))


def _choose(chat: Chat, view: ContactView, button: buttons.AssessmentLevel) -> Outcome:
    number, level = button.question, button.level
    choice = view.catalog.choice(chat.language, f"{ASSESSMENT}:{number}-{level}")
    if choice is None:
        chat, again = show(chat, view, number)
        return chat, [tell(chat.id, "menu.changed"), *again]
    rows: Rows = (
        (Button(Words("assessment.guidance"), buttons.Guidance(choice.id)),),
        (Button(Words("assessment.change"), AssessmentQuestion(number)),),
    )
    noted = Tell(chat.id, (Words("assessment.noted", {"label": choice.label}),), rows)
    kept = replace(view, levels={**view.levels, number: level})
    chat, then = _following(chat, kept, number)
    return chat, [KeepLevel(chat.id, number, level), noted, *then]


def _following(chat: Chat, view: ContactView, number: int, *, edit: str | None = None) -> Outcome:
    """The question after this one, which may be gone meanwhile; after the last, the profile."""
    later = [other for other in series(view, chat.language).fields if other > number]
    return show(chat, view, later[0], edit=edit) if later else profile(chat, view)


def profile(chat: Chat, view: ContactView) -> Outcome:
    """The picture in words, and the next three steps."""
    done = answered(view, chat.language)
    if not done:
        return welcome(chat, view)
    chat = replace(without_step(chat), question=None, options=())
    return chat, [ShowProfile(chat.id, ASSESSMENT, done)]


def next_steps(levels: Mapping[int, int], most: int = 3) -> tuple[int, ...]:
    """The questions where a step helps most: the lowest levels first, in the series' order."""
    open_ones = sorted((level, number) for number, level in levels.items() if level < HIGHEST)
    return tuple(number for _, number in open_ones[:most])
