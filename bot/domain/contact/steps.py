"""How the steps of a request are asked, one after the other.

Law: asking loses nothing; each step has a way back, past it and out.
"""

from dataclasses import replace

from bot.domain import buttons
from bot.domain.buttons import Exit, InIntake
from bot.domain.chats import FORM, Chat, Expects, Intake
from bot.domain.contact.outcome import Outcome, numbered
from bot.domain.contact.summary import shortened, summed_up
from bot.domain.contact.view import ASSESSMENT, ContactView, subject_areas, subject_label
from bot.domain.effects import Tell
from bot.domain.forms import Form
from bot.domain.messages import Button, Rows
from bot.domain.words import Words

DETAILS = Form(
    (
        Expects.QUESTION,
        Expects.SUBJECT,
        Expects.ORGANISATION,
        Expects.PROVINCE,
        Expects.RIGHTS,
        Expects.NAMED,
    )
)

WHO_AND_WHERE = frozenset({Expects.ORGANISATION, Expects.PROVINCE})


def ask(chat: Chat, view: ContactView, step: Expects) -> Outcome:
    """Put one step's question, or show the summary."""
    chat = replace(chat, expects=step, question=None, options=())
    intake = chat.intake or Intake()
    match step:
        case Expects.QUESTION if intake.taken:
            return _ask_taken(chat, intake)
        case Expects.SUBJECT:
            return _ask_subject(chat, view, intake)
        case Expects.NAMED if intake.organisation is None:  # there is no name to speak of
            return ask(replace(chat, intake=replace(intake, named=False)), view, Expects.CONFIRM)
        case Expects.CONFIRM:
            return _summary(chat, view, intake)
    rows = _choices(step)
    words = (Words(f"intake.{step}"),)
    return replace(chat, options=numbered(rows)), [Tell(chat.id, words, (*rows, *exits(step)))]


def _choices(step: Expects) -> Rows:
    match step:
        case Expects.RIGHTS:
            return (
                (Button(Words("rights.yes"), buttons.SayRights("yes")),),
                (Button(Words("rights.no"), buttons.SayRights("no")),),
            )
        case Expects.NAMED:
            return (
                (Button(Words("named.yes"), buttons.SayNamed("yes")),),
                (Button(Words("named.no"), buttons.SayNamed("no")),),
            )
    return ()


def exits(step: Expects) -> Rows:
    """The ways back, past it and out that a step has."""
    cancel = Button(Words("button.cancel"), InIntake(Exit.CANCEL))
    if step is Expects.QUESTION:
        return ((cancel,),)
    back = Button(Words("button.back"), InIntake(Exit.BACK))
    return ((back, Button(Words("button.skip"), InIntake(Exit.SKIP))), (cancel,))


def _ask_taken(chat: Chat, intake: Intake) -> Outcome:
    """Whether what was said before is the question."""
    go_on = (Button(Words("button.take"), InIntake(Exit.GO_ON)),)
    anew = (Button(Words("button.anew"), InIntake(Exit.ANEW)),)
    words = Words("intake.taken", {"question": shortened(intake.question)})
    rows = (go_on, anew, *exits(Expects.QUESTION))
    return replace(chat, options=numbered((go_on, anew))), [Tell(chat.id, (words,), rows)]


def _ask_subject(chat: Chat, view: ContactView, intake: Intake) -> Outcome:
    areas = subject_areas(view.catalog, chat.language).items()
    options = numbered(
        tuple((Button(label, buttons.PickSubject(subject)),) for subject, label in areas)
    )
    rows: Rows = tuple(
        (Button(f"{n}. {label}", buttons.PickSubject(subject)),)
        for n, (subject, label) in enumerate(areas, start=1)
    )
    guess = subject_label(view.catalog, chat.language, intake.subject)
    words = Words("intake.topic-guess", {"topic": guess}) if guess else Words("intake.topic")
    keep: Rows = ((Button(Words("button.keep"), InIntake(Exit.KEEP)),),) if guess else ()
    return replace(chat, options=options), [
        Tell(chat.id, (words,), (*keep, *rows, *exits(Expects.SUBJECT)))
    ]


def _summary(chat: Chat, view: ContactView, intake: Intake) -> Outcome:
    fixes = tuple(Button(Words(f"fix.{step}"), buttons.Fix(step)) for step in DETAILS.fields)
    send = (Button(Words("button.send"), InIntake(Exit.SEND)),)
    cancel = (Button(Words("button.cancel"), InIntake(Exit.CANCEL)),)
    rows: Rows = (send, fixes[:2], fixes[2:4], fixes[4:], cancel)
    intake = replace(intake, fixing=False)
    chat = replace(chat, intake=intake, options=numbered((send,)))
    words = Words("intake.summary", summed_up(chat, view, intake))
    if (intake.answer_id or "").partition(":")[0] == ASSESSMENT:
        words = Words("intake.with-profile", {"summary": words})
    known = (Words("intake.known"),) if intake.known else ()
    return chat, [Tell(chat.id, (*known, words), rows)]


def following(chat: Chat, view: ContactView) -> Outcome:
    """On to the next step, or back to the summary when one detail was corrected."""
    intake = replace(chat.intake or Intake(), taken=False)
    chat = replace(chat, intake=intake)
    named = intake.organisation and intake.named is None
    if intake.fixing and chat.expects is Expects.ORGANISATION and named:
        return ask(chat, view, Expects.NAMED)
    now = standing(chat)
    step = DETAILS.after(now, correcting=intake.fixing)
    if set(intake.early) >= WHO_AND_WHERE:  # who tells that unasked is not asked for more
        step = None
    while step in intake.early:
        step = DETAILS.after(step)
    if intake.known and step is Expects.ORGANISATION and not intake.fixing:
        return ask(chat, view, Expects.CONFIRM)
    return ask(chat, view, step or Expects.CONFIRM)


def ask_again(chat: Chat, view: ContactView) -> Outcome:
    """The step that is open once more; a subject that was guessed without the whole list, whose
    numbers still count.
    """
    step = standing(chat)
    guess = chat.intake.subject if chat.intake is not None else None
    label = subject_label(view.catalog, chat.language, guess)
    chat, asked = ask(chat, view, step)
    if step is not Expects.SUBJECT or label is None:
        return chat, asked
    keep = (Button(Words("button.keep"), InIntake(Exit.KEEP)),)
    words = (Words("intake.topic-again", {"topic": label}),)
    return chat, [Tell(chat.id, words, (keep, *exits(step)))]


def given(chat: Chat, view: ContactView, intake: Intake) -> Outcome:
    """On to the next step with what was given."""
    return following(replace(chat, intake=intake), view)


def standing(chat: Chat) -> Expects:
    """The step that is open; the question where none is."""
    return chat.expects if chat.expects in FORM else Expects.QUESTION
