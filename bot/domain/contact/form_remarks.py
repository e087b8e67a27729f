"""What the form answers to words about itself, and where it goes on.

Law: what is said to the form changes what it asks, and is never part of the question.
"""

from dataclasses import replace

from bot.domain.chats import Chat, Expects, Intake
from bot.domain.contact.form_talk import QUESTIONS, Remark
from bot.domain.contact.outcome import Outcome
from bot.domain.contact.steps import ask, following, standing
from bot.domain.contact.tickets import state_lines
from bot.domain.contact.told import again, on
from bot.domain.contact.view import ContactView, subject_label
from bot.domain.words import Words
from intents.turkish import words


def remarked(chat: Chat, view: ContactView, said: Remark, *, text: str) -> Outcome:
    """What the form answers to a remark, and where it goes on."""
    step, intake = standing(chat), chat.intake or Intake()
    match said:
        case Remark.AGREES if intake.subject is not None:
            return following(chat, view)
        case Remark.DENIES:
            return ask(replace(chat, intake=replace(intake, subject=None)), view, step)
        case Remark.HIDE | Remark.SHOW:
            return _name_told(chat, view, shown=said is Remark.SHOW)
        case Remark.NOBODY if step in (Expects.QUESTION, Expects.SUBJECT):
            told = replace(intake, early=(*intake.early, Expects.ORGANISATION))
            return again(replace(chat, intake=told), view, Words("form.nobody"))
        case Remark.NOBODY | Remark.MUM:
            return on(chat, view, Words(f"form.{said}"))
        case Remark.UNSURE:
            return on(chat, view, _unsure(chat, view))
        case Remark.SENT if view.active:
            return again(chat, view, Words("form.sent"), *state_lines(view, chat.language))
        case _ if said in QUESTIONS:
            return again(chat, view, _about_form(chat, view, said, text=text))
    return ask(chat, view, step)


def _name_told(chat: Chat, view: ContactView, *, shown: bool) -> Outcome:
    """Whether the name may be seen, said at whatever step."""
    step = standing(chat)
    before = chat.intake or Intake()
    intake = replace(before, named=shown, early=(*before.early, Expects.NAMED))
    chat = replace(chat, intake=intake)
    if step is Expects.NAMED:
        return following(chat, view)
    words = Words("form.show" if shown else "form.hide")
    hides = step is Expects.ORGANISATION and not shown
    return on(chat, view, words) if hides else again(chat, view, words)


def _unsure(chat: Chat, view: ContactView) -> Words:
    """What is taken where the contact does not know."""
    if standing(chat) is not Expects.SUBJECT:
        return Words("form.unsure")
    subject = chat.intake.subject if chat.intake is not None else None
    label = subject_label(view.catalog, chat.language, subject)
    return Words("form.unsure-topic", {"topic": label}) if label else Words("form.unsure-other")


_NAMED = (
    (Expects.ORGANISATION, ("ad", "isim", "ism", "name", "dernek", "derneg", "organi")),
    (Expects.PROVINCE, ("il", "sehir", "sehr", "nere", "city", "where")),
    (Expects.SUBJECT, ("konu", "topic", "subject")),
)


def _named(text: str) -> Expects | None:
    """The step that is spoken of by its name: it need not be the open one."""
    typed = words(text)
    return next(
        (step for step, names in _NAMED if any(one.startswith(names) for one in typed)), None
    )


def _about_form(chat: Chat, view: ContactView, said: Remark, *, text: str) -> Words:
    """What the form is asked about itself: why and what depend on the step."""
    if said is Remark.WHY and (named := _named(text)) is not None:
        return Words(f"form.why-{named}")
    if said in (Remark.WHY, Remark.WHAT):
        return Words(f"form.{said}-{standing(chat)}")
    if said is Remark.WHEN:
        days, research = view.promise.answer_days, view.promise.research_days
        return Words("form.when", {"days": days, "research": research})
    return Words(f"form.{said}")
